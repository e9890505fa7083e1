"""消息: in-site messages."""
from typing import ClassVar

from django.db import models


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
