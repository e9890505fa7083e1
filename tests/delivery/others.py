"""Tests: whoever else has a say in a part of a case has it, as its item says."""

from datetime import datetime

from tests.delivery.conftest import officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView, View, Weighed
from zhengtong.delivery.approvals.terms.flow import Flow
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor


def reviewer(organisation: str) -> Actor:
    return officer(organisation, Duty.REVIEW, account=f"review-{organisation}")


def heard(one: ApprovalView, at: datetime) -> tuple[ApprovalView, Weighed | None]:
    """The lower office passes it up, bodies that were asked agree, nobody else is concerned; the first step of a benchmark is taken.

    The part as it then stands, and what its decision must weigh.
    """
    handling, held = catalogue.guide(one.item, pin=one.pin).handling, approvals.flows([one.number]).get(one.number, Flow())
    if held.examination is not None and held.examination.view is None:
        below = reviewer(held.examination.organisation)
        one = approvals.pass_up(approval=one.number, view=View.AGREE, reason="", by=below, at=at)
    for asked in held.consultations:
        if asked.view is None:
            approvals.answer_consultation(
                consultation=asked.id, view=View.AGREE, reason="", by=reviewer(asked.organisation), at=at
            )
    if handling.interested and not held.parties:
        approvals.nobody_interested(approval=one.number, reason="同一水源没有别的取水户", by=reviewer(one.organisation), at=at)
    return one, Weighed(handling.benchmark[0].code, "", "") if handling.benchmark else None
