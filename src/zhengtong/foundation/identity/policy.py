"""谁可看谁: which persons an actor may see, and who may enter persons and firms. Nobody unless granted here."""

from django.db.models import QuerySet

from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.models import Assistance, Person
from zhengtong.foundation.identity.terms import Basis, Duty
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refs import Ref


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


def check_may_merge(actor: Actor) -> None:
    """Two records of one person are compared and merged by the platform, and by officers who may look people up."""
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.STAFF and actor.has(Duty.LOOK_UP)):
        return
    raise NotPermitted


def check_own_account(actor: Actor, account: int) -> None:
    """Who somebody is they say themselves, signed in with the account that it is about; nobody who helps or acts in their place."""
    mine = actor.kind is ActorKind.MEMBER and actor.who == Ref("account", str(account))
    if not mine or (actor.basis is not None and actor.basis.kind == Basis.ASSISTANCE):
        raise NotPermitted


def check_may_admit(actor: Actor) -> None:
    """A person is entered by whoever keeps the register, and by a helper who has their document in hand."""
    if actor.kind is ActorKind.STAFF and actor.has(Duty.ASSIST):
        return
    check_may_register(actor)


def assistances(actor: Actor) -> QuerySet[Assistance]:
    """帮办: a helper sees their own sittings, in a sitting that one alone; a person those with themselves; others none."""
    rows = Assistance.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.basis is not None and actor.basis.kind == Basis.ASSISTANCE:
        return rows.filter(number=actor.basis.number, helper=int(actor.who.number))
    if actor.kind is ActorKind.STAFF and actor.has(Duty.ASSIST):
        return rows.filter(helper=int(actor.who.number))
    if actor.kind is ActorKind.MEMBER:
        return rows.filter(person__account=int(actor.who.number))
    return rows.none()
