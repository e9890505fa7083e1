"""Whatever the shipped city opens besides the restaurant can really be filed, and is decided by whoever must decide it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.delivery.conftest import MONDAY, Town, fill, officer, paper
from tests.delivery.outside import answered
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView, Point
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty, FirmKind
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.numbering import mod_11_2
from zhengtong.kernel.refs import Ref

NEXT_DAY = MONDAY + timedelta(days=1)
CREDIT = Ref("bundle", "43TCN0005")
FOR_FIRMS = ["001031003000-01", "431018170W00-01", "431009085W00-01", "001030031000-01"]
FOR_PERSONS = ["000131004000-01", "432036006W02-03"]


@pytest.fixture
def person(town: Town) -> Actor:
    """Somebody without a business."""
    body = "99000119910202002"
    owner = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document=body + mod_11_2(body), name="周演示", phone="13900000001",
        by=system("registrar"), at=MONDAY,
    )  # fmt: skip
    return replace(town.firm, who=Ref("account", "103"), name="周演示", subject=owner.ref)


def filed(matter: Ref, by: Actor, **answers: object) -> CaseView:
    told = {key.replace("__", "."): value for key, value in answers.items()}
    draft = cases.begin(matter=matter, answers=told, by=by, at=MONDAY)
    fill(draft.number, by)
    fill(draft.number, by)  # what follows from the answers just given
    assert cases.prepare(draft.number, by).problems == ()
    return cases.submit(draft=draft.number, by=by, at=MONDAY)


def decided(case: CaseView, town: Town) -> CaseView:
    accepted = cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)
    outside = approvals.external_files(case.number)
    for one in accepted.approvals:
        if one.number in outside:
            answered(one, NEXT_DAY)
            continue
        approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=officer(one.organisation, Duty.REVIEW), at=NEXT_DAY)
    return cases.case(case.number, replace(town.firm, who=Ref("account", "999"), subject=case.subject))


@pytest.mark.parametrize("code", FOR_FIRMS)
def test_a_firm_files_each_single_item_and_its_department_decides(code: str, town: Town) -> None:
    case = filed(Ref("item", code), town.firm)
    assert case.accept_due is not None
    assert [one.organisation for one in case.approvals] == [catalogue.guide(code).organisation]
    assert decided(case, town).state is CaseState.CLOSED


@pytest.mark.parametrize("code", FOR_PERSONS)
def test_a_person_files_each_single_item_and_its_department_decides(code: str, town: Town, person: Actor) -> None:
    case = filed(Ref("item", code), person)
    assert case.accept_due is not None
    assert decided(case, town).state is CaseState.CLOSED


def test_with_its_licence_an_individual_business_comes_into_being(town: Town, person: Actor, settings: object) -> None:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    case = filed(Ref("item", "000131004000-01"), person, business__family_run=False, business__prior_approval=False)
    decided(case, town)
    assert person.subject is not None
    (held,) = licences.licences_of_case(case.number, system("test"))
    firm = identity.firm(held.holder.number)
    assert firm is not None
    assert (firm.name, firm.kind, firm.representative) == ("长沙市演示区样例小吃店", FirmKind.INDIVIDUAL, person.subject.number)
    assert firm.synthetic
    assert firm.code.startswith("92990100")
    assert (held.values["credit_code"], held.values["name"], held.values["kind"]) == (firm.code, firm.name, "individual")
    assert held.issuer == catalogue.guide("000131004000-01").organisation
    assert licences.held(firm.ref) == {"business_licence": held.number}
    assert licences.held(person.subject) == {}


def test_where_real_codes_are_assigned_elsewhere_no_firm_is_made_up(town: Town, person: Actor, settings: object) -> None:
    settings.ZT_DEMO = False  # type: ignore[attr-defined]
    case = filed(Ref("item", "000131004000-01"), person, business__family_run=False, business__prior_approval=False)
    decided(case, town)
    assert person.subject is not None
    (held,) = licences.licences_of_case(case.number, system("test"))
    assert held.holder == person.subject
    assert "credit_code" not in held.values
    assert licences.known(person.subject, ["firm.name"])["firm.name"].value == "长沙市演示区样例小吃店"


def test_the_window_of_a_matter_without_a_term_by_law_says_by_when_it_answers(town: Town) -> None:
    case = filed(Ref("item", "431009085W00-01"), town.firm)
    assert case.accept_due is not None
    assert case.accept_due.on == date(2026, 3, 9)  # five working days, a promise (优化营商环境条例 art. 36)
    cases.accept_by_law(case=case.number, by=system("cases"), at=MONDAY + timedelta(days=8))
    assert cases.case(case.number, town.firm).state is CaseState.RECEIVED  # silence beyond a promise accepts nothing


def test_where_no_department_is_published_the_window_forwards_or_decides(town: Town) -> None:
    case = filed(CREDIT, town.firm, credit__record="abnormal_list")
    assert {one.item for one in case.approvals} == {"43TCN0005-01", "43TCN0005-02"}
    accepted = cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)
    assert {one.organisation for one in accepted.approvals} == {town.clerk.organisation}
    market = identity.organisation_by_word("市场监管", catalogue.city().division)
    assert market is not None
    by_item = {one.item[-2:]: one.number for one in accepted.approvals}
    moved = approvals.forward(approval=by_item["02"], organisation=market.code, by=town.clerk, at=NEXT_DAY)
    assert (moved.organisation, moved.state) == (market.code, ApprovalState.OPEN)
    with pytest.raises(approvals.ApprovalNotFound):  # to take in is not to decide, in a department neither
        approvals.decide(approval=by_item["02"], opinion=Opinion.APPROVE, by=officer(market.code, Duty.INTAKE), at=NEXT_DAY)
    approvals.decide(approval=by_item["02"], opinion=Opinion.APPROVE, by=officer(market.code, Duty.REVIEW), at=NEXT_DAY)
    approvals.decide(approval=by_item["01"], opinion=Opinion.APPROVE, by=town.clerk, at=NEXT_DAY)
    assert cases.case(case.number, town.firm).state is CaseState.CLOSED


def test_a_registration_that_was_handed_in_anew_is_due_three_days_after_that(town: Town, person: Actor) -> None:
    """市场主体登记管理条例 art. 19, 实施细则 art. 18: papers that go back are handed in anew; the three working days run from then."""
    alone = {"business__family_run": False, "business__prior_approval": False, "seal__wanted": False, "staff__hired": False}
    case = filed(Ref("bundle", "CSZT0001"), person, operator__status="mainland", **alone)
    asked = "m-7b2fbf3f18"  # proof of the right to use the premises
    cases.require_supplementation(case=case.number, points=[Point(asked, "没有盖章")], by=town.clerk, at=NEXT_DAY)
    again = MONDAY + timedelta(days=20)  # Sunday 22 March
    cases.supplement(case=case.number, answers={}, files=[(asked, paper())], by=person, at=again)
    accepted = cases.accept(case=case.number, by=town.clerk, at=again + timedelta(days=1))
    [registration] = [one for one in accepted.approvals if one.item == "000131004000-01"]
    clock = approvals.clock(registration.number)
    assert clock.promised is not None
    assert clock.legal is not None
    assert (clock.promised.on, clock.legal.on) == (date(2026, 3, 24), date(2026, 3, 25))
    assert clock.events[0].reference == "市场主体登记管理条例实施细则 第十八条"


def test_closing_for_a_while_cannot_end_before_it_begins(town: Town) -> None:
    draft = cases.begin(matter=Ref("item", "001031003000-01"), answers={}, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    backwards = {"suspension.from": "2026-10-01", "suspension.until": "2026-09-01"}
    forms.save_answers(draft=draft.number, answers=backwards, revision=None, by=town.firm, at=MONDAY)
    assert "suspension.until" in {problem.at for problem in cases.prepare(draft.number, town.firm).problems}
