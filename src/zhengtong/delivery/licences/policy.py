"""电子证照: who may see a licence and who may end it. One place; nobody unless granted here."""
from django.db.models import Q, QuerySet

from zhengtong.delivery.licences.models import Licence
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refs import Ref


def visible(actor: Actor) -> QuerySet[Licence]:
    """The holder and whoever represents it; a reviewer of the body that issued it; nobody else."""
    rows = Licence.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is ActorKind.MEMBER:
        mine = Q()
        for subject in subjects(actor):
            mine |= Q(holder_kind=subject.kind, holder_number=subject.number)
        return rows.filter(mine) if mine else rows.none()
    return endable(actor)


def endable(actor: Actor) -> QuerySet[Licence]:
    """A reviewer of the body that issued it (行政许可法 art. 69, 70)."""
    rows = Licence.objects.all()
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is ActorKind.STAFF and actor.organisation and actor.has(Duty.REVIEW):
        return rows.filter(issuer=actor.organisation)
    return rows.none()


def subjects(actor: Actor) -> frozenset[Ref]:
    """Whom a member may speak for: themselves and the firms they represent."""
    own = {actor.subject} if actor.subject is not None else set()
    return frozenset(own | {view.ref for view in identity.subjects_of(actor)})


def check_may_list(actor: Actor, subject: Ref) -> None:
    """A member lists only what is theirs; an officer's list is cut to what their body issued. Raises NotPermitted."""
    if actor.kind in (ActorKind.SYSTEM, ActorKind.STAFF):
        return
    if actor.kind is ActorKind.MEMBER and subject in subjects(actor):
        return
    raise identity.NotPermitted
