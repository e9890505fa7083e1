import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_identity", "0011_account_pending")]

    operations = [
        migrations.CreateModel(
            name="RefusedEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("route", models.CharField(max_length=160)),
                ("guard", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refused_entries", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "at"], name="zt_refused_of_account"),
                    models.Index(fields=["at", "id"], name="zt_refused_newest"),
                ]
            },
        ),
    ]
