from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_identity", "0008_looks")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="likeness",
            field=models.CharField(blank=True, db_index=True, default="", max_length=64),
        ),
    ]
