from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_approvals", "0009_desk_lists")]

    operations = [
        migrations.AddField("approval", "lacks", models.JSONField(default=list)),
        migrations.AddField("approval", "committed", models.BooleanField(default=False)),
    ]
