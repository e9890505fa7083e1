"""延续 (行政许可法 art. 50): the applicant's last day to ask, in their favour; in time and undecided at the end is renewed; late is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.delivery.conftest import Town, fill, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.delivery.cases.terms.renewing import Renewable
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.models import Licence
from zhengtong.delivery.licences.terms import Deregistration, LicenceStatus, LicenceView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Parameter, Term, Unit
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words

pytestmark = pytest.mark.django_db
FOOD, PERMIT, BY = "43TCN0003-02", "food_business_permit", system("tests")
ENDS = date(2026, 10, 27)  # a Tuesday
WHY = Reasons("后厨没有洗手池。", "食品安全法 第三十三条", "装上洗手池后重新申请。")
Moment = Callable[[datetime], datetime]


def at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHINA)


# Thirty days before the end, in calendar days, which leave the most time; a day off moves on. National day: 1–7 October, 10 worked.
LAWYERS_TABLE = [
    # ends              days  last day to ask
    (date(2026, 10, 30), 30, date(2026, 9, 30)),   # a Wednesday, worked
    (date(2026, 10, 31), 30, date(2026, 10, 8)),   # 1 October begins the holiday: the first day after it
    (date(2026, 11, 8), 30, date(2026, 10, 9)),    # a Friday
    (date(2026, 11, 9), 30, date(2026, 10, 10)),   # a Saturday that is worked
    (date(2026, 11, 10), 30, date(2026, 10, 12)),  # Sunday → Monday
    (date(2026, 10, 30), 60, date(2026, 8, 31)),   # 排污许可管理条例 art. 14
]  # fmt: skip


@pytest.mark.parametrize(("ends", "days", "ask_by"), LAWYERS_TABLE)
def test_the_last_day_to_ask_in_time(ends: date, days: int, ask_by: date) -> None:
    assert approvals.renew_by(catalogue.calendar(), Term(days, Unit.CALENDAR_DAY), expires=ends) == ask_by


# Fifteen working days before the end, where the rule writes working days (食品经营许可); the end itself does not count.
@pytest.mark.parametrize(
    ("ends", "ask_by"),
    [
        (date(2026, 10, 27), date(2026, 9, 30)),   # 26 … 8 October are fourteen; before the holiday the fifteenth
        (date(2026, 10, 28), date(2026, 10, 8)),
        (date(2026, 10, 30), date(2026, 10, 10)),  # a Saturday that is worked
    ],
)  # fmt: skip
def test_the_last_day_to_ask_where_working_days_are_counted_back(ends: date, ask_by: date) -> None:
    assert approvals.renew_by(catalogue.calendar(), Term(15, Unit.WORKING_DAY), expires=ends) == ask_by


@pytest.fixture
def permit(town: Town, clock: Moment) -> LicenceView:
    """A food permit of the restaurant that ends on 27 October; today is 1 September."""
    clock(at(9, 1))
    assert town.firm.subject is not None
    guide = catalogue.guide(FOOD)
    values = {"operator_name": "湘江小馆", "credit_code": town.firm.subject.number, "premises": "岳麓区阜埠河路21号"}
    held = licences.issue(
        type=PERMIT, holder=town.firm.subject, holder_name="湘江小馆", values=values, issuer=guide.organisation, approval="", case="",
        item=FOOD, item_name=Words("食品经营许可"), by=BY, at=at(9, 1),
    )  # fmt: skip
    Licence.objects.filter(number=held.number).update(valid_until=ENDS)
    return licences.licence(held.number, BY)


def offered(permit: LicenceView) -> Renewable:
    found = cases.renewable(licences.licence(permit.number, BY))
    assert found is not None
    return found


def asked(permit: LicenceView, by: Actor, when: datetime) -> CaseView:
    draft = cases.renew(licence=permit.number, by=by, at=when)
    fill(draft.number, by, at=when)
    case = cases.submit(draft=draft.number, by=by, at=when)
    cases.follow_renewals(by=BY, at=when)
    return case


def accepted(case: CaseView, town: Town, when: datetime) -> ApprovalView:
    [one] = cases.accept(case=case.number, by=town.clerk, at=when).approvals
    return one


def facts(case: CaseView) -> list[str]:
    return [row.fact.partition(".")[2] for row in ledger.facts_about(Ref("case", case.number))]


def part(case: CaseView) -> ApprovalView:
    [one] = approvals.approvals_of([case.number])[case.number]
    return one


def permits(town: Town) -> list[LicenceView]:
    assert town.firm.subject is not None
    return sorted((one for one in licences.licences_of(town.firm.subject, town.firm) if one.type == PERMIT), key=lambda one: one.valid_from)


def test_the_item_opens_with_what_is_known_and_a_second_press_goes_on_with_it(permit: LicenceView, town: Town) -> None:
    found = offered(permit)
    assert (found.expires, found.ask_by, found.silence) == (ENDS, date(2026, 9, 30), "行政许可法 第五十条")
    draft = cases.renew(licence=permit.number, by=town.firm, at=at(9, 1))
    known = {field.element.key: field.known.source for field in cases.prepare(draft.number, town.firm).plan.form.fields if field.known}
    assert known["premises.address"] == f"licence:{permit.number}"
    assert cases.renew(licence=permit.number, by=town.firm, at=at(9, 2)).number == draft.number
    assert offered(permit).draft == draft.number


def test_asked_in_time_and_undecided_at_the_end_it_is_renewed_by_law(permit: LicenceView, town: Town, clock: Moment) -> None:
    case = asked(permit, town.firm, at(9, 30, 23))  # the last day is theirs to its end
    one = accepted(case, town, at(10, 9))
    approvals.pause(
        approval=one.number, kind="expert_review", evidence="评审通知", reason="评审", reference="食品安全法 第三十五条", days=5,
        by=officer(one.organisation, Duty.REVIEW), at=at(10, 12),
    )  # fmt: skip
    clock(at(10, 27, 23))
    assert cases.follow_renewals(by=BY, at=at(10, 27, 23)) == 0  # its last day is not over
    assert [one.status for one in permits(town)] == [LicenceStatus.VALID]
    clock(at(10, 28, 1))
    with pytest.raises(approvals.GrantedByLaw):  # nobody refuses any more what the law has granted
        approvals.decide(
            approval=one.number, opinion=Opinion.REFUSE, reasons=WHY, by=officer(one.organisation, Duty.REVIEW), at=at(10, 28, 1)
        )
    assert cases.follow_renewals(by=BY, at=at(10, 28, 1)) == 1
    assert cases.follow_renewals(by=BY, at=at(10, 28, 2)) == 0
    done = part(case)
    assert (done.state, done.by_law) == (ApprovalState.APPROVED, "行政许可法 第五十条")
    old, new = permits(town)
    assert (old.status, new.status) == (LicenceStatus.EXPIRED, LicenceStatus.VALID)
    assert (new.valid_from, new.valid_until) == (date(2026, 10, 28), date(2031, 10, 27))
    assert [fact for fact in facts(case) if "Renew" in fact or "Decided" in fact] == ["RenewalAsked", "RenewedInSilence", "ApprovalDecided"]
    assert cases.case(case.number, town.firm).state is CaseState.CLOSED
    [paper] = [one for one in cases.notices(case.number, town.firm) if one.name.startswith("decision")]
    assert (paper.title.message, paper.signed) == ("Notice of renewal by law", "")
    assert "it counts as renewed" in paper.body[1].message
    said = [step.sentence.message for step in cases.story(case.number, town.firm)]
    assert "Counts as granted by law: %(name)s." in said


def test_decided_before_the_end_it_goes_on_from_the_day_after(permit: LicenceView, town: Town) -> None:
    one = accepted(asked(permit, town.firm, at(9, 2)), town, at(9, 3))
    approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=officer(one.organisation, Duty.REVIEW), at=at(9, 8))
    old, new = permits(town)
    assert (old.valid_until, new.valid_from, new.issued_on) == (ENDS, date(2026, 10, 28), date(2026, 9, 8))


def test_a_renewal_has_the_term_that_its_law_sets_for_renewals(permit: LicenceView, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """排污许可管理条例 art. 14: twenty days, where a first permit has thirty. A first permit has the item's own."""
    held = catalogue.regime("food_permit")
    shorter = Parameter("renewal.decision_days", 4, date(2021, 3, 1), "排污许可管理条例 第十四条")
    monkeypatch.setattr(catalogue, "regime", lambda _code: replace(held, parameters=(*held.parameters, shorter)))
    one = accepted(asked(permit, town.firm, at(9, 2)), town, at(9, 3))
    assert (one.legal.days, one.legal.reference) == (4, "排污许可管理条例 第十四条") if one.legal else pytest.fail("no term")
    draft = cases.begin(matter=Ref("item", FOOD), answers={}, by=town.firm, at=at(9, 3))
    fill(draft.number, town.firm, at=at(9, 3))
    anew = accepted(cases.submit(draft=draft.number, by=town.firm, at=at(9, 3)), town, at(9, 4))
    assert anew.legal is not None
    assert anew.legal.days == 10


def test_refused_before_the_end_it_is_not_renewed(permit: LicenceView, town: Town, clock: Moment) -> None:
    case = asked(permit, town.firm, at(9, 2))
    one = accepted(case, town, at(9, 3))
    approvals.decide(approval=one.number, opinion=Opinion.REFUSE, reasons=WHY, by=officer(one.organisation, Duty.REVIEW), at=at(9, 8))
    clock(at(11, 2))
    cases.follow_renewals(by=BY, at=at(11, 2))
    assert "RenewedInSilence" not in facts(case)
    assert [one.status for one in permits(town)] == [LicenceStatus.EXPIRED]


def test_asked_late_it_is_an_ordinary_application_and_said_so(permit: LicenceView, town: Town, clock: Moment) -> None:
    clock(at(10, 8))
    case = asked(permit, town.firm, at(10, 8))
    found = cases.renewal_of(case.number)
    assert found is not None
    assert found.in_time is False
    accepted(case, town, at(10, 9))
    assert any("it is an ordinary application" in step.sentence.message for step in cases.story(case.number, town.firm))
    clock(at(11, 2))
    cases.follow_renewals(by=BY, at=at(11, 2))
    assert part(case).state is ApprovalState.OPEN
    one = approvals.decide(
        approval=part(case).number, opinion=Opinion.APPROVE, by=officer(part(case).organisation, Duty.REVIEW), at=at(11, 3)
    )
    assert one.state is ApprovalState.APPROVED
    assert permits(town)[-1].valid_from == date(2026, 11, 3), "a new permit from its decision; nothing bridges the days between"


def test_while_it_is_the_applicants_turn_silence_renews_nothing(permit: LicenceView, town: Town, clock: Moment) -> None:
    case = asked(permit, town.firm, at(9, 2))
    material = next(iter(cases.file(case.number, town.clerk).materials)).material.code
    from zhengtong.delivery.cases.terms import Point

    cases.require_supplementation(case=case.number, points=[Point(material, "看不清", "")], by=town.clerk, at=at(9, 3))
    clock(at(11, 2))
    assert cases.follow_renewals(by=BY, at=at(11, 2)) == 0
    assert part(case).state is ApprovalState.WAITING


def test_what_was_given_up_meanwhile_is_renewed_by_nobodys_silence(permit: LicenceView, town: Town, clock: Moment) -> None:
    case = asked(permit, town.firm, at(9, 2))
    accepted(case, town, at(9, 3))
    licences.deregister(number=permit.number, ground=Deregistration.HOLDER_GONE, explanation="已歇业。", by=BY, at=at(10, 12))
    clock(at(11, 2))
    cases.follow_renewals(by=BY, at=at(11, 2))
    assert part(case).state is ApprovalState.OPEN
    assert "RenewedInSilence" not in facts(case)


def test_one_renewal_at_a_time_and_only_for_its_holder(permit: LicenceView, town: Town) -> None:
    case = asked(permit, town.firm, at(9, 2))
    with pytest.raises(cases.RenewalRunning) as refused:
        cases.renew(licence=permit.number, by=town.firm, at=at(9, 3))
    assert refused.value.params["case"] == case.number
    with pytest.raises(licences.LicenceNotFound):
        cases.renew(licence=permit.number, by=town.stranger, at=at(9, 3))


def test_what_has_no_end_is_not_renewed(town: Town) -> None:
    assert town.firm.subject is not None
    [held] = [one for one in licences.licences_of(town.firm.subject, town.firm) if one.type == "business_licence"]
    assert cases.renewable(held) is None
    with pytest.raises(cases.NotRenewable):
        cases.renew(licence=held.number, by=town.firm, at=at(9, 1))


def test_the_holder_is_reminded_a_month_and_a_week_before_their_last_day(permit: LicenceView, town: Town) -> None:
    assert town.firm.subject is not None
    for day in (date(2026, 8, 20), date(2026, 9, 2), date(2026, 9, 3), date(2026, 9, 25), date(2026, 9, 26)):
        cases.remind_of_endings(at=datetime.combine(day, datetime.min.time(), CHINA) + timedelta(hours=9))
    told = [one for one in messages.messages_of(town.firm.subject).lines if "ask for its renewal by" in one.message]
    assert len(told) == 2
    assert {one.params["ask_by"] for one in told} == {date(2026, 9, 30)} or {str(one.params["ask_by"]) for one in told} == {"2026-09-30"}


def test_the_same_key_is_the_same_draft(permit: LicenceView, town: Town) -> None:
    first = cases.renew(licence=permit.number, by=town.firm, at=at(9, 1), once=Key("k1"))
    assert cases.renew(licence=permit.number, by=town.firm, at=at(9, 1), once=Key("k1")).number == first.number
