from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_approvals", "0006_life_of_an_approval")]

    operations = [
        migrations.AddField("approval", "explanation", models.TextField(blank=True, default="")),
        migrations.AddField("approval", "explained_at", models.DateTimeField(null=True)),
        migrations.AddField("approval", "explained_name", models.CharField(blank=True, default="", max_length=60)),
        migrations.AddField("aftercheck", "officers", models.JSONField(default=list)),
        migrations.RemoveField("automation", "assessment"),
        migrations.AddField("automation", "assessment", models.JSONField(default=dict)),
    ]
