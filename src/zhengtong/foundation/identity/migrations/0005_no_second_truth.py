"""Rights stand in grants alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("zt_identity", "0004_duties_are_grants")]

    operations = [migrations.RemoveField(model_name="staff", name="duties")]
