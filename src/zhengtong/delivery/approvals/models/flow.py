"""办理环节: who else has a say."""

from typing import ClassVar

from django.db import models

from zhengtong.kernel.crypto.api import EncryptedJSON


class Consultation(models.Model):
    """征求意见: one question to another body."""

    personal: ClassVar[dict[str, str]] = {
        "question": "may speak of the applicant; read by both bodies",
        "reason": "may speak of the applicant; read by both bodies",
        "asked_by": "an act of an office is attributable",
        "answered_by": "an act of an office is attributable",
    }

    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, related_name="consultations")
    organisation = models.CharField(max_length=40)
    question = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    due_on = models.DateField(null=True)
    silence = models.CharField(max_length=8, default="no_view")
    reference = models.CharField(max_length=300, default="", blank=True)
    view = models.CharField(max_length=8, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "view", "due_on", "id"], name="zt_consultation_inbox"),
            models.Index(fields=["approval"], condition=models.Q(view=""), name="zt_consultation_open"),
        )


class Examination(models.Model):
    """下级机关初审 of one approval (行政许可法 art. 43)."""

    personal: ClassVar[dict[str, str]] = {
        "reason": "may speak of the applicant; read by both offices",
        "passed_by": "an act of an office is attributable",
    }

    approval = models.OneToOneField("zt_approvals.Approval", on_delete=models.PROTECT, related_name="examination")
    organisation = models.CharField(max_length=40)
    upper = models.CharField(max_length=40)
    started_on = models.DateField()
    due_on = models.DateField(null=True)
    view = models.CharField(max_length=8, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    passed_at = models.DateTimeField(null=True)
    passed_by = models.CharField(max_length=60, default="", blank=True)


class Party(models.Model):
    """利害关系人 of one approval (行政许可法 art. 36)."""

    personal: ClassVar[dict[str, str]] = {
        "told": "name and contact, to tell them; read by the deciding body only",
        "said": "what they state; read by the deciding body only",
        "why": "may speak of persons",
    }

    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, related_name="parties")
    told = EncryptedJSON(default=dict)  # {name, contact}
    why = models.TextField()
    token = models.CharField(max_length=64, unique=True)  # hash of the key in the letter by which they answer
    told_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    view = models.CharField(max_length=8, default="", blank=True)
    said = EncryptedJSON(default=dict)  # {text}
    said_at = models.DateTimeField(null=True)


class Hearing(models.Model):
    """听证 of one approval: the right to it was told, it was asked for, called, held (行政许可法 arts. 46–48)."""

    personal: ClassVar[dict[str, str]] = {
        "asked_by": "who asked for the hearing: the applicant, or which of the interested parties",
        "chair": "the chair may not be the reviewer, so both are named",
        "chair_name": "the same, by name; told with the notice",
        "record": "may speak of persons; read by the deciding body and the participants",
        "signed": "who took part and confirmed the record",
    }

    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, related_name="hearings")
    state = models.CharField(max_length=8)
    told_on = models.DateField(null=True)  # when the right was told; empty: held of the authority's own motion
    ask_by = models.DateField(null=True)
    asked_on = models.DateField(null=True)
    asked_by = models.CharField(max_length=60, default="", blank=True)
    hold_by = models.DateField(null=True)
    noticed_on = models.DateField(null=True)
    held_on = models.DateField(null=True)  # the day it is called for, then the day it was held
    at_hour = models.CharField(max_length=5, default="", blank=True)
    chair = models.CharField(max_length=60, default="", blank=True)
    chair_name = models.CharField(max_length=60, default="", blank=True)
    place = models.CharField(max_length=200, default="", blank=True)
    record = models.TextField(default="", blank=True)
    signed = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["approval"], name="zt_hearing_once"),)
        indexes = (models.Index(fields=["state", "held_on", "id"], name="zt_hearing_called"),)


class Verification(models.Model):
    """现场核查 by at least two officers (art. 34); or 检验、检测、检疫 by two who were appointed in time (art. 55)."""

    personal: ClassVar[dict[str, str]] = {
        "officers": "both are named, since the law asks for two",
        "found": "may speak of the applicant",
        "by": "an act of an office is attributable",
    }

    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, related_name="verifications")
    kind = models.CharField(max_length=16, default="site")  # terms.Looked
    on = models.DateField()  # of the visit; of a test: when its officers were appointed
    officers = models.JSONField(default=list)
    due_on = models.DateField(null=True)  # of a test: by when they had to be appointed
    found = models.TextField(default="", blank=True)
    standard = models.CharField(max_length=300, default="", blank=True)  # 技术标准、技术规范
    reported_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)


class Transfer(models.Model):
    """移送: another body of the same place is competent; the clock runs on."""

    personal: ClassVar[dict[str, str]] = {
        "reason": "may speak of the applicant; read by both bodies",
        "by": "an act of an office is attributable",
    }

    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, related_name="transfers")
    former = models.CharField(max_length=40)
    organisation = models.CharField(max_length=40)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["approval", "organisation"], name="zt_transfer_no_return"),)
