"""办件: which cases an actor may see. One place."""

from django.db.models import QuerySet

from zhengtong.delivery.cases.models import Case
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind


def own(actor: Actor) -> QuerySet[Case]:
    """The cases of the subject the actor acts for."""
    if actor.kind is ActorKind.MEMBER and actor.subject is not None:
        return Case.objects.filter(subject_kind=actor.subject.kind, subject_number=actor.subject.number)
    return Case.objects.none()


def at_window(actor: Actor) -> QuerySet[Case]:
    """The cases that came in through the clerk's own window."""
    if actor.kind is ActorKind.STAFF and actor.organisation and actor.has(Duty.INTAKE):
        return Case.objects.filter(window=actor.organisation)
    return Case.objects.none()


def visible(actor: Actor) -> QuerySet[Case]:
    """Own cases, or those of one's window. A reviewer comes in through an approval, never through the case number."""
    if actor.kind is ActorKind.SYSTEM:
        return Case.objects.all()
    return own(actor) if actor.kind is ActorKind.MEMBER else at_window(actor)
