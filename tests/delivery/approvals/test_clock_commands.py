"""What stops, starts and lengthens a clock: through the door, with what is recorded. March 2026 has no holidays."""

from datetime import date, timedelta

import pytest

from tests.delivery.approvals.timed import CITY, MONDAY, officer, on, running
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals import policy, queries
from zhengtong.delivery.approvals.commands import clock as clocks
from zhengtong.delivery.approvals.errors import PublicityRuns, ReasonMissing, ResumedOutside, TooLongAnExtension, VerificationRuns
from zhengtong.delivery.approvals.models import Approval, ClockEvent
from zhengtong.delivery.approvals.terms import Opinion, PauseKind
from zhengtong.foundation.catalogue.terms import Term
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

pytestmark = pytest.mark.django_db
TEST = "鉴定委托书（2026）第3号"
REPORT = "鉴定意见（2026）第3号"
WHY = "餐饮具需要送去鉴定"
ARTICLE = "食品安全法 第五十八条"


def reviewer(row: Approval) -> Actor:
    return officer(row.organisation, Duty.REVIEW)


def head(row: Approval) -> Actor:
    return officer(row.organisation, Duty.LEAD, name="王局长")


def mayor() -> Actor:
    (government,) = policy.governments(CITY)
    return officer(government, Duty.GOVERN, name="刘市长")


def pause(row: Approval, day: int = 5, kind: PauseKind | str = PauseKind.APPRAISAL, **more: object) -> None:
    told = {"evidence": TEST, "reason": WHY, "reference": ARTICLE, "days": 5, **more}
    approvals.pause(approval=row.number, kind=kind, by=reviewer(row), at=on(day), **told)  # type: ignore[arg-type]
    row.refresh_from_db()


def facts(row: Approval) -> list[str]:
    return [one.fact.removeprefix("approvals.") for one in ledger.facts_about(Ref("case", row.case))]


def test_a_running_pause_empties_both_dates_and_resuming_gives_them_back_later() -> None:
    row = running()
    assert (row.due_on, row.legal_due_on) == (date(2026, 3, 16), date(2026, 3, 30))
    pause(row)  # Thursday 5 March
    assert (row.due_on, row.legal_due_on, row.paused_on) == (None, None, date(2026, 3, 5))
    clock = queries.clock_of(queries.view(row), as_of=date(2026, 3, 9))
    assert clock.so_far is not None
    assert [day.number for day in clock.so_far.days if day.number] == [1, 2, 3]  # Tuesday to Thursday: the day it begins is still worked
    approvals.resume(approval=row.number, evidence=REPORT, by=reviewer(row), at=on(12))
    row.refresh_from_db()
    assert (row.due_on, row.legal_due_on, row.paused_on) == (date(2026, 3, 23), date(2026, 4, 7), None)  # five worked days and Qingming
    assert facts(row) == ["ClockPaused", "ClockResumed"]


def test_a_third_party_has_fifteen_working_days_over_information_about_them_and_the_letter_says_so() -> None:
    """政府信息公开条例 art. 32: asked in writing, fifteen working days to answer, which do not count (art. 33)."""
    row = running(regime="information_request", promised=None)
    letter = approvals.tell_party(approval=row.number, name="王邻居", contact="样例路 22 号", why="商业秘密", by=reviewer(row), at=on(4))
    assert letter.party.due_on == date(2026, 3, 25)
    pause(row, 4, PauseKind.THIRD_PARTY_OPINION, reference="", days=None)
    assert queries.events_of(row.number)[-1].days == 15
    permit = running(place=2, item="43TCN0003-04")
    usual = approvals.tell_party(approval=permit.number, name="王邻居", contact="样例路 22 号", why="灯光", by=reviewer(permit), at=on(4))
    assert usual.party.due_on == date(2026, 3, 11)  # five working days (行政许可法 art. 47)


def test_stopped_and_started_on_one_day_costs_nothing() -> None:
    row = running()
    before = row.legal_due_on
    pause(row)
    approvals.resume(approval=row.number, evidence=REPORT, by=reviewer(row), at=on(5))
    row.refresh_from_db()
    assert row.legal_due_on == before


def test_the_day_of_the_report_may_lie_before_the_day_it_is_recorded_in_the_applicants_favour() -> None:
    row = running()
    pause(row)
    with pytest.raises(ResumedOutside):
        approvals.resume(approval=row.number, evidence=REPORT, on=date(2026, 3, 4), by=reviewer(row), at=on(12))
    with pytest.raises(ResumedOutside):
        approvals.resume(approval=row.number, evidence=REPORT, on=date(2026, 3, 13), by=reviewer(row), at=on(12))
    approvals.resume(approval=row.number, evidence=REPORT, on=date(2026, 3, 6), by=reviewer(row), at=on(12))
    row.refresh_from_db()
    assert row.legal_due_on == date(2026, 3, 31)  # one day


@pytest.mark.parametrize(
    ("kind", "more", "refused"),
    [
        ("on_site_verification", {}, VerificationRuns),
        ("publicity", {}, PublicityRuns),
        ("third_party_opinion", {}, approvals.PauseNotListed),
        ("moon", {}, approvals.PauseNotListed),
        (PauseKind.APPRAISAL, {"evidence": "  "}, approvals.EvidenceMissing),
        (PauseKind.APPRAISAL, {"reason": ""}, ReasonMissing),
        (PauseKind.APPRAISAL, {"reference": " "}, approvals.ArticleMissing),
    ],
)
def test_what_stops_no_clock_is_refused_and_nothing_is_written(kind: str, more: dict[str, object], refused: type[Exception]) -> None:
    row = running()
    with pytest.raises(refused):
        pause(row, kind=kind, **more)
    assert facts(row) == []
    assert not ClockEvent.objects.exists()


def test_a_hearing_needs_no_other_article_than_that_of_hearings() -> None:
    row = running()
    pause(row, kind=PauseKind.HEARING, reference="")
    assert ClockEvent.objects.get().reference == "行政许可法 第四十七条"


def test_a_regime_without_a_list_is_never_stopped() -> None:
    row = running(regime="real_estate", promised=None)
    with pytest.raises(approvals.PauseNotListed):
        pause(row)


def test_a_clock_is_stopped_once_at_a_time_and_started_only_when_it_stands() -> None:
    row = running()
    with pytest.raises(approvals.NotPaused):
        approvals.resume(approval=row.number, evidence=REPORT, by=reviewer(row), at=on(5))
    pause(row)
    with pytest.raises(approvals.AlreadyPaused):
        pause(row, 6)
    assert facts(row) == ["ClockPaused"]


def test_another_body_finds_nothing_to_stop() -> None:
    row = running()
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.pause(
            approval=row.number, kind=PauseKind.HEARING, evidence=TEST, reason=WHY, by=officer("11990100000000999X", Duty.REVIEW), at=on(5)
        )


def test_pressing_twice_stops_it_once() -> None:
    row = running()
    for _ in range(2):
        pause(row, once=Key("pause-1"))
    assert facts(row) == ["ClockPaused"]


def test_the_head_of_the_authority_extends_the_lawful_term_once_and_the_promise_stays() -> None:
    row = running()
    approvals.extend(approval=row.number, reason="需要核实产权", by=head(row), at=on(30))  # its last day
    row.refresh_from_db()
    assert (row.due_on, row.legal_due_on) == (date(2026, 3, 16), date(2026, 4, 14))  # ten more, without Qingming on Monday 6 April
    assert queries.clock_of(queries.view(row)).extended == Term(10, reference="行政许可法 第四十二条")
    with pytest.raises(approvals.ExtendedAlready):
        approvals.extend(approval=row.number, reason="还要", by=head(row), at=on(31))
    assert facts(row) == ["ClockExtended"]


def test_a_reviewer_and_the_window_are_the_wrong_office() -> None:
    row = running()
    for by in (reviewer(row), officer(row.window, Duty.INTAKE)):
        with pytest.raises(approvals.WrongOffice):
            approvals.extend(approval=row.number, reason="忙不过来", by=by, at=on(16))
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.extend(approval=row.number, reason="忙不过来", by=mayor(), at=on(16))
    assert facts(row) == []


def test_what_is_over_is_not_extended_and_no_reason_no_extension() -> None:
    row = running()
    with pytest.raises(approvals.TermOver):
        approvals.extend(approval=row.number, reason="晚了", by=head(row), at=on(31))
    with pytest.raises(ReasonMissing):
        approvals.extend(approval=row.number, reason=" ", by=head(row), at=on(16))
    with pytest.raises(TooLongAnExtension):
        approvals.extend(approval=row.number, reason="久一点", days=11, by=head(row), at=on(16))
    approvals.extend(approval=row.number, reason="三天就够", days=3, by=head(row), at=on(16))
    row.refresh_from_db()
    assert row.legal_due_on == date(2026, 4, 2)


def test_a_regime_without_extension_has_none() -> None:
    row = running(regime="real_estate", promised=None)
    with pytest.raises(approvals.NotExtendable):
        approvals.extend(approval=row.number, reason="忙", by=head(row), at=on(16))


def test_the_disclosure_office_extends_by_up_to_twenty() -> None:
    row = running(regime="information_request", promised=None)
    approvals.extend(approval=row.number, reason="涉及的档案多", by=head(row), at=on(16))
    row.refresh_from_db()
    assert row.legal_due_on == date(2026, 4, 28)


def test_the_joint_term_runs_beside_and_only_the_head_of_government_extends_it() -> None:
    first, second = running(joint=True), running(joint=True, place=2, item="43TCN0003-04", regime="fire_check")
    clock = queries.clock_of(queries.view(first))
    assert clock.joint is not None
    assert clock.joint.on == date(2026, 5, 8)  # 45 working days: without Qingming and the first of May, with Saturday 9 May not needed
    with pytest.raises(approvals.WrongOffice):
        approvals.extend_joint(case=first.case, reason="部门意见未齐", by=head(first), at=on(16))
    approvals.extend_joint(case=first.case, reason="部门意见未齐", by=mayor(), at=on(16))
    for row in (first, second):
        after = queries.clock_of(queries.view(row))
        assert after.joint is not None
        assert (after.joint.on, after.joint_extended) == (date(2026, 5, 28), Term(15, reference="行政许可法 第四十二条"))
        assert after.legal == queries.clocks(row.case)[row.number].legal
    with pytest.raises(approvals.ExtendedAlready):
        approvals.extend_joint(case=first.case, reason="再延", by=mayor(), at=on(17))
    assert facts(first) == ["ClockExtended"]


def test_a_test_in_one_branch_is_excluded_of_the_joint_term() -> None:
    first, second = running(joint=True), running(joint=True, place=2, item="43TCN0003-04", regime="fire_check")
    pause(first)
    standing = queries.clock_of(queries.view(second))
    assert (standing.joint, standing.joint_stands) == (None, True)
    assert standing.legal is not None  # its own term runs on
    approvals.resume(approval=first.number, evidence=REPORT, by=reviewer(first), at=on(12))
    again = queries.clock_of(queries.view(second))
    assert again.joint is not None
    assert again.joint.on == date(2026, 5, 14)


def test_a_case_answered_part_by_part_has_no_joint_term() -> None:
    row = running()
    assert queries.clock_of(queries.view(row)).joint is None
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.extend_joint(case=row.case, reason="无", by=mayor(), at=on(16))
    with pytest.raises(approvals.NoJointTerm):
        approvals.extend_joint(case=row.case, reason="无", by=head(row), at=on(16))


def test_an_answered_notice_begins_the_term_anew_where_the_regime_says_so() -> None:
    asked, permit = running(regime="information_request", promised=None), running(place=2, item="43TCN0003-04")
    assert approvals.restart(case=asked.case, on=date(2026, 3, 9), reference="", by=system("cases"), at=on(9)) == 1
    asked.refresh_from_db()
    permit.refresh_from_db()
    assert asked.legal_due_on == date(2026, 4, 7)
    assert permit.legal_due_on == date(2026, 3, 30)
    assert facts(asked) == ["ClockRestarted"]


def test_a_clock_set_back_writes_nothing_and_says_so() -> None:
    row = running()
    pause(row, 9)
    with pytest.raises(approvals.ClockSetBack):
        approvals.resume(approval=row.number, evidence=REPORT, by=reviewer(row), at=on(6))
    with pytest.raises(approvals.ClockSetBack):
        approvals.extend(approval=row.number, reason="忙", by=head(row), at=MONDAY - timedelta(days=4))
    with pytest.raises(approvals.ClockSetBack):
        pause(running("4301202603020002"), day=1)
    assert facts(row) == ["ClockPaused"]
    # the platform's own restart is ordered by what was recorded: never before the last event
    other = running("4301202603020003", regime="information_request", promised=None)
    pause(other, 9, kind=PauseKind.THIRD_PARTY_OPINION, reference="")
    approvals.restart(case=other.case, on=date(2026, 3, 4), reference="", by=system("cases"), at=on(10))
    assert [one.on for one in queries.events_of(other.number)] == [date(2026, 3, 9), date(2026, 3, 9)]


def test_what_is_decided_while_it_stands_ends_the_pause() -> None:
    row = running()
    pause(row)
    Approval.objects.filter(pk=row.pk).update(state="approved", opinion=Opinion.APPROVE, decided_at=on(10))
    row.refresh_from_db()
    clock = queries.clock_of(queries.view(row))
    assert clock.ended == date(2026, 3, 10)
    assert clock.legal is not None
    assert clock.legal.on == date(2026, 4, 2)


def test_lists_of_clocks_cost_the_same_for_any_number(django_assert_num_queries: object) -> None:
    rows = [running(f"430120260302{place:04d}", joint=place % 2 == 0) for place in range(1, 6)]
    views = [queries.view(row) for row in rows]
    queries.clocks_of(views)
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.clocks_of(views[:2])
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.clocks_of(views)


def test_the_dates_of_lists_are_those_of_the_clock() -> None:
    row = running()
    Approval.objects.filter(pk=row.pk).update(due_on=None, legal_due_on=None)
    row.refresh_from_db()
    clocks.project(row)
    row.refresh_from_db()
    assert (row.due_on, row.legal_due_on, row.order_on) == (date(2026, 3, 16), date(2026, 3, 30), date(2026, 3, 16))


def test_a_part_that_was_answered_or_withdrawn_while_it_stood_still_holds_the_joint_term_no_longer() -> None:
    first, second = running(joint=True), running(joint=True, place=2, item="43TCN0003-04", regime="fire_check")
    pause(first)  # Thursday 5 March
    assert queries.clock_of(queries.view(second)).joint_stands
    Approval.objects.filter(pk=first.pk).update(state="withdrawn", decided_at=on(12))
    clock = queries.clock_of(queries.view(second))
    assert not clock.joint_stands
    assert clock.joint is not None
    assert clock.joint.on == date(2026, 5, 14)  # the five days to 12 March are excluded; Saturday 9 May is worked
