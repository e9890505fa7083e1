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
        indexes = (models.Index(fields=["organisation", "view", "due_on", "id"], name="zt_consultation_inbox"),)


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
    """听证 of one approval (行政许可法 arts. 46–48)."""

    personal: ClassVar[dict[str, str]] = {
        "asked_by": "who asked for the hearing",
        "chair": "the chair may not be the reviewer, so both are named",
        "record": "may speak of persons; read by the deciding body and the participants",
    }

    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, related_name="hearings")
    state = models.CharField(max_length=8)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=60)
    hold_by = models.DateField()
    noticed_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    chair = models.CharField(max_length=60, default="", blank=True)
    place = models.JSONField(default=dict)
    record = models.TextField(default="", blank=True)


class Verification(models.Model):
    """现场核查 by at least two officers (行政许可法 art. 34)."""

    personal: ClassVar[dict[str, str]] = {
        "officers": "both are named, since the law asks for two",
        "found": "may speak of the applicant",
        "by": "an act of an office is attributable",
    }

    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, related_name="verifications")
    on = models.DateField()
    officers = models.JSONField(default=list)
    found = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
