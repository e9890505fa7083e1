"""机构、区划合并 in mid-case: everything that is open goes to the successor; receipt, acceptance and every term stay as they are."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.content.test_business_life import EMPLOYER, REGISTRATION, SHOP, TAX, filed
from tests.delivery.approvals.flowing import (
    CHECK,
    FIRE,
    FOOD,
    SIGN,
    TEN,
    accepted,
    approve,
    body,
    facts,
    handled,
    holder,
    on,
    part,
    republish,
    reviewer,
    row_of,
    submit,
)
from tests.delivery.conftest import MONDAY, Town, officer, paper
from tests.delivery.outside import answered, pushed
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors.flow import ConsultationOpen, NotTheChair
from zhengtong.delivery.approvals.models import AfterCheck, Approval, Consultation
from zhengtong.delivery.approvals.terms import AfterCheckState, ApprovalState, View
from zhengtong.delivery.approvals.terms.flow import HearingState
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.commands import succeeding
from zhengtong.delivery.cases.commands.relocate import relocate
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseView, DeliveryWay, Point, Receiver, WrittenNotice
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import DivisionChange, Organisation
from zhengtong.foundation.identity.terms import DocumentType, Duty, Level, OrganisationKind
from zhengtong.kernel.actors import Actor, ActorKind, system
from zhengtong.kernel.content import commands, registry
from zhengtong.kernel.content.rules import versions
from zhengtong.kernel.content.terms import Document, Published
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Pin, Ref

pytestmark = pytest.mark.django_db
BY, EIGHT = system("tests"), Term(8, Unit.WORKING_DAY)
MERGED = on(9)  # Monday 9 March 2026: a week after the case was accepted
Reform = Callable[[str, str], int]


@pytest.fixture
def reform() -> Reform:
    """``reform(former, heir)``: from 9 March the one is part of the other; what the sweeps then do. How many things went."""

    def merge(former: str, heir: str) -> int:
        Organisation.objects.filter(code=former).update(closed_on=MERGED.date(), successor=heir)
        identity.forget()
        moved = approvals.take_over(by=BY, at=MERGED) + approvals.pass_time(at=MERGED) + succeeding.take_over(by=BY, at=MERGED)
        assert approvals.take_over(by=BY, at=MERGED) + approvals.pass_time(at=MERGED) + succeeding.take_over(by=BY, at=MERGED) == 0
        return moved

    return merge


def told(town: Town) -> list[str]:
    """Messages of who goes on, as they were sent."""
    while ledger.work_once(50):
        pass
    assert town.firm.subject is not None
    lines = messages.messages_of(town.firm.subject).lines
    return [one.message for one in lines if "in the place of" in one.message or "is part of" in one.message]


def held_by(case: CaseView, item: str) -> tuple[str, date | None, date | None]:
    row = row_of(case, item)
    return row.organisation, row.started_on, row.legal_due_on


# 征求意见


def test_a_question_follows_the_body_that_was_asked(town: Town, reform: Reform) -> None:
    case = accepted(town)
    asked, heir = body("生态环境局"), body("公安局")
    approvals.consult(
        approval=part(case, SIGN).number, organisation=asked, question="？", term=EIGHT, by=holder(case, SIGN), at=on(3)
    )
    before = Consultation.objects.get().due_on
    assert reform(asked, heir) == 1
    row = Consultation.objects.get()
    assert (row.organisation, row.due_on) == (heir, before), "its term runs on"
    approvals.answer_consultation(consultation=row.pk, view=View.AGREE, reason="", by=reviewer(heir), at=on(10))
    assert approve(case, SIGN, on(10)).state is ApprovalState.APPROVED
    assert facts(case).count("ConsultationMoved") == 1
    assert told(town) == [], "who is asked is no change of who decides"


def test_a_question_to_a_body_that_became_part_of_the_asking_one_is_answered_there(town: Town, reform: Reform) -> None:
    """What law has another competence look at is looked at, also under one roof; it is never dropped."""
    case = accepted(town)
    asked, asking = body("生态环境局"), row_of(case, SIGN).organisation
    approvals.consult(
        approval=part(case, SIGN).number, organisation=asked, question="？", term=EIGHT, by=holder(case, SIGN), at=on(3)
    )
    reform(asked, asking)
    with pytest.raises(ConsultationOpen):
        approve(case, SIGN, on(10))
    asked_now, colleague = Consultation.objects.get().pk, reviewer(asking, "77")
    approvals.answer_consultation(consultation=asked_now, view=View.AGREE, reason="", by=colleague, at=on(10))
    assert approve(case, SIGN, on(10)).state is ApprovalState.APPROVED


def test_the_asking_body_is_merged_and_its_successor_reads_the_answer(town: Town, reform: Reform) -> None:
    handled(SIGN)
    case = accepted(town)
    asked, asking, heir = body("生态环境局"), row_of(case, SIGN).organisation, body("住建局")
    approvals.consult(
        approval=part(case, SIGN).number, organisation=asked, question="？", term=EIGHT, by=reviewer(asking), at=on(3)
    )
    before = held_by(case, SIGN)[1:]
    reform(asking, heir)
    assert held_by(case, SIGN) == (heir, *before)
    approvals.answer_consultation(consultation=Consultation.objects.get().pk, view=View.AGREE, reason="", by=reviewer(asked), at=on(10))
    assert approve(case, SIGN, on(10)).organisation == heir


# 下级机关初审

LOWER, UPPER = "住建局", "城管执法局"


@pytest.fixture
def examined(town: Town) -> CaseView:
    handled(SIGN, lower={"organisation": body(LOWER), "term": {"days": 20, "unit": "working_day"}, "reference": "行政许可法 第四十三条"})
    return accepted(town)


def test_the_office_above_is_closed_while_the_lower_one_examines(examined: CaseView, reform: Reform, town: Town) -> None:
    heir = body("公安局")
    assert reform(body(UPPER), heir) == 1
    assert approvals.examined_below(reviewer(heir))[0].approval == row_of(examined, SIGN).number
    assert facts(examined).count("UpperChanged") == 1
    approvals.pass_up(approval=row_of(examined, SIGN).number, view=View.AGREE, reason="", by=reviewer(body(LOWER)), at=on(10))
    assert approve(examined, SIGN, on(11)).organisation == heir
    said = next(one.sentence for one in cases.story(examined.number, town.firm) if one.fact == "approvals.UpperChanged")
    assert getattr(said.params["former"], "zh", "") == "长沙市城市管理和综合执法局"


def test_the_lower_office_becomes_part_of_the_one_above_and_it_has_arrived(examined: CaseView, reform: Reform) -> None:
    """Nobody examines for themselves: the term to decide begins that day, twenty working days of the upper office."""
    assert reform(body(LOWER), body(UPPER)) == 1
    row = row_of(examined, SIGN)
    assert (row.organisation, row.upper, row.started_on, row.legal_due_on) == (body(UPPER), "", date(2026, 3, 9), date(2026, 4, 7))
    held = approvals.flows([row.number])[row.number].examination
    assert held is not None
    assert (held.view, held.passed_by) == (View.NO_VIEW, "")
    assert facts(examined)[-2:] == ["ApprovalTakenOver", "ApprovalPassedUp"]
    assert approve(examined, SIGN, on(10)).state is ApprovalState.APPROVED


# 事后核查


@pytest.mark.parametrize("state", [AfterCheckState.DUE, AfterCheckState.TO_CORRECT])
def test_a_check_goes_on_with_the_successor_by_the_same_day(town: Town, reform: Reform, state: AfterCheckState) -> None:
    case = accepted(town)
    Approval.objects.filter(number=part(case, FIRE).number).update(committed=True)
    approve(case, FIRE, on(3))
    former, heir = row_of(case, FIRE).organisation, body("公安局")
    check = AfterCheck.objects.get()
    if state is AfterCheckState.TO_CORRECT:
        said = {"found": "少一个安全出口", "officers": _two(former), "correct_by": date(2026, 3, 20)}
        approvals.record_check(check=check.pk, outcome=state, by=reviewer(former), at=on(4), **said)  # type: ignore[arg-type]
    reform(former, heir)
    moved = AfterCheck.objects.get()
    assert (moved.organisation, moved.due_on, moved.state) == (heir, check.due_on, state)
    done = AfterCheckState.KEPT if state is AfterCheckState.DUE else AfterCheckState.CORRECTED
    found = approvals.record_check(check=check.pk, outcome=done, found="属实", officers=_two(heir), by=reviewer(heir), at=on(10))
    assert found.state is done
    assert facts(case).count("AfterCheckMoved") == 1
    assert row_of(case, FIRE).organisation == former, "what was decided stays the decision of whoever made it"
    assert len(told(town)) == 1


# 期限: 暂停、听证


def test_a_clock_that_stands_still_stands_still_with_the_successor_and_runs_on_from_there(town: Town, reform: Reform) -> None:
    handled(SIGN, special=[])
    case = accepted(town)
    former, heir, number = row_of(case, SIGN).organisation, body("公安局"), part(case, SIGN).number
    approvals.pause(
        approval=number, kind="expert_review", evidence="通知 1 号", reason="评审", reference="城乡规划法 第四十条", days=5,
        by=reviewer(former), at=on(4),
    )  # fmt: skip
    reform(former, heir)
    row = row_of(case, SIGN)
    assert (row.organisation, row.paused_on, row.started_on) == (heir, date(2026, 3, 4), date(2026, 3, 2))
    approvals.resume(approval=number, evidence="评审报告", by=reviewer(heir), at=on(11))
    # 20 working days from 2 March: two before the pause, 18 from 12 March, without 清明 on 6 April
    assert row_of(case, SIGN).legal_due_on == date(2026, 4, 7)
    assert "ClockRestarted" not in facts(case)


def test_a_called_hearing_is_held_on_its_day_by_a_chair_of_the_successor(town: Town, reform: Reform) -> None:
    handled(SIGN, interested=[{"who": {"zh": "相邻的业主"}, "term": TEN, "reference": "行政许可法 第三十六条"}])
    case = accepted(town)
    former, heir, number = row_of(case, SIGN).organisation, body("公安局"), part(case, SIGN).number
    approvals.tell_party(approval=number, name="王邻居", contact="样例路 22 号", why="灯光", by=reviewer(former), at=on(3))
    approvals.ask_hearing(approval=number, by=town.firm, at=on(4))
    first, second = _chair(former, "former"), _chair(heir, "heir")
    hearing = {"approval": number, "on": date(2026, 3, 18), "at_hour": "09:30", "place": "政务中心 301"}
    approvals.call_hearing(**hearing, chair=str(first.who), by=reviewer(former), at=on(6))  # type: ignore[arg-type]
    reform(former, heir)
    said = {"approval": number, "record": "双方陈述……", "signed": ["陈晓兰", "王邻居"]}
    with pytest.raises(NotTheChair):
        approvals.hold_hearing(**said, by=second, at=on(18))  # type: ignore[arg-type]
    # six working days are left: another day could not be called any more, another chair can
    called = approvals.call_hearing(**hearing, chair=str(second.who), by=reviewer(heir), at=on(10))  # type: ignore[arg-type]
    assert (called.held_on, called.chair_name) == (date(2026, 3, 18), "赵主持")
    held = approvals.hold_hearing(**said, by=second, at=on(18))  # type: ignore[arg-type]
    assert held.state is HearingState.HELD
    assert row_of(case, SIGN).paused_on is None


def _chair(organisation: str, name: str) -> Actor:
    account = identity.open_account(username=name, password="zhengtong-demo", by=BY, at=MONDAY)
    identity.appoint(account=account, organisation=organisation, name="赵主持", duties=[Duty.REVIEW], by=BY, at=MONDAY)
    return officer(organisation, Duty.REVIEW, account=str(account))


# 窗口: 补正、送达


def window_of_another_place() -> str:
    """A second window of the town, into which the first is merged."""
    code = "11990100000000999W"
    Organisation.objects.create(
        code=code, name_zh="长沙市民服务中心", name_en="Citizens' Hall", short_zh="市民中心", short_en="Hall", kind=OrganisationKind.WINDOW,
        division=catalogue.city().division, synthetic_code=True,
    )  # fmt: skip
    identity.forget()
    return code


def test_a_notice_that_is_not_answered_yet_is_answered_to_the_successor(town: Town, reform: Reform) -> None:
    case = submit(town)
    old, new = town.clerk.organisation, window_of_another_place()
    place = next(iter(cases.file(case.number, town.clerk).materials)).material.code
    cases.require_supplementation(case=case.number, points=[Point(place, "看不清", "")], by=town.clerk, at=on(3))
    before = cases.case(case.number, town.firm)
    assert reform(old, new) == 1
    after = cases.case(case.number, town.firm)
    assert (after.window, after.submitted_at, after.supplementation) == (new, before.submitted_at, before.supplementation)
    with pytest.raises(cases.CaseNotFound):
        cases.accept(case=case.number, by=town.clerk, at=on(10))
    cases.supplement(case=case.number, answers={}, files=[(place, paper())], by=town.firm, at=on(10))
    cases.accept(case=case.number, by=officer(new, Duty.INTAKE), at=on(11))
    said = {one.name: one.issuer.zh for one in cases.notices(case.number, town.firm)}
    assert said == {"supplementation": _name(old), "acceptance": "长沙市民服务中心"}, "each bears the name of who wrote it"
    assert Approval.objects.filter(case=case.number, window=old).count() == 0
    assert len(told(town)) == 1


def test_what_nobody_has_yet_is_delivered_by_the_successor(town: Town, reform: Reform) -> None:
    case = accepted(town)
    for item in (CHECK, FOOD, FIRE, SIGN):
        approve(case, item, on(4))
    while ledger.work_once(50):
        pass
    old, new = town.clerk.organisation, window_of_another_place()
    due = Case.objects.get(number=case.number).deliveries.get(document="decision-02").due_on
    assert reform(old, new) == 1, "the case is closed, but something is owed"
    assert Case.objects.get(number=case.number).deliveries.get(document="decision-02").due_on == due
    cases.record_delivery(
        case=case.number, document="decision-02", way=DeliveryWay.WINDOW, on=date(2026, 3, 10), received_by="陈晓兰",
        receiver=Receiver.SELF, shown="居民身份证 尾号0013", by=officer(new, Duty.INTAKE), at=on(10),
    )  # fmt: skip
    papers = {one.name: one for one in cases.documents(case.number, town.firm)}
    assert "delivered-decision-02" in papers
    assert _issuer(case, town, "delivered-decision-02") == "长沙市民服务中心"
    assert _issuer(case, town, "receipt") == _name(old)


def test_the_notice_of_acceptance_goes_on_naming_who_had_it_then(town: Town, reform: Reform) -> None:
    case = accepted(town)
    former, heir = row_of(case, SIGN).organisation, body("公安局")
    reform(former, heir)
    [paper] = [one for one in cases.notices(case.number, town.firm) if one.name == "acceptance"]
    named = {getattr(point.params["name"], "zh", ""): getattr(point.params["body"], "zh", "") for point in paper.points}
    assert named[part(case, SIGN).name.zh] == _name(former)


# 外部系统


def test_what_lies_outside_is_answered_there_and_takes_effect_with_the_successor(town: Town, reform: Reform, settings: object) -> None:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    owner = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document="990205199203070061", name="杨晓梅", phone="13900000061", by=BY, at=MONDAY
    )
    by = Actor(ActorKind.MEMBER, Ref("account", "161"), name="杨晓梅", subject=owner.ref, level=Level.VERIFIED)
    case = cases.accept(case=filed(SHOP, EMPLOYER, by).number, by=town.clerk, at=on(3))
    approve(case, REGISTRATION, on(3))
    tax = next(one for one in approvals.approvals_of([case.number])[case.number] if one.item == TAX)
    number = pushed(tax, on(4))
    former, heir = tax.organisation, body("公安局")
    reform(former, heir)
    answered(tax, on(10))
    done = next(one for one in approvals.approvals_of([case.number])[case.number] if one.item == TAX)
    assert (done.state, done.organisation, done.in_name_of) == (ApprovalState.APPROVED, heir, heir)
    assert approvals.external_files(case.number)[tax.number].number == number, "the number issued there stays"


# 统一办理


def test_an_opinion_that_was_given_stands_and_the_joint_answer_bears_a_name_that_is_there(town: Town, reform: Reform) -> None:
    republish("bundle", "43TCN0003", joint_basis="长沙市人民政府关于联合办理的决定（测试）")
    case = accepted(town)
    approve(case, CHECK, on(4))
    approve(case, FIRE, on(4))
    former, heir = row_of(case, FIRE).organisation, body("公安局")
    reform(former, heir)
    approve(case, FOOD, on(10))
    approve(case, SIGN, on(10))
    done = next(one for one in cases.case(case.number, town.firm).approvals if one.item == FIRE)
    assert (done.state, done.organisation, done.in_name_of) == (ApprovalState.APPROVED, heir, heir)
    assert done.authority is not None
    assert done.authority.successor_of == former


# 告知一次; 期限不断


def test_whoever_applied_is_told_once_however_many_parts_went(town: Town, reform: Reform) -> None:
    case = accepted(town)
    former, heir = body("市场监管局"), body("公安局")
    mine = [one.item for one in case.approvals if row_of(case, one.item).organisation == former]
    assert len(mine) > 1
    before = {item: held_by(case, item)[1:] for item in mine}
    assert reform(former, heir) == len(mine)
    assert {item: held_by(case, item)[1:] for item in mine} == before, "the same acceptance, the same last day"
    assert told(town) == [
        "%(title)s (%(case)s): %(body)s goes on with it in the place of %(former)s. What was received and accepted stands, and the terms "
        "run on from where they are; you need do nothing."
    ]


def test_a_place_of_another_calendar_counts_its_own_days_from_the_day_it_took_over(town: Town) -> None:
    """Days off of the old place that have gone by stay days off; the new place's count from the day of the change."""
    old, new = catalogue.city().division, "433100000000"
    days = [("4301", "2026-03-05"), ("4301", "2026-03-20"), ("4331", "2026-03-06"), ("4331", "2026-03-19")]
    for prefix in ("4301", "4331"):
        own = [{"date": day, "name": "地方节日"} for where, day in days if where == prefix]
        _local_days(prefix, own)
    handled(SIGN)
    case = accepted(town)
    before = row_of(case, SIGN).legal_due_on
    DivisionChange.objects.create(code=old, successor=new, since=MERGED.date(), kind="合并", name="旧市", successor_name="新州")
    identity.forget()
    assert relocate(by=BY, at=MERGED) == 1
    row = row_of(case, SIGN)
    time = approvals.clock(row.number)
    assert time.legal is not None
    off = {one.on.isoformat() for one in time.legal.days if one.name == "地方节日"}
    assert off == {"2026-03-05", "2026-03-19"}
    assert (row.legal_due_on, row.started_on, row.moved) == (before, date(2026, 3, 2), [[old, "2026-03-09"]])
    assert facts(case).count("CaseRelocated") == 1
    assert len(told(town)) == 1


def _two(organisation: str) -> list[str]:
    return [str(_chair(organisation, f"{organisation}-{turn}").who) for turn in range(2)]


def _local_days(prefix: str, days: list[dict[str, str]]) -> None:
    text = {"division": prefix, "name": {"zh": "地方节日"}, "reference": "某自治条例", "days": days}
    code, since = f"own-{prefix}", date(2026, 1, 1)
    pin = Pin("local_holidays", code, versions.fingerprint(Document("local_holidays", code, since, text, "editor", None, "x", 1)))
    new = Published(pin, since, text, "editor", None, "changsha", False)
    commands._write([new], MONDAY)
    publish = registry.kinds()["local_holidays"].publish
    if publish is not None:
        publish([new])
    catalogue.forget()


def _issuer(case: CaseView, town: Town, name: str) -> str:
    found: WrittenNotice = cases.written(case.number, name, town.firm)
    return found.issuer.zh


def _name(code: str) -> str:
    found = identity.organisation(code)
    assert found is not None
    return found.name.zh
