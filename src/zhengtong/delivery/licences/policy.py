"""电子证照: who may see a licence and who may end it. One place; nobody unless granted here."""
from django.db.models import Q, QuerySet

from zhengtong.delivery.licences.models import Licence
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Basis, Duty
from zhengtong.kernel.actors import Actor, ActorKind, Right
from zhengtong.kernel.refs import Ref

_WHOLE = frozenset({Basis.OFFICE, Basis.GUARDIANSHIP})


def visible(actor: Actor) -> QuerySet[Licence]:
    """The holder and whoever represents it; an agent what came of their own power; a reviewer of the issuing body; nobody else."""
    rows = Licence.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is ActorKind.MEMBER:
        mine = identity.own_rows(actor, kind="holder_kind", number="holder_number", matter="matter")
        for subject in wholly(actor):
            mine |= Q(holder_kind=subject.kind, holder_number=subject.number)
        return rows.filter(mine)
    return endable(actor)


def endable(actor: Actor) -> QuerySet[Licence]:
    """A reviewer of the body that issued it, for what their rights reach (行政许可法 art. 69, 70)."""
    rows = Licence.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    return rows.filter(identity.rows(actor, Duty.REVIEW, organisation="issuer"))


def ending_rights(actor: Actor, row: Licence) -> tuple[Right, ...]:
    """The same of one row: the rights by which this officer sees it and may end it."""
    return identity.covering(actor, Duty.REVIEW, organisation=row.issuer, item=row.item, division=row.division)


def subjects(actor: Actor) -> frozenset[Ref]:
    """Whose licences a member may ask for: those of whom they act for now, and of whom they speak for in everything."""
    return wholly(actor) | ({actor.subject} if actor.subject is not None else set())


def wholly(actor: Actor) -> frozenset[Ref]:
    """Whom a member speaks for in everything: themselves, firms they represent, wards. A power of attorney widens nothing, and whoever
    acts on one, or with a helper, sees nothing else meanwhile."""
    if actor.narrow:
        return frozenset()
    views = identity.subjects_of(actor)
    return frozenset(one.ref for one in views if one.matters is None and (one.basis is None or one.basis.kind in _WHOLE))


def check_may_list(actor: Actor, subject: Ref) -> None:
    """A member lists only what is theirs; an officer's list is cut to what their body issued. Raises NotPermitted."""
    if actor.kind in (ActorKind.SYSTEM, ActorKind.STAFF):
        return
    if actor.kind is ActorKind.MEMBER and subject in subjects(actor):
        return
    raise identity.NotPermitted
