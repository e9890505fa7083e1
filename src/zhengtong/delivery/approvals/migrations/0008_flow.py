import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_approvals", "0007_deciding")]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("former", models.CharField(max_length=40)),
                ("organisation", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "approval",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="zt_approvals.approval"),
                ),
            ],
        ),
        migrations.AddField("approval", "nobody_interested", models.TextField(blank=True, default="")),
        migrations.AddField("hearing", "told_on", models.DateField(null=True)),
        migrations.AddField("hearing", "ask_by", models.DateField(null=True)),
        migrations.AddField("hearing", "at_hour", models.CharField(blank=True, default="", max_length=5)),
        migrations.AddField("hearing", "chair_name", models.CharField(blank=True, default="", max_length=60)),
        migrations.AddField("hearing", "signed", models.JSONField(default=list)),
        migrations.AlterField("hearing", "asked_by", models.CharField(blank=True, default="", max_length=60)),
        migrations.AlterField("hearing", "asked_on", models.DateField(null=True)),
        migrations.AlterField("hearing", "hold_by", models.DateField(null=True)),
        migrations.AlterField("hearing", "place", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddField("verification", "kind", models.CharField(default="site", max_length=16)),
        migrations.AddField("verification", "due_on", models.DateField(null=True)),
        migrations.AddField("verification", "reported_on", models.DateField(null=True)),
        migrations.AddField("verification", "standard", models.CharField(blank=True, default="", max_length=300)),
        migrations.AlterField("verification", "found", models.TextField(blank=True, default="")),
        migrations.AddIndex("hearing", models.Index(fields=["state", "held_on", "id"], name="zt_hearing_called")),
        migrations.AddConstraint("hearing", models.UniqueConstraint(fields=("approval",), name="zt_hearing_once")),
        migrations.AddConstraint(
            "transfer", models.UniqueConstraint(fields=("approval", "organisation"), name="zt_transfer_no_return")
        ),
    ]
