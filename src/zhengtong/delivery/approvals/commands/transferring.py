"""移送: the body that holds an approval finds another of the same place competent."""

from datetime import datetime

from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.commands.holding import in_hand, recorded, step
from zhengtong.delivery.approvals.errors.flow import NotTransferable, ReasonNeeded
from zhengtong.delivery.approvals.facts.flow import ApprovalTransferred
from zhengtong.delivery.approvals.models import Approval, Transfer
from zhengtong.delivery.approvals.queries import flow_passing
from zhengtong.delivery.approvals.terms import ApprovalView
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key


def transfer(
    *, approval: str, organisation: str, reason: str, by: Actor, at: datetime, once: Key | None = None
) -> ApprovalView:
    """移送: to another department or approval bureau of the same place, with its reason; the clock runs on, and the applicant is told.

    It never goes back to a body that had it: two bodies that each think the other competent ask their government.
    Raises ApprovalNotFound, OwnMatter, NotOpen, StillExamined, ReasonNeeded, NotTransferable.
    """
    with ledger.writing(once, by, ["transfer", approval, organisation, reason]) as earlier:
        if earlier:
            return queries.view(Approval.objects.get(number=approval))
        row, by = in_hand(approval, by)
        queries.not_examined(row)
        if not reason.strip():
            raise ReasonNeeded
        target = identity.authority_of(organisation=organisation, item=row.item).acting if organisation else ""
        if target not in {one.code for one in flow_passing.takers(row)}:
            raise NotTransferable
        former = row.organisation
        Transfer.objects.create(approval=row, former=former, organisation=target, reason=reason.strip(), at=at, by=by.name)
        row.organisation = target
        row.claimed_by, row.claimed_name, row.claimed_at = "", "", None
        row.save(update_fields=["organisation", "claimed_by", "claimed_name", "claimed_at"])
        recorded(ApprovalTransferred(*step(row), former=former), row, by, at)
        return queries.view(row)
