"""审批: the lists an officer works from, by keyset, each with a fixed number of queries."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import QuerySet

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries.showing import view
from zhengtong.delivery.approvals.terms import ApprovalPage, ApprovalState, ApprovalView
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import keyset
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def my_work(by: Actor, *, after: str = "", limit: int = 30) -> ApprovalPage:
    """我的待办: open approvals in the hands of the actor's body, earliest due first."""
    rows = policy.decidable(by).filter(state=ApprovalState.OPEN)
    last = keyset.after(after, kinds=(date, int))
    if last is not None:
        rows = rows.filter(ledger.beyond(order_on=last[0], id=last[1]))
    return _page(rows.order_by("order_on", "id"), limit, _due_key, by)


def decided_work(by: Actor, *, after: str = "", limit: int = 30) -> ApprovalPage:
    """已办: what the actor's body has decided, latest first."""
    rows = policy.decidable(by).exclude(decided_at=None)
    last = keyset.after(after, kinds=(datetime, int))
    if last is not None:
        rows = rows.filter(ledger.before(decided_at=last[0], id=last[1]))
    return _page(rows.order_by("-decided_at", "-id"), limit, _decided_key, by)


def unplaced_work(by: Actor, *, limit: int = 30) -> ApprovalPage:
    """Approvals at the window whose department is not published, waiting for the clerk to decide or forward."""
    rows = policy.decidable(by).filter(state=ApprovalState.OPEN, unpublished=True)
    return _page(rows.order_by("order_on", "id"), limit, _due_key, by)


def _due_key(row: Approval) -> tuple[str, int]:
    return row.order_on.isoformat(), row.pk


def _decided_key(row: Approval) -> tuple[str, int]:
    return row.decided_at.isoformat() if row.decided_at else "", row.pk


def _page(rows: QuerySet[Approval], limit: int, key: Callable[[Approval], Sequence[str | int]], by: Actor) -> ApprovalPage:
    found = list(rows[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    mine = identity.parties(by) if found else frozenset()
    return ApprovalPage(tuple(_line(row, by, mine) for row in found), keyset.token(key(found[-1])) if more else "")


def _line(row: Approval, by: Actor, mine: Collection[Ref]) -> ApprovalView:
    """As its reader has it in hand: marked where it is for an absent colleague, and closed where it is their own matter."""
    shown = replace(view(row), through=identity.held_through(policy.deciding_rights(by, row)))
    return replace(shown, own=True, note="", reasons=None) if shown.subject in mine else shown
