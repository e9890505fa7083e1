"""In whose name an approval was decided, on what ground, and from whom it was taken over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_approvals", "0003_ground")]

    operations = [
        migrations.AddField("approval", "former", models.CharField(blank=True, default="", max_length=40)),
        migrations.AddField("approval", "in_name_of", models.CharField(blank=True, default="", max_length=40)),
        migrations.AddField("approval", "authority", models.CharField(blank=True, default="", max_length=12)),
        migrations.AddField("approval", "authority_reference", models.CharField(blank=True, default="", max_length=300)),
    ]
