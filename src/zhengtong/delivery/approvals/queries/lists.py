"""案头: which approvals stand in which list of the desk, in which order, and what somebody is looking for among them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.models import Approval, Consultation, Watch
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, WorkList
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refs import Ref

LOOKED = 1000
"""Among how many of a list a name is looked for, those that stand first: names are sealed, so no index finds them."""
FOUND = 100
_DUE: tuple[tuple[str, type], ...] = (("order_on", date), ("id", int))
_ORDERS: Mapping[WorkList, tuple[tuple[str, type], ...]] = {
    WorkList.LIMITED: (("item", str), ("accepted_on", date), ("opened_at", datetime), ("id", int)),
    WorkList.LATE: (("legal_due_on", date), ("id", int)),
    WorkList.STILL: (("paused_on", date), ("id", int)),
}


def order_of(which: WorkList) -> tuple[tuple[str, type], ...]:
    """The columns by which a list goes, and of which kind they are."""
    return _ORDERS.get(which, _DUE)


def chosen(by: Actor, which: WorkList, today: date) -> QuerySet[Approval]:
    """The rows of a list for this officer; each list has an index that begins with its body."""
    if which is WorkList.WATCHED:
        return policy.visible(by).filter(pk__in=_watched(by))
    if which is WorkList.ESCALATED:
        return policy.led(by).filter(state=ApprovalState.OPEN, escalated__gt=0)
    rows = policy.decidable(by).filter(state=ApprovalState.OPEN)
    return _CUT[which](rows, str(by.who), today)


_CUT: Mapping[WorkList, Callable[[QuerySet[Approval], str, date], QuerySet[Approval]]] = {
    WorkList.ALL: lambda rows, me, today: rows.filter(limited=False),  # noqa: ARG005
    WorkList.MINE: lambda rows, me, today: rows.filter(claimed_by=me),  # noqa: ARG005
    WorkList.FREE: lambda rows, me, today: rows.filter(claimed_by="", limited=False),  # noqa: ARG005
    WorkList.LIMITED: lambda rows, me, today: rows.filter(limited=True, accepted_on__isnull=False),  # noqa: ARG005
    WorkList.LATE: lambda rows, me, today: rows.filter(legal_due_on__lt=today, paused_on=None),  # noqa: ARG005
    WorkList.SLIPPED: lambda rows, me, today: rows.filter(  # noqa: ARG005
        Q(legal_due_on=None) | Q(legal_due_on__gte=today), order_on__lt=today, paused_on=None
    ),
    WorkList.STILL: lambda rows, me, today: rows.filter(paused_on__isnull=False),  # noqa: ARG005
    WorkList.OTHERS: lambda rows, me, today: rows.filter(pk__in=_asked()),  # noqa: ARG005
}


def searched(rows: QuerySet[Approval], words: str) -> QuerySet[Approval]:
    """Those of which the number, the case, the applicant's name or the item says the words; in the order of the list.

    A whole number finds its matter wherever it stands in the list; everything else is looked for among the first ``LOOKED``.
    """
    wanted = words.strip().casefold()[:100]
    first = list(rows.values_list("pk", "number", "name", "title", "subject_kind", "subject_number")[:LOOKED])
    names = identity.subject_names({Ref(kind, number) for _, _, _, _, kind, number in first})
    found = [
        pk
        for pk, number, name, title, kind, subject in first
        if wanted in " ".join((number, *_said(name), *_said(title), names.get(Ref(kind, subject), ""))).casefold()
    ]
    exact = words.strip().upper()
    return rows.filter(Q(pk__in=found[:FOUND]) | Q(number=exact) | Q(case=exact))


def earlier_accepted(row: Approval) -> str:
    """受理在先: the first approval of the same item that was accepted before, is not decided and does not stand still; "" for none."""
    same = _accepted_before(row).filter(paused_on=None).order_by("accepted_on", "opened_at", "pk")
    return same.values_list("number", flat=True).first() or ""


def ranks(shown: Sequence[ApprovalView]) -> dict[str, int]:
    """受理顺序: the place of each line of a page of ``WorkList.LIMITED`` among those open for the same item, the first being 1."""
    places: dict[tuple[str, str], int] = {}
    row = Approval.objects.filter(number=shown[0].number).first() if shown else None
    if row is not None:
        places[row.organisation, row.item] = _accepted_before(row).count()
    told = {}
    for one in shown:
        key = (one.organisation, one.item)
        told[str(one.number)] = places[key] = places.get(key, 0) + 1
    return told


def _accepted_before(row: Approval) -> QuerySet[Approval]:
    if row.accepted_on is None or row.opened_at is None:
        return Approval.objects.none()
    before = Q(accepted_on__lt=row.accepted_on) | Q(accepted_on=row.accepted_on, opened_at__lt=row.opened_at)
    before |= Q(accepted_on=row.accepted_on, opened_at=row.opened_at, pk__lt=row.pk)
    return Approval.objects.filter(before, organisation=row.organisation, item=row.item, limited=True, state=ApprovalState.OPEN)


def _said(words: object) -> tuple[str, ...]:
    return tuple(str(one) for one in words.values()) if isinstance(words, dict) else ()


def _watched(by: Actor) -> "QuerySet[Watch, Any]":
    me = int(by.who.number) if by.kind is ActorKind.STAFF and by.who.number.isdecimal() else 0
    return Watch.objects.filter(account=me).values("approval")


def _asked() -> "QuerySet[Consultation, Any]":
    """Those on which another body was asked and has not answered."""
    return Consultation.objects.filter(view="").values("approval")


def earlier_of(number: str) -> str:
    """受理在先, of one that is open. For whoever may decide it."""
    row = Approval.objects.filter(number=number, state=ApprovalState.OPEN, limited=True).first()
    return earlier_accepted(row) if row is not None else ""
