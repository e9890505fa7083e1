"""被拒的进入: the facts as operators read them, newest first; and what was recorded a moment ago."""

from typing import ClassVar

from django.db import models


class RefusedEntry(models.Model):
    """拒绝进入: one for each account and address within ten minutes."""

    personal: ClassVar[dict[str, str]] = {"account": "who was refused: misuse of a sign-in must be noticed (网络安全法 art. 21)"}

    account = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, related_name="refused_entries")
    route = models.CharField(max_length=160)
    guard = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["account", "at"], name="zt_refused_of_account"),
            models.Index(fields=["at", "id"], name="zt_refused_newest"),
        )
