"""Where a delegation was announced, what is made up, and which division became which."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_identity", "0009_likeness")]

    operations = [
        migrations.AddField("authority", "announced", models.CharField(blank=True, default="", max_length=300)),
        migrations.AddField("authority", "demonstration", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="DivisionChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12)),
                ("successor", models.CharField(db_index=True, max_length=12)),
                ("since", models.DateField()),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("name", models.CharField(blank=True, default="", max_length=60)),
                ("successor_name", models.CharField(blank=True, default="", max_length=60)),
                ("reference", models.CharField(blank=True, default="", max_length=200)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("code", "since"), name="zt_division_changes_once_a_day")],
            },
        ),
    ]
