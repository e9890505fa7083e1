"""审批: which approvals an actor may see, and which they may decide. One place."""

from django.db.models import Q, QuerySet

from zhengtong.delivery.approvals.models import Approval
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind


def visible(actor: Actor) -> QuerySet[Approval]:
    """The applicant sees their own; a reviewer what their body holds; the window what came through it; nobody else anything."""
    rows = Approval.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is ActorKind.MEMBER and actor.subject is not None:
        return rows.filter(subject_kind=actor.subject.kind, subject_number=actor.subject.number)
    if actor.kind is ActorKind.STAFF and actor.organisation:
        mine = Q()
        if actor.has(Duty.REVIEW):
            mine |= Q(organisation=actor.organisation)
        if actor.has(Duty.INTAKE):
            mine |= Q(window=actor.organisation)
        return rows.filter(mine) if mine else rows.none()
    return rows.none()


def decidable(actor: Actor) -> QuerySet[Approval]:
    """A reviewer decides what their own body holds; a window clerk only what has no published department and lies at the window."""
    rows = Approval.objects.all()
    if actor.kind is not ActorKind.STAFF or not actor.organisation:
        return rows.none()
    mine = Q()
    if actor.has(Duty.REVIEW):
        mine |= Q(organisation=actor.organisation)
    if actor.has(Duty.INTAKE):
        mine |= Q(organisation=actor.organisation, unpublished=True)
    return rows.filter(mine) if mine else rows.none()
