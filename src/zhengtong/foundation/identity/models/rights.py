"""权限: rights of officers, their leave, and looks at protected people."""

from typing import ClassVar

from django.db import models


class Grant(models.Model):
    """权限: one right of one officer (duty × item × division × element class), where it comes from, from when until when."""

    personal: ClassVar[dict[str, str]] = {
        "account": "who holds the right; public in office",
        "granted_by": "who gave it",
        "reason": "why; written by an officer",
    }

    account = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, related_name="grants")
    organisation = models.CharField(max_length=40)
    duty = models.CharField(max_length=16)
    items = models.JSONField(default=list)
    divisions = models.JSONField(default=list)
    classes = models.JSONField(default=list)
    source = models.CharField(max_length=16)  # terms.GrantSource
    reason = models.CharField(max_length=300, default="", blank=True)
    granted_by = models.CharField(max_length=80, default="", blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["account"], condition=models.Q(ended_at=None), name="zt_grant_held"),
            models.Index(fields=["organisation", "duty"], condition=models.Q(ended_at=None), name="zt_grant_of_body"),
        )


class Leave(models.Model):
    """休假与代理: while one officer is away, another of the same body holds their rights too. Those are read from here, never copied."""

    personal: ClassVar[dict[str, str]] = {"account": "who is away", "substitute": "who stands in", "reason": "why; never a diagnosis"}

    account = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, related_name="leaves")
    substitute = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, related_name="substitutions")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=120, default="", blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(account=models.F("substitute")), name="zt_nobody_substitutes_themselves"),
        )
        indexes = (models.Index(fields=["substitute", "until"], condition=models.Q(ended_at=None), name="zt_leave_of_substitute"),)


class ProtectedQuery(models.Model):
    """涉敏查询: one officer asks to open a protected person's record for a purpose; a second one releases it, for a short time."""

    personal: ClassVar[dict[str, str]] = {
        "person": "whose record is asked for",
        "asked_by": "who asks; answerable for it",
        "second": "who released it; answerable for it",
        "purpose": "why; may speak of the person",
    }

    asked_by = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, related_name="protected_queries")
    organisation = models.CharField(max_length=40)
    person = models.CharField(max_length=16)
    purpose = models.CharField(max_length=300)
    case = models.CharField(max_length=40, default="", blank=True)
    state = models.CharField(max_length=12, default="asked")
    asked_at = models.DateTimeField()
    second = models.ForeignKey("zt_identity.Account", on_delete=models.PROTECT, null=True, related_name="countersigned")
    answered_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=~models.Q(asked_by=models.F("second")), name="zt_second_officer_is_another"),)
        indexes = (models.Index(fields=["organisation", "state", "asked_at"], name="zt_protected_waiting"),)
