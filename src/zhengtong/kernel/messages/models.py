"""消息: in-site messages; and the texts that a simulated line carried."""
from typing import ClassVar

from django.db import models

from zhengtong.kernel.crypto.api import EncryptedText


class Message(models.Model):
    """To an account, a person or a firm. ``once``: key of the sender, so that one cause sends one message."""

    to = models.CharField(max_length=120)
    message = models.CharField(max_length=400)
    params = models.JSONField(default=dict)
    about_kind = models.CharField(max_length=20)
    about_number = models.CharField(max_length=80)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=200, default="", blank=True)

    personal: ClassVar[dict[str, str]] = {
        "to": "who is told; our own number or a credit code, never an id-card number",
        "params": "what the message needs to be understood: titles, case numbers, dates; no names, no answers",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "once"], condition=~models.Q(once=""), name="zt_messages_once")]
        indexes = [
            models.Index(fields=["to", "-id"], name="zt_messages_of"),
            models.Index(fields=["to"], condition=models.Q(read_at=None), name="zt_messages_unread"),
        ]


class SimulatedText(models.Model):
    """模拟短信: what the simulated line carried, sealed, the newest only; empty outside a demonstration."""

    phone = EncryptedText()
    text = EncryptedText()
    about = models.CharField(max_length=120)
    at = models.DateTimeField()

    personal: ClassVar[dict[str, str]] = {
        "phone": "to which telephone; sealed, synthetic people only",
        "text": "may be a code; sealed, synthetic people only",
        "about": "what it was sent for; our own number",
    }
