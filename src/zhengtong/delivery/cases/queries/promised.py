"""办件: what the applicant promised, and where the papers are."""

from collections.abc import Iterable
from datetime import date

from zhengtong.delivery.cases.models import Case, Committed
from zhengtong.delivery.cases.terms import Channel, Later, TakenInElsewhere, Undertaken
from zhengtong.foundation.catalogue.terms import Guide, ItemCode, Material, TakenIn
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.words import Words


def later(row: Case, materials: Iterable[Material]) -> tuple[Later, ...]:
    """容缺: papers that follow, earliest first."""
    names = {one.code: one.name for one in materials}
    return tuple(
        Later(
            one.material, names.get(one.material, Words(one.material)), one.promised_at, one.due_on, one.reference, one.supplied_at,
            one.missed_at,
        )
        for one in row.deferrals.order_by("due_on", "id")
    )  # fmt: skip


def undertaken(row: Case, guides: Iterable[Guide]) -> tuple[Undertaken, ...]:
    """告知承诺: each in the words it was told in; of these items, for another item's is not its reader's to see."""
    held = {one.code: one for one in guides}
    return tuple(_undertaken(one, held[ItemCode(one.item)]) for one in row.committed.order_by("id") if ItemCode(one.item) in held)


def _undertaken(one: Committed, guide: Guide) -> Undertaken:
    rule = guide.handling.commitment
    return Undertaken(
        item=one.item,
        name=guide.name,
        told=Words.read(one.told),
        reference=one.reference,
        digest=one.digest,
        at=one.at,
        breach=rule.breach if rule else Words(""),
        breach_reference=rule.breach_reference if rule else "",
    )


def elsewhere(row: Case) -> TakenInElsewhere | None:
    """异地代收: who took the papers in and from when the term runs; None for what came in otherwise."""
    if row.channel != Channel.ELSEWHERE:
        return None
    window = identity.organisation(row.received_at_window)
    name = window.name if window else Words(row.received_at_window)
    return TakenInElsewhere(row.received_at_window, name, TakenIn(row.starts), row.arrived_at)


def on_the_way(row: Case) -> bool:
    """Taken in elsewhere, not arrived, and the term runs from arrival only."""
    return row.channel == Channel.ELSEWHERE and row.starts == TakenIn.ARRIVED and row.arrived_at is None


def received_on(row: Case) -> date:
    """收到之日: from which a term counts that runs from receipt; taken in elsewhere, from arrival where the item says so."""
    arrived = row.arrived_at if row.starts == TakenIn.ARRIVED and row.arrived_at else None
    return (arrived or row.submitted_at).astimezone(CHINA).date()
