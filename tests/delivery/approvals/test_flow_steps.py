"""现场核查、检验、移送 (行政许可法 arts. 34, 45, 55): who went, who tested, who is competent."""

from datetime import date

import pytest

from tests.delivery.approvals.flowing import CHECK, FIRE, SIGN, accepted, approve, body, facts, handled, holder, on, part, reviewer, row_of
from tests.delivery.conftest import Town
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors import TwoOfficers
from zhengtong.delivery.approvals.errors.flow import (
    AwaitingTest,
    NoTestRequired,
    NoTestRunning,
    NotTransferable,
    ReasonNeeded,
    VisitIncomplete,
)
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.approvals.terms.flow import Looked, WaitsFor
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity.models import Organisation

pytestmark = pytest.mark.django_db
TWO = ["张检验", "李检验"]


@pytest.fixture
def case(town: Town) -> CaseView:
    special = {"kind": "inspection_test", "reference": "行政许可法 第五十五条", "days": 8}
    handled(SIGN, special=[special])
    return accepted(town)


def visit(case: CaseView, *, officers: list[str], found: str = "与图纸一致", day: int = 4) -> None:
    approvals.verify(approval=part(case, FIRE).number, on=on(day).date(), officers=officers, found=found, by=holder(case, FIRE), at=on(5))


def test_a_visit_names_both_officers_and_stops_no_clock(case: CaseView) -> None:
    before = row_of(case, FIRE).legal_due_on
    visit(case, officers=["张核查", "李核查"])
    row = row_of(case, FIRE)
    assert (row.legal_due_on, row.paused_on) == (before, None)
    seen = approvals.flows([row.number])[row.number].verifications[0]
    assert (seen.officers, seen.on, seen.kind) == (("张核查", "李核查"), date(2026, 3, 4), Looked.SITE)
    assert "SiteVerified" in facts(case)


@pytest.mark.parametrize(("officers", "found", "day", "outcome"), [
    (["张"], "x", 4, TwoOfficers),
    (["张", "张"], "x", 4, TwoOfficers),
    (["张", "李"], " ", 4, VisitIncomplete),
    (["张", "李"], "x", 6, VisitIncomplete),
    (["张", "李"], "x", 1, VisitIncomplete),
])  # fmt: skip
def test_an_incomplete_visit_is_none(case: CaseView, officers: list[str], found: str, day: int, outcome: type[Exception]) -> None:
    with pytest.raises(outcome):
        visit(case, officers=officers, found=found, day=day)
    assert "SiteVerified" not in facts(case)


def appoint(case: CaseView, day: int, *, officers: list[str] = TWO, item: str = SIGN) -> object:
    return approvals.appoint_testers(
        approval=part(case, item).number, kind=Looked.TEST, officers=officers, evidence="检验委托书 1 号", reason="灯具须检验",
        by=holder(case, item), at=on(day),
    )  # fmt: skip


def report(case: CaseView, day: int, standard: str = "GB 7000.1") -> None:
    approvals.report_test(
        approval=part(case, SIGN).number, standard=standard, found="合格", evidence="检验报告 1 号", by=holder(case, SIGN), at=on(day)
    )


def test_two_testers_within_five_days_and_the_time_they_take_is_excluded(case: CaseView) -> None:
    appoint(case, 4)
    row = row_of(case, SIGN)
    seen = approvals.flows([row.number])[row.number].verifications[0]
    assert (seen.due_on, seen.late, row.paused_on) == (date(2026, 3, 9), False, date(2026, 3, 4))
    assert [one.what for one in approvals.waits_of([row.number])[row.number]] == [WaitsFor.TEST]
    report(case, 11)
    assert row_of(case, SIGN).legal_due_on == date(2026, 4, 7)  # five working days stood still, 5 to 11 March
    assert [one for one in facts(case) if one.startswith("Test")] == ["TestersAppointed", "TestReported"]


def test_while_a_required_test_runs_nobody_answers(case: CaseView) -> None:
    """根据检验、检测、检疫的结果，作出行政许可决定 (行政许可法 art. 55(2))."""
    appoint(case, 4)
    with pytest.raises(AwaitingTest):
        approve(case, SIGN, on(5))
    report(case, 11)
    assert approve(case, SIGN, on(11)).state is ApprovalState.APPROVED


def test_testers_appointed_late_go_on_and_stay_on_record_as_late(case: CaseView) -> None:
    appoint(case, 10)
    number = part(case, SIGN).number
    assert approvals.flows([number])[number].verifications[0].late


def test_no_test_but_those_that_law_requires_and_one_at_a_time(case: CaseView) -> None:
    with pytest.raises(NoTestRequired):
        appoint(case, 4, item=FIRE)
    with pytest.raises(TwoOfficers):
        appoint(case, 4, officers=["张检验"])
    with pytest.raises(NoTestRunning):
        report(case, 4)
    appoint(case, 4)
    with pytest.raises(NoTestRequired):
        appoint(case, 5)
    with pytest.raises(NoTestRunning):
        report(case, 5, standard=" ")


def hand(case: CaseView, organisation: str, *, by: str, day: int = 4, reason: str = "属于规划许可", item: str = SIGN) -> None:
    number = part(case, item).number
    approvals.transfer(approval=number, organisation=organisation, reason=reason, by=reviewer(by), at=on(day))


def test_what_another_body_is_competent_for_goes_there_and_the_clock_runs_on(case: CaseView) -> None:
    here, there = body("城管执法局"), body("自然资源规划局")
    due = row_of(case, SIGN).legal_due_on
    hand(case, there, by=here)
    row = row_of(case, SIGN)
    assert (row.organisation, row.legal_due_on) == (there, due)
    with pytest.raises(approvals.ApprovalNotFound):
        hand(case, body("公安局"), by=here)
    with pytest.raises(NotTransferable):  # back and forth is no answer
        hand(case, here, by=there, day=5)
    assert [one.reason for one in approvals.passed(row.number)] == ["属于规划许可"]
    assert approve(case, SIGN, on(6)).state is ApprovalState.APPROVED
    assert row_of(case, SIGN).in_name_of == there
    assert "ApprovalTransferred" in facts(case)


@pytest.mark.parametrize("word", ["政务服务中心综合窗口", "市政府", "省粮食和储备局"])
def test_it_goes_to_a_department_of_the_same_place_only(case: CaseView, word: str) -> None:
    found = Organisation.objects.filter(short_zh=word).first()
    assert found is not None
    with pytest.raises(NotTransferable):
        hand(case, found.code, by=body("城管执法局"))


def test_a_transfer_says_why_and_to_whom(case: CaseView) -> None:
    here = body("城管执法局")
    with pytest.raises(ReasonNeeded):
        hand(case, body("公安局"), by=here, reason=" ")
    for nowhere in ("", "000000000000000000", here):
        with pytest.raises(NotTransferable):
            hand(case, nowhere, by=here)
    assert CHECK in {one.item for one in case.approvals}
