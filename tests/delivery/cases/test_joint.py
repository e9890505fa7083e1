"""统一办理 (行政许可法 arts. 26, 42) only where the bundle names its basis; one part withdrawn touches its successors only."""

from datetime import date

import pytest

from tests.delivery.approvals.flowing import CHECK, FIRE, FOOD, SIGN, accepted, approve, facts, holder, on, part, republish, row_of, submit
from tests.delivery.conftest import Town
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors.flow import NoPartOpen
from zhengtong.delivery.approvals.models import AfterCheck, Approval
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, Proviso, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.errors import CaseNotFound, WrongState
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.content import api as content
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

pytestmark = pytest.mark.django_db
WHY = Reasons("场所平面布置图没有标注安全出口。", "消防法 第十五条", "补上安全出口后重新申请。")
LACKING = ("floor-plan",)
SPOKEN, APPROVED, REFUSED, LAPSED = ApprovalState.SPOKEN, ApprovalState.APPROVED, ApprovalState.REFUSED, ApprovalState.LAPSED


@pytest.fixture
def joint(town: Town) -> CaseView:
    republish("bundle", "43TCN0003", joint_basis="长沙市人民政府关于联合办理的决定（测试）")
    return accepted(town)


def states(case: CaseView) -> dict[str, ApprovalState]:
    return {one.item[-2:]: one.state for one in approvals.approvals_of([case.number])[case.number]}


def refuse(case: CaseView, item: str, day: int = 4) -> None:
    number = row_of(case, item).number
    on_papers = LACKING if item == FIRE else ()  # a commitment is refused on papers only
    approvals.decide(approval=number, opinion=Opinion.REFUSE, reasons=WHY, fails_on=on_papers, by=holder(case, item), at=on(day))


def issued(town: Town) -> set[str]:
    return set(licences.held(town.firm.subject)) - {"business_licence"}


def test_no_shipped_bundle_names_a_joint_basis_so_each_item_stands_alone() -> None:
    bundles = content.current_of("bundle", date(2026, 11, 1))
    assert len(bundles) >= 16
    assert [one.pin.code for one in bundles if one.body.get("joint_basis")] == []


def test_opinions_are_given_and_nothing_is_issued_nor_told_before_all_have_spoken(joint: CaseView, town: Town) -> None:
    assert Case.objects.get(number=joint.number).joint
    approve(joint, CHECK, on(4))
    approve(joint, FIRE, on(4))
    assert states(joint) == {"01": SPOKEN, "02": ApprovalState.OPEN, "04": SPOKEN, "06": ApprovalState.OPEN}
    assert issued(town) == set()
    shown = cases.case(joint.number, town.firm)
    assert {one.opinion for one in shown.approvals} == {None}
    assert "ApprovalDecided" not in facts(joint)


def test_one_answer_approves_and_issues_all_at_once(joint: CaseView, town: Town) -> None:
    for item in (CHECK, FIRE, SIGN, FOOD):
        approve(joint, item, on(4))
    assert set(states(joint).values()) == {APPROVED}
    assert issued(town) == {"food_business_permit", "fire_safety_opinion", "signboard_record"}
    assert facts(joint).count("ApprovalDecided") == 4
    assert facts(joint)[-1] == "CaseClosed"


def test_one_refusal_refuses_the_whole_when_all_have_spoken(joint: CaseView, town: Town) -> None:
    refuse(joint, FIRE)
    approve(joint, CHECK, on(4))
    approve(joint, SIGN, on(4))
    assert cases.case(joint.number, town.firm).state is CaseState.ACCEPTED
    assert {one.reasons for one in cases.case(joint.number, town.firm).approvals} == {None}
    approve(joint, FOOD, on(5))
    assert states(joint) == {"01": LAPSED, "02": LAPSED, "04": REFUSED, "06": LAPSED}
    assert issued(town) == set()
    done = cases.case(joint.number, town.firm)
    assert done.state is CaseState.CLOSED
    assert [one.reasons.text for one in done.approvals if one.reasons] == [WHY.text]
    said = " ".join(step.sentence.message for step in cases.story(joint.number, town.firm))
    assert "One answer was due for all" in said


def test_a_part_that_needs_a_refused_one_is_not_waited_for(joint: CaseView) -> None:
    refuse(joint, CHECK)
    assert states(joint)["02"] is LAPSED
    approve(joint, FIRE, on(4))
    approve(joint, SIGN, on(4))
    assert states(joint) == {"01": REFUSED, "02": LAPSED, "04": LAPSED, "06": LAPSED}


def test_the_last_part_withdrawn_lets_the_joint_answer_go_out(joint: CaseView, town: Town) -> None:
    for item in (CHECK, FIRE, FOOD):
        approve(joint, item, on(4))
    assert issued(town) == set()
    cases.withdraw_part(case=joint.number, item=SIGN, by=town.firm, at=on(5))
    assert states(joint) == {"01": APPROVED, "02": APPROVED, "04": APPROVED, "06": ApprovalState.WITHDRAWN}
    assert issued(town) == {"food_business_permit", "fire_safety_opinion"}
    assert cases.case(joint.number, town.firm).state is CaseState.CLOSED


def test_an_opinion_is_not_given_twice(joint: CaseView) -> None:
    approve(joint, FIRE, on(4))
    with pytest.raises(approvals.NotOpen):
        approve(joint, FIRE, on(4))


# 撤回一项


def test_one_part_withdrawn_takes_its_successors_with_it_and_nothing_else(town: Town) -> None:
    case = accepted(town)
    cases.withdraw_part(case=case.number, item=CHECK, by=town.firm, at=on(4))
    assert states(case) == {"01": ApprovalState.WITHDRAWN, "02": LAPSED, "04": ApprovalState.OPEN, "06": ApprovalState.OPEN}
    assert cases.case(case.number, town.firm).state is CaseState.ACCEPTED
    approve(case, FIRE, on(4))
    approve(case, SIGN, on(4))
    assert cases.case(case.number, town.firm).state is CaseState.CLOSED
    assert issued(town) == {"fire_safety_opinion", "signboard_record"}


def test_a_withdrawn_part_is_decided_by_nobody_and_withdrawn_once(town: Town) -> None:
    case = accepted(town)
    for _ in range(2):
        cases.withdraw_part(case=case.number, item=FIRE, by=town.firm, at=on(4), once=Key("w"))
    assert facts(case).count("PartWithdrawn") == 1
    with pytest.raises(approvals.NotOpen):
        approve(case, FIRE, on(5))
    with pytest.raises(NoPartOpen):
        cases.withdraw_part(case=case.number, item=FIRE, by=town.firm, at=on(5))
    with pytest.raises(NoPartOpen):
        cases.withdraw_part(case=case.number, item="43TCN0003-99", by=town.firm, at=on(5))
    with pytest.raises(CaseNotFound):
        cases.withdraw_part(case=case.number, item=SIGN, by=town.stranger, at=on(5))


def test_before_acceptance_too_and_the_last_part_withdraws_the_case(town: Town) -> None:
    case = submit(town)
    for item in (CHECK, FOOD, FIRE):
        shown = cases.withdraw_part(case=case.number, item=item, by=town.firm, at=on(2))
        assert shown.state is CaseState.RECEIVED
    assert cases.withdraw_part(case=case.number, item=SIGN, by=town.firm, at=on(2)).state is CaseState.WITHDRAWN
    with pytest.raises(WrongState):
        cases.withdraw_part(case=case.number, item=SIGN, by=town.firm, at=on(3))


def test_after_acceptance_the_last_part_withdrawn_withdraws_the_case(town: Town) -> None:
    case = accepted(town)
    for item in (CHECK, FIRE, SIGN):
        shown = cases.withdraw_part(case=case.number, item=item, by=town.firm, at=on(4))
    assert shown.state is CaseState.WITHDRAWN
    assert facts(case)[-1] == "CaseWithdrawn"


# 版本


def test_a_case_keeps_the_steps_it_began_under(town: Town) -> None:
    """An item republished between submission and acceptance asks nobody whom the case did not know."""
    from tests.delivery.approvals.flowing import FIVE, body, handled

    case = submit(town)
    handled(SIGN, consulted=[{"organisation": body("公安局"), "question": {"zh": "？"}, "term": FIVE}])
    cases.accept(case=case.number, by=town.clerk, at=on(3))
    assert approvals.flows([part(case, SIGN).number]) == {}
    assert approve(case, SIGN, on(4)).state is APPROVED
    assert catalogue.guide(SIGN).handling.consulted


def test_what_was_never_granted_is_not_checked_afterwards(joint: CaseView) -> None:
    Approval.objects.filter(case=joint.number, item=FIRE).update(committed=True)
    approve(joint, FIRE, on(4))
    assert not AfterCheck.objects.exists()  # an opinion is no approval yet
    approve(joint, CHECK, on(4))
    refuse(joint, SIGN)
    approve(joint, FOOD, on(5))
    assert states(joint)["04"] is LAPSED
    assert not AfterCheck.objects.exists()


def test_what_was_granted_jointly_on_a_commitment_is_checked_from_the_joint_answer(joint: CaseView) -> None:
    Approval.objects.filter(case=joint.number, item=FIRE).update(committed=True)
    for item in (CHECK, FIRE, SIGN):
        approve(joint, item, on(4))
    approve(joint, FOOD, on(5))
    assert [one.approval.item for one in AfterCheck.objects.select_related("approval")] == [FIRE]


def test_of_an_opinion_nothing_is_read_before_the_joint_answer_not_even_a_condition(joint: CaseView, town: Town) -> None:
    number = row_of(joint, FIRE).number
    told = (Proviso("夜间不得营业。", "消防法 第十五条"),)
    approvals.decide(approval=number, opinion=Opinion.APPROVE, conditions=told, by=holder(joint, FIRE), at=on(4))
    shown = next(one for one in cases.case(joint.number, town.firm).approvals if one.item == FIRE)
    assert (shown.conditions, shown.fails_on, shown.weighed) == ((), (), None)
    for item in (CHECK, SIGN, FOOD):
        approve(joint, item, on(5))
    shown = next(one for one in cases.case(joint.number, town.firm).approvals if one.item == FIRE)
    assert shown.conditions == told
    fact = next(row for row in ledger.facts_about(Ref("case", joint.number)) if (row.values or {}).get("conditions"))
    assert (fact.values or {})["conditions"] == ["消防法 第十五条"]
