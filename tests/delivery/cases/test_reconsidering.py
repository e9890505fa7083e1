"""行政复议 of a refusal: until when, of whom, once; accepted or deemed so; annulled it is undecided again and its clock begins anew."""

from datetime import date

import pytest

from tests.delivery.approvals.flowing import CHECK, FIRE, FOOD, SIGN, accepted, approve, body, facts, handled, holder, on, part, row_of
from tests.delivery.conftest import Town, officer, paper
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Delivery, Reconsideration
from zhengtong.delivery.cases.rules import decide_by, examine_by, sue_by
from zhengtong.delivery.cases.terms import CaseState, CaseView, DeliveryWay, Receiver
from zhengtong.delivery.cases.terms.reconsidering import ReconsiderationState, ReconsiderationView, Remedy, Result
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Organisation
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key

pytestmark = pytest.mark.django_db
WHY = Reasons("招牌超出建筑轮廓。", "城市市容和环境卫生管理条例 第十一条", "缩小后重新申请。")
GOVERNMENT, BY = "11990100000000019F", system("tests")


def mayor(account: str = "88") -> Actor:
    return officer(GOVERNMENT, Duty.GOVERN, account=account)


def work() -> None:
    while ledger.work_once(50):
        pass


@pytest.fixture
def refused(town: Town) -> CaseView:
    """The sign board was refused on 4 March 2026 under the permit regime; everything else was approved; the case is closed."""
    handled(SIGN)
    case = accepted(town)
    for item in (CHECK, FOOD, FIRE):
        approve(case, item, on(4))
    number = row_of(case, SIGN).number
    approvals.decide(approval=number, opinion=Opinion.REFUSE, reasons=WHY, by=holder(case, SIGN), at=on(4))
    work()
    assert cases.case(case.number, town.firm).state is CaseState.CLOSED
    return case


def delivered(case: CaseView, town: Town, day: int = 6) -> None:
    cases.record_delivery(
        case=case.number, document="decision-04", way=DeliveryWay.WINDOW, on=date(2026, 3, day), received_by="陈晓兰",
        receiver=Receiver.SELF, shown="居民身份证", by=town.clerk, at=on(10),
    )  # fmt: skip


def remedy(case: CaseView) -> Remedy:
    return cases.remedies_of(case.number, approvals.approvals_of([case.number])[case.number])[part(case, SIGN).number]


def ask(case: CaseView, town: Town, month: int = 4, day: int = 1, **said: object) -> ReconsiderationView:
    given: dict[str, object] = {"wants": "撤销不予许可决定。", "reasons": "没有超出建筑轮廓。", "not_sued": True, "by": town.firm, **said}
    return cases.ask_reconsideration(case=case.number, approval=part(case, SIGN).number, at=on(day, month), **given)  # type: ignore[arg-type]


def answer(asked: ReconsiderationView, result: Result, month: int = 4, day: int = 20, **said: object) -> ReconsiderationView:
    given: dict[str, object] = {"said": "主要事实不清、证据不足。", **said}
    return cases.answer_reconsideration(number=asked.number, result=result, by=mayor(), at=on(day, month), **given)  # type: ignore[arg-type]


# 期限, as a lawyer's table: received on, the last day to ask, the last day to sue
TERMS = [
    (date(2026, 3, 6), date(2026, 5, 6), date(2026, 9, 7)),    # 5 May is a holiday; 6 September a Sunday
    (date(2026, 3, 3), date(2026, 5, 6), date(2026, 9, 3)),    # the sixtieth day, 2 May, lies in the holiday
    (date(2026, 7, 30), date(2026, 9, 28), date(2027, 2, 1)),  # 30 January 2027 is a Saturday
    (date(2026, 8, 31), date(2026, 10, 30), date(2027, 3, 1)),  # no 31st of February: its last day, a Sunday, then Monday
]  # fmt: skip


@pytest.mark.parametrize(("told", "ask_by", "sue"), TERMS)
def test_the_applicants_own_terms_are_read_in_their_favour(refused: CaseView, town: Town, told: date, ask_by: date, sue: date) -> None:
    Delivery.objects.filter(case__number=refused.number, document="decision-04").update(
        way="window", delivered_at=on(told.day, told.month), received_by="陈晓兰"
    )
    found = remedy(refused)
    assert (found.last_on, found.sue_by) == (ask_by, sue)
    assert not found.late(ask_by)


def test_the_terms_of_the_office_that_reconsiders() -> None:
    calendar = catalogue.calendar()
    assert examine_by(calendar, date(2026, 4, 1)) == date(2026, 4, 9)  # five working days, without 清明 on the 6th
    assert decide_by(calendar, date(2026, 4, 3)) == date(2026, 6, 2)
    assert sue_by(calendar, date(2026, 3, 6), 6) == date(2026, 9, 7)


def test_before_it_is_delivered_no_term_runs_and_one_may_ask(refused: CaseView, town: Town) -> None:
    found = remedy(refused)
    assert (found.authority, found.last_on, found.sue_by) == (GOVERNMENT, None, None)
    assert ask(refused, town).last_on is None


def test_it_is_asked_once_with_papers_and_lies_with_the_government(refused: CaseView, town: Town) -> None:
    delivered(refused, town)
    asked = ask(refused, town, files=[paper("量图.pdf")], once=Key("fy"))
    again = ask(refused, town, files=[paper("量图.pdf")], once=Key("fy"))
    assert again.number == asked.number
    assert (asked.state, asked.examine_by, asked.last_on) == (ReconsiderationState.ASKED, date(2026, 4, 9), date(2026, 5, 6))
    assert [one.name for one in asked.papers] == ["量图.pdf"]
    assert cases.referred({asked.papers[0].sha256}) == {asked.papers[0].sha256}
    assert [one.number for one in cases.to_reconsider(mayor())] == [asked.number]
    assert cases.to_reconsider(officer(body("司法局"), Duty.GOVERN)) == ()
    with pytest.raises(cases.ReconsiderationNotFound):
        cases.reconsideration(asked.number, holder(refused, SIGN))
    with pytest.raises(cases.AskedForReconsideration):
        ask(refused, town, wants="再一次")
    with pytest.raises(cases.CaseNotFound):
        ask(refused, town, by=town.stranger)
    assert facts(refused).count("ReconsiderationAsked") == 1


BAD = [
    ({"wants": " "}, cases.RequestIncomplete),
    ({"reasons": ""}, cases.RequestIncomplete),
    ({"not_sued": False}, cases.SuedAlready),
]


@pytest.mark.parametrize(("said", "why"), BAD)
def test_a_request_that_is_none_is_refused_and_leaves_nothing(
    refused: CaseView, town: Town, said: dict[str, object], why: type[Exception]
) -> None:
    with pytest.raises(why):
        ask(refused, town, **said)
    assert not Reconsideration.objects.exists()


def test_after_the_term_it_is_taken_with_the_reason_alone(refused: CaseView, town: Town) -> None:
    delivered(refused, town)
    with pytest.raises(cases.LateReasonNeeded):
        ask(refused, town, month=5, day=7)
    asked = ask(refused, town, month=5, day=7, late_reason="住院，5 月 6 日出院。")
    assert asked.late_reason.startswith("住院")
    assert any("after the term" in step.sentence.message for step in cases.story(refused.number, town.firm))


def test_what_was_approved_or_is_undecided_is_not_reconsidered(refused: CaseView, town: Town) -> None:
    with pytest.raises(cases.NoReconsideration):
        cases.ask_reconsideration(
            case=refused.number, approval=part(refused, FOOD).number, wants="?", reasons="?", not_sued=True, by=town.firm, at=on(5)
        )


def test_silence_of_the_office_accepts(refused: CaseView, town: Town) -> None:
    asked = ask(refused, town)
    assert cases.accept_in_silence(by=BY, at=on(9, 4)) == 0
    assert cases.accept_in_silence(by=BY, at=on(10, 4)) == 1
    assert cases.accept_in_silence(by=BY, at=on(10, 4)) == 0
    held = cases.reconsideration(asked.number, mayor())
    assert (held.state, held.accepted_by_law, held.due_on) == (ReconsiderationState.ACCEPTED, True, date(2026, 6, 8))


def test_it_is_accepted_before_it_is_decided_and_answered_with_reasons(refused: CaseView, town: Town) -> None:
    asked = ask(refused, town)
    with pytest.raises(cases.NotAnswerable):
        answer(asked, Result.UPHELD)
    cases.accept_reconsideration(number=asked.number, by=mayor(), at=on(3, 4))
    with pytest.raises(cases.NotAnswerable):
        answer(asked, Result.DECLINED)
    for said in ({"said": " "}, {"said": "?", "redo_days": None}, {"said": "?", "redo_days": 0}, {"said": "?", "redo_days": 999}):
        with pytest.raises(cases.AnswerIncomplete):
            answer(asked, Result.REDO, **said)
    done = answer(asked, Result.UPHELD, said="事实清楚，证据确凿。")
    assert (done.state, done.result, done.article) == (ReconsiderationState.DECIDED, Result.UPHELD, "行政复议法 第六十八条")
    assert row_of(refused, SIGN).state == ApprovalState.REFUSED
    with pytest.raises(cases.NotAnswerable):
        answer(asked, Result.ANNULLED)


def test_annulled_with_a_term_it_is_decided_anew_and_the_first_refusal_stays_on_paper(refused: CaseView, town: Town) -> None:
    delivered(refused, town)
    asked = ask(refused, town)
    cases.accept_reconsideration(number=asked.number, by=mayor(), at=on(3, 4))
    answer(asked, Result.REDO, redo_days=15)
    row = row_of(refused, SIGN)
    # fifteen calendar days from 20 April: 5 May lies in the holiday
    assert (row.state, row.turn, row.legal_due_on, row.decided_at) == (ApprovalState.OPEN, 2, date(2026, 5, 6), None)
    assert cases.case(refused.number, town.firm).state is CaseState.ACCEPTED
    assert row.number in [one.number for one in approvals.my_work(holder(refused, SIGN)).lines]
    why = cases.annulled_before(row.number)
    assert why is not None
    assert why.refusal[0] == WHY.text
    assert [name for name in facts(refused) if name in {"ReconsiderationDecided", "ApprovalReopened"}] == [
        "ReconsiderationDecided",
        "ApprovalReopened",
    ]
    approve(refused, SIGN, on(24, 4))
    work()
    papers = {one.name: one.number for one in cases.notices(refused.number, town.firm) if one.name.startswith("decision-04")}
    assert papers == {"decision-04": f"{row.number}-JD", "decision-04-2": f"{row.number}-JD2"}
    first = next(one for one in cases.notices(refused.number, town.firm) if one.name == "decision-04")
    assert first.signed == "李审批"
    assert any(WHY.text in str(point.params) for point in first.points)
    owed = set(Delivery.objects.filter(case__number=refused.number).values_list("document", flat=True))
    assert {"decision-04", "decision-04-2"} <= owed
    assert cases.case(refused.number, town.firm).state is CaseState.CLOSED
    assert town.firm.subject is not None
    told = [one.message for one in messages.messages_of(town.firm.subject).lines if "reconsideration" in one.message]
    assert len(told) == 2


def test_annulled_without_a_term_the_items_own_term_begins_anew(refused: CaseView, town: Town) -> None:
    asked = ask(refused, town)
    cases.accept_reconsideration(number=asked.number, by=mayor(), at=on(3, 4))
    answer(asked, Result.ANNULLED)
    row = row_of(refused, SIGN)
    assert (row.started_on, row.legal_due_on) == (date(2026, 3, 2), date(2026, 5, 20))  # twenty working days after 20 April
    second = Reasons("招牌遮挡消防窗。", "消防法 第二十八条", "移位后重新申请。")
    approvals.decide(approval=row.number, opinion=Opinion.REFUSE, reasons=second, by=holder(refused, SIGN), at=on(24, 4))
    again = ask(refused, town, month=4, day=27)
    assert again.number.endswith("-FY2"), "another decision may be brought there, too"


def test_the_body_was_merged_meanwhile_and_its_successor_decides_anew(refused: CaseView, town: Town) -> None:
    asked = ask(refused, town)
    cases.accept_reconsideration(number=asked.number, by=mayor(), at=on(3, 4))
    former, heir = row_of(refused, SIGN).organisation, body("公安局")
    Organisation.objects.filter(code=former).update(closed_on=date(2026, 4, 10), successor=heir)
    identity.forget()
    answer(asked, Result.ANNULLED)
    assert row_of(refused, SIGN).organisation == heir
    [first] = [one for one in cases.notices(refused.number, town.firm) if one.name == "decision-04"]
    assert first.issuer.zh == "长沙市城市管理和综合执法局", "it stays the decision of whoever made it"
