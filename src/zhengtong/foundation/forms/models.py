"""表单: drafts and what is attached to them."""
from typing import ClassVar

from django.db import models

from zhengtong.kernel.crypto.api import EncryptedJSON


class Draft(models.Model):
    """``kept``: {"answers": {element: value}, "past": {element: [[revision, value, window]]}}, sealed. ``owner``: who typed it."""

    number = models.CharField(max_length=20, unique=True)
    owner = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=20)
    subject_number = models.CharField(max_length=80)
    basis = models.CharField(max_length=60, default="", blank=True)  # on what ground it is filled in for the subject
    matter_kind = models.CharField(max_length=20)
    matter_code = models.CharField(max_length=80)
    title = models.JSONField()
    pins = models.JSONField()
    division = models.CharField(max_length=12, default="", blank=True)
    kept = EncryptedJSON(default=dict)
    state = models.CharField(max_length=12)
    revision = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    case = models.CharField(max_length=40, default="", blank=True)

    personal: ClassVar[dict[str, str]] = {
        "owner": "a draft is its owner's alone",
        "subject_number": "for whom it is filled in; our own number or a credit code",
        "basis": "who acts for another sees what was begun on their own ground",
        "kept": "what the applicant typed, kept so that nothing is lost; sealed; erased 30 days after the draft ended",
    }

    class Meta:
        indexes = [
            models.Index(fields=["owner", "subject_number", "state", "saved_at"], name="zt_forms_mine"),
            models.Index(fields=["state", "saved_at"], name="zt_forms_untouched"),
        ]


class Attachment(models.Model):
    """One file under one material. The same file under the same material is attached once."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="attachments")
    material = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=40)
    at = models.DateTimeField()

    personal: ClassVar[dict[str, str]] = {"name": "what the applicant called the file"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "material", "sha256"], name="zt_forms_attached_once")]
