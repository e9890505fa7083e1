"""电子证照: tables. A licence keeps what it was issued with; names and titles may change later, the document does not."""
from typing import ClassVar

from django.db import models

from zhengtong.kernel.crypto.api import EncryptedJSON, EncryptedText


class Licence(models.Model):
    """One licence as issued. ``document``: the very bytes that were signed."""

    personal: ClassVar[dict[str, str]] = {
        "holder_name": "stands on the licence (行政许可法 art. 39)",
        "values": "stand on the licence",
        "shown": "the same in words",
        "document": "the signed licence itself, handed to its holder",
        "basis": "who acts for another sees what came of what they filed",
        "explanation": "why it was ended; read by the holder",
    }

    number = models.CharField(max_length=128, unique=True)
    type = models.CharField(max_length=60)
    type_code = models.CharField(max_length=21)
    name = models.JSONField()
    fields = models.JSONField(default=list)              # [{code, title, element, masked}] of the type as it was
    holder_kind = models.CharField(max_length=16)
    holder_number = models.CharField(max_length=32)
    holder_name = EncryptedText()
    values = EncryptedJSON()
    shown = EncryptedJSON()
    issuer = models.CharField(max_length=18)
    issuer_name = models.JSONField()
    item_name = models.JSONField(default=dict)
    approval = models.CharField(max_length=40, blank=True)
    item = models.CharField(max_length=80, default="", blank=True)       # of that approval; a right cut to items reaches no licence without
    case = models.CharField(max_length=32, blank=True)
    basis = models.CharField(max_length=60, default="", blank=True)      # of that case: on what ground it was filed for the holder
    matter = models.CharField(max_length=100, default="", blank=True)    # of that case: bundle:… or item:…
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    status = models.CharField(max_length=2, default="01")
    ended_on = models.DateField(null=True)
    ground = models.CharField(max_length=20, blank=True)
    explanation = EncryptedText(blank=True, default="")
    document = EncryptedText()
    sha256 = models.CharField(max_length=64, db_index=True)       # of the signed file
    pdf_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    division = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["holder_kind", "holder_number", "status"], name="zt_licence_holder"),
            models.Index(fields=["valid_until", "id"], condition=models.Q(valid_until__isnull=False), name="zt_licence_ending"),
        )
        constraints = (
            models.UniqueConstraint(fields=["approval", "type"], condition=~models.Q(approval=""), name="zt_licence_once_per_approval"),
        )


class Serial(models.Model):
    """流水号: the last one an issuer gave in a year for a type."""

    personal: ClassVar[dict[str, str]] = {}

    series = models.CharField(max_length=60, unique=True)         # type code, issuer, year
    last = models.PositiveIntegerField(default=0)
