"""审批: an authority answers."""

from datetime import datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.approvals.facts import ApprovalDecided
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion, Reasons
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AuthorityView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def decide(
    *, approval: str, opinion: Opinion, reasons: Reasons | None = None, note: str = "", by: Actor, at: datetime, once: Key | None = None
) -> ApprovalView:
    """作出决定: an authority approves or refuses (行政许可法 arts. 34, 38). The case hears of it in the same transaction.

    Raises ApprovalNotFound (also for another department's), OwnMatter, SameOfficer, NotOpen, ReasonsMissing. Repeating ``once`` returns
    the present view. Who decides only in the right of an absent colleague is recorded with it.
    """
    with ledger.writing(once, by, [approval, opinion, reasons and [reasons.text, reasons.article, reasons.would_pass_if], note]) as earlier:
        row = policy.decidable(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        if earlier:
            return queries.view(row)
        held = policy.deciding_rights(by, row)
        queries.check_may(row, by, held)
        by = identity.standing_in(by, held)
        rules.check_open(row.number, ApprovalState(row.state))
        rules.check_opinion(opinion, reasons)
        _sign(row, queries.authority_of(row, at.astimezone(CHINA).date()))
        row.state = ApprovalState.APPROVED if opinion is Opinion.APPROVE else ApprovalState.REFUSED
        row.opinion = opinion
        row.decided_at, row.decided_by, row.decided_name, row.note = at, str(by.who), by.name, note
        row.decided_for = identity.absent_name(by)
        if opinion is Opinion.REFUSE and reasons is not None:
            row.reason_text, row.reason_article, row.reason_remedy = reasons.text, reasons.article, reasons.would_pass_if
        row.save()
        decided = queries.view(row)
        fact = ApprovalDecided(
            approval=decided.number,
            case=row.case,
            item=row.item,
            organisation=row.organisation,
            opinion=opinion,
            article=row.reason_article,
            in_name_of=row.in_name_of if row.in_name_of != row.organisation else "",
        )
        ledger.record(fact, by=by, about=Ref("case", row.case), division=row.division, at=at)
    return decided


def _sign(row: Approval, authority: AuthorityView) -> None:
    """署名: from here on it stays in whose name it was decided, whatever is delegated, transferred or closed later."""
    row.organisation, row.in_name_of, row.former = authority.acting, authority.in_name_of, authority.successor_of
    row.authority, row.authority_reference, row.supervised_by = authority.kind, authority.reference, authority.supervised_by
