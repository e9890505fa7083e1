"""Duties that stood in a list on the post become grants; people entered so far were entered by the platform, from its own register."""

from django.db import migrations
from django.utils import timezone


def forwards(apps, schema_editor):
    grant, staff, person = (apps.get_model("zt_identity", name) for name in ("Grant", "Staff", "Person"))
    now = timezone.now()
    grant.objects.bulk_create(
        grant(account_id=one.account_id, organisation=one.organisation_id, duty=duty, source="appointment", since=now)
        for one in staff.objects.all()
        for duty in one.duties
    )
    person.objects.filter(verified="").update(verified="platform", verified_at=now)


def backwards(apps, schema_editor):
    grant, staff = apps.get_model("zt_identity", "Grant"), apps.get_model("zt_identity", "Staff")
    for one in staff.objects.all():
        one.duties = sorted(set(grant.objects.filter(account_id=one.account_id, ended_at=None).values_list("duty", flat=True)))
        one.save(update_fields=["duties"])


class Migration(migrations.Migration):
    dependencies = [("zt_identity", "0003_who_may_what")]

    operations = [migrations.RunPython(forwards, backwards)]
