"""谁可看谁: which persons an actor may see, and who may enter persons and firms. Nobody unless granted here."""

from dataclasses import replace

from django.db.models import Q, QuerySet

from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.models import Assistance, Grant, Leave, Person, Staff
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
    if actor.kind is ActorKind.STAFF and (actor.has(Duty.ASSIST) or actor.has(Duty.INTAKE)):
        return rows.filter(helper=int(actor.who.number))
    if actor.kind is ActorKind.MEMBER:
        return rows.filter(person__account=int(actor.who.number))
    return rows.none()


def officers(actor: Actor) -> QuerySet[Staff]:
    """人员: an administrator sees the officers of the bodies and places they administer; who operates the platform all, to read."""
    rows = Staff.objects.all()
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.STAFF and actor.has(Duty.OPERATE)):
        return rows
    mine = _administered(actor, "organisation", "division")
    return rows.filter(mine) if mine else rows.none()


def grants(actor: Actor) -> QuerySet[Grant]:
    """权限: the same of rights: those over an administered body, and those that its officers hold elsewhere."""
    rows = Grant.objects.all()
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.STAFF and actor.has(Duty.OPERATE)):
        return rows
    over = _administered(actor, "organisation", "account__post__division")
    of = _administered(actor, "account__post__organisation", "account__post__division")
    return rows.filter(over | of) if over else rows.none()


def _administered(actor: Actor, organisation: str, division: str) -> Q:
    found = Q()
    for right in actor.rights_of(Duty.ADMINISTER) if actor.kind is ActorKind.STAFF else ():
        cut = Q(**{f"{organisation}__in": sorted(right.organisations)})
        if right.divisions:
            places = Q()
            for prefix in right.divisions:
                places |= Q(**{f"{division}__startswith": prefix})
            cut &= places
        found |= cut
    return found


def leaves(actor: Actor) -> QuerySet[Leave]:
    """休假: one's own, those in which one stands in, and those of the bodies and places one administers; others none."""
    if actor.kind is not ActorKind.STAFF or not actor.who.number.isdecimal():
        return Leave.objects.none()
    me = int(actor.who.number)
    theirs = _administered(actor, "account__post__organisation", "account__post__division")
    return Leave.objects.filter(Q(account=me) | Q(substitute=me) | theirs)


def may_keep_leave(actor: Actor, post: Staff) -> bool:
    """Who records and ends it: the officer themselves, or who administers the body and place they serve in."""
    if actor.kind is not ActorKind.STAFF:
        return False
    own = actor.who == Ref("account", str(post.account_id))
    served = {"organisation": post.organisation_id, "division": post.division}
    return own or any(replace(one, items=frozenset()).covers(**served) for one in actor.rights_of(Duty.ADMINISTER))
