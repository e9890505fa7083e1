"""收件: what comes in, how it is put right, what may follow, what silence does; each through the front door, with what was recorded."""

from datetime import date, datetime, timedelta

import pytest

from tests.delivery.conftest import RESTAURANT, SITUATION, Town, fill, paper
from tests.support.at_once import at_once
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases import schedule
from zhengtong.delivery.cases.models import Mended, Notice
from zhengtong.delivery.cases.terms import CaseState, CaseView, Channel, Point
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import Refusal

MONDAY = datetime(2026, 8, 3, 9, 30, tzinfo=CHINA)
NEXT_DAY = MONDAY + timedelta(days=1)
FREIGHT = Ref("item", "43TCN0002-02")


def facts(number: str, name: str) -> list[dict[str, object]]:
    return [dict(row.values or {}) for row in ledger.facts_about(Ref("case", number)) if row.fact == f"cases.{name}"]


def tell() -> None:
    ledger.work_once(limit=200)


def told(by: Actor) -> str:
    assert by.subject is not None
    return " ".join(one.message for one in messages.messages_of(by.subject).lines)


@pytest.fixture
def submitted(town: Town) -> CaseView:
    """The restaurant on a Monday morning in August."""
    return handed_in(RESTAURANT, SITUATION, town.firm)


def handed_in(matter: Ref, answers: dict[str, object], by: Actor, **more: object) -> CaseView:
    with clock.standing_at(MONDAY):
        draft = cases.begin(matter=matter, answers=answers, by=by, at=MONDAY)
        fill(draft.number, by, at=MONDAY)
        return cases.submit(draft=draft.number, by=by, at=MONDAY, **more)  # type: ignore[arg-type]


# 收件凭证 and channels


def test_intake_is_not_acceptance_and_says_where_it_came_in(submitted: CaseView, town: Town) -> None:
    assert submitted.state is CaseState.RECEIVED
    assert submitted.accepted_at is None
    assert submitted.channel is Channel.PORTAL
    assert facts(submitted.number, "CaseSubmitted")[0]["channel"] == "portal"
    lead = catalogue.city().lead_window
    assert handed_in(FREIGHT, {}, town.firm, channel=Channel.WINDOW, window=lead).channel is Channel.WINDOW


# 当场更正


def test_an_error_is_put_right_beside_the_citizen_and_what_stood_there_stays_on_record(submitted: CaseView, town: Town) -> None:
    due = submitted.accept_due
    mended = cases.mend(
        case=submitted.number, answers={"premises.seats": "64"}, files=[("floor-plan", paper("新图.pdf", b"%PDF-1.4\nnew\n%%EOF\n"))],
        by=town.clerk, at=NEXT_DAY,
    )  # fmt: skip
    assert mended.state is CaseState.RECEIVED
    assert mended.supplementation is None
    assert mended.accept_due == due  # neither the day of receipt nor the term moves
    file = cases.file(submitted.number, town.clerk)
    assert file.answers["premises.seats"] == 64
    assert [one.name for one in file.files if one.material == "floor-plan"] == ["新图.pdf"]
    rows = {one.at_place: one for one in Mended.objects.all()}
    assert rows["premises.seats"].before["value"] != 64
    assert rows["premises.seats"].after == {"value": 64}
    assert len(rows["floor-plan"].before["files"]) == 1
    assert facts(submitted.number, "CaseMended")[0]["places"] == ["premises.seats", "floor-plan"]
    assert [step.fact for step in cases.story(submitted.number, town.firm)][-1] == "cases.CaseMended"
    tell()
    assert "put right at the window" in told(town.firm)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"firm.name": "别家"}, cases.NotMendable),  # what a register says is put right in the register
        ({"signboard.text": "老味道"}, cases.NotMendable),  # the law of the sign board knows no mending on the spot
        ({"no.such": "1"}, cases.NotMendable),
        ({"premises.seats": "-4"}, cases.NotReady),
        ({}, cases.NothingMended),
    ],
)
def test_what_cannot_be_put_right_on_the_spot(submitted: CaseView, town: Town, answers: dict[str, object], why: type[Refusal]) -> None:
    with pytest.raises(why):
        cases.mend(case=submitted.number, answers=answers, files=[], by=town.clerk, at=NEXT_DAY)
    assert Mended.objects.count() == 0
    assert facts(submitted.number, "CaseMended") == []


def test_what_decides_the_items_is_not_put_right_inside_the_case(submitted: CaseView, town: Town) -> None:
    with pytest.raises(cases.NotMendable):
        cases.mend(case=submitted.number, answers={"fire.route": "inspection"}, files=[], by=town.clerk, at=NEXT_DAY)
    assert cases.file(submitted.number, town.clerk).answers.get("fire.route", "commitment") == "commitment"


def test_after_acceptance_nothing_is_mended_on_the_spot(submitted: CaseView, town: Town) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    with pytest.raises(cases.WrongState):
        cases.mend(case=submitted.number, answers={"premises.seats": "64"}, files=[], by=town.clerk, at=NEXT_DAY)


def test_mending_after_the_silent_term_meets_the_law_first(submitted: CaseView, town: Town) -> None:
    with pytest.raises(cases.AcceptedByLaw):
        cases.mend(case=submitted.number, answers={"premises.seats": "64"}, files=[], by=town.clerk, at=MONDAY + timedelta(days=8))
    assert cases.case(submitted.number, town.firm).accepted_by_law


# 一次性告知


def answered(case: CaseView, town: Town) -> CaseView:
    cases.require_supplementation(case=case.number, points=[Point("floor-plan", "没有比例")], by=town.clerk, at=NEXT_DAY)
    return cases.supplement(case=case.number, answers={}, files=[("floor-plan", paper())], by=town.firm, at=NEXT_DAY)


def test_a_new_defect_is_refused_and_that_it_was_wanted_is_recorded(submitted: CaseView, town: Town) -> None:
    answered(submitted, town)
    points = [Point("floor-plan", "仍没有比例"), Point("premises-proof", "想起来了")]
    with pytest.raises(cases.AskedBefore):
        cases.require_supplementation(case=submitted.number, points=points, by=town.clerk, at=NEXT_DAY)
    assert cases.case(submitted.number, town.firm).state is CaseState.RECEIVED
    assert Notice.objects.count() == 1
    assert [one["points"] for one in facts(submitted.number, "NewDefectBarred")] == [["premises-proof"]]
    assert [one["at"] for one in Notice.objects.get().barred] == ["premises-proof"]
    again = cases.require_supplementation(case=submitted.number, points=points[:1], by=town.clerk, at=NEXT_DAY)
    assert again.state is CaseState.SUPPLEMENTING  # told before and not cured


def test_a_notice_is_answered_once(submitted: CaseView, town: Town) -> None:
    answered(submitted, town)
    with pytest.raises(cases.AnsweredBefore):
        cases.supplement(case=submitted.number, answers={}, files=[("floor-plan", paper("另一张.pdf"))], by=town.firm, at=NEXT_DAY)
    assert len(facts(submitted.number, "CaseSupplemented")) == 1
    assert [one.name for one in cases.file(submitted.number, town.firm).files if one.material == "floor-plan"] == ["图纸.pdf"]


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_the_same_moment_one_counts(shipped: None, town: Town) -> None:
    case = handed_in(RESTAURANT, SITUATION, town.firm)
    with clock.standing_at(MONDAY):
        cases.require_supplementation(case=case.number, points=[Point("floor-plan", "没有比例")], by=town.clerk, at=MONDAY)
    ends = at_once(
        *(
            lambda name=name: cases.supplement(
                case=case.number, answers={}, files=[("floor-plan", paper(name))], by=town.firm, at=MONDAY, once=Key(name)
            )
            for name in ("一.pdf", "二.pdf")
        )
    )
    assert sorted((one if isinstance(one, type) else type(one)).__name__ for one in ends) == ["AnsweredBefore", "CaseView"]
    assert len(facts(case.number, "CaseSupplemented")) == 1
    assert len([one for one in cases.file(case.number, town.firm).files if one.material == "floor-plan"]) == 1


# 申请人不答复


@pytest.fixture
def information(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every item of these cases runs under 政府信息公开条例, of which no item is published here."""
    held = catalogue.regime("information_request")
    monkeypatch.setattr(catalogue, "regime", lambda _code: held)


@pytest.fixture
def asked(information: None, submitted: CaseView, town: Town) -> CaseView:
    return cases.require_supplementation(case=submitted.number, points=[Point("floor-plan", "没有比例")], by=town.clerk, at=NEXT_DAY)


def test_silence_gives_it_up_after_the_last_day_and_not_on_it(asked: CaseView, town: Town) -> None:
    """Fifteen working days after 4 August 2026: 25 August."""
    assert asked.supplementation is not None
    assert asked.supplementation.due_on == date(2026, 8, 25)
    cases.abandon(case=asked.number, by=system("cases"), at=at_noon(2026, 8, 25))
    assert cases.case(asked.number, town.firm).state is CaseState.SUPPLEMENTING
    with clock.standing_at(at_noon(2026, 8, 22)):
        schedule.remind_before_it_ends()
        schedule.remind_before_it_ends()
        tell()
    assert [one["due_on"] for one in facts(asked.number, "ApplicantReminded")] == ["2026-08-25"]
    assert "counts as given up" in told(town.firm)
    with clock.standing_at(at_noon(2026, 8, 26)):
        schedule.give_up_what_nobody_answered()
        schedule.give_up_what_nobody_answered()
    given = cases.case(asked.number, town.firm)
    assert given.state is CaseState.ABANDONED
    assert {one.state for one in given.approvals} == {ApprovalState.WITHDRAWN}
    [fact] = facts(asked.number, "CaseAbandoned")
    assert (fact["due_on"], fact["reference"]) == ("2026-08-25", "政府信息公开条例 第三十条")
    with pytest.raises(cases.WrongState):
        cases.supplement(case=asked.number, answers={}, files=[("floor-plan", paper())], by=town.firm, at=at_noon(2026, 8, 26))


def at_noon(*day: int) -> datetime:
    return MONDAY.replace(year=day[0], month=day[1], day=day[2], hour=12)


def test_the_authority_sets_a_longer_term_but_no_shorter_one(information: None, submitted: CaseView, town: Town) -> None:
    points = [Point("floor-plan", "没有比例")]
    with pytest.raises(cases.AnswerTermTooShort):
        cases.require_supplementation(case=submitted.number, points=points, answer_days=5, by=town.clerk, at=NEXT_DAY)
    asked = cases.require_supplementation(case=submitted.number, points=points, answer_days=20, by=town.clerk, at=NEXT_DAY)
    assert asked.supplementation is not None
    assert asked.supplementation.due_on == date(2026, 9, 1)


def test_an_answer_begins_the_term_anew_where_the_law_says_so(asked: CaseView, town: Town) -> None:
    """答复期限自收到补正的申请之日起计算 (政府信息公开条例 art. 30): 20 working days after 10 August, not after 3 August."""
    answer = at_noon(2026, 8, 10)
    cases.supplement(case=asked.number, answers={}, files=[("floor-plan", paper())], by=town.firm, at=answer)
    accepted = cases.accept(case=asked.number, by=town.clerk, at=at_noon(2026, 8, 12))
    sign = next(one for one in accepted.approvals if one.item.endswith("-06"))
    legal = approvals.clocks(asked.number)[sign.number].legal
    assert legal is not None
    assert legal.on == date(2026, 9, 7)


def test_where_the_law_is_silent_nothing_ends_by_itself_and_the_window_may_remind(submitted: CaseView, town: Town) -> None:
    asked = cases.require_supplementation(case=submitted.number, points=[Point("floor-plan", "没有比例")], by=town.clerk, at=NEXT_DAY)
    assert asked.supplementation is not None
    assert asked.supplementation.due_on is None
    late = at_noon(2026, 11, 2)
    cases.abandon(case=asked.number, by=system("cases"), at=late)
    assert cases.case(asked.number, town.firm).state is CaseState.SUPPLEMENTING
    with clock.standing_at(late):
        held = cases.reception(asked.number, town.clerk)
    assert (held.unanswered, held.may_remind) == (90, True)
    cases.remind(case=asked.number, by=town.clerk, at=late)
    with pytest.raises(cases.RemindedToday):
        cases.remind(case=asked.number, by=town.clerk, at=late)
    with pytest.raises(cases.WrongState):
        cases.remind(case=answered_late(asked, town, late).number, by=town.clerk, at=late + timedelta(days=1))


def answered_late(case: CaseView, town: Town, at: datetime) -> CaseView:
    return cases.supplement(case=case.number, answers={}, files=[("floor-plan", paper())], by=town.firm, at=at)


# 视为受理


def test_what_the_law_accepts_runs_from_receipt_in_every_part_to_the_day(submitted: CaseView, town: Town) -> None:
    """Food permit and fire check by their own law, licence check and sign board with them: all from Monday, not from the sixth day."""
    with clock.standing_at(MONDAY + timedelta(days=8)):
        schedule.accept_cases_in_silence()
    case = cases.case(submitted.number, town.firm)
    assert case.accepted_by_law
    assert [one["accepted_on"] for one in facts(case.number, "CaseAccepted")] == ["2026-08-03"]
    clocks = approvals.clocks(case.number)
    started = {one.item[-2:]: clocks[one.number].started for one in case.approvals if one.state is ApprovalState.OPEN}
    assert started == {"01": MONDAY.date(), "04": MONDAY.date(), "06": MONDAY.date()}
    fire = next(one for one in case.approvals if one.item.endswith("-04"))
    legal = clocks[fire.number].legal
    assert legal is not None
    assert legal.on == date(2026, 8, 31)  # twenty working days from Monday 3 August


def test_after_an_answered_notice_silence_counts_from_the_answer(submitted: CaseView, town: Town) -> None:
    cases.require_supplementation(case=submitted.number, points=[Point("floor-plan", "没有比例")], by=town.clerk, at=NEXT_DAY)
    cases.supplement(case=submitted.number, answers={}, files=[("floor-plan", paper())], by=town.firm, at=at_noon(2026, 8, 11))
    cases.accept_by_law(case=submitted.number, by=system("cases"), at=at_noon(2026, 8, 18))
    assert cases.case(submitted.number, town.firm).state is CaseState.RECEIVED
    cases.accept_by_law(case=submitted.number, by=system("cases"), at=at_noon(2026, 8, 19))
    assert [one["accepted_on"] for one in facts(submitted.number, "CaseAccepted")] == ["2026-08-11"]


# 不予受理并一次性告知


@pytest.fixture
def land(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    held = catalogue.regime("real_estate")
    monkeypatch.setattr(catalogue, "regime", lambda _code: held)


def test_incomplete_papers_are_declined_with_everything_to_put_right(land: None, submitted: CaseView, town: Town) -> None:
    """不动产登记暂行条例 art. 17(1)(3)."""
    points = [Point("floor-plan", "没有比例"), Point("premises-proof", "租期已过")]
    with pytest.raises(cases.ResubmitInstead):
        cases.require_supplementation(case=submitted.number, points=points, by=town.clerk, at=MONDAY)
    declined = cases.decline(case=submitted.number, points=points, by=town.clerk, at=MONDAY)
    assert declined.state is CaseState.DECLINED
    assert declined.declined is not None
    assert [one.at for one in declined.declined.points] == ["floor-plan", "premises-proof"]
    assert facts(submitted.number, "CaseDeclined")[0]["points"] == ["floor-plan", "premises-proof"]


def test_no_written_word_on_the_spot_is_acceptance(land: None, town: Town) -> None:
    """不动产登记暂行条例 art. 17(2)."""
    case = handed_in(FREIGHT, {}, town.firm)
    assert case.accept_due is not None
    assert case.accept_due.on == MONDAY.date()
    cases.accept_by_law(case=case.number, by=system("cases"), at=MONDAY + timedelta(hours=9))
    assert cases.case(case.number, town.firm).state is CaseState.RECEIVED  # the day is not over
    cases.accept_by_law(case=case.number, by=system("cases"), at=NEXT_DAY)
    assert cases.case(case.number, town.firm).accepted_by_law


def test_elsewhere_a_decline_still_says_why_and_where_to_go(submitted: CaseView, town: Town) -> None:
    with pytest.raises(cases.ReasonMissing):
        cases.decline(case=submitted.number, points=[Point("floor-plan", "没有比例")], by=town.clerk, at=NEXT_DAY)
