"""委托与帮办: powers of attorney, and staff help."""

from typing import ClassVar

from django.db import models


class Mandate(models.Model):
    """授权委托书: scope, term, one-time or standing; in force once both have agreed (民法典 arts. 161–175)."""

    personal: ClassVar[dict[str, str]] = {
        "principal_number": "who gives the power",
        "agent": "who acts",
        "given_by": "the account that gave it, answerable for a firm",
    }

    number = models.CharField(max_length=16, unique=True, null=True)  # noqa: DJ001 - null between insert and numbering
    principal_kind = models.CharField(max_length=12)
    principal_number = models.CharField(max_length=32)
    agent = models.ForeignKey("zt_identity.Person", on_delete=models.PROTECT, related_name="mandates")
    matters = models.JSONField()
    one_time = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=12, default="offered")  # terms.MandateState
    given_by = models.CharField(max_length=80)
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, default="", blank=True)
    used_by = models.CharField(max_length=40, default="", blank=True)  # the case a one-time power was used for

    class Meta:
        indexes = (models.Index(fields=["principal_kind", "principal_number", "state"], name="zt_mandate_of_principal"),)


class Assistance(models.Model):
    """帮办代办: one sitting of a helper with one person, who told the code sent to them or signed a paper; the person can stop it."""

    personal: ClassVar[dict[str, str]] = {
        "helper": "which officer helps",
        "person": "who is helped",
        "code": "hash of the code sent, while it is waited for",
        "paper": "the paper that the person signed",
    }

    number = models.CharField(max_length=16, unique=True, null=True)  # noqa: DJ001 - null between insert and numbering
    helper = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, related_name="assistances")
    organisation = models.CharField(max_length=40)
    division = models.CharField(max_length=12, default="", blank=True)
    person = models.ForeignKey("zt_identity.Person", on_delete=models.PROTECT, related_name="assistances")
    way = models.CharField(max_length=8)  # terms.AssistanceWay
    state = models.CharField(max_length=8, default="asked")  # terms.AssistanceState
    code = models.CharField(max_length=128, default="", blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    paper = models.CharField(max_length=64, default="", blank=True)
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["helper"], condition=models.Q(state="open"), name="zt_helper_sits_with_one_person"),
        )
        indexes = (models.Index(fields=["helper", "state"], name="zt_assistance_of_helper"),)


class Declaration(models.Model):
    """本人确认: what only the person can declare in a draft that a helper filled in, declared by them once more, by a code or on paper."""

    personal: ClassVar[dict[str, str]] = {
        "code": "hash of the code sent, while it is waited for",
        "paper": "the page with the declarations that the person signed",
    }

    assistance = models.ForeignKey("zt_identity.Assistance", on_delete=models.PROTECT, related_name="declarations")
    draft = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)  # of the declarations and of every answer, as they stood
    code = models.CharField(max_length=64, default="", blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    paper = models.CharField(max_length=64, default="", blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["assistance", "draft"], name="zt_declaration_of_draft"),)
