"""办件: tables."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce

from zhengtong.kernel.crypto.api import EncryptedJSON


class Case(models.Model):
    """One submission. Answers are encrypted; ``pins`` are the content versions it began under."""

    personal: ClassVar[dict[str, str]] = {
        "answers": "what the applicant told, to decide the matter (个人信息保护法 art. 13(1)(3))",
        "subject_number": "whose matter it is",
        "basis": "who acts for another sees what was filed on their own ground",
        "declined_reason": "may speak of the applicant",
    }

    number = models.CharField(max_length=32, unique=True)
    matter_kind = models.CharField(max_length=16)
    matter_code = models.CharField(max_length=80)
    title = models.JSONField()
    pins = models.JSONField()  # [[kind, code, sha256]…]
    planned = models.JSONField()  # [[material, state, by, items]…] as it stood on submission
    subject_kind = models.CharField(max_length=16)
    subject_number = models.CharField(max_length=32)
    filed_by = models.CharField(max_length=60)
    basis = models.CharField(max_length=60, default="", blank=True)  # on what ground it was filed for the subject: mandate, assistance …
    draft = models.CharField(max_length=32, unique=True)  # one draft, one case: two tabs cannot make two
    answers = EncryptedJSON(default=dict)
    window = models.CharField(max_length=40)
    division = models.CharField(max_length=12)
    state = models.CharField(max_length=16, default="received")
    submitted_at = models.DateTimeField()
    complete_at = models.DateTimeField()  # submission, or the answer to the notice: acceptance counts from here
    accept_due_on = models.DateField(null=True)
    order_on = models.GeneratedField(  # what has no term stands behind everything that has one; kept by the database
        expression=Coalesce("accept_due_on", models.Value(date.max)), output_field=models.DateField(), db_persist=True
    )
    silence_accepts = models.BooleanField(default=False)  # 逾期不告知，自收到之日起即为受理
    accepted_at = models.DateTimeField(null=True)
    accepted_by_law = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    declined_reason = models.TextField(blank=True)
    declined_direction = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["subject_kind", "subject_number", "-submitted_at", "-id"], name="zt_case_of_subject"),
            models.Index(fields=["window", "state", "order_on", "id"], name="zt_case_queue"),
            models.Index(fields=["accept_due_on", "id"], condition=models.Q(state="received"), name="zt_case_unanswered"),
        )


class CaseMaterial(models.Model):
    """One file handed in for one material; a later one of the same material replaces it, the earlier stays on record."""

    personal: ClassVar[dict[str, str]] = {"sha256": "a paper of the applicant", "name": "file name chosen by the applicant"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="materials")
    material = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, db_index=True)  # may this stored file be swept away?
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=60)
    at = models.DateTimeField()
    replaced = models.BooleanField(default=False)


class Notice(models.Model):
    """补正告知书: the one consolidated notice, and the applicant's answer to it."""

    personal: ClassVar[dict[str, str]] = {
        "points": "may speak of the applicant's papers",
        "before": "what the applicant had answered, so that the officer can follow the change",
    }

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    points = models.JSONField()  # [{at, what, article}…]
    before = EncryptedJSON(default=dict)  # element → what stood there before the notice was answered
    answered_at = models.DateTimeField(null=True)


class Serial(models.Model):
    """The next free serial of a division and year; processes take blocks, so gaps are normal and no submission waits for another."""

    personal: ClassVar[dict[str, str]] = {}

    prefix = models.CharField(max_length=16, unique=True)  # 9901-2026
    next = models.BigIntegerField(default=1)
