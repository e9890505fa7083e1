"""审批: which approvals an actor may see, and which they may decide. One place."""

from django.db.models import F, Q, QuerySet

from zhengtong.delivery.approvals.models import Approval
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind, Right


def visible(actor: Actor) -> QuerySet[Approval]:
    """The applicant sees their own; a reviewer and the window what their rights reach; nobody else anything."""
    rows = Approval.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is ActorKind.MEMBER:
        return rows.filter(identity.own_rows(actor, matter="matter"))
    leads = identity.rows(actor, Duty.LEAD)
    return rows.filter(identity.rows(actor, Duty.REVIEW) | identity.rows(actor, Duty.INTAKE, organisation="window") | leads)


def decidable(actor: Actor) -> QuerySet[Approval]:
    """A reviewer decides what their own body holds; a window clerk only what has no published department and lies at the window."""
    unplaced = identity.rows(actor, Duty.INTAKE) & Q(unpublished=True, organisation=F("window"))
    return Approval.objects.filter(identity.rows(actor, Duty.REVIEW) | unplaced)


def forwardable(actor: Actor) -> QuerySet[Approval]:
    """What lies at a window whose clerk this is."""
    return Approval.objects.filter(identity.rows(actor, Duty.INTAKE, organisation="window"), organisation=F("window"))


def seeing_rights(actor: Actor, row: Approval) -> tuple[Right, ...]:
    """The same of one row: the rights by which this officer sees it."""
    held = [
        identity.covering(actor, one, organisation=row.organisation, item=row.item, division=row.division)
        for one in (Duty.REVIEW, Duty.LEAD)
    ]
    return (*held[0], *held[1], *identity.covering(actor, Duty.INTAKE, organisation=row.window, item=row.item, division=row.division))


def deciding_rights(actor: Actor, row: Approval) -> tuple[Right, ...]:
    """The same of one row: the rights by which this officer may decide it."""
    review = identity.covering(actor, Duty.REVIEW, organisation=row.organisation, item=row.item, division=row.division)
    if not row.unpublished or row.organisation != row.window:
        return review
    return (*review, *identity.covering(actor, Duty.INTAKE, organisation=row.organisation, item=row.item, division=row.division))
