"""好差评: tables. A rating is written once and never changed."""
from typing import ClassVar

from django.db import models

from zhengtong.kernel.crypto.api import EncryptedText


class Rating(models.Model):
    personal: ClassVar[dict[str, str]] = {
        "text": "what the applicant wrote; read by those who answer it, protected as 51号文 asks",
        "subject_number": "whose rating it is, so that only the applicant rates, and once",
        "basis": "an agent sees only what they said themselves",
    }

    case = models.CharField(max_length=32, unique=True)
    matter_kind = models.CharField(max_length=16)
    matter_number = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=16)
    subject_number = models.CharField(max_length=32)
    basis = models.CharField(max_length=60, default="", blank=True)  # on what ground it was given for the subject
    window = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    tags = models.JSONField(default=list)
    text = EncryptedText(blank=True, default="")
    at = models.DateTimeField()
    division = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = (models.Index(fields=["window", "at"], name="zt_rating_window"),)
        constraints = (models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="zt_rating_five_levels"),)
