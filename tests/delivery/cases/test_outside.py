"""国垂、省垂系统: what an outside system decides goes there once, comes back by itself, and is never typed twice."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.content.test_business_life import EMPLOYER, NEXT_DAY, REGISTRATION, SHOP, TAX, decide_open, filed
from tests.delivery.conftest import MONDAY, Town, officer
from tests.delivery.outside import BY, answered, pushed
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import ExternalFile, SimulatedFile
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, FileState, Opinion, Timing
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty, Level
from zhengtong.kernel.actors import Actor, ActorKind, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


@pytest.fixture(autouse=True)
def demonstration(settings: object) -> None:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]


@pytest.fixture
def shop(town: Town) -> tuple[CaseView, Actor]:
    """A shop that has its licence; its tax part lies with the outside system."""
    owner = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document="990205199203070061", name="杨晓梅", phone="13900000061", by=system("registrar"),
        at=MONDAY,
    )  # fmt: skip
    by = Actor(ActorKind.MEMBER, Ref("account", "161"), name="杨晓梅", subject=owner.ref, level=Level.VERIFIED)
    case = filed(SHOP, EMPLOYER, by)
    cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)
    first = part(case, REGISTRATION)
    approvals.decide(approval=first.number, opinion=Opinion.APPROVE, by=officer(first.organisation, Duty.REVIEW), at=NEXT_DAY)
    return case, by


def part(case: CaseView, item: str) -> ApprovalView:
    return next(one for one in approvals.approvals_of([case.number])[case.number] if one.item == item)


def facts(case: CaseView) -> list[str]:
    return [row.fact.removeprefix("approvals.") for row in ledger.facts_about(Ref("case", case.number))]


def file(case: CaseView) -> object:
    return approvals.external_files(case.number)[part(case, TAX).number]


def test_what_opens_goes_out_with_what_the_item_needs_and_nothing_else(shop: tuple[CaseView, Actor]) -> None:
    case, _ = shop
    ledger.work_once()
    row = ExternalFile.objects.get(approval__number=part(case, TAX).number)
    assert row.state == FileState.TO_PUSH
    assert "tax.invoices" in row.packet["answers"]
    assert "business.family_run" not in row.packet["answers"], "a question of another item"
    assert approvals.carry(by=BY, at=NEXT_DAY + timedelta(days=1)) == 1
    there = SimulatedFile.objects.get(reference=part(case, TAX).number)
    row.refresh_from_db()
    assert (row.state, row.number) == (FileState.PUSHED, there.number)
    assert facts(case).count("PushedOut") == 1


def test_nobody_types_it_twice(shop: tuple[CaseView, Actor]) -> None:
    case, _ = shop
    tax = part(case, TAX)
    with pytest.raises(approvals.DecidedOutside):
        approvals.decide(approval=tax.number, opinion=Opinion.APPROVE, by=officer(tax.organisation, Duty.REVIEW), at=NEXT_DAY)
    assert part(case, TAX).state is ApprovalState.OPEN


def test_its_clock_and_its_steps_are_there_too(shop: tuple[CaseView, Actor]) -> None:
    """Neither stopped, lengthened nor handed on from here; and the page offers none of it."""
    tax, by = part(shop[0], TAX), officer(part(shop[0], TAX).organisation, Duty.REVIEW)
    head = officer(tax.organisation, Duty.LEAD)
    number, at, city = tax.number, NEXT_DAY, "119901000000000355"
    for act in (
        lambda: approvals.pause(approval=number, kind="inspection_test", evidence="检〔2026〕1号", reason="送检", days=5, by=by, at=at),
        lambda: approvals.extend(approval=number, reason="材料多", by=head, at=at),
        lambda: approvals.transfer(approval=number, organisation=city, reason="不归我们", by=by, at=at),
        lambda: approvals.verify(approval=number, on=at.date(), officers=["甲", "乙"], found="属实", by=by, at=at),
    ):
        with pytest.raises(approvals.DecidedOutside, match="税") as refused:
            act()
        assert refused.value.remedy
    today = NEXT_DAY.date()
    assert approvals.timing(tax.number, by, today) == approvals.timing(tax.number, head, today) == Timing()
    assert not approvals.may_step(tax.number, by)


def test_its_answer_takes_effect_here_with_its_own_number(shop: tuple[CaseView, Actor]) -> None:
    case, by = shop
    answered(part(case, TAX), NEXT_DAY)
    decided = part(case, TAX)
    assert decided.state is ApprovalState.APPROVED
    assert "税收征管系统" in decided.decided_by
    assert file(case).decision.endswith("-Z")  # type: ignore[attr-defined]
    assert facts(case)[-2:] == ["AnsweredOutside", "ApprovalDecided"]
    decide_open(case, by)
    assert cases.case(case.number, by).state is CaseState.CLOSED


def test_a_refusal_there_carries_its_reasons(shop: tuple[CaseView, Actor]) -> None:
    case, _ = shop
    answered(part(case, TAX), NEXT_DAY, Opinion.REFUSE)
    reasons = part(case, TAX).reasons
    assert reasons is not None
    assert reasons.article
    assert reasons.would_pass_if


def test_the_same_answer_again_changes_nothing(shop: tuple[CaseView, Actor]) -> None:
    case, _ = shop
    answered(part(case, TAX), NEXT_DAY)
    before = facts(case)
    approvals.ask(approval=part(case, TAX).number, by=BY, at=NEXT_DAY)
    assert facts(case) == before


def test_another_answer_is_a_dispute_and_the_first_decision_stands(shop: tuple[CaseView, Actor]) -> None:
    case, _ = shop
    answered(part(case, TAX), NEXT_DAY)
    approvals.answer_there(number=file(case).number, opinion=Opinion.REFUSE, at=NEXT_DAY)  # type: ignore[attr-defined]
    approvals.ask(approval=part(case, TAX).number, by=BY, at=NEXT_DAY)
    assert part(case, TAX).state is ApprovalState.APPROVED
    assert file(case).state is FileState.DISPUTED  # type: ignore[attr-defined]
    assert facts(case)[-1] == "DisputedOutside"


def test_an_outage_holds_nothing_but_the_file_and_the_file_waits(shop: tuple[CaseView, Actor]) -> None:
    case, by = shop
    ledger.work_once()
    approvals.switch_there(system="golden-tax", off=True, at=NEXT_DAY)
    later = NEXT_DAY + timedelta(days=1)
    assert approvals.carry(by=BY, at=later) == 0
    waiting = file(case)
    assert (waiting.state, waiting.tries, waiting.trouble) == (FileState.TO_PUSH, 1, "outside-system-down")  # type: ignore[attr-defined]
    decide_open(case, by, only_here=True)
    assert {one.item for one in cases.case(case.number, by).approvals if one.state is ApprovalState.OPEN} == {TAX}
    assert approvals.carry(by=BY, at=later) == 0, "not before its next try"
    approvals.switch_there(system="golden-tax", off=False, at=later)
    assert approvals.carry(by=BY, at=later + timedelta(hours=2)) == 1
    assert file(case).tries == 0  # type: ignore[attr-defined]


def test_it_never_answers_so_it_stays_open_and_its_clock_runs_out_in_sight(shop: tuple[CaseView, Actor]) -> None:
    case, by = shop
    pushed(part(case, TAX), NEXT_DAY)
    due = part(case, TAX).due_on
    assert due is not None
    state = next(one for one in approvals.outside_systems() if one.code == "golden-tax")
    assert (state.pushed, state.simulated) == (1, True)
    assert cases.case(case.number, by).state is CaseState.ACCEPTED


def test_what_was_withdrawn_here_is_called_back_there_and_a_late_answer_decides_nothing(shop: tuple[CaseView, Actor]) -> None:
    case, by = shop
    number = pushed(part(case, TAX), NEXT_DAY)
    cases.withdraw(case=case.number, by=by, at=NEXT_DAY)
    approvals.answer_there(number=number, opinion=Opinion.APPROVE, at=NEXT_DAY)
    approvals.ask(approval=part(case, TAX).number, by=BY, at=NEXT_DAY)
    assert part(case, TAX).state is ApprovalState.WITHDRAWN
    ledger.work_once()
    assert SimulatedFile.objects.get(number=number).called_back
    assert file(case).state is FileState.CALLED_BACK  # type: ignore[attr-defined]


def test_a_receipt_lost_on_the_way_is_found_when_the_books_are_compared(shop: tuple[CaseView, Actor]) -> None:
    case, _ = shop
    number = pushed(part(case, TAX), NEXT_DAY)
    ExternalFile.objects.update(state=FileState.TO_PUSH, number="")
    found = approvals.reconcile(system="golden-tax", by=BY, at=NEXT_DAY)
    assert found.numbers_taken == (part(case, TAX).number,)
    assert file(case).number == number  # type: ignore[attr-defined]
    assert approvals.reconcile(system="golden-tax", by=BY, at=NEXT_DAY).numbers_taken == ()


def test_a_file_their_book_has_lost_goes_out_again_and_another_number_is_for_a_person(shop: tuple[CaseView, Actor]) -> None:
    case, _ = shop
    number = pushed(part(case, TAX), NEXT_DAY)
    SimulatedFile.objects.all().delete()
    assert approvals.reconcile(system="golden-tax", by=BY, at=NEXT_DAY).pushed_again == (part(case, TAX).number,)
    assert pushed(part(case, TAX), NEXT_DAY) == number
    SimulatedFile.objects.update(number="YS-OTHER")
    assert approvals.reconcile(system="golden-tax", by=BY, at=NEXT_DAY).disputed == (part(case, TAX).number,)
    assert file(case).state is FileState.DISPUTED  # type: ignore[attr-defined]


def test_what_the_other_side_does_not_take_says_so_and_waits(shop: tuple[CaseView, Actor]) -> None:
    case, _ = shop
    approvals.pack(
        approval=part(case, TAX).number, answers={"matter.remarks": "拒收"}, papers=(), accepted_on="2026-03-03", by=BY, at=NEXT_DAY
    )
    with pytest.raises(approvals.OutsideSystemRefused):
        approvals.ask(approval=part(case, TAX).number, by=BY, at=NEXT_DAY)
    assert file(case).trouble == "outside-system-refused"  # type: ignore[attr-defined]


def test_without_a_connected_system_nothing_is_lost(shop: tuple[CaseView, Actor], settings: object) -> None:
    case, _ = shop
    ledger.work_once()
    settings.ZT_OUTSIDE_SYSTEMS = "another=nobody.Nobody"  # type: ignore[attr-defined]
    assert approvals.carry(by=BY, at=datetime.max.replace(tzinfo=NEXT_DAY.tzinfo, year=2030)) == 0
    assert file(case).state is FileState.TO_PUSH  # type: ignore[attr-defined]


def test_another_body_sees_nothing_of_it(shop: tuple[CaseView, Actor], town: Town) -> None:
    case, by = shop
    stranger = replace(by, subject=Ref("person", "P999"))
    assert approvals.external_file(part(case, TAX).number, stranger) is None
    assert approvals.external_file(part(case, TAX).number, by) is not None
