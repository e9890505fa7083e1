"""Terms as a lawyer would put them, and then every day of the published calendar."""
import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.kernel.workdays import Calendar, Counted, Pause, due, due_on, explain, working_days_left

PUBLISHED = Path(__file__).parents[2] / "content" / "national" / "calendar.csv"
with PUBLISHED.open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
CALENDAR = Calendar.read(ROWS)
FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)

DAYS = st.dates(FIRST, date(2026, 6, 30))
TERMS = st.integers(1, 60)
PAUSES = st.lists(st.tuples(st.integers(-20, 60), st.integers(0, 30)), max_size=4)


def published(first: date = FIRST, last: date = LAST) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def worked_by_hand(day: date) -> bool:
    """Straight from the notices, without the code under test."""
    said = {row["date"]: row["is_off_day"] for row in ROWS}.get(day.isoformat())
    return day.weekday() < 5 if said is None else said == "false"


def pauses_from(after: date, spans: list[tuple[int, int]]) -> list[Pause]:
    return [Pause(after + timedelta(days=start), after + timedelta(days=start + length)) for start, length in spans]


def test_the_day_of_the_act_does_not_count() -> None:
    """民法典 art. 201."""
    assert due(CALENDAR, after=date(2025, 3, 3), days=1).on == date(2025, 3, 4)


def test_five_days_to_ask_for_supplementation_across_spring_festival() -> None:
    answer = due(CALENDAR, after=date(2025, 1, 24), days=5)
    assert answer.on == date(2025, 2, 7)
    assert [line.kind for line in answer.days].count(Counted.HOLIDAY) == 8
    assert answer.days[2].kind is Counted.MAKE_UP      # Sunday 26 January is worked, and counts
    assert not answer.provisional


def test_time_the_law_excludes_stops_the_clock() -> None:
    """行政许可法 art. 45."""
    hearing = Pause(date(2025, 3, 5), date(2025, 3, 6))
    answer = due(CALENDAR, after=date(2025, 3, 3), days=3, pauses=[hearing])
    assert answer.on == date(2025, 3, 10)
    assert [line.on.day for line in answer.days if line.kind is Counted.PAUSED] == [5, 6]


def test_a_long_pause_over_spring_festival() -> None:
    pause = Pause(date(2025, 1, 24), date(2025, 2, 10))
    assert due(CALENDAR, after=date(2025, 1, 20), days=20, pauses=[pause]).on == date(2025, 3, 5)


def test_a_term_in_calendar_days_counts_all_days() -> None:
    answer = due(CALENDAR, after=date(2025, 3, 3), days=30, working=False)
    assert answer.on == date(2025, 4, 2)
    assert {line.kind for line in answer.days[1:]} == {Counted.CALENDAR}


def test_a_last_day_that_is_not_worked_moves_to_the_next_working_day() -> None:
    """民法典 art. 203: 10 days from 20 January end on 30 January, inside Spring Festival."""
    answer = due(CALENDAR, after=date(2025, 1, 20), days=10, working=False)
    assert answer.on == date(2025, 2, 5)
    assert answer.days[10].on == date(2025, 1, 30)
    assert answer.days[10].number == 10
    assert explain(answer)[-1][1].startswith("The term ends on this working day")


def test_a_calendar_term_may_end_on_a_make_up_sunday() -> None:
    assert due(CALENDAR, after=date(2025, 1, 20), days=6, working=False).on == date(2025, 1, 26)


def test_beyond_the_published_calendar_a_due_date_is_provisional() -> None:
    assert not due(CALENDAR, after=date(2026, 12, 29), days=2).provisional
    assert due(CALENDAR, after=date(2026, 12, 30), days=2).provisional


def test_before_the_published_calendar_too() -> None:
    assert due(CALENDAR, after=date(2006, 6, 1), days=2).provisional


@pytest.mark.parametrize("days", [0, -1])
def test_a_term_has_at_least_one_day(days: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        due(CALENDAR, after=date(2025, 3, 3), days=days)
    with pytest.raises(ValueError, match="at least one day"):
        due_on(CALENDAR, date(2025, 3, 3), days)


def test_a_term_that_never_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond the last date"):
        due(CALENDAR, after=date(9999, 12, 20), days=20)


def test_a_pause_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="on or after"):
        Pause(date(2025, 3, 6), date(2025, 3, 5))


def test_a_calendar_without_a_day_off_is_no_calendar() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Calendar.read([])


def test_the_explanation_names_every_day_and_why() -> None:
    lines = explain(due(CALENDAR, after=date(2025, 1, 25), days=3, pauses=[Pause(date(2025, 2, 5), date(2025, 2, 5))]))
    said = {day: message % params for day, message, params in lines}
    assert said[date(2025, 1, 25)] == "The day of the act does not count (Civil Code, article 201)."
    assert said[date(2025, 1, 26)] == "Working day 1: worked in exchange for 春节."
    assert said[date(2025, 1, 27)] == "Working day 2."
    assert said[date(2025, 1, 28)] == "Public holiday 春节, not counted."
    assert said[date(2025, 2, 5)] == "The clock is stopped, not counted."
    assert said[date(2025, 2, 6)] == "Working day 3."
    assert len(lines) == 13


def test_days_left() -> None:
    assert working_days_left(CALENDAR, date(2025, 1, 24), date(2025, 2, 7)) == 5
    assert working_days_left(CALENDAR, date(2025, 2, 7), date(2025, 2, 7)) == 0
    assert working_days_left(CALENDAR, date(2025, 2, 10), date(2025, 2, 7)) == -2      # Saturday 8 February is worked
    assert working_days_left(CALENDAR, date(2034, 1, 2), date(2034, 1, 9)) == 5


def test_every_day_of_twenty_years_is_what_the_notices_say() -> None:
    for day in published():
        assert CALENDAR.is_worked(day) is worked_by_hand(day), day


def test_from_every_day_no_term_ends_on_a_day_that_is_not_worked_and_each_ends_later_than_the_shorter() -> None:
    """Exhaustive over 2007-2026: every start, the terms the law uses, against a count by hand."""
    worked = [day for day in published(FIRST, date(2026, 12, 31)) if worked_by_hand(day)]
    following = 0
    for start in published(FIRST, date(2026, 8, 31)):
        while worked[following] <= start:
            following += 1
        for days in (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60):
            assert due_on(CALENDAR, start, days) == worked[following + days - 1]


def test_the_index_and_the_explanation_agree_on_every_start() -> None:
    for start in published(FIRST, date(2026, 12, 31)):
        for days in (1, 5, 20):
            assert due(CALENDAR, after=start, days=days).on == due_on(CALENDAR, start, days)


@given(DAYS, TERMS, PAUSES)
def test_the_index_and_the_explanation_agree_with_pauses(after: date, days: int, spans: list[tuple[int, int]]) -> None:
    pauses = pauses_from(after, spans)
    assert due_on(CALENDAR, after, days, pauses) == due(CALENDAR, after=after, days=days, pauses=pauses).on


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), TERMS, PAUSES)
def test_they_agree_outside_the_published_years_too(after: date, days: int, spans: list[tuple[int, int]]) -> None:
    pauses = pauses_from(after, spans)
    assert due_on(CALENDAR, after, days, pauses) == due(CALENDAR, after=after, days=days, pauses=pauses).on


@given(DAYS, TERMS, PAUSES, st.booleans())
def test_never_due_on_a_day_that_is_not_worked_or_stands_still(after: date, days: int, spans: list[tuple[int, int]], working: bool) -> None:
    pauses = pauses_from(after, spans)
    answer = due(CALENDAR, after=after, days=days, pauses=pauses, working=working)
    assert CALENDAR.is_worked(answer.on)
    assert not any(pause.covers(answer.on) for pause in pauses)
    assert [line.number for line in answer.days if line.number] == list(range(1, days + 1))
    assert [line.on for line in answer.days] == list(published(after, answer.on))


@given(DAYS, TERMS, PAUSES, st.booleans())
def test_a_longer_term_never_ends_earlier(after: date, days: int, spans: list[tuple[int, int]], working: bool) -> None:
    pauses = pauses_from(after, spans)
    shorter = due(CALENDAR, after=after, days=days, pauses=pauses, working=working).on
    longer = due(CALENDAR, after=after, days=days + 1, pauses=pauses, working=working).on
    assert longer > shorter if working else longer >= shorter


@given(DAYS, TERMS, PAUSES)
def test_a_pause_gives_back_exactly_the_working_days_it_took(after: date, days: int, spans: list[tuple[int, int]]) -> None:
    pauses = pauses_from(after, spans)
    paused = due(CALENDAR, after=after, days=days, pauses=pauses)
    taken = sum(line.kind is Counted.PAUSED and CALENDAR.is_worked(line.on) for line in paused.days)
    assert paused.on == due(CALENDAR, after=after, days=days + taken).on


@given(DAYS, TERMS)
def test_days_left_undoes_due(after: date, days: int) -> None:
    last = due(CALENDAR, after=after, days=days).on
    assert working_days_left(CALENDAR, after, last) == days
    assert working_days_left(CALENDAR, last, after) == -days
