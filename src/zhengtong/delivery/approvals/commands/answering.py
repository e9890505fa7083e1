"""审批: the answer of an outside system takes effect here."""

from datetime import datetime

from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.commands.decide import sign
from zhengtong.delivery.approvals.facts import ApprovalDecided
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import Answer, ApprovalNumber, ApprovalState, Opinion
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words


def take_effect(row: Approval, answer: Answer, system: Words, *, by: Actor, at: datetime) -> None:
    """回传生效: as it was decided there, with its number; in the transaction that records the answer. The case hears of it at once."""
    sign(row, queries.authority_of(row, at.astimezone(CHINA).date()))
    row.state = ApprovalState.APPROVED if answer.opinion is Opinion.APPROVE else ApprovalState.REFUSED
    row.opinion, row.decided_at, row.decided_by, row.decided_name = answer.opinion, at, str(by.who), system.zh
    if answer.reasons is not None:
        row.reason_text, row.reason_article, row.reason_remedy = (
            answer.reasons.text, answer.reasons.article, answer.reasons.would_pass_if,
        )  # fmt: skip
    row.save()
    fact = ApprovalDecided(
        approval=ApprovalNumber(row.number),
        case=row.case,
        item=row.item,
        organisation=row.organisation,
        opinion=answer.opinion,
        article=row.reason_article,
        in_name_of=row.in_name_of if row.in_name_of != row.organisation else "",
    )
    ledger.record(fact, by=by, about=Ref("case", row.case), division=row.division, at=at)
