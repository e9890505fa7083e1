"""统一办理: each department gives its opinion, and one joint answer goes out when all have spoken (行政许可法 art. 26)."""

from datetime import datetime

from zhengtong.delivery.approvals import queries, rules
from zhengtong.delivery.approvals.commands.checking import promise
from zhengtong.delivery.approvals.commands.holding import recorded, step
from zhengtong.delivery.approvals.facts import ApprovalDecided, ApprovalLapsed
from zhengtong.delivery.approvals.facts.flow import OpinionGiven
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion
from zhengtong.delivery.approvals.terms.flow import Outcome
from zhengtong.kernel.actors import Actor, system

_NOT_YET = frozenset({ApprovalState.WAITING, ApprovalState.OPEN})


def pronounce(row: Approval, fact: ApprovalDecided, *, by: Actor, at: datetime) -> None:
    """作出: an answer that stands alone is recorded; one of a joint matter is an opinion until all departments have spoken.

    ``row`` is saved as decided. Runs in the transaction of the decision.
    """
    if not row.joint:
        recorded(fact, row, by, at)
        return
    row.state = ApprovalState.SPOKEN
    row.save(update_fields=["state"])
    recorded(OpinionGiven(*step(row)), row, by, at)  # what waits for it opens, or lapses
    answer_jointly(case=row.case, at=at)


def answer_jointly(*, case: str, at: datetime) -> Outcome:
    """统一答复: nothing is issued before; one refusal refuses the whole, and the applicant reads every reason at once."""
    rows = list(Approval.objects.select_for_update().filter(case=case, joint=True).order_by("number"))
    spoken = [row for row in rows if row.state == ApprovalState.SPOKEN]
    if not spoken or any(row.state in _NOT_YET for row in rows):
        return Outcome.WAITING
    outcome, by = rules.joint_outcome([Opinion(row.opinion) for row in spoken]), system("approvals")
    refused = [row for row in spoken if row.opinion == Opinion.REFUSE]
    for row in spoken:
        if refused and row.opinion == Opinion.APPROVE:
            _ended(row, ApprovalState.LAPSED, at)
            recorded(ApprovalLapsed(queries.view(row).number, case, row.item, refused[0].item, joint=True), row, by, at)
    for row in refused or spoken:  # one after the other: the case is closed with the last
        _ended(row, ApprovalState.REFUSED if refused else ApprovalState.APPROVED, at)
        if row.committed and not refused:
            promise(row, queries.guide_of(row), at=at)
        recorded(_decided(row), row, by, at)
    return outcome


def _ended(row: Approval, state: ApprovalState, at: datetime) -> None:
    row.state, row.decided_at = state, at
    row.save(update_fields=["state", "decided_at"])


def _decided(row: Approval) -> ApprovalDecided:
    weighed = queries.view(row).weighed
    return ApprovalDecided(
        *step(row),
        opinion=Opinion(row.opinion),
        article=row.reason_article,
        in_name_of=row.in_name_of if row.in_name_of != row.organisation else "",
        conditions=tuple(one["article"] for one in row.conditions),
        fails_on=tuple(row.fails_on),
        weighed=weighed.code if weighed else "",
        departs=bool(weighed and weighed.departure),
    )
