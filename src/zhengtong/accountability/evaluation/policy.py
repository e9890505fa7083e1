"""好差评: who may read a rating. One place."""
from django.db.models import QuerySet

from zhengtong.accountability.evaluation.models import Rating
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind


def visible(actor: Actor) -> QuerySet[Rating]:
    """The one who gave it, and the window that is rated; nobody else."""
    rows = Rating.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is ActorKind.MEMBER and actor.subject is not None:
        return rows.filter(subject_kind=actor.subject.kind, subject_number=actor.subject.number)
    if actor.kind is ActorKind.STAFF and actor.organisation and actor.has(Duty.INTAKE):
        return rows.filter(window=actor.organisation)
    return rows.none()
