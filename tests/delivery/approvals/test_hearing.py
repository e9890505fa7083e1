"""听证与利害关系人 (行政许可法 arts. 36, 46–48): told, stated, asked, called, held, decided on the record."""

from datetime import date, datetime

import pytest
from django.db import connection

from tests.delivery.approvals.flowing import FIVE, SIGN, accepted, approve, facts, handled, holder, on, part, row_of
from tests.delivery.conftest import MONDAY, Town, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors.flow import (
    AskedTooLate,
    ChairReviews,
    HearingIncomplete,
    HearingMayBeAsked,
    HearingOpen,
    HearingTooLate,
    KeyUnknown,
    KeyUsed,
    NoHearingRight,
    NothingSaid,
    NoticeTooShort,
    NotTheChair,
    PartiesUnheard,
    PartiesUntold,
    PartyIncomplete,
    RecordIncomplete,
    RecordUnnamed,
)
from zhengtong.delivery.approvals.models import Party
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, View
from zhengtong.delivery.approvals.terms.flow import HearingState, Letter
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Firm, Staff
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town: Town) -> CaseView:
    """The sign board touches the neighbours; accepted on Monday 2 March 2026."""
    handled(SIGN, interested=[{"who": {"zh": "相邻的业主"}, "term": FIVE, "reference": "行政许可法 第三十六条"}])
    return accepted(town)


def letter(case: CaseView, name: str = "王邻居", day: int = 3) -> Letter:
    return approvals.tell_party(
        approval=part(case, SIGN).number, name=name, contact="样例路 22 号", why="招牌灯光正对卧室", by=holder(case, SIGN), at=on(day)
    )


def chair(case: CaseView) -> Actor:
    """A colleague of the same body with a post and an account of their own."""
    organisation = row_of(case, SIGN).organisation
    account = identity.open_account(username="chair", password="zhengtong-demo", by=system("tests"), at=MONDAY)
    identity.appoint(account=account, organisation=organisation, name="赵主持", duties=[Duty.REVIEW], by=system("tests"), at=MONDAY)
    return officer(organisation, Duty.REVIEW, account=str(account))


def call(case: CaseView, who: Actor, held: datetime = on(18), *, day: int = 6, hour: str = "09:30", place: str = "政务中心 301") -> None:
    approvals.call_hearing(
        approval=part(case, SIGN).number, on=held.date(), at_hour=hour, place=place, chair=str(who.who), by=holder(case, SIGN), at=on(day)
    )


def asked(case: CaseView, town: Town, day: int = 4) -> None:
    approvals.ask_hearing(approval=part(case, SIGN).number, by=town.firm, at=on(day))


def held(case: CaseView, who: Actor, day: int = 18) -> str:
    number = part(case, SIGN).number
    return approvals.hold_hearing(approval=number, record="双方陈述……", signed=["陈晓兰", "王邻居"], by=who, at=on(day)).number


# 利害关系人


def test_an_item_that_touches_others_is_not_decided_before_they_are_told(case: CaseView) -> None:
    with pytest.raises(PartiesUntold) as refused:
        approve(case, SIGN, on(4))
    assert refused.value.params["who"] == "相邻的业主"


def test_where_there_is_nobody_the_reviewer_says_why_and_answers_for_it(case: CaseView) -> None:
    number, by = part(case, SIGN).number, holder(case, SIGN)
    approvals.nobody_interested(approval=number, reason="四周无住户，已现场看过", by=by, at=on(3))
    assert approve(case, SIGN, on(4)).state is ApprovalState.APPROVED
    assert "NobodyInterested" in facts(case)


def test_told_by_a_letter_whose_key_is_kept_nowhere(case: CaseView) -> None:
    told = letter(case)
    row = Party.objects.get()
    assert told.key.replace("-", "") not in str(row.__dict__)
    assert (told.party.due_on, told.ask_by) == (date(2026, 3, 10), date(2026, 3, 10))
    with connection.cursor() as cursor:
        cursor.execute("SELECT told FROM zt_approvals_party")
        assert "王邻居" not in str(cursor.fetchone()[0])
    row_of_fact = next(one for one in ledger.facts_about(Ref("case", case.number)) if one.fact == "approvals.PartyTold")
    assert "王邻居" not in str(row_of_fact.values)


def test_they_state_their_views_without_an_account_and_once(case: CaseView) -> None:
    told = letter(case)
    shown = approvals.statement(told.key.lower().replace("-", " "))
    assert shown is not None
    assert (shown.name.zh, shown.why) == (part(case, SIGN).name.zh, "招牌灯光正对卧室")
    approvals.state_views(key=told.key, view=View.OBJECT, text="请降低亮度", at=on(4))
    with pytest.raises(KeyUsed):
        approvals.state_views(key=told.key, view=View.AGREE, text="算了", at=on(4))
    party = approvals.flows([part(case, SIGN).number])[part(case, SIGN).number].parties[0]
    assert (party.said, party.view) == ("请降低亮度", View.OBJECT)


@pytest.mark.parametrize("key", ["", "AAAA-AAAA-AAAA-AAAA-AAAA", "王邻居"])
def test_a_wrong_key_opens_nothing(case: CaseView, key: str) -> None:
    letter(case)
    assert approvals.statement(key) is None
    with pytest.raises(KeyUnknown):
        approvals.state_views(key=key, view=View.OBJECT, text="x", at=on(4))


def test_a_letter_written_again_makes_the_first_worthless(case: CaseView) -> None:
    first = letter(case)
    second = approvals.write_again(approval=part(case, SIGN).number, party=first.party.id, by=holder(case, SIGN), at=on(4))
    assert approvals.statement(first.key) is None
    assert approvals.statement(second.key) is not None


def test_nothing_said_and_nobody_named_are_refused(case: CaseView) -> None:
    with pytest.raises(NothingSaid):
        approvals.state_views(key=letter(case).key, view=View.OBJECT, text=" ", at=on(4))
    with pytest.raises(PartyIncomplete):
        letter(case, name=" ")


def test_it_is_decided_when_all_have_spoken_or_their_term_has_passed(case: CaseView) -> None:
    told = letter(case)
    letter(case, "李邻居")
    approvals.state_views(key=told.key, view=View.NO_VIEW, text="没意见", at=on(4))
    with pytest.raises(PartiesUnheard) as refused:
        approve(case, SIGN, on(10))  # the last day is still theirs
    assert refused.value.params["date"] == date(2026, 3, 10)
    assert approve(case, SIGN, on(11)).state is ApprovalState.APPROVED


# 听证


def test_who_was_told_may_ask_until_the_fifth_working_day_and_not_after(case: CaseView, town: Town) -> None:
    letter(case)
    with pytest.raises(AskedTooLate) as refused:
        asked(case, town, day=11)
    assert refused.value.params["date"] == date(2026, 3, 10)
    asked(case, town, day=10)
    hearing = approvals.flows([part(case, SIGN).number])[part(case, SIGN).number].hearing
    assert hearing is not None
    assert (hearing.state, hearing.hold_by) == (HearingState.ASKED, date(2026, 4, 8))


def test_an_interested_party_asks_by_the_key(case: CaseView) -> None:
    told = letter(case)
    approvals.state_views(key=told.key, view=View.OBJECT, text="", hearing=True, at=on(5))
    assert facts(case)[-2:] == ["HearingAsked", "PartyHeard"]


def test_nobody_asks_who_was_not_told_and_no_stranger_at_all(case: CaseView, town: Town) -> None:
    with pytest.raises(NoHearingRight):
        asked(case, town)
    letter(case)
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.ask_hearing(approval=part(case, SIGN).number, by=town.stranger, at=on(4))


def test_it_is_not_decided_while_a_hearing_may_still_be_asked_for(case: CaseView) -> None:
    number, by = part(case, SIGN).number, holder(case, SIGN)
    approvals.nobody_interested(approval=number, reason="四周无住户", by=by, at=on(3))
    told = approvals.tell_hearing_right(approval=number, by=by, at=on(3))
    with pytest.raises(HearingMayBeAsked):
        approve(case, SIGN, on(10))
    assert told.ask_by == date(2026, 3, 10)
    assert approvals.pass_time(at=on(11)) == 1
    assert facts(case)[-1] == "HearingWaived"
    assert approve(case, SIGN, on(11)).state is ApprovalState.APPROVED


def test_a_hearing_from_asking_to_the_decision_on_its_record(case: CaseView, town: Town) -> None:
    letter(case)
    asked(case, town, day=4)  # to be held by 1 April
    who = chair(case)
    due = row_of(case, SIGN).legal_due_on
    call(case, who, on(18), day=6)
    row = row_of(case, SIGN)
    assert (row.paused_on, row.legal_due_on) == (date(2026, 3, 6), None)
    with pytest.raises(HearingOpen):
        approve(case, SIGN, on(12))
    record = held(case, who)
    row = row_of(case, SIGN)
    assert row.paused_on is None
    assert due == date(2026, 3, 30)
    assert row.legal_due_on == date(2026, 4, 10)  # eight working days stood still, 9 to 18 March; without 清明
    with pytest.raises(RecordUnnamed) as refused:
        approve(case, SIGN, on(20))
    assert refused.value.params["record"] == record
    with pytest.raises(ChairReviews):  # whoever chaired does not decide
        approvals.decide(approval=row.number, opinion=Opinion.APPROVE, note=record, by=who, at=on(20))
    assert approve(case, SIGN, on(20), note=f"依据听证笔录 {record}").state is ApprovalState.APPROVED
    assert [one for one in facts(case) if one.startswith("Hearing")] == ["HearingRightTold", "HearingAsked", "HearingCalled", "HearingHeld"]


def test_the_notice_goes_out_seven_working_days_before(case: CaseView) -> None:
    who = chair(case)
    with pytest.raises(NoticeTooShort) as refused:
        call(case, who, on(16), day=6)
    assert refused.value.params["date"] == date(2026, 3, 17)
    call(case, who, on(17), day=6)  # of the authority's own motion (art. 46): nobody had to ask


def test_what_was_asked_for_is_held_within_twenty_working_days(case: CaseView, town: Town) -> None:
    letter(case)
    asked(case, town, day=4)
    with pytest.raises(HearingTooLate) as refused:
        call(case, chair(case), on(2, 4), day=6)
    assert refused.value.params["date"] == date(2026, 4, 1)


def test_the_reviewer_does_not_chair(case: CaseView) -> None:
    by = holder(case, SIGN)
    with pytest.raises(ChairReviews):
        call(case, by)
    who = chair(case)
    approvals.claim(approval=part(case, SIGN).number, by=who, at=on(4))
    with pytest.raises(ChairReviews):
        call(case, who)


@pytest.mark.parametrize(("hour", "place"), [("9:30", "301"), ("", "301"), ("09:30", " "), ("25:00", "301")])
def test_a_hearing_has_an_hour_and_a_place(case: CaseView, hour: str, place: str) -> None:
    with pytest.raises(HearingIncomplete):
        call(case, chair(case), hour=hour, place=place)


def test_the_record_is_the_chairs_and_signed_on_the_day_or_later(case: CaseView) -> None:
    who = chair(case)
    call(case, who)
    number = part(case, SIGN).number
    with pytest.raises(NotTheChair):
        approvals.hold_hearing(approval=number, record="x", signed=["甲"], by=holder(case, SIGN), at=on(18))
    for record, signed, day in (("", ["甲"], 18), ("x", [" "], 18), ("x", ["甲"], 17)):
        with pytest.raises(RecordIncomplete):
            approvals.hold_hearing(approval=number, record=record, signed=signed, by=who, at=on(day))
    assert row_of(case, SIGN).paused_on is not None


def test_another_day_is_told_again_and_the_clock_stays_still_once(case: CaseView) -> None:
    who = chair(case)
    call(case, who, on(18), day=6)
    call(case, who, on(20), day=9)
    assert facts(case).count("ClockPaused") == 1
    assert facts(case).count("HearingCalled") == 2
    held(case, who, day=20)


def test_hearings_are_public_without_saying_whose_matter_it_is(case: CaseView) -> None:
    call(case, chair(case))
    (hearing, about), = approvals.hearings_called(date(2026, 3, 9))
    assert (hearing.held_on, hearing.place, about.item) == (date(2026, 3, 18), "政务中心 301", SIGN)
    assert approvals.hearings_called(date(2026, 3, 19)) == ()


def test_a_case_withdrawn_meanwhile_ends_every_step(case: CaseView, town: Town) -> None:
    told = letter(case)
    cases.withdraw(case=case.number, by=town.firm, at=on(5))
    with pytest.raises(KeyUsed):
        approvals.state_views(key=told.key, view=View.OBJECT, text="x", at=on(6))
    assert approvals.pass_time(at=on(30)) == 0


def test_whoever_has_the_matter_for_their_own_chairs_no_hearing(case: CaseView) -> None:
    """申请人、利害关系人认为主持人与该事项有直接利害关系的 (行政许可法 art. 48(3)): never offered, and refused."""
    (firm,) = Firm.objects.all()
    owner = firm.representatives.get().person.number
    account = identity.open_account(username="owner", password="zhengtong-demo", person=owner, by=system("tests"), at=MONDAY)
    organisation = row_of(case, SIGN).organisation
    identity.appoint(account=account, organisation=organisation, name="陈主持", duties=[Duty.REVIEW], by=system("tests"), at=MONDAY)
    Staff.objects.filter(account=account).update(person=owner)
    who = officer(organisation, Duty.REVIEW, account=str(account))
    assert str(who.who) not in dict(approvals.chairs(part(case, SIGN).number, holder(case, SIGN)))
    with pytest.raises(ChairReviews):
        call(case, who)
