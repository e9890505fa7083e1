"""新生儿出生 and 退休 as cases: submitted, accepted, every part decided, licences issued, facts recorded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.delivery.conftest import MONDAY, Town, fill, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

NEXT_DAY = MONDAY + timedelta(days=1)
NEWBORN, RETIREMENT = Ref("bundle", "43PCN0009"), Ref("bundle", "43PCN0013")
JUST_BORN: Mapping[str, object] = {
    "birth.hunan_hospital": True, "birth.under_six_months": True, "family.married": True, "birth.household_with": "mother",
    "birth.certificate_held": False, "birth.vaccination_book_held": False, "birth.insurance_wanted": True, "birth.card_wanted": True,
    "birth.costs": "claim", "birth.guidance_wanted": True,
}  # fmt: skip
STATE_FIRM: Mapping[str, object] = {
    "retire.employee_scheme": True, "retire.route": "at_age", "retire.deemed_years": True, "retire.employee_medical": True,
    "retire.medical_deemed": True, "retire.fund": "withdraw", "retire.only_child": True,
}  # fmt: skip
POLICE, SOCIAL = "1199010000000006XJ", "11990100000000078J"


def person(document: str, name: str, account: str, town: Town) -> Actor:
    registered = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document=document, name=name, phone="13900000002", by=system("registrar"), at=MONDAY
    )
    return replace(town.firm, who=Ref("account", account), name=name, subject=registered.ref)


@pytest.fixture
def mother(town: Town) -> Actor:
    return person("990101198506150127", "陈演示", "201", town)


@pytest.fixture
def worker(town: Town) -> Actor:
    return person("990001196603120013", "钱演示", "202", town)


def filed(matter: Ref, answers: Mapping[str, object], by: Actor) -> CaseView:
    draft = cases.begin(matter=matter, answers=answers, by=by, at=MONDAY)
    fill(draft.number, by)
    if matter == NEWBORN:
        forms.save_answers(draft=draft.number, answers={"child.born_on": "2026-02-14"}, revision=None, by=by, at=MONDAY)
    fill(draft.number, by)  # what follows from the answers just given
    ready = cases.prepare(draft.number, by)
    assert ready.problems == ()
    return cases.submit(draft=draft.number, by=by, at=MONDAY)


def held_by(who: Actor) -> Mapping[str, str]:
    assert who.subject is not None
    return licences.held(who.subject)


def now(case: CaseView, by: Actor) -> Mapping[str, ApprovalView]:
    """The parts of the case as they stand, by the last two figures of the item."""
    return {one.item[-2:]: one for one in cases.case(case.number, by).approvals}


def decide(case: CaseView, item: str, by: Actor, *, opinion: Opinion = Opinion.APPROVE, reasons: Reasons | None = None) -> None:
    one = now(case, by)[item]
    reviewer = officer(one.organisation, Duty.REVIEW)
    approvals.decide(approval=one.number, opinion=opinion, reasons=reasons, by=reviewer, at=NEXT_DAY)


def open_parts(case: CaseView, by: Actor) -> set[str]:
    return {item for item, one in now(case, by).items() if one.state is ApprovalState.OPEN}


def approve_all(case: CaseView, by: Actor) -> list[set[str]]:
    """Whatever is open is approved, until nothing is; returns what was open in each round."""
    rounds: list[set[str]] = []
    while opened := open_parts(case, by):
        rounds.append(opened)
        for item in sorted(opened):
            decide(case, item, by)
    return rounds


def facts(case: CaseView) -> list[str]:
    return [row.fact for row in ledger.facts_about(Ref("case", case.number))]


def test_a_mother_files_once_and_everything_comes_in_its_order(town: Town, mother: Actor) -> None:
    case = filed(NEWBORN, JUST_BORN, mother)
    assert case.accept_due is not None
    cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)
    assert approve_all(case, mother) == [{"01", "02", "05", "07"}, {"03"}, {"04", "06"}]
    closed = cases.case(case.number, mother)
    assert closed.state is CaseState.CLOSED
    held = held_by(mother)
    assert set(held) == {
        "birth_certificate",
        "vaccination_book",
        "child_household_page",
        "social_security_card",
        "residents_insurance_record",
    }
    certificate = licences.licence(held["birth_certificate"], mother)
    assert certificate.shown["child_name"].zh == "李小演示"
    assert certificate.shown["applicant"].zh == "陈演示"
    page = licences.licence(held["child_household_page"], mother)
    assert (page.issuer, page.shown["ethnicity"].zh, page.shown["born_on"].zh) == (POLICE, "汉族", "2026-02-14")
    told = facts(case)
    assert told.count("approvals.ApprovalDecided") == 7
    assert told.count("licences.LicenceIssued") == 5
    assert (told[0], told[-1]) == ("cases.CaseSubmitted", "cases.CaseClosed")


def test_a_stranger_who_verifies_learns_nothing_about_the_child(town: Town, mother: Actor) -> None:
    case = filed(NEWBORN, JUST_BORN, mother)
    cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)
    approve_all(case, mother)
    public = licences.verify_number(held_by(mother)["child_household_page"], NEXT_DAY)
    assert "李小演示" not in str(public)
    assert "2026-02-14" not in str(public)
    assert "样例路" not in str(public)


def test_without_a_certificate_there_is_no_household_page_and_nothing_that_needs_it(town: Town, mother: Actor) -> None:
    """不予: what rests on the certificate lapses; the vaccination book and the refund are given all the same."""
    case = filed(NEWBORN, JUST_BORN, mother)
    cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)
    why = Reasons("医院没有这次分娩的记录", "母婴保健法 第二十三条", "交接生医院盖章的分娩记录")
    decide(case, "01", mother, opinion=Opinion.REFUSE, reasons=why)
    assert {item for item, one in now(case, mother).items() if one.state is ApprovalState.LAPSED} == {"03", "04", "06"}
    approve_all(case, mother)
    assert cases.case(case.number, mother).state is CaseState.CLOSED
    assert set(held_by(mother)) == {"vaccination_book"}


def test_the_second_child_never_rides_on_the_papers_of_the_first(town: Town, mother: Actor) -> None:
    """来源: 多胞胎须逐一申请. After the first case everything of the first child is held; the second waits for its own."""
    first = filed(NEWBORN, JUST_BORN, mother)
    cases.accept(case=first.number, by=town.clerk, at=NEXT_DAY)
    approve_all(first, mother)
    draft = cases.begin(matter=NEWBORN, answers=JUST_BORN, by=mother, at=MONDAY)
    form = cases.prepare(draft.number, mother).plan.form
    told = {one.element.key for one in form.fields if one.value is not None}
    assert "family.other_name" in told  # what is true of the family is offered again, and open to change
    anew = {"child.name", "child.sex", "child.born_on", "child.hospital", "child.ethnicity", "birth.paid"}
    assert told & anew == set()  # neither a licence of the first child nor its application speaks for the second
    assert [one.element.key for one in form.fields if one.known] == ["person.name", "person.id_number", "person.phone"]
    same = cases.begin(matter=NEWBORN, answers=JUST_BORN, by=mother, at=MONDAY, again=first.number)
    assert cases.prepare(same.number, mother).draft.answers["child.name"] == "李小演示"  # the same child once more, where they ask for it
    second = filed(NEWBORN, JUST_BORN, mother)
    cases.accept(case=second.number, by=town.clerk, at=NEXT_DAY)
    assert open_parts(second, mother) == {"01", "02", "05", "07"}
    assert second.number != first.number


def test_a_refund_is_due_thirty_working_days_from_receipt(town: Town, mother: Actor) -> None:
    """社会保险经办条例 art. 20."""
    case = filed(NEWBORN, JUST_BORN, mother)
    cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)
    refund = now(case, mother)["05"]
    assert refund.started_on == MONDAY.date()
    assert refund.legal_due_on == date(2026, 4, 14)  # thirty working days after Monday 2 March; 6 April is a holiday (清明)


def test_a_worker_retires_and_the_pension_is_due_twenty_days_from_the_application(town: Town, worker: Actor) -> None:
    """社会保险经办条例 art. 18: what is confirmed on the way is inside the twenty days."""
    case = filed(RETIREMENT, STATE_FIRM, worker)
    cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)
    assert open_parts(case, worker) == {"01", "02", "06", "09", "11"}
    decide(case, "01", worker)
    assert "05" not in open_parts(case, worker)
    decide(case, "02", worker)
    assert {"04", "05", "08"} <= open_parts(case, worker)
    assert "07" not in open_parts(case, worker)  # still waits for the years of medical insurance
    assert now(case, worker)["05"].started_on == MONDAY.date()
    assert now(case, worker)["05"].legal_due_on == date(2026, 3, 30)
    assert now(case, worker)["08"].started_on == NEXT_DAY.date()
    assert now(case, worker)["08"].legal_due_on == date(2026, 3, 6)  # three calendar days (住房公积金管理条例 art. 25)
    approve_all(case, worker)
    assert cases.case(case.number, worker).state is CaseState.CLOSED
    assert set(held_by(worker)) == {"retirement_confirmation", "medical_retiree_record", "only_child_reward"}
    confirmed = licences.licence(held_by(worker)["retirement_confirmation"], worker)
    assert (confirmed.issuer, confirmed.shown["route"].zh) == (SOCIAL, "到了法定退休年龄")
    assert facts(case).count("approvals.ApprovalDecided") == 10


def test_what_a_worker_already_told_the_register_is_not_asked_again(town: Town, worker: Actor) -> None:
    draft = cases.begin(matter=RETIREMENT, answers=STATE_FIRM, by=worker, at=MONDAY)
    fields = {one.element.key: one for one in cases.prepare(draft.number, worker).plan.form.fields}
    known = {key: fields[key].known.value for key in ("person.name", "person.birth_date", "person.sex") if fields[key].known}  # type: ignore[union-attr]
    assert known == {"person.name": "钱演示", "person.birth_date": "1966-03-12", "person.sex": "male"}


def test_the_fund_is_not_paid_from_an_account_that_is_not_sealed(town: Town, worker: Actor) -> None:
    draft = cases.begin(matter=RETIREMENT, answers=STATE_FIRM, by=worker, at=MONDAY)
    fill(draft.number, worker)
    fill(draft.number, worker)
    forms.save_answers(draft=draft.number, answers={"fund.sealed": False}, revision=None, by=worker, at=MONDAY)
    assert [one.at for one in cases.prepare(draft.number, worker).problems] == ["fund.sealed"]


def test_whoever_holds_the_confirmation_withdraws_the_fund_alone_without_a_paper(town: Town, worker: Actor) -> None:
    assert worker.subject is not None
    licences.issue(
        type="retirement_confirmation", holder=worker.subject, holder_name="钱演示", values={"name": "钱演示"}, issuer=SOCIAL,
        approval="", case="", item_name=Words("退休资格确认"), by=system("registrar"), at=MONDAY,
    )  # fmt: skip
    draft = cases.begin(matter=Ref("item", "43PCN0013-08"), answers={}, by=worker, at=MONDAY)
    fill(draft.number, worker)
    ready = cases.prepare(draft.number, worker)
    assert ready.problems == ()
    assert ready.draft.files == ()
