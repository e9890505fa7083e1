"""审批: the lists an officer works from, by keyset, each with a fixed number of queries."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import QuerySet

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries.lists import FOUND, chosen, order_of, searched
from zhengtong.delivery.approvals.queries.showing import claim_of, view
from zhengtong.delivery.approvals.terms import ApprovalPage, ApprovalState, ApprovalView, WorkList
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock, keyset
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

MANY = 99
"""Up to here a list is counted; beyond, it is many: nobody needs the figure, and counting millions takes the database seconds."""


def my_work(by: Actor, *, which: WorkList | None = None, words: str = "", after: str = "", limit: int = 30) -> ApprovalPage:
    """我的待办: open approvals in the hands of the actor's body, earliest due first.

    ``which``: one of the lists of the desk, each in its own order; None: all that is open. ``words``: only those of which the number, the
    applicant or the item says so; then all that were found are on one page.
    """
    if which is None:
        rows = policy.decidable(by).filter(state=ApprovalState.OPEN)
        order: tuple[tuple[str, type], ...] = (("order_on", date), ("id", int))
    else:
        rows, order = chosen(by, which, clock.today()), order_of(which)
    if words.strip():
        return _page(searched(rows.order_by(*(name for name, _ in order)), words), FOUND, order, by)
    last = keyset.after(after, kinds=[kind for _, kind in order])
    if last is not None:
        rows = rows.filter(ledger.beyond(**{name: value for (name, _), value in zip(order, last, strict=True)}))
    return _page(rows.order_by(*(name for name, _ in order)), limit, order, by)


def work_counts(by: Actor, lists: Collection[WorkList]) -> dict[WorkList, int]:
    """How many there are in each list; more than ``MANY`` means many. One small query each, however long the list is."""
    today = clock.today()
    return {one: chosen(by, one, today).order_by()[: MANY + 1].count() for one in lists}


def decided_work(by: Actor, *, after: str = "", limit: int = 30) -> ApprovalPage:
    """已办: what the actor's body has decided, latest first."""
    rows = policy.decidable(by).exclude(decided_at=None)
    last = keyset.after(after, kinds=(datetime, int))
    if last is not None:
        rows = rows.filter(ledger.before(decided_at=last[0], id=last[1]))
    return _page(rows.order_by("-decided_at", "-id"), limit, (("decided_at", datetime), ("id", int)), by)


def unplaced_work(by: Actor, *, limit: int = 30) -> ApprovalPage:
    """Approvals at the window whose department is not published, waiting for the clerk to decide or forward."""
    rows = policy.decidable(by).filter(state=ApprovalState.OPEN, unpublished=True)
    return _page(rows.order_by("order_on", "id"), limit, (("order_on", date), ("id", int)), by)


def _page(rows: QuerySet[Approval], limit: int, order: Sequence[tuple[str, type]], by: Actor) -> ApprovalPage:
    found = list(rows[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    mine = identity.parties(by) if found else frozenset()
    token = keyset.token([_written(getattr(found[-1], name)) for name, _ in order]) if more else ""
    return ApprovalPage(tuple(_line(row, by, mine) for row in found), token)


def _written(value: object) -> str | int:
    if isinstance(value, date):  # and moments
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def _line(row: Approval, by: Actor, mine: Collection[Ref]) -> ApprovalView:
    """As its reader has it in hand: marked where it is for an absent colleague, and closed where it is their own matter."""
    shown = replace(view(row), through=identity.held_through(policy.deciding_rights(by, row)), claim=claim_of(row))
    return replace(shown, own=True, note="", reasons=None) if shown.subject in mine else shown
