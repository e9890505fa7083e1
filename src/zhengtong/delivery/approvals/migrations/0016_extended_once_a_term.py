"""延期: once in each term; a term that began anew may be extended anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zt_approvals", "0015_silence")]

    operations = [
        migrations.RemoveConstraint(model_name="clockevent", name="zt_clock_extended_once"),
        migrations.AddField(model_name="clockevent", name="turn", field=models.PositiveSmallIntegerField(default=0)),
        migrations.AddConstraint(
            model_name="clockevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "extend")), fields=("approval", "turn"), name="zt_clock_extended_once"
            ),
        ),
    ]
