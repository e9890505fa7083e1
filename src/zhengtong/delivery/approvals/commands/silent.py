"""视为准予延续: a renewal that was asked for in time and is not decided when the permit ends (行政许可法 art. 50)."""

from datetime import date, datetime

from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.commands.decide import Given, conclude
from zhengtong.delivery.approvals.commands.examining import arrive_above
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import RUNNING, ApprovalState, Opinion
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger


def expect_by(*, case: str, item: str, on: date) -> None:
    """The last day to decide on a renewal that was asked for in time. Called by the conductor."""
    Approval.objects.filter(case=case, item=item, state__in=RUNNING).update(silent_on=on)


def grant_in_silence(*, case: str, item: str, reference: str, by: Actor, at: datetime) -> bool:
    """视为准予延续: granted by law, whatever else is not finished: what stands still, who was asked, whose turn it is in the office.

    False where it was decided, or is not accepted. Called by the conductor; doing it again changes nothing.
    """
    with ledger.writing(None, by):
        row = Approval.objects.select_for_update().filter(case=case, item=item, state=ApprovalState.OPEN).first()
        if row is None or row.silent_on is None or at.astimezone(CHINA).date() <= row.silent_on:
            return False
        if row.upper:
            arrive_above(row, by=by, at=at)
        conclude(row, queries.guide_of(row), Given(Opinion.APPROVE, by_law=reference), None, by=by, at=at)
    return True
