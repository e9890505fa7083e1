"""A whole matter through the front door, asserting what was recorded."""

from datetime import date, timedelta

import pytest

from tests.delivery.conftest import MONDAY, RESTAURANT, SITUATION, Town, fill, officer, paper
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView, Point
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

NEXT_DAY = MONDAY + timedelta(days=1)
WHY = Reasons("场所平面布置图没有标注安全出口。", "消防法 第十五条", "补上安全出口后重新申请。")
LACKING = ("floor-plan",)


def facts(number: str) -> list[str]:
    return [row.fact for row in ledger.facts_about(Ref("case", number))]


def by_item(case: CaseView) -> dict[str, str]:
    return {one.item: one.number for one in case.approvals}


def accepted(case: CaseView, town: Town) -> CaseView:
    return cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)


def decide_all(case: CaseView, town: Town) -> CaseView:
    for _ in range(3):
        for one in cases.case(case.number, town.firm).approvals:
            if one.state is ApprovalState.OPEN:
                approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=officer(one.organisation, Duty.REVIEW), at=NEXT_DAY)
    return cases.case(case.number, town.firm)


def test_one_submission_asks_every_authority_and_is_recorded(submitted: CaseView) -> None:
    assert submitted.state is CaseState.RECEIVED
    assert {one.item[-2:] for one in submitted.approvals} == {"01", "02", "04", "06"}
    assert {one.state for one in submitted.approvals} == {ApprovalState.WAITING}
    assert facts(submitted.number) == ["cases.CaseSubmitted", "cases.CommitmentMade"]
    assert submitted.accept_due is not None
    assert submitted.accept_due.on == date(2026, 3, 9)  # five working days (行政许可法 art. 32)


def test_nothing_runs_before_acceptance_and_independent_items_open_together(submitted: CaseView, town: Town) -> None:
    case = accepted(submitted, town)
    open_items = {one.item[-2:] for one in case.approvals if one.state is ApprovalState.OPEN}
    assert open_items == {"01", "04", "06"}
    assert facts(case.number).count("approvals.ApprovalOpened") == 3


def test_a_dependent_item_opens_in_the_transaction_of_its_predecessor(submitted: CaseView, town: Town) -> None:
    case = accepted(submitted, town)
    first = next(one for one in case.approvals if one.item.endswith("-01"))
    approvals.decide(approval=first.number, opinion=Opinion.APPROVE, by=officer(first.organisation, Duty.REVIEW), at=NEXT_DAY)
    food = next(one for one in cases.case(case.number, town.firm).approvals if one.item.endswith("-02"))
    assert food.state is ApprovalState.OPEN


def test_a_refused_part_does_not_hold_back_the_others_and_passed_parts_get_their_licence(submitted: CaseView, town: Town) -> None:
    case = accepted(submitted, town)
    fire = next(one for one in case.approvals if one.item.endswith("-04"))
    approvals.decide(
        approval=fire.number, opinion=Opinion.REFUSE, reasons=WHY, fails_on=LACKING, by=officer(fire.organisation, Duty.REVIEW), at=NEXT_DAY
    )
    done = decide_all(case, town)
    assert done.state is CaseState.CLOSED
    assert {one.item[-2:]: one.state for one in done.approvals}["04"] is ApprovalState.REFUSED
    assert {one.item[-2:]: one.state for one in done.approvals}["02"] is ApprovalState.APPROVED
    assert "food_business_permit" in licences.held(town.firm.subject)
    assert "fire_safety_opinion" not in licences.held(town.firm.subject)
    assert facts(case.number)[-1] == "cases.CaseClosed"


def test_everything_approved_closes_the_case_with_its_licences(submitted: CaseView, town: Town) -> None:
    done = decide_all(accepted(submitted, town), town)
    assert done.state is CaseState.CLOSED
    assert {"food_business_permit", "fire_safety_opinion"} <= set(licences.held(town.firm.subject))


def test_the_window_asks_once_for_everything(submitted: CaseView, town: Town) -> None:
    points = [Point("floor-plan", "没有标注比例"), Point("premises.area", "与图纸不一致")]
    asked = cases.require_supplementation(case=submitted.number, points=points, by=town.clerk, at=NEXT_DAY)
    assert asked.state is CaseState.SUPPLEMENTING
    answered = cases.supplement(
        case=submitted.number, answers={"premises.area": "175"}, files=[("floor-plan", paper("新图.pdf"))], by=town.firm, at=NEXT_DAY
    )
    assert answered.state is CaseState.RECEIVED
    assert cases.file(submitted.number, town.clerk).answers["premises.area"] == 175
    with pytest.raises(cases.AskedBefore):
        cases.require_supplementation(case=submitted.number, points=[Point("premises-proof", "想起来了")], by=town.clerk, at=NEXT_DAY)


def test_half_an_answer_to_the_notice_changes_nothing(submitted: CaseView, town: Town) -> None:
    cases.require_supplementation(
        case=submitted.number, points=[Point("floor-plan", "没有比例"), Point("premises.area", "不一致")], by=town.clerk, at=NEXT_DAY
    )
    with pytest.raises(cases.PointsUnanswered):
        cases.supplement(case=submitted.number, answers={"premises.area": "175"}, files=[], by=town.firm, at=NEXT_DAY)
    with pytest.raises(cases.NotReady):
        cases.supplement(case=submitted.number, answers={"premises.area": "-3"}, files=[("floor-plan", paper())], by=town.firm, at=NEXT_DAY)
    assert cases.case(submitted.number, town.firm).state is CaseState.SUPPLEMENTING
    assert cases.file(submitted.number, town.firm).answers["premises.area"] == 180


def test_five_working_days_of_silence_accept_by_law_from_the_day_of_receipt(submitted: CaseView, town: Town) -> None:
    from zhengtong.kernel.actors import system

    cases.accept_by_law(case=submitted.number, by=system("cases"), at=MONDAY + timedelta(days=7))
    assert cases.case(submitted.number, town.firm).state is CaseState.RECEIVED  # the last day of the term still belongs to the window
    cases.accept_by_law(case=submitted.number, by=system("cases"), at=MONDAY + timedelta(days=8))
    case = cases.case(submitted.number, town.firm)
    assert case.state is CaseState.ACCEPTED
    assert case.accepted_by_law
    started = [clock.started for clock in cases.file(case.number, town.firm).clocks.values() if clock.started]
    assert set(started) == {MONDAY.date()}


def test_after_five_silent_days_the_window_can_neither_ask_nor_decline(submitted: CaseView, town: Town) -> None:
    late = MONDAY + timedelta(days=8)
    with pytest.raises(cases.AcceptedByLaw):
        cases.require_supplementation(case=submitted.number, points=[Point("floor-plan", "没有比例")], by=town.clerk, at=late)
    with pytest.raises(cases.AcceptedByLaw):
        cases.decline(case=submitted.number, reason="不归这里管", direction="去别处", by=town.clerk, at=late)
    case = cases.accept(case=submitted.number, by=town.clerk, at=late)
    assert case.accepted_by_law
    assert facts(case.number).count("cases.CaseAccepted") == 1


# attacks and accidents


def test_the_same_key_submits_once(town: Town) -> None:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    first = cases.submit(draft=draft.number, by=town.firm, at=MONDAY, once=Key("k1"))
    again = cases.submit(draft=draft.number, by=town.firm, at=MONDAY, once=Key("k1"))
    assert again.number == first.number
    assert facts(first.number).count("cases.CaseSubmitted") == 1


def test_two_tabs_make_one_case(town: Town) -> None:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    first = cases.submit(draft=draft.number, by=town.firm, at=MONDAY, once=Key("tab-1"))
    with pytest.raises(cases.AlreadySubmitted) as refused:
        cases.submit(draft=draft.number, by=town.firm, at=MONDAY, once=Key("tab-2"))
    assert refused.value.params["case"] == first.number


def test_an_incomplete_draft_is_refused_with_every_problem_and_kept(town: Town) -> None:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    forms.save_answers(draft=draft.number, answers={"person.phone": "12"}, revision=None, by=town.firm, at=MONDAY)
    with pytest.raises(cases.NotReady) as refused:
        cases.submit(draft=draft.number, by=town.firm, at=MONDAY)
    assert {"premises-proof", "floor-plan"} <= {problem.at for problem in refused.value.problems}
    assert forms.draft(draft.number, town.firm).answers["premises.area"] == 180


def test_open_situation_questions_are_refused(town: Town) -> None:
    with pytest.raises(cases.SituationUndecided):
        cases.begin(matter=RESTAURANT, answers={}, by=town.firm, at=MONDAY)


def test_a_stranger_sees_and_does_nothing(submitted: CaseView, town: Town) -> None:
    for attempt in (
        lambda: cases.case(submitted.number, town.stranger),
        lambda: cases.file(submitted.number, town.stranger),
        lambda: cases.story(submitted.number, town.stranger),
        lambda: cases.withdraw(case=submitted.number, by=town.stranger, at=NEXT_DAY),
    ):
        with pytest.raises(cases.CaseNotFound):
            attempt()


def test_another_department_cannot_see_or_decide(submitted: CaseView, town: Town) -> None:
    case = accepted(submitted, town)
    fire = next(one for one in case.approvals if one.item.endswith("-04"))
    food = next(one for one in case.approvals if one.item.endswith("-02"))
    outsider = officer(food.organisation, Duty.REVIEW)
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.decide(approval=fire.number, opinion=Opinion.APPROVE, by=outsider, at=NEXT_DAY)
    with pytest.raises(approvals.ApprovalNotFound):
        cases.approval_file(fire.number, outsider)
    with pytest.raises(approvals.ApprovalNotFound):  # the window takes in, it does not decide what has a department
        approvals.decide(approval=fire.number, opinion=Opinion.APPROVE, by=town.clerk, at=NEXT_DAY)
    assert fire.number not in {one.number for one in approvals.my_work(outsider).lines}


def test_a_reviewer_sees_only_what_the_item_needs(submitted: CaseView, town: Town) -> None:
    case = accepted(submitted, town)
    sign = next(one for one in case.approvals if one.item.endswith("-06"))
    seen = cases.approval_file(sign.number, officer(sign.organisation, Duty.REVIEW))
    assert not any(key.startswith("fire.") for key in seen.answers)
    assert "fire-emergency-plan" not in {file.material for file in seen.files}
    assert set(seen.clocks) == {sign.number}


def test_a_clerk_of_another_window_and_the_applicant_cannot_accept(submitted: CaseView, town: Town) -> None:
    for actor in (officer("129901000000000XXX", Duty.INTAKE), town.firm):
        with pytest.raises(cases.CaseNotFound):
            cases.accept(case=submitted.number, by=actor, at=NEXT_DAY)


def test_a_decision_is_made_once_and_its_repeat_returns_the_same(submitted: CaseView, town: Town) -> None:
    case = accepted(submitted, town)
    sign = next(one for one in case.approvals if one.item.endswith("-06"))
    actor = officer(sign.organisation, Duty.REVIEW)
    approvals.decide(approval=sign.number, opinion=Opinion.APPROVE, by=actor, at=NEXT_DAY, once=Key("d"))
    approvals.decide(approval=sign.number, opinion=Opinion.APPROVE, by=actor, at=NEXT_DAY, once=Key("d"))
    with pytest.raises(approvals.NotOpen):
        approvals.decide(approval=sign.number, opinion=Opinion.REFUSE, reasons=WHY, by=actor, at=NEXT_DAY, once=Key("e"))
    with pytest.raises(ledger.KeyReused):
        approvals.decide(approval=sign.number, opinion=Opinion.REFUSE, reasons=WHY, by=actor, at=NEXT_DAY, once=Key("d"))


def test_withdrawing_stops_what_is_open_and_keeps_what_was_granted(submitted: CaseView, town: Town) -> None:
    case = accepted(submitted, town)
    sign = next(one for one in case.approvals if one.item.endswith("-06"))
    approvals.decide(approval=sign.number, opinion=Opinion.APPROVE, by=officer(sign.organisation, Duty.REVIEW), at=NEXT_DAY)
    gone = cases.withdraw(case=case.number, by=town.firm, at=NEXT_DAY)
    assert gone.state is CaseState.WITHDRAWN
    assert {one.state for one in gone.approvals} == {ApprovalState.APPROVED, ApprovalState.WITHDRAWN}


def test_the_second_matter_offers_the_earlier_answers(submitted: CaseView, town: Town) -> None:
    again = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=NEXT_DAY)
    assert again.answers["premises.address"]


def test_my_work_is_ordered_by_due_date(submitted: CaseView, town: Town) -> None:
    case = accepted(submitted, town)
    market = next(one for one in case.approvals if one.item.endswith("-01")).organisation
    lines = approvals.my_work(officer(market, Duty.REVIEW)).lines
    assert [one.due_on for one in lines] == sorted(one.due_on for one in lines if one.due_on)
