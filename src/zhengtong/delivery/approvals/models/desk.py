"""案头: notes and watches."""

from typing import ClassVar

from django.db import models


class Note(models.Model):
    """批注: internal or public; never changed, never deleted."""

    personal: ClassVar[dict[str, str]] = {
        "text": "may speak of the applicant",
        "by": "whose note it is",
        "by_name": "the same, by name",
    }

    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    public = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    by_name = models.CharField(max_length=60)
    body = models.CharField(max_length=40)


class Watch(models.Model):
    """关注: an officer keeps an eye on an approval."""

    personal: ClassVar[dict[str, str]] = {"account": "who watches"}

    approval = models.ForeignKey("zt_approvals.Approval", on_delete=models.PROTECT, related_name="watches")
    account = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "approval"], name="zt_watch_once"),)
