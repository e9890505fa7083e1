"""重新作出: what was refused is undecided again, since the refusal was annulled in reconsideration (行政复议法 art. 64)."""

from datetime import datetime

from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.commands.clock import project, write
from zhengtong.delivery.approvals.commands.holding import recorded, step
from zhengtong.delivery.approvals.errors import NotReopenable
from zhengtong.delivery.approvals.facts import ApprovalReopened
from zhengtong.delivery.approvals.models import Approval, ClockEvent
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, ClockEventKind
from zhengtong.foundation.catalogue.terms import Unit
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA

_KEPT = ("opinion", "decided_by", "decided_name", "decided_for", "reason_text", "reason_article", "reason_remedy", "note")
_SIGNED = ("organisation", "in_name_of", "former", "authority", "authority_reference", "supervised_by")


def reopen(*, approval: str, reference: str, days: int | None, by: Actor, at: datetime) -> ApprovalView:
    """The refusal stays on record as it was; its body, or whoever goes on for it, decides anew. Called in the conductor's transaction.

    ``days``: the term that the reconsideration set, in calendar days; else the item's own term runs from the beginning. What could not
    begin because of the refusal waits again. Raises NotReopenable.
    """
    row = Approval.objects.select_for_update().get(number=approval)
    if row.state != ApprovalState.REFUSED or row.system or row.decided_at is None:
        raise NotReopenable(number=row.number)
    today = at.astimezone(CHINA).date()
    row.past = [*row.past, _snapshot(row)]
    row.turn += 1
    row.organisation = identity.authority_of(organisation=row.organisation, item=row.item, on=today, begun=True).acting
    row.state, row.decided_at = ApprovalState.OPEN, None
    for name in (*_KEPT, *_SIGNED[1:]):
        setattr(row, name, "")
    row.conditions, row.fails_on, row.weighed, row.automatic, row.escalated = [], [], None, None, 0
    row.started_on = row.started_on or today
    if days is not None:
        row.legal = {"days": days, "unit": Unit.CALENDAR_DAY, "reference": reference}
        row.promised = None
    row.save()
    day = max([today, row.started_on, *(one.on for one in queries.events_of(row.number))])
    write(ClockEvent(kind=ClockEventKind.RESTART, reference=reference), row.case, row, on=day, by=by, at=at)
    project(row)
    _wait_again(row)
    due = row.legal_due_on.isoformat() if row.legal_due_on else ""
    recorded(ApprovalReopened(*step(row), reference=reference, legal_due=due, on=day.isoformat()), row, by, at)
    return queries.view(row)


def _snapshot(row: Approval) -> dict[str, object]:
    kept: dict[str, object] = {name: getattr(row, name) for name in (*_KEPT, *_SIGNED)}
    at = row.decided_at.isoformat() if row.decided_at else ""
    return {**kept, "decided_at": at, "turn": row.turn, "conditions": row.conditions, "fails_on": row.fails_on}


def _wait_again(row: Approval) -> None:
    """What lapsed with it waits for it again; in a joint matter an approving opinion stands until the one answer is given."""
    Approval.objects.filter(case=row.case, joint=True, state=ApprovalState.LAPSED).exclude(opinion="").update(
        state=ApprovalState.SPOKEN, decided_at=None
    )
    lapsed = {one.item: one for one in Approval.objects.filter(case=row.case, state=ApprovalState.LAPSED)}
    freed = {row.item}
    while more := {item for item, one in lapsed.items() if item not in freed and freed & set(one.after)}:
        freed |= more
    Approval.objects.filter(case=row.case, item__in=freed - {row.item}, state=ApprovalState.LAPSED).update(
        state=ApprovalState.WAITING, decided_at=None
    )
