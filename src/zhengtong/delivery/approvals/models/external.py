"""外部审批系统: what lies in an outside system."""

from typing import ClassVar

from django.db import models

from zhengtong.kernel.crypto.api import EncryptedJSON


class ExternalFile(models.Model):
    """One approval in an outside system."""

    personal: ClassVar[dict[str, str]] = {"packet": "what the item needs of the case; goes to the deciding system, kept to prove what went"}

    approval = models.OneToOneField("zt_approvals.Approval", on_delete=models.PROTECT, related_name="external")
    system = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="packing")
    number = models.CharField(max_length=80, default="", blank=True)
    decision = models.CharField(max_length=80, default="", blank=True)  # its number there
    stage = models.CharField(max_length=200, default="", blank=True)
    packet = EncryptedJSON(default=dict)
    pushed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        indexes = (models.Index(fields=["state", "next_try_at"], name="zt_external_next"),)


class ExternalAnswer(models.Model):
    """One answer as it came: a second one of the same content changes nothing, another one is a dispute for a person."""

    personal: ClassVar[dict[str, str]] = {"body": "may speak of the applicant; kept as evidence of what was answered"}

    file = models.ForeignKey("zt_approvals.ExternalFile", on_delete=models.PROTECT, related_name="answers")
    digest = models.CharField(max_length=64)
    body = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["file", "digest"], name="zt_external_answer_once"),)


class SimulatedFile(models.Model):
    """What the simulator of outside systems holds: a demonstration's own national system."""

    personal: ClassVar[dict[str, str]] = {"packet": "of made-up people only: there is no simulator outside a demonstration"}

    system = models.CharField(max_length=40)
    reference = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=80)
    packet = EncryptedJSON(default=dict)
    received_at = models.DateTimeField()
    answer = models.JSONField(null=True)
    called_back = models.BooleanField(default=False)


class SimulatedOutage(models.Model):
    """A simulated system that somebody has switched off."""

    personal: ClassVar[dict[str, str]] = {}

    system = models.CharField(max_length=40, unique=True)
    since = models.DateTimeField()
