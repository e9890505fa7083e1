"""决定: automatic approval switched on, and what was approved on a commitment."""

from typing import ClassVar

from django.db import models


class Automation(models.Model):
    """秒批开关 of one item: recorded with its impact assessment before it takes effect (个人信息保护法 art. 55)."""

    personal: ClassVar[dict[str, str]] = {"by": "an act of an office is attributable", "by_name": "the same, by name"}

    item = models.CharField(max_length=80)
    pin = models.CharField(max_length=64)  # the item version that was assessed; another version is another assessment
    assessment = models.JSONField(default=dict)  # terms.Assessment; kept (个人信息保护法 art. 56: three years)
    since = models.DateTimeField()
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=60)
    until = models.DateTimeField(null=True)
    stopped_by = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item"], condition=models.Q(until=None), name="zt_automation_one"),)


class AfterCheck(models.Model):
    """事后核查 of one approval given on a commitment."""

    personal: ClassVar[dict[str, str]] = {
        "found": "may speak of the applicant",
        "consequence": "may speak of the applicant",
        "officers": "both are named, since the law asks for two",
        "by": "an act of an office is attributable",
    }

    approval = models.OneToOneField("zt_approvals.Approval", on_delete=models.PROTECT, related_name="after_check")
    organisation = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="due")
    due_on = models.DateField(null=True)
    reference = models.CharField(max_length=300, default="", blank=True)
    found = models.TextField(default="", blank=True)
    officers = models.JSONField(default=list)  # who went there: two at least (行政许可法 art. 34)
    checked_at = models.DateTimeField(null=True)
    correct_by = models.DateField(null=True)
    consequence = models.TextField(default="", blank=True)
    by = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        indexes = (models.Index(fields=["organisation", "state", "due_on", "id"], name="zt_after_check_inbox"),)
