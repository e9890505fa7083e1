"""登录: what guards a sign-in: refused tries, and the devices it came from."""

from typing import ClassVar

from django.db import models


class SignInTrouble(models.Model):
    """登录受阻: refused tries on one account in a row; after some it waits, then it is locked for a while, and its holder is told."""

    personal: ClassVar[dict[str, str]] = {"account": "whose sign-in was tried"}

    account = models.OneToOneField("zt_identity.Account", on_delete=models.CASCADE, primary_key=True, related_name="trouble")
    refused = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    locked_until = models.DateTimeField(null=True)


class KnownDevice(models.Model):
    """常用设备: a browser from which an account signed in before; a new one is told to the holder."""

    personal: ClassVar[dict[str, str]] = {
        "account": "whose device",
        "mark": "keyed hash of a random cookie; says nothing about the device",
        "described": "kind of browser and system, so that the holder recognises it",
    }

    account = models.ForeignKey("zt_identity.Account", on_delete=models.CASCADE, related_name="devices")
    mark = models.CharField(max_length=64)
    described = models.CharField(max_length=120, default="", blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "mark"], name="zt_device_once"),)
