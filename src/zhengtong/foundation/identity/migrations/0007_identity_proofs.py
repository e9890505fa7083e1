import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models



class Migration(migrations.Migration):
    dependencies = [("zt_identity", "0006_declarations")]

    operations = [
        migrations.CreateModel(
            name="IdentityProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document_index", models.CharField(max_length=64)),
                ("outcome", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="proofs", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="zt_identity.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "at"], name="zt_proofs_of_account"),
                    models.Index(fields=["document_index", "at"], name="zt_proofs_of_document"),
                ],
            },
        ),
    ]
