"""先后与工期: no circle is ever accepted, the critical path is the longest one, and the order of writing does not matter."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.foundation.catalogue.errors import CircularOrder
from zhengtong.foundation.catalogue.rules.order import circle, in_order, timetable, whole, working_days
from zhengtong.foundation.catalogue.terms import Term, Unit

CODES = [f"item-{letter}" for letter in "abcdefg"]


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, frozenset[str]]:
    """Any items, waiting for any others: with and without circles."""
    codes = draw(st.permutations(CODES).flatmap(lambda found: st.integers(1, len(CODES)).map(lambda size: found[:size])))
    return {code: draw(st.frozensets(st.sampled_from(codes), max_size=3)) for code in codes}


@st.composite
def works(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    """Items without circles: each may wait only for earlier ones."""
    size = draw(st.integers(1, len(CODES)))
    codes = CODES[:size]
    after = {code: draw(st.frozensets(st.sampled_from(codes[:at]), max_size=3)) if at else frozenset() for at, code in enumerate(codes)}
    return {code: draw(st.integers(0, 30)) for code in codes}, after


def reaches(after: dict[str, frozenset[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = list(after[start])
    while todo:
        code = todo.pop()
        if code not in seen:
            seen.add(code)
            todo += after.get(code, ())
    return seen


def longest(days: dict[str, int], after: dict[str, frozenset[str]], code: str) -> int:
    return days[code] + max((longest(days, after, one) for one in after[code]), default=0)


@given(graphs())
def test_a_circle_is_never_accepted_and_everything_else_is(after: dict[str, frozenset[str]]) -> None:
    circular = any(code in reaches(after, code) for code in after)
    if circular:
        with pytest.raises(CircularOrder):
            in_order(after)
        found = circle(after)
        assert found[0] == found[-1]
        assert all(waits_for in after[code] for code, waits_for in pairwise(found))
    else:
        assert circle(after) == ()
        placed = in_order(after)
        assert sorted(placed) == sorted(after)
        assert all(placed.index(one) < placed.index(code) for code in after for one in after[code])


@given(works())
def test_the_whole_takes_as_long_as_the_longest_path(work: tuple[dict[str, int], dict[str, frozenset[str]]]) -> None:
    days, after = work
    slots = timetable(days, after)
    total = max(longest(days, after, code) for code in days)
    assert whole(slots) == total
    assert all(slots[code].ends == longest(days, after, code) for code in days)


@given(works())
def test_only_critical_items_delay_everything(work: tuple[dict[str, int], dict[str, frozenset[str]]]) -> None:
    days, after = work
    slots = timetable(days, after)
    for code in days:
        later = whole(timetable({**days, code: days[code] + 1}, after))
        assert (later > whole(slots)) is slots[code].critical


@given(works(), st.randoms())
def test_the_order_of_writing_does_not_matter(work: tuple[dict[str, int], dict[str, frozenset[str]]], chance: object) -> None:
    days, after = work
    shuffled = list(days)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = {code: days[code] for code in shuffled}
    assert timetable(again, after) == timetable(days, after)
    assert in_order({code: after[code] for code in shuffled}) == in_order(after)


def test_who_waits_for_an_item_that_takes_no_part_waits_for_nobody() -> None:
    assert timetable({"b": 3}, {"b": ["a"]})["b"].starts == 0


@pytest.mark.parametrize(("days", "most"), [(1, 1), (6, 6), (7, 5), (10, 8), (30, 22)])
def test_calendar_days_count_as_the_most_working_days_they_can_hold(days: int, most: int) -> None:
    assert working_days(Term(days, Unit.CALENDAR_DAY)) == most
    assert working_days(Term(days)) == days


def test_a_term_from_receipt_runs_while_the_item_waits() -> None:
    """社会保险经办条例 art. 18: twenty working days from the application, whatever has to be confirmed first."""
    days, after = {"confirm": 15, "pension": 20, "insurance": 5}, {"pension": ["confirm"], "insurance": ["confirm"]}
    slots = timetable(days, after, from_receipt={"pension"})
    assert (slots["pension"].starts, slots["pension"].ends) == (15, 20)
    assert (slots["insurance"].starts, slots["insurance"].ends) == (15, 20)
    assert slots["confirm"].critical  # the insurance waits for all of it
    alone = timetable({"confirm": 15, "pension": 20}, after, from_receipt={"pension"})
    assert not alone["confirm"].critical  # the pension is due on day twenty even if this takes longer
    assert whole(timetable({"confirm": 25, "pension": 20}, after, from_receipt={"pension"})) == 25
