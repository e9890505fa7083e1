"""窗口收件: sittings at the counter, readings that were used, what a sitting took up, and the numbers people draw."""

from typing import ClassVar

from django.db import models


class CounterSitting(models.Model):
    """What a sitting at the counter has beside any other: for whom the person acts, and why the document was typed."""

    personal: ClassVar[dict[str, str]] = {
        "token": "for whom the person at the counter acts: a firm, a ward",
        "reason": "an officer's word why the document was not read",
    }

    assistance = models.OneToOneField("zt_identity.Assistance", on_delete=models.PROTECT, primary_key=True, related_name="counter")
    token = models.CharField(max_length=60, default="", blank=True)
    reason = models.CharField(max_length=200, default="", blank=True)


class CounterReading(models.Model):
    """读证: a reading that was used, so that it is not used again. Of the document nothing is kept here."""

    personal: ClassVar[dict[str, str]] = {"account": "an act of an officer is attributable", "person": "whose document it was"}

    digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, related_name="readings")
    organisation = models.CharField(max_length=40)
    person = models.CharField(max_length=16, default="", blank=True)
    sitting = models.CharField(max_length=16, default="", blank=True)
    draft = models.CharField(max_length=16, default="", blank=True)  # for whose declarations it counted
    at = models.DateTimeField()


class CounterReach(models.Model):
    """What was there before and is taken up in a sitting: ``case:…``, ``draft:…``."""

    personal: ClassVar[dict[str, str]] = {}

    assistance = models.ForeignKey("zt_identity.Assistance", on_delete=models.PROTECT, related_name="reaches")
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assistance", "kind", "number"], name="zt_counter_reach_once"),)


class Ticket(models.Model):
    """取号: a number of one day at one window. Nobody's name is with it."""

    personal: ClassVar[dict[str, str]] = {"called_by": "which clerk called it; an act of an officer is attributable"}

    organisation = models.CharField(max_length=40)
    day = models.DateField()
    serial = models.PositiveIntegerField()
    state = models.CharField(max_length=8, default="waiting")  # terms.TicketState
    drawn_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)  # the first time
    last_called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, null=True, related_name="tickets")
    calls = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "day", "serial"], name="zt_ticket_once"),)
        indexes = (
            models.Index(fields=["organisation", "day", "state", "serial"], name="zt_ticket_queue"),
            models.Index(fields=["called_by", "state"], name="zt_ticket_of_clerk"),
        )
