"""期限重算: dates that leaned on days no notice had covered yet are worked out again once it is published, or amended."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from zhengtong.delivery.approvals import queries, rules
from zhengtong.delivery.approvals.commands.clock import put
from zhengtong.delivery.approvals.facts import ClockRecomputed
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Clock
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

_AT_ONCE = 500  # approvals read together


def recompute(*, by: Actor, at: datetime) -> int:
    """重新推算: every open approval whose dates differ from what its clock says now gets them, on record; the others are left as they are.

    How many changed. Doing it again changes nothing.
    """
    changed = 0
    catalogue.forget()  # what this process still holds may be of before the publishing
    for views in _open():
        clocks = queries.clocks_of(views)
        for one in views:
            if (one.due_on, one.legal_due_on) != _dates(clocks[one.number]) and _again(one.number, by, at):
                changed += 1
    return changed


def _running() -> QuerySet[Approval]:
    """What has a clock: what a lower office examines first has only that office's last day, which stays."""
    return Approval.objects.filter(state=ApprovalState.OPEN, started_on__isnull=False)


def _open() -> Iterator[tuple[ApprovalView, ...]]:
    last = 0
    while rows := list(_running().filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        last = rows[-1].pk
        yield tuple(map(queries.view, rows))


def _again(number: str, by: Actor, at: datetime) -> bool:
    """One approval, in its own transaction; whether a date changed, looked at once more under its lock."""
    with ledger.writing(None, by):
        row = _running().select_for_update().filter(number=number).first()
        if row is None:
            return False
        clock, before = queries.clock_of(queries.view(row)), (row.due_on, row.legal_due_on)
        if _dates(clock) == before:
            return False
        put(row, clock)
        row.save(update_fields=["due_on", "legal_due_on", "order_on", "paused_on"])
        fact = ClockRecomputed(
            approval=queries.view(row).number,
            case=row.case,
            item=row.item,
            due=row.due_on.isoformat() if row.due_on else "",
            legal_due=row.legal_due_on.isoformat() if row.legal_due_on else "",
            former_due=before[0].isoformat() if before[0] else "",
            former_legal_due=before[1].isoformat() if before[1] else "",
        )
        ledger.record(fact, by=by, about=Ref("case", row.case), division=row.division, at=at)
    return True


def _dates(clock: Clock) -> tuple[object, object]:
    return rules.earlier(clock), clock.legal.on if clock.legal else None
