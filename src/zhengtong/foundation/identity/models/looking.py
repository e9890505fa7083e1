"""查询个人: each look of an officer at a person's record, for the person to read."""

from typing import ClassVar

from django.db import models


class Look(models.Model):
    """查询记录: who looked at whose record, for which case and why; a look that found nothing names nobody."""

    personal: ClassVar[dict[str, str]] = {
        "account": "who looked; answerable for it (个人信息保护法 art. 51)",
        "person": "whose record was opened; they may read of it (个人信息保护法 art. 44)",
        "reason": "why; written by an officer, read by the person",
    }

    account = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, related_name="looks")
    organisation = models.CharField(max_length=40)
    person = models.CharField(max_length=16, default="", blank=True)
    purpose = models.CharField(max_length=16)  # terms.Purpose
    reason = models.CharField(max_length=300)
    case = models.CharField(max_length=40)
    query = models.OneToOneField("zt_identity.ProtectedQuery", on_delete=models.PROTECT, null=True, related_name="look")
    at = models.DateTimeField()
    until = models.DateTimeField()  # how long the record stays open to this look

    class Meta:
        indexes = (
            models.Index(fields=["person", "-at"], name="zt_look_of_person"),
            models.Index(fields=["account", "-at"], name="zt_look_of_officer"),
        )
