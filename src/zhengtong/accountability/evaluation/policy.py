"""好差评: who may read a rating. One place."""
from django.db.models import QuerySet

from zhengtong.accountability.evaluation.models import Rating
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind


def visible(actor: Actor) -> QuerySet[Rating]:
    """The subject whose rating it is, an agent what they gave themselves, and the window that is rated; nobody else."""
    rows = Rating.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is ActorKind.MEMBER:
        return rows.filter(identity.own_rows(actor, matter=("matter_kind", "matter_number")))
    return rows.filter(identity.rows(actor, Duty.INTAKE, organisation="window", item="matter_number"))
