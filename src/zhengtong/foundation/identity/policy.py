"""谁可看谁: which persons and firms an actor may see, and who may enter them. Nobody unless granted here."""

from django.db.models import Q, QuerySet

from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.models import Firm, Person
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind


def persons(actor: Actor) -> QuerySet[Person]:
    """Oneself; everybody for the platform; nobody for all others."""
    if actor.kind is ActorKind.SYSTEM:
        return Person.objects.all()
    if actor.kind is ActorKind.MEMBER and actor.who.kind == "account":
        return Person.objects.filter(account=int(actor.who.number))
    return Person.objects.none()


def firms(actor: Actor) -> QuerySet[Firm]:
    """Those one acts for; all for the platform; none for all others."""
    if actor.kind is ActorKind.SYSTEM:
        return Firm.objects.all()
    if actor.kind is ActorKind.MEMBER and actor.who.kind == "account":
        held = Q(representatives__person__account=int(actor.who.number), representatives__until=None)
        return Firm.objects.filter(held).distinct()
    return Firm.objects.none()


def check_may_register(actor: Actor) -> None:
    """Registers are kept by the platform itself and by officers who operate it."""
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.STAFF and actor.has(Duty.OPERATE)):
        return
    raise NotPermitted
