"""谁可看谁: which persons an actor may see, and who may enter persons and firms. Nobody unless granted here."""

from django.db.models import QuerySet

from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.models import Person
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind


def persons(actor: Actor) -> QuerySet[Person]:
    """Oneself; everybody for the platform; nobody for all others."""
    if actor.kind is ActorKind.SYSTEM:
        return Person.objects.all()
    if actor.kind is ActorKind.MEMBER and actor.who.kind == "account":
        return Person.objects.filter(account=int(actor.who.number))
    return Person.objects.none()


def check_may_register(actor: Actor) -> None:
    """Registers are kept by the platform itself and by officers who operate it."""
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.STAFF and actor.has(Duty.OPERATE)):
        return
    raise NotPermitted
