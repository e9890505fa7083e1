from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_identity", "0010_authorities")]

    operations = [
        migrations.AddField(model_name="account", name="pending", field=models.BooleanField(default=False)),
    ]
