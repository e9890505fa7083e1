"""期限: what stopped, started and lengthened a clock. Written once, never changed: due dates are computed from it."""

from typing import ClassVar

from django.db import models


class ClockEvent(models.Model):
    """One recorded event of an approval; or of the joint clock of the whole case, where ``approval`` is empty."""

    personal: ClassVar[dict[str, str]] = {
        "by": "an act of an office is attributable",
        "by_name": "shown on the notice of extension or of a special procedure",
        "reason": "may speak of the applicant; told to the applicant",
    }

    case = models.CharField(max_length=32, db_index=True)
    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, null=True, related_name="clock_events")
    kind = models.CharField(max_length=8)
    scope = models.CharField(max_length=8, default="own")
    on = models.DateField()
    at = models.DateTimeField()
    pause = models.CharField(max_length=30, default="", blank=True)
    days = models.IntegerField(null=True)
    unit = models.CharField(max_length=16, default="working_day")
    office = models.CharField(max_length=40, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    reference = models.CharField(max_length=300, default="", blank=True)
    evidence = models.CharField(max_length=200, default="", blank=True)
    turn = models.PositiveSmallIntegerField(default=0)  # of an extension: how often the term had begun anew before
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["approval", "turn"], condition=models.Q(kind="extend"), name="zt_clock_extended_once"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(kind="extend", scope="joint"), name="zt_clock_joint_extended_once"
            ),
        )


class CalendarLink(models.Model):
    """日历订阅: a private address by which somebody's calendar program reads when what is theirs falls due. Only a hash of it is kept."""

    personal: ClassVar[dict[str, str]] = {
        "account": "whose due dates it shows; looked up again at each reading, so that it ends with their right",
        "subject": "for whom they acted when it was made; for nobody else does it show anything",
        "basis": "the same",
    }

    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret
    account = models.BigIntegerField(db_index=True)
    subject = models.CharField(max_length=60, default="", blank=True)
    basis = models.CharField(max_length=60, default="", blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
