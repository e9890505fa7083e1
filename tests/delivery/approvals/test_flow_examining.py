"""下级机关初审 (行政许可法 arts. 35, 43): who holds it, whose clock runs, who decides."""

from datetime import date

import pytest

from tests.delivery.approvals.flowing import SIGN, accepted, approve, body, facts, handled, holder, on, part, reviewer, row_of
from tests.delivery.conftest import Town
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.commands.clock_recomputing import recompute
from zhengtong.delivery.approvals.errors.flow import NotExamined, ObjectionUnanswered, OpinionMissing, StillExamined
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, View
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.errors import CaseNotFound, WrongState
from zhengtong.delivery.cases.terms import CaseView, Point
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Organisation
from zhengtong.kernel.actors import system
from zhengtong.kernel.refs import Key

pytestmark = pytest.mark.django_db
LOWER, UPPER = "住建局", "城管执法局"
TWENTY = {"days": 20, "unit": "working_day", "reference": "行政许可法 第四十三条"}


@pytest.fixture
def case(town: Town) -> CaseView:
    handled(SIGN, lower={"organisation": body(LOWER), "term": TWENTY, "reference": "行政许可法 第四十三条"})
    return accepted(town)


def up(case: CaseView, view: View = View.AGREE, reason: str = "", day: int = 10, month: int = 3) -> None:
    number = row_of(case, SIGN).number
    approvals.pass_up(approval=number, view=view, reason=reason, by=reviewer(body(LOWER)), at=on(day, month))


def test_it_lies_with_the_lower_office_under_its_own_twenty_days_from_acceptance(case: CaseView) -> None:
    row = row_of(case, SIGN)
    assert (row.organisation, row.upper) == (body(LOWER), body(UPPER))
    held = approvals.flows([row.number])[row.number].examination
    assert held is not None
    assert (held.started_on, held.due_on) == (date(2026, 3, 2), date(2026, 3, 30))
    assert (row.started_on, row.due_on, row.legal_due_on) == (None, date(2026, 3, 30), None)
    assert [one.item for one in approvals.my_work(reviewer(body(LOWER))).lines] == [SIGN]


def test_the_lower_office_cannot_decide_and_the_upper_one_not_yet(case: CaseView) -> None:
    number = row_of(case, SIGN).number
    with pytest.raises(StillExamined):
        approve(case, SIGN, on(4))
    assert not approvals.may_decide(number, reviewer(body(LOWER)))
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.decide(approval=number, opinion=Opinion.APPROVE, by=reviewer(body(UPPER)), at=on(4))


def test_the_upper_office_sees_it_coming_and_that_it_is_late(case: CaseView) -> None:
    assert approvals.approval(part(case, SIGN).number, reviewer(body(UPPER))).item == SIGN
    below = approvals.examined_below(reviewer(body(UPPER)))
    assert [(one.approval, one.due_on) for one in below] == [(part(case, SIGN).number, date(2026, 3, 30))]
    assert approvals.examined_below(reviewer(body("公安局"))) == ()


def test_passed_up_the_upper_offices_own_term_begins_with_its_arrival(case: CaseView) -> None:
    up(case, day=10)
    row = row_of(case, SIGN)
    assert (row.organisation, row.upper, row.started_on) == (body(UPPER), "", date(2026, 3, 10))
    assert row.legal_due_on == date(2026, 4, 8)  # twenty working days after 10 March, without 清明
    assert facts(case).count("ApprovalPassedUp") == 1
    assert approve(case, SIGN, on(12)).state is ApprovalState.APPROVED
    assert approvals.my_work(reviewer(body(LOWER))).lines == ()


def test_passed_up_late_it_still_goes_up_and_stays_on_record(case: CaseView) -> None:
    up(case, day=7, month=4)
    held = approvals.flows([part(case, SIGN).number])[part(case, SIGN).number].examination
    assert held is not None
    assert held.passed_at is not None
    assert held.due_on is not None
    assert held.passed_at.date() > held.due_on


def test_an_objection_from_below_says_why_and_is_dealt_with_above(case: CaseView) -> None:
    with pytest.raises(OpinionMissing):
        up(case, View.OBJECT)
    up(case, View.OBJECT, "尺寸超标")
    with pytest.raises(ObjectionUnanswered):
        approve(case, SIGN, on(12))
    assert approve(case, SIGN, on(12), note="住建局按旧标准量的，按新标准不超。").state is ApprovalState.APPROVED


def test_it_goes_up_once_and_only_from_where_it_is_examined(case: CaseView) -> None:
    number = row_of(case, SIGN).number
    for _ in range(2):
        approvals.pass_up(approval=number, view=View.AGREE, reason="", by=reviewer(body(LOWER)), at=on(10), once=Key("up"))
    with pytest.raises(approvals.ApprovalNotFound):
        up(case)
    with pytest.raises(NotExamined):
        approvals.pass_up(approval=number, view=View.AGREE, reason="", by=reviewer(body(UPPER)), at=on(11))
    assert facts(case).count("ApprovalPassedUp") == 1


def test_nobody_asks_the_applicant_for_the_papers_again(case: CaseView, town: Town) -> None:
    """上级行政机关不得要求申请人重复提供申请材料 (行政许可法 art. 35)."""
    up(case)
    again = {"case": case.number, "points": [Point("signboard-drawing", "再交一份")], "at": on(11)}
    with pytest.raises(CaseNotFound):
        cases.require_supplementation(**again, by=reviewer(body(UPPER)))
    with pytest.raises(WrongState):
        cases.require_supplementation(**again, by=town.clerk)


def test_from_below_nothing_is_asked_of_others(case: CaseView) -> None:
    asks = {"approval": part(case, SIGN).number, "organisation": body("公安局"), "by": holder(case, SIGN), "at": on(4)}
    with pytest.raises(StillExamined):
        approvals.transfer(**asks, reason="不归我们")


def test_a_lower_office_that_was_closed_is_examined_by_whoever_goes_on(case: CaseView) -> None:
    heir = body("自然资源规划局")
    Organisation.objects.filter(code=body(LOWER)).update(successor=heir, closed_on=date(2026, 3, 4))
    identity.forget()
    assert approvals.take_over(by=system("approvals"), at=on(5)) == 1
    approvals.pass_up(approval=part(case, SIGN).number, view=View.AGREE, reason="", by=reviewer(heir), at=on(6))
    assert row_of(case, SIGN).organisation == body(UPPER)


def test_working_out_dates_again_leaves_the_lower_offices_day_alone(case: CaseView) -> None:
    """Its clock does not run yet, so there is nothing to work out; the lower office keeps its last day."""
    recompute(by=system("approvals"), at=on(5))
    row = row_of(case, SIGN)
    assert (row.due_on, row.order_on) == (date(2026, 3, 30), date(2026, 3, 30))
    assert "ClockRecomputed" not in facts(case)


def test_a_clock_that_has_not_begun_is_not_stopped(case: CaseView) -> None:
    stop = {"kind": "expert_review", "evidence": "评审通知 1 号", "reason": "需要专家评审", "reference": "城乡规划法 第四十条", "days": 5}
    with pytest.raises(StillExamined):
        approvals.pause(approval=part(case, SIGN).number, **stop, by=reviewer(body(LOWER)), at=on(4))  # type: ignore[arg-type]
    up(case, day=10)
    assert row_of(case, SIGN).legal_due_on == date(2026, 4, 8)
