"""Which body watches over the power on which an approval was decided."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_approvals", "0004_authority")]

    operations = [migrations.AddField("approval", "supervised_by", models.CharField(blank=True, default="", max_length=40))]
