"""个体工商户开办、开办运输企业、企业购置不动产: what is planned in each situation, and that a case of each goes through to its licences."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.delivery.conftest import MONDAY, RESTAURANT, Town, fill, officer
from tests.delivery.outside import answered
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import MaterialState, Plan
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.numbering import mod_11_2
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db

SHOP, FREIGHT, ESTATE = Ref("bundle", "CSZT0001"), Ref("bundle", "43TCN0002"), Ref("bundle", "43TCP0021")
REGISTRATION, SEAL, TAX, STAFF = "000131004000-01", "CSZT0001-02", "CSZT0001-03", "CSZT0001-04"
ALONE = {"operator.status": "mainland", "business.family_run": False, "business.prior_approval": False,
         "seal.wanted": False, "staff.hired": False}  # fmt: skip
EMPLOYER = {**ALONE, "seal.wanted": True, "staff.hired": True}
NO_VEHICLE = {"transport.dangerous": False, "transport.kind": "general", "vehicle.class": "heavy",
              "transport.permit_held": False, "vehicle.bought": False}  # fmt: skip
ONE_LORRY = {**NO_VEHICLE, "vehicle.bought": True, "vehicle.second_hand": False}
CASH = {"estate.complex": False, "estate.old_mortgage": "none", "estate.loan": False, "agent.used": False}
LOAN = {**CASH, "estate.loan": True, "estate.old_mortgage": "cleared"}
CARRIED = {**CASH, "estate.old_mortgage": "carried"}
NEXT_DAY = MONDAY + timedelta(days=1)


@pytest.fixture
def person(town: Town) -> Actor:
    """Somebody without a business."""
    body = "99000119910202002"
    owner = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document=body + mod_11_2(body), name="杨晓梅", phone="13900000001",
        by=system("registrar"), at=MONDAY,
    )  # fmt: skip
    return replace(town.firm, who=Ref("account", "103"), name="杨晓梅", subject=owner.ref)


def planned(matter: Ref, answers: Mapping[str, object], by: Actor) -> Plan:
    found = cases.plan(matter=matter, answers=answers, by=by)
    assert found.undecided == ()
    return found


def order(found: Plan) -> dict[str, tuple[int, int]]:
    """Each chosen item with the working days after acceptance on which it opens and is promised."""
    return {item.code.removeprefix("43"): (item.starts, item.ends) for item in found.chosen}


def waits(found: Plan) -> dict[str, set[str]]:
    return {item.code[-2:]: {one[-2:] for one in item.after} for item in found.chosen}


def brought(found: Plan) -> set[str]:
    return {one.material.code for one in found.materials if one.state is MaterialState.BRING and one.material.required}


def state(found: Plan, material: str) -> tuple[MaterialState, str]:
    return next((one.state, str(one.by)) for one in found.materials if one.material.code == material)


def filed(matter: Ref, answers: Mapping[str, object], by: Actor) -> CaseView:
    draft = cases.begin(matter=matter, answers=answers, by=by, at=MONDAY)
    for _ in range(3):  # what follows from the answers just given
        fill(draft.number, by)
    ready = cases.prepare(draft.number, by)
    assert ready.problems == ()
    return cases.submit(draft=draft.number, by=replace(by, level=ready.level), at=MONDAY)  # confirmed as far as the matter asks


def decide_open(case: CaseView, by: Actor, *, refuse: str = "", only_here: bool = False) -> set[str]:
    """Whoever holds an open part decides it; returns which parts were open. ``only_here``: not those that an outside system decides."""
    parts = [one for one in cases.case(case.number, by).approvals if one.state is ApprovalState.OPEN]
    for one in parts:
        if one.number in approvals.external_files(case.number):
            if not only_here:
                answered(one, NEXT_DAY)
            continue
        duty = Duty.INTAKE if one.organisation == case.window else Duty.REVIEW
        opinion = Opinion.REFUSE if one.item == refuse else Opinion.APPROVE
        reasons = Reasons("银行不同意贷款", "商业银行法 第三十五条", "补充担保") if one.item == refuse else None
        approvals.decide(approval=one.number, opinion=opinion, reasons=reasons, by=officer(one.organisation, duty), at=NEXT_DAY)
    return {one.item for one in parts}


def through(case: CaseView, by: Actor, clerk: Actor, *, refuse: str = "") -> list[set[str]]:
    """Accepted, and every open part decided until nothing is open; returns what was open at the same time, in order."""
    cases.accept(case=case.number, by=clerk, at=NEXT_DAY)
    rounds = []
    while opened := decide_open(case, by, refuse=refuse):
        rounds.append(opened)
    return rounds


def facts(case: CaseView) -> list[str]:
    return [row.fact for row in ledger.facts_about(Ref("case", case.number))]


def issued(case: CaseView) -> dict[str, Ref]:
    return {one.type: one.holder for one in licences.licences_of_case(case.number, system("test"))}


# 个体工商户开办


def test_a_shop_alone_needs_the_licence_and_the_tax_office_and_one_paper(person: Actor) -> None:
    """税收征收管理法 art. 15: whoever holds a business licence reports to the tax office; nothing else is compulsory without staff."""
    found = planned(SHOP, ALONE, person)
    assert order(found) == {REGISTRATION: (0, 2), TAX: (2, 3)}
    assert found.days == 3
    assert brought(found) == {"m-7b2fbf3f18"}
    assert state(found, "business-licence") == (MaterialState.PRODUCED, REGISTRATION)


def test_what_follows_the_licence_runs_side_by_side(person: Actor) -> None:
    found = planned(SHOP, EMPLOYER, person)
    assert order(found) == {REGISTRATION: (0, 2), SEAL: (2, 3), TAX: (2, 3), STAFF: (2, 3)}
    assert len(found.lanes) == 4
    assert found.days == 3


def test_a_family_in_a_trade_that_needs_approval_brings_two_more_papers(person: Actor) -> None:
    """市场主体登记管理条例 art. 9, 14."""
    found = planned(SHOP, {**ALONE, "business.family_run": True, "business.prior_approval": True}, person)
    assert brought(found) == {"m-7b2fbf3f18", "family-relation", "m-c6b969e6de"}
    assert "business.family_members" in {field.element.key for field in found.form.fields}


def test_a_foreigner_is_told_where_to_turn(person: Actor) -> None:
    """促进个体工商户发展条例 art. 2, 37."""
    found = planned(SHOP, {"operator.status": "foreign"}, person)
    assert found.chosen == ()
    assert "外商投资" in found.first[0].say.zh


def test_nobody_is_asked_for_a_code_that_is_assigned_only_later(person: Actor) -> None:
    asked = {field.element.key for field in planned(SHOP, EMPLOYER, person).form.fields}
    assert not {one for one in asked if one.startswith("firm.")}


def test_the_shop_is_registered_and_its_licence_answers_the_restaurant(town: Town, person: Actor, settings: object) -> None:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    case = filed(SHOP, EMPLOYER, person)
    assert through(case, person, town.clerk) == [{REGISTRATION}, {SEAL, TAX, STAFF}]
    assert cases.case(case.number, person).state is CaseState.CLOSED
    said = facts(case)
    assert said.count("approvals.ApprovalDecided") == 4
    assert said.count("licences.LicenceIssued") == 1
    assert said[-1] == "cases.CaseClosed"
    shop = issued(case)["business_licence"]
    assert shop.kind == "firm"
    owner = replace(person, subject=shop)
    plan = cases.plan(matter=RESTAURANT, answers={"food.business_kind": "small", "premises.area": 30, "fire.public_gathering": False,
                                                  "signboard.wanted": False}, by=owner)  # fmt: skip
    assert plan.undecided == ()
    assert {item.code for item in plan.chosen} == {"43TCN0003-01", "43TCN0003-03"}
    assert state(plan, "business-licence")[0] is MaterialState.HELD
    known = {field.element.key: field.known.value for field in plan.form.fields if field.known}
    assert {"firm.name", "firm.credit_code", "firm.address", "firm.representative"} <= known.keys()
    assert known["firm.credit_code"] == shop.number
    assert "licence.business_held" in cases.plan(matter=RESTAURANT, answers={}, by=person).undecided
    eatery = filed(RESTAURANT, {"food.business_kind": "small", "premises.area": 30, "fire.public_gathering": False,
                                "signboard.wanted": False}, owner)  # fmt: skip
    assert through(eatery, owner, town.clerk) == [{"43TCN0003-01"}, {"43TCN0003-03"}]
    assert issued(eatery) == {"small_food_business_permit": shop}


def test_a_licence_that_a_person_holds_answers_the_restaurant_too(town: Town, person: Actor, settings: object) -> None:
    """Where real codes are assigned elsewhere, the person is the holder; the question and the paper are met all the same."""
    settings.ZT_DEMO = False  # type: ignore[attr-defined]
    case = filed(SHOP, ALONE, person)
    through(case, person, town.clerk)
    assert issued(case) == {"business_licence": person.subject}
    plan = cases.plan(matter=RESTAURANT, answers={}, by=person)
    assert "licence.business_held" not in plan.undecided


# 开办运输企业


def test_without_a_vehicle_the_permit_rests_on_an_undertaking(town: Town) -> None:
    found = planned(FREIGHT, NO_VEHICLE, town.firm)
    assert order(found) == {"TCN0002-01": (0, 2), "TCN0002-02": (2, 7)}
    assert brought(found) == {"m-d513145616"}
    assert "commitment.vehicles_accepted" in {field.element.key for field in found.form.fields}
    assert found.chosen[1].legal is not None
    assert found.chosen[1].legal.days == 20  # 道路运输条例 art. 24


def test_a_lorry_gets_its_certificate_after_the_permit(town: Town) -> None:
    """道路运输条例 art. 24: the permit to the operator, the certificate to the vehicle."""
    found = planned(FREIGHT, ONE_LORRY, town.firm)
    assert order(found) == {"TCN0002-01": (0, 2), "TCN0002-02": (2, 7), "TCN0002-03": (7, 12)}
    assert state(found, "road-transport-permit") == (MaterialState.PRODUCED, "43TCN0002-02")
    assert state(found, "business-licence")[0] is MaterialState.HELD
    assert brought(found) == {"m-d513145616", "m-bdde1cd851", "m-cfa1d99b46"}
    assert "commitment.vehicles_accepted" not in {field.element.key for field in found.form.fields}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"transport.dangerous": False, "transport.kind": "general", "vehicle.class": "light"}, "不用办道路运输经营许可证"),
        ({"transport.dangerous": True}, "危险货物运输不在这件事里办"),
        ({**NO_VEHICLE, "transport.permit_held": True}, "等车上好牌再来"),
    ],
)
def test_where_nothing_is_needed_it_is_said_at_once(answers: dict[str, object], words: str, town: Town) -> None:
    """行政许可法 art. 32(1)(1)(2)."""
    found = planned(FREIGHT, answers, town.firm)
    assert found.chosen == ()
    assert [words in advice.say.zh for advice in found.first] == [True]


def test_a_driver_over_sixty_is_not_accepted(town: Town) -> None:
    """道路运输条例 art. 22."""
    draft = cases.begin(matter=FREIGHT, answers=NO_VEHICLE, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    fill(draft.number, town.firm)
    assert cases.prepare(draft.number, town.firm).problems == ()
    for age, at in ((61, ["driver.age"]), (60, [])):
        forms.save_answers(draft=draft.number, answers={"driver.age": str(age)}, revision=None, by=town.firm, at=MONDAY)
        assert [one.at for one in cases.prepare(draft.number, town.firm).problems] == at


def test_a_freight_firm_gets_its_permit_and_then_the_certificate_of_its_lorry(town: Town) -> None:
    case = filed(FREIGHT, ONE_LORRY, town.firm)
    assert through(case, town.firm, town.clerk) == [{"43TCN0002-01"}, {"43TCN0002-02"}, {"43TCN0002-03"}]
    assert cases.case(case.number, town.firm).state is CaseState.CLOSED
    assert issued(case) == dict.fromkeys(("road_transport_permit", "vehicle_transport_certificate"), town.firm.subject)
    assert facts(case).count("licences.LicenceIssued") == 2


def test_the_permit_answers_for_the_next_lorry(town: Town) -> None:
    through(filed(FREIGHT, NO_VEHICLE, town.firm), town.firm, town.clerk)
    given = {key: value for key, value in ONE_LORRY.items() if key != "transport.permit_held"}
    found = planned(FREIGHT, given, town.firm)
    assert order(found) == {"TCN0002-01": (0, 2), "TCN0002-03": (2, 7)}
    assert state(found, "road-transport-permit")[0] is MaterialState.HELD


# 企业购置不动产转移登记


def test_tax_comes_before_the_title(town: Town) -> None:
    """契税法 art. 10, 11."""
    found = planned(ESTATE, CASH, town.firm)
    assert order(found) == {"TCP0021-07": (0, 1), "TCP0021-05": (1, 6), "TCP0021-01": (6, 11)}
    assert state(found, "m-87480dc117") == (MaterialState.PRODUCED, "43TCP0021-05")
    assert brought(found) == {"m-e8fecddefd", "sale-invoice", "m-3d950b8d65", "seller-confirmation"}


def test_with_a_loan_the_transfer_waits_for_tax_bank_and_cancellation_and_the_mortgage_for_the_transfer(town: Town) -> None:
    """民法典 art. 402: the mortgage exists from its registration, which needs the buyer's title."""
    found = planned(ESTATE, LOAN, town.firm)
    assert waits(found) == {"07": set(), "05": {"07"}, "06": {"07"}, "02": set(), "01": {"05", "06", "02"}, "03": {"01", "06"}}
    assert found.days == 16
    assert {"mortgage-release", "old-mortgage-certificate", "loan-application", "mortgage-contract"} <= brought(found)


def test_with_the_mortgage_nothing_is_cancelled(town: Town) -> None:
    """民法典 art. 406."""
    found = planned(ESTATE, CARRIED, town.firm)
    assert waits(found) == {"07": set(), "05": {"07"}, "01": {"05"}, "04": {"01"}}


def test_an_agent_is_identified_first(town: Town) -> None:
    """不动产登记暂行条例 art. 15, 16."""
    found = planned(ESTATE, {**CASH, "agent.used": True}, town.firm)
    assert waits(found)["05"] == {"07", "08"}
    assert "m-a30b820d86" in brought(found)


def test_a_purchase_with_a_loan_goes_through_to_its_three_licences(town: Town) -> None:
    case = filed(ESTATE, LOAN, town.firm)
    prefix = "43TCP0021-"
    opened = [{one.removeprefix(prefix) for one in each} for each in through(case, town.firm, town.clerk)]
    assert opened == [{"07", "02"}, {"05", "06"}, {"01"}, {"03"}]
    assert set(issued(case)) == {"deed_tax_receipt", "real_estate_certificate", "mortgage_certificate"}
    assert cases.case(case.number, town.firm).state is CaseState.CLOSED
    title = next(one for one in licences.licences_of_case(case.number, system("test")) if one.type == "real_estate_certificate")
    assert title.values["owner"] == "湘江小馆"
    assert {"unit_number", "location", "area", "use"} <= title.values.keys()


def test_a_bank_decides_no_permit_and_the_papers_do_not_say_so(town: Town) -> None:
    case = filed(ESTATE, LOAN, town.firm)
    through(case, town.firm, town.clerk)
    items = {one.number[-2:]: one.item[-2:] for one in cases.case(case.number, town.firm).approvals}
    titles = {items[one.name[-2:]]: one.title.message for one in cases.notices(case.number, town.firm) if one.name.startswith("decision-")}
    assert titles["06"] == titles["07"] == "Notice of the result"
    assert {titles[one] for one in ("01", "02", "03", "05")} == {"Decision to approve"}


def test_if_the_bank_says_no_nothing_is_transferred(town: Town) -> None:
    case = filed(ESTATE, LOAN, town.firm)
    through(case, town.firm, town.clerk, refuse="43TCP0021-06")
    states = {one.item[-2:]: one.state for one in cases.case(case.number, town.firm).approvals}
    assert states["06"] is ApprovalState.REFUSED
    assert states["01"] is states["03"] is ApprovalState.LAPSED
    assert states["05"] is ApprovalState.APPROVED
    assert set(issued(case)) == {"deed_tax_receipt"}


def test_silence_at_the_registry_accepts_on_the_same_day(town: Town) -> None:
    """不动产登记暂行条例 art. 17: whoever is not refused in writing on the spot is accepted."""
    case = filed(ESTATE, CASH, town.firm)
    assert case.accept_due is not None
    assert case.accept_due.on == MONDAY.date()
    title = catalogue.guide("43TCP0021-01")
    regime = catalogue.regime(title.regime)
    silence = regime.at("acceptance.silence", MONDAY.date())
    assert silence is not None
    assert silence.value == "accepted_from_receipt"
