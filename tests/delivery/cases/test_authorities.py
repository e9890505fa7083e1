"""实施主体 in whole matters: delegation and its end, reform, merged places, between submission and decision."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests.delivery.conftest import RESTAURANT, SITUATION, Town, fill, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.commands.relocate import relocate
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.models import Licence
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Authority, DivisionChange, Organisation
from zhengtong.foundation.identity.terms import AuthorityKind, Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref

MARKET, DELEGATE, SUCCESSOR = "119901000000000355", "11990100000000051T", "11990100000000107X"
FOOD = "43TCN0003-02"
MONDAY = datetime(2026, 8, 3, 9, 30, tzinfo=CHINA)
NEXT_DAY, LATER = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)
WHY = Reasons("后厨没有洗手池。", "食品安全法 第三十三条", "装上洗手池后重新申请。")


@pytest.fixture
def moment(clock: Callable[[datetime], datetime]) -> Callable[[datetime], datetime]:
    """The clock stands, and nothing remembered is older than the test's own publication."""
    clock(MONDAY)
    return clock


def delegated(until: date | None = None) -> None:
    Authority.objects.create(
        code="t1", organisation=DELEGATE, kind=AuthorityKind.DELEGATED, principal=MARKET, items=[FOOD], reference="委托书〔2026〕3号",
        announced="市政府公报", since=date(2026, 1, 1), until=until,
    )  # fmt: skip
    identity.forget()


def closed(code: str, successor: str, on: date) -> None:
    Organisation.objects.filter(code=code).update(closed_on=on, successor=successor)
    identity.forget()


def reviewer(organisation: str, name: str) -> Actor:
    """A real account, so that rights are those that identity reads."""
    account = identity.open_account(username=name, password="long-enough-1", by=system("test"), at=MONDAY)
    identity.appoint(account=account, organisation=organisation, name="周审批", duties=[Duty.REVIEW], by=system("test"), at=MONDAY)
    return identity.actor_of(account=account)


def again(actor: Actor) -> Actor:
    """The same officer at their next request."""
    return identity.actor_of(account=int(actor.who.number))


def submit(town: Town) -> CaseView:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    return cases.submit(draft=draft.number, by=town.firm, at=MONDAY)


def food(case: CaseView, town: Town) -> ApprovalView:
    return next(one for one in cases.case(case.number, town.firm).approvals if one.item == FOOD)


def opened(town: Town) -> CaseView:
    """Accepted, and what the food permit waits for is approved."""
    case = cases.accept(case=submit(town).number, by=town.clerk, at=NEXT_DAY)
    first = next(one for one in case.approvals if one.item.endswith("-01"))
    approvals.decide(approval=first.number, opinion=Opinion.APPROVE, by=officer(first.organisation, Duty.REVIEW), at=NEXT_DAY)
    assert food(case, town).state is ApprovalState.OPEN
    return case


def facts(number: str) -> list[str]:
    return [row.fact for row in ledger.facts_about(Ref("case", number))]


def notice(case: CaseView, approval: ApprovalView, town: Town) -> str:
    paper = next(one for one in cases.notices(case.number, town.firm) if one.number == f"{approval.number}-JD")
    said = [sentence.message % {key: getattr(value, "zh", value) for key, value in sentence.params.items()}
            for sentence in (*paper.body, *paper.points, paper.seal, *paper.remedies)]  # fmt: skip
    return "\n".join([paper.issuer.zh, *said])


def test_a_delegate_decides_in_the_delegators_name(town: Town, moment: Callable[[datetime], datetime]) -> None:
    delegated()
    plan = cases.plan(matter=RESTAURANT, answers=SITUATION, by=town.firm)
    planned = next(one for one in plan.chosen if one.code == FOOD)
    assert planned.organisation == DELEGATE
    assert planned.organisation_name == "长沙市城市管理和综合执法局"
    assert planned.authority is not None
    assert planned.authority.in_name_of == MARKET
    case = opened(town)
    held = food(case, town)
    assert (held.organisation, held.in_name_of) == (DELEGATE, MARKET)
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.decide(approval=held.number, opinion=Opinion.APPROVE, by=officer(MARKET, Duty.REVIEW), at=NEXT_DAY)
    done = approvals.decide(approval=held.number, opinion=Opinion.APPROVE, by=reviewer(DELEGATE, "delegate"), at=NEXT_DAY)
    assert (done.organisation, done.in_name_of) == (DELEGATE, MARKET)
    [licence] = [one for one in licences.licences_of_case(case.number, town.firm) if one.approval == held.number]
    assert licence.issuer == MARKET
    assert licence.issuer_name.zh == "长沙市市场监督管理局"
    assert MARKET in licence.number
    said = notice(case, done, town)
    assert said.startswith("长沙市市场监督管理局")
    assert "special seal of 长沙市市场监督管理局" in said
    assert "长沙市城市管理和综合执法局 decided this in the name of 长沙市市场监督管理局" in said
    assert "委托书〔2026〕3号" in said
    told = [row.values for row in ledger.facts_about(Ref("case", case.number)) if row.fact == "approvals.ApprovalDecided"]
    assert [one["in_name_of"] for one in told if one] == ["", MARKET]


def test_what_was_decided_stays_in_that_name_whatever_ends_later(town: Town, moment: Callable[[datetime], datetime]) -> None:
    delegated(until=NEXT_DAY.date())
    case = opened(town)
    held = food(case, town)
    approvals.decide(approval=held.number, opinion=Opinion.REFUSE, reasons=WHY, by=officer(DELEGATE, Duty.REVIEW), at=NEXT_DAY)
    moment(LATER)
    done = food(case, town)
    assert (done.organisation, done.in_name_of) == (DELEGATE, MARKET)
    assert done.authority is not None
    assert (done.authority.kind, done.authority.supervised_by) == (AuthorityKind.DELEGATED, MARKET)
    said = notice(case, done, town)
    assert said.index("in the name of 长沙市市场监督管理局") < said.index("for these reasons") < said.index("Why:")
    assert "Against whom: 长沙市市场监督管理局, which delegated it, not 长沙市城市管理和综合执法局" in said
    assert "ask 长沙市人民政府 for it within 60 days" in said


def test_a_delegation_that_ends_in_mid_case_gives_the_approval_back(town: Town, moment: Callable[[datetime], datetime]) -> None:
    delegated(until=NEXT_DAY.date())
    case = opened(town)
    held, delegate, owner = food(case, town), reviewer(DELEGATE, "delegate"), reviewer(MARKET, "owner")
    moment(LATER)
    with pytest.raises(approvals.PowerPassedOn) as refused:
        approvals.decide(approval=held.number, opinion=Opinion.APPROVE, by=again(delegate), at=LATER)
    assert "市场监督管理局" in str(refused.value.params["body"])
    assert not approvals.may_decide(held.number, again(delegate))
    assert approvals.take_over(by=system("test"), at=LATER) == 1
    assert approvals.take_over(by=system("test"), at=LATER) == 0
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.decide(approval=held.number, opinion=Opinion.APPROVE, by=again(delegate), at=LATER)
    now = food(case, town)
    assert (now.organisation, now.due_on) == (MARKET, held.due_on)
    assert now.authority is not None
    assert now.authority.successor_of == DELEGATE
    approvals.decide(approval=held.number, opinion=Opinion.APPROVE, by=again(owner), at=LATER)
    assert facts(case.number).count("approvals.ApprovalTakenOver") == 1
    while ledger.work_once(20):
        pass
    assert town.firm.subject is not None
    told = [one for one in messages.messages_of(town.firm.subject).lines if "goes on with it in the place of" in one.message]
    assert [getattr(one.params["body"], "zh", "") for one in told] == ["市场监管局"]
    assert any("goes on in the place of" in step.sentence.message for step in cases.story(case.number, town.firm))


def test_a_body_closed_in_mid_case_its_successor_decides_and_is_named(town: Town, moment: Callable[[datetime], datetime]) -> None:
    case = opened(town)
    held, former, heir = food(case, town), reviewer(MARKET, "former"), reviewer(SUCCESSOR, "heir")
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.decide(approval=held.number, opinion=Opinion.APPROVE, by=heir, at=NEXT_DAY)
    closed(MARKET, SUCCESSOR, LATER.date())
    moment(LATER)
    assert again(former).rights == ()
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.decide(approval=held.number, opinion=Opinion.APPROVE, by=again(former), at=LATER)
    with pytest.raises(approvals.PowerPassedOn):      # even with a right that somebody kept in hand
        approvals.decide(approval=held.number, opinion=Opinion.APPROVE, by=officer(MARKET, Duty.REVIEW), at=LATER)
    shown = food(case, town)
    assert shown.organisation == SUCCESSOR
    assert shown.authority is not None
    assert shown.authority.successor_of == MARKET
    assert held.number in [one.number for one in approvals.my_work(again(heir)).lines]
    done = approvals.decide(approval=held.number, opinion=Opinion.APPROVE, by=again(heir), at=LATER)
    assert (done.organisation, done.in_name_of) == (SUCCESSOR, SUCCESSOR)
    [licence] = [one for one in licences.licences_of_case(case.number, town.firm) if one.approval == held.number]
    assert licence.issuer == SUCCESSOR
    assert "went on with this matter in the place of 长沙市市场监督管理局" in notice(case, done, town)
    assert Licence.objects.get(type="business_licence", approval="").issuer == MARKET    # what it issued before stays


def test_the_sweep_hands_everything_of_a_closed_body_over_once(town: Town, moment: Callable[[datetime], datetime]) -> None:
    case = opened(town)
    closed(MARKET, SUCCESSOR, LATER.date())
    moment(LATER)
    running = [one for one in cases.case(case.number, town.firm).approvals if one.state is ApprovalState.OPEN]
    theirs = [one for one in running if one.organisation == SUCCESSOR]
    assert approvals.take_over(by=system("test"), at=LATER) == len(theirs) > 0
    assert approvals.take_over(by=system("test"), at=LATER) == 0
    moved = food(case, town).authority
    assert moved is not None
    assert (moved.acting, moved.successor_of) == (SUCCESSOR, MARKET)
    assert approvals.approval(food(case, town).number, officer(SUCCESSOR, Duty.REVIEW)).organisation == SUCCESSOR


def test_against_a_decision_of_a_body_that_is_no_more_one_turns_to_its_successor(
    town: Town, moment: Callable[[datetime], datetime]
) -> None:
    case = opened(town)
    held = food(case, town)
    approvals.decide(approval=held.number, opinion=Opinion.REFUSE, reasons=WHY, by=officer(MARKET, Duty.REVIEW), at=NEXT_DAY)
    closed(MARKET, SUCCESSOR, LATER.date())
    moment(LATER)
    said = notice(case, food(case, town), town)
    assert said.startswith("长沙市市场监督管理局")      # it stays the decision of whoever made it
    assert "Against whom: 长沙市卫生健康委员会, which goes on with the powers of 长沙市市场监督管理局" in said


def test_a_new_case_after_the_reform_goes_to_the_successor(town: Town, moment: Callable[[datetime], datetime]) -> None:
    closed(MARKET, SUCCESSOR, MONDAY.date())
    held = food(submit(town), town)
    assert held.organisation == SUCCESSOR
    plan = cases.plan(matter=RESTAURANT, answers=SITUATION, by=town.firm)
    assert {lane.organisation for lane in plan.lanes} & {MARKET, SUCCESSOR} == {SUCCESSOR}
    assert "长沙市卫生健康委员会" in {lane.name for lane in plan.lanes}


def test_a_case_of_a_merged_place_goes_to_its_successor_and_permits_stay(town: Town, moment: Callable[[datetime], datetime]) -> None:
    case = opened(town)
    old, new = Case.objects.get(number=case.number).division, "430300000000"
    issued = {one.number: one.division for one in Licence.objects.all()}
    DivisionChange.objects.create(code=old, successor=new, since=LATER.date(), kind="合并", name="旧市", successor_name="新市")
    identity.forget()
    assert relocate(by=system("test"), at=NEXT_DAY) == 0      # not yet
    moment(LATER)
    account = reviewer(MARKET, "cut")
    from zhengtong.foundation.identity.models import Grant

    Grant.objects.filter(account=int(account.who.number)).update(divisions=[new[:4]])
    number = food(case, town).number
    assert approvals.may_decide(number, again(account))       # a right for the new place reaches what still bears the old code
    assert relocate(by=system("test"), at=LATER) == 1
    assert relocate(by=system("test"), at=LATER) == 0
    assert Case.objects.get(number=case.number).division == new
    Grant.objects.filter(account=int(account.who.number)).update(divisions=[old])
    assert approvals.may_decide(number, again(account))       # and one cut by the old code reaches the new place
    Grant.objects.filter(account=int(account.who.number)).update(divisions=["430200000000"])
    assert not approvals.may_decide(number, again(account))
    assert "cases.CaseRelocated" in facts(case.number)
    assert {one.number: one.division for one in Licence.objects.all()} == issued
    told = next(step.sentence for step in cases.story(case.number, town.firm) if step.fact == "cases.CaseRelocated")
    assert getattr(told.params["place"], "zh", "") == "新市"


def test_the_window_hands_over_to_whoever_goes_on(town: Town, moment: Callable[[datetime], datetime]) -> None:
    from zhengtong.delivery.approvals.models import Approval

    case = opened(town)
    held = food(case, town)
    Approval.objects.filter(number=held.number).update(organisation=town.clerk.organisation, unpublished=True)
    closed(MARKET, SUCCESSOR, MONDAY.date())
    moved = approvals.forward(approval=held.number, organisation=MARKET, by=town.clerk, at=NEXT_DAY)
    assert moved.organisation == SUCCESSOR


def test_a_list_of_any_length_asks_the_database_nothing(town: Town, django_assert_num_queries: Callable[[int], object]) -> None:
    delegated()
    identity.authority_of(organisation=MARKET, item=FOOD)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        found = identity.authorities_of([(MARKET, f"item-{n}") for n in range(500)] + [(MARKET, FOOD)])
    assert found[MARKET, FOOD].acting == DELEGATE
    assert found[MARKET, "item-7"].kind is AuthorityKind.OWN
