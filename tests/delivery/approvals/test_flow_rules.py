"""Terms of those who are asked, told and heard, as a lawyer would write them down: dates in, due date out."""

from datetime import date

import pytest

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.errors import TwoOfficers
from zhengtong.delivery.approvals.errors.flow import AskedTooLate, HearingTooLate, NoticeTooShort, TermTooLong
from zhengtong.delivery.approvals.terms import ApprovalNumber, Opinion, View
from zhengtong.delivery.approvals.terms.flow import Examination
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.kernel import workdays

pytestmark = pytest.mark.django_db
WORKING, CALENDAR = Unit.WORKING_DAY, Unit.CALENDAR_DAY


@pytest.fixture
def days() -> workdays.Calendar:
    return catalogue.calendar()


@pytest.mark.parametrize(
    ("told", "term", "until", "why"),
    [
        (date(2026, 3, 3), Term(5, WORKING), date(2026, 3, 10), "a weekend between"),
        (date(2026, 2, 12), Term(5, WORKING), date(2026, 2, 26), "spring festival, then the make-up day"),
        (date(2026, 2, 12), Term(5, CALENDAR), date(2026, 2, 24), "the last day is a holiday: the next worked day"),
        (date(2025, 1, 24), Term(5, WORKING), date(2025, 2, 7), "a worked Sunday before the festival of 2025"),
        (date(2024, 9, 12), Term(5, WORKING), date(2024, 9, 20), "mid-autumn 2024 with its make-up Saturday"),
        (date(2026, 3, 3), Term(0, WORKING), date(2026, 3, 4), "nobody is asked to answer on the spot"),
    ],
)
def test_until_when_somebody_may_speak(days: workdays.Calendar, told: date, term: Term, until: date, why: str) -> None:
    assert rules.within(days, term, told=told) == until, why


def test_a_consulted_bodys_term_ends_before_the_authoritys_own() -> None:
    due, asked, legal = date(2026, 3, 30), date(2026, 3, 3), date(2026, 3, 30)
    assert rules.answer_by(due, asked=asked, legal_due=None, by_hand=True) == due
    assert rules.answer_by(date(2026, 3, 27), asked=asked, legal_due=legal, by_hand=True) == date(2026, 3, 27)
    assert rules.answer_by(due, asked=asked, legal_due=legal, by_hand=False) == date(2026, 3, 29)
    with pytest.raises(TermTooLong):
        rules.answer_by(due, asked=asked, legal_due=legal, by_hand=True)
    assert rules.answer_by(due, asked=legal, legal_due=legal, by_hand=False) == legal  # asked on the last day: never before it was asked


@pytest.mark.parametrize(
    ("called", "held", "hold_by", "outcome"),
    [
        (date(2026, 3, 6), date(2026, 3, 16), None, NoticeTooShort),
        (date(2026, 3, 6), date(2026, 3, 17), None, None),
        (date(2026, 2, 9), date(2026, 2, 24), None, NoticeTooShort),  # the make-up Saturday counts, spring festival does not
        (date(2026, 2, 9), date(2026, 2, 25), None, None),
        (date(2026, 3, 6), date(2026, 4, 1), date(2026, 4, 1), None),
        (date(2026, 3, 6), date(2026, 4, 2), date(2026, 4, 1), HearingTooLate),
        (date(2026, 3, 30), date(2026, 4, 9), date(2026, 4, 1), None),  # too late for both: the notice goes first, on its first day
        (date(2026, 3, 30), date(2026, 4, 10), date(2026, 4, 1), HearingTooLate),
    ],
)
def test_on_which_days_a_hearing_can_be_held(
    days: workdays.Calendar, called: date, held: date, hold_by: date | None, outcome: type[Exception] | None
) -> None:
    seven = Term(7, WORKING)
    if outcome is None:
        rules.check_hearing_day(days, seven, today=called, on=held, hold_by=hold_by)
        return
    with pytest.raises(outcome):
        rules.check_hearing_day(days, seven, today=called, on=held, hold_by=hold_by)


def test_the_last_day_to_ask_still_counts() -> None:
    rules.check_asked_in_time(date(2026, 3, 10), date(2026, 3, 10))
    with pytest.raises(AskedTooLate):
        rules.check_asked_in_time(date(2026, 3, 10), date(2026, 3, 11))


@pytest.mark.parametrize("officers", [[], ["张"], ["张", "张 "], ["张", " "]])
def test_fewer_than_two_officers_are_none(officers: list[str]) -> None:
    with pytest.raises(TwoOfficers):
        rules.check_officers(officers, 2)


def test_the_lower_offices_objection_stands_against_an_approval() -> None:
    below = Examination(ApprovalNumber("x"), "lower", "upper", date(2026, 3, 2), None, View.OBJECT, "…")
    assert rules.objectors((), below, Opinion.APPROVE) == ("lower",)
    assert rules.objectors((), below, Opinion.REFUSE) == ()
    assert rules.objectors((), below, None) == ()
