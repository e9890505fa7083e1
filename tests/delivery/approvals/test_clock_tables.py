"""The lawyer's table (clock_cases.yaml) and what holds of every clock. No database: the shipped regimes and calendar as written."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from zhengtong.channels.ui import translate
from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.rules import clock_applicant
from zhengtong.delivery.approvals.terms import Clock, ClockEvent, ClockEventKind, Office, PauseKind, Scope
from zhengtong.foundation.catalogue.rules import reading
from zhengtong.foundation.catalogue.terms import Regime, Term, Unit
from zhengtong.kernel import workdays
from zhengtong.kernel.workdays import Calendar, Due, Pause

NATIONAL = Path(__file__).parents[3] / "content" / "national"
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "clock_cases.yaml").read_text())


@cache
def regimes() -> dict[str, Regime]:
    read = [yaml.safe_load(path.read_text()) for path in sorted((NATIONAL / "regimes").glob("*.yaml"))]
    return {one["code"]: reading.regime(one["code"], one) for one in read}


@cache
def calendar() -> Calendar:
    with (NATIONAL / "calendar.csv").open(encoding="utf-8") as rows:
        return Calendar.read(csv.DictReader(rows))


def event(on: date, kind: str, more: Any = None) -> ClockEvent:
    joint = kind == "extend_joint"
    what = ClockEventKind("extend" if joint else kind)
    at = datetime(on.year, on.month, on.day, 2, tzinfo=UTC)
    if what is ClockEventKind.PAUSE:
        return ClockEvent(what, on, at, pause=PauseKind(more), reference="消防法 第十五条", evidence="委托书 1 号")
    scope = Scope.JOINT if joint else Scope.OWN
    return ClockEvent(what, on, at, scope, days=more, office=Office.HEAD_OF_AUTHORITY, reference="行政许可法 第四十二条")


def worked_out(case: dict[str, Any]) -> Clock:
    """Both terms of the case, and its joint one, by its regime as shipped."""
    regime, opened = regimes()[case["regime"]], case["start"]
    started = rules.starts_on(regime, received=case.get("received", opened), opened=opened, waited=case.get("waited", False))
    published = Term(case["item"], Unit(case.get("unit", "working_day"))) if "item" in case else None
    events = [event(*one) for one in case.get("do", ())]
    clock = rules.clock(
        calendar(),
        started=started,
        promised=Term(case["promised"]) if "promised" in case else None,
        legal=rules.legal_term(published, regime, started),
        events=events,
        today=case.get("today"),
    )
    if not case.get("joint"):
        return clock
    term = rules.joint_term([regime], "decision.joint_days", started)
    due, more, stands = rules.joint(calendar(), started=started, term=term, parts=[events], extended=events)
    return replace(clock, joint=due, joint_extended=more, joint_stands=stands)


@pytest.mark.parametrize("case", CASES, ids=[f"{one['regime']}: {one['says']}" for one in CASES])
def test_due_as_the_table_says(case: dict[str, Any]) -> None:
    clock = worked_out(case)
    for key, due in (("promise", clock.promised), ("legal", clock.legal), ("joint_due", clock.joint)):
        if key in case:
            assert (due.on if due else None) == (None if case[key] == "none" else case[key]), key
    if "so_far" in case:
        assert clock.so_far is not None
        assert max(day.number or 0 for day in clock.so_far.days) == case["so_far"]
        assert clock.so_far.on == case["today"]
    due = clock.legal or clock.promised
    if "why" in case:
        assert due is not None
        with translation.override("zh-hans"):
            told = dict[date, str]()
            for on, message, params in rules.explain_clock(due, clock.events):
                told[on] = told.get(on, "") + translate.sentence(message, params)
        for on, said in case["why"].items():
            assert said in told[on], told[on]


def test_every_shipped_regime_stands_in_the_table() -> None:
    assert set(regimes()) == {one["regime"] for one in CASES}


def test_what_each_regime_lets_stop_and_lengthen_its_clock() -> None:
    art45 = ("hearing", "tender", "auction", "inspection_test", "quarantine", "appraisal", "expert_review")
    on = date(2026, 3, 2)
    listed = {code: tuple(map(str, rules.pauses(one, on))) for code, one in regimes().items()}
    permits = {"permit", "food_permit", "small_food_permit", "fire_check", "pollution_permit"}
    asking = {"water_permit": {*art45, "other_authority_opinion", "dispute"}, "individual_deregistration": {"other_authority_opinion"}}
    assert {code for code, kinds in listed.items() if kinds == art45} == permits
    assert {code for code, one in regimes().items() if (need := one.at("pauses.required_by_law", on)) and need.value is True} == {
        *permits, *asking,
    }  # fmt: skip
    assert listed["information_request"] == ("third_party_opinion", "other_authority_opinion")
    assert {code: set(listed[code]) for code in asking} == asking
    assert {code for code, kinds in listed.items() if kinds} == {*permits, *asking, "information_request"}
    longer = {
        code: (term.days, str(by.value))
        for code, one in regimes().items()
        if (term := rules.days_of(one, "decision.extension_days", on)) and (by := one.at("decision.extension_by", on))
    }
    head = "head_of_authority"
    assert longer == {
        "permit": (10, head), "food_permit": (5, head), "small_food_permit": (10, head), "market_entity": (3, head),
        "individual_deregistration": (3, head),
        "information_request": (20, "head_of_disclosure_office"),
    }  # fmt: skip
    together = Term(45, reference="行政许可法 第四十二条")
    joint = {code for code, one in regimes().items() if rules.joint_term([one], "decision.joint_days", on) == together}
    assert joint == {"permit", "food_permit", "small_food_permit"}


@pytest.mark.parametrize(
    ("told", "last"),
    [
        (date(2026, 3, 2), date(2026, 3, 9)),  # five working days, the day of being told not among them
        (date(2026, 2, 13), date(2026, 2, 27)),  # 14 February is worked, then spring festival
        (date(2024, 2, 8), date(2024, 2, 21)),
        (date(2025, 1, 27), date(2025, 2, 10)),
    ],
)
def test_five_days_to_ask_for_a_hearing(told: date, last: date) -> None:
    term = rules.days_of(regimes()["permit"], "hearing.ask_days", told)
    assert term is not None
    assert clock_applicant.ask_by(calendar(), term, told=told).on == last


@pytest.mark.parametrize(
    ("regime", "expires", "last"),
    [
        ("permit", date(2026, 6, 30), date(2026, 6, 1)),  # thirty days before is Sunday 31 May: Monday is in time
        ("permit", date(2026, 4, 30), date(2026, 3, 31)),
        ("permit", date(2026, 3, 20), date(2026, 2, 24)),  # 18 February lies in spring festival
        ("water_permit", date(2026, 6, 30), date(2026, 5, 18)),  # forty-five (取水许可和水资源费征收管理条例 art. 25): a Saturday
        ("pollution_permit", date(2026, 6, 30), date(2026, 5, 6)),  # sixty: 1 May, a holiday
    ],
)
def test_renewal_is_asked_for_in_time(regime: str, expires: date, last: date) -> None:
    term = rules.days_of(regimes()[regime], "renewal.ask_before_days", expires)
    assert term is not None
    assert clock_applicant.renew_by(calendar(), term, expires=expires) == last


def test_a_days_term_of_the_applicant_in_calendar_days_moves_on_from_a_day_off() -> None:
    assert clock_applicant.ask_by(calendar(), Term(15, Unit.CALENDAR_DAY), told=date(2026, 9, 20)).on == date(2026, 10, 8)


# ── what holds of every clock ────────────────────────────────────────────────────────────────────────────────────────────
DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))
LENGTHS = st.integers(1, 60)


def spans(after: date, gaps: Sequence[tuple[int, int]]) -> list[ClockEvent]:
    """Pauses that follow one another: so many days to the next, so many days long."""
    found, on = [], after
    for gap, length in gaps:
        on += timedelta(days=gap)
        found.append(event(on, "pause", "hearing"))
        on += timedelta(days=length)
        found.append(event(on, "resume"))
    return found


GAPS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 15)), max_size=4)


def legal(after: date, days: int, events: Sequence[ClockEvent]) -> Due:
    due = rules.clock(calendar(), started=after, promised=None, legal=Term(days), events=events).legal
    assert due is not None
    return due


@given(DAYS, LENGTHS, GAPS)
def test_a_pause_never_makes_it_earlier_and_it_ends_on_a_working_day(after: date, days: int, gaps: list[tuple[int, int]]) -> None:
    due = legal(after, days, spans(after, gaps))
    assert due.on >= legal(after, days, ()).on
    assert calendar().is_worked(due.on)
    assert sum(1 for day in due.days if day.number) == days


@given(DAYS, LENGTHS, st.integers(0, 30))
def test_stopping_and_starting_on_one_day_costs_nothing(after: date, days: int, later: int) -> None:
    on = after + timedelta(days=later)
    assert legal(after, days, [event(on, "pause", "hearing"), event(on, "resume")]).on == legal(after, days, ()).on


@given(DAYS, LENGTHS, GAPS, st.randoms(use_true_random=False))
def test_the_order_of_disjoint_pauses_does_not_matter(after: date, days: int, gaps: list[tuple[int, int]], random: Any) -> None:
    excluded = list(rules.excluded(rules.in_order(spans(after, gaps), after)))
    shuffled = list(excluded)
    random.shuffle(shuffled)
    whole = workdays.due(calendar(), after=after, days=days, pauses=excluded)
    assert workdays.due(calendar(), after=after, days=days, pauses=shuffled) == whole


@given(DAYS, LENGTHS, GAPS)
def test_the_fast_path_equals_the_explained_one(after: date, days: int, gaps: list[tuple[int, int]]) -> None:
    excluded = rules.excluded(rules.in_order(spans(after, gaps), after))
    assert workdays.due_on(calendar(), after, days, excluded) == workdays.due(calendar(), after=after, days=days, pauses=excluded).on


@given(DAYS, LENGTHS, st.lists(st.tuples(st.integers(-40, 40), st.sampled_from(["pause", "resume", "restart"])), max_size=8))
def test_whatever_is_recorded_no_span_is_negative_and_every_event_is_kept(after: date, days: int, steps: list[tuple[int, str]]) -> None:
    """时钟倒拨: days out of order, resumed without a pause, stopped twice: one due date or a clock that stands, never an accident."""
    events = [event(after + timedelta(days=one), kind, "hearing" if kind == "pause" else None) for one, kind in steps]
    clock = rules.clock(calendar(), started=after, promised=None, legal=Term(days), events=events, today=after + timedelta(days=60))
    assert len(clock.events) == len(events)
    assert list(clock.events) == sorted(clock.events, key=lambda one: one.on)
    assert (clock.legal is None) == (clock.paused is not None)
    if clock.legal:
        assert clock.legal.on > after


@given(DAYS, LENGTHS, st.integers(1, 30))
def test_an_extension_lengthens_by_exactly_so_many_worked_days(after: date, days: int, more: int) -> None:
    due = rules.lengthened(calendar(), Term(days), Term(more), after=after)
    assert due is not None
    assert workdays.working_days_left(calendar(), legal(after, days, ()).on, due.on) == more


@given(DAYS, st.integers(1, 15), st.integers(0, 40))
def test_so_far_is_the_beginning_of_the_whole(after: date, days: int, later: int) -> None:
    until = after + timedelta(days=later)
    whole = workdays.due(calendar(), after=after, days=days)
    assume(until <= whole.on)
    told = workdays.counted(calendar(), after=after, until=until, days=days)
    assert told.days == whole.days[: len(told.days)]
    assert told.on == until


def test_a_promise_and_a_law_of_other_units_are_each_counted_in_their_own() -> None:
    due = rules.lengthened(calendar(), Term(3, Unit.CALENDAR_DAY), Term(2), after=date(2026, 3, 4))
    assert due is not None
    assert due.on == date(2026, 3, 11)  # moved to Monday 9 March, then two worked days


def test_beyond_the_last_notice_a_date_is_provisional_and_says_so() -> None:
    due = legal(date(2026, 12, 21), 20, ())
    assert (due.provisional, due.on) == (True, date(2027, 1, 18))  # the plain week: nobody knows New Year's day yet
    later = Calendar({**calendar().off, date(2027, 1, 1): True}, date(2027, 12, 31))
    known = rules.due(later, Term(20), after=date(2026, 12, 21))
    assert known is not None
    assert (known.provisional, known.on) == (False, date(2027, 1, 19))


def test_a_day_off_of_one_place_lies_over_the_national_calendar() -> None:
    """湘西州庆 9 月 20 日: in 2024 a Friday that the rest of the country works."""
    rows = [{"date": "2024-09-20", "name": "州庆", "is_off_day": True}, {"date": "2024-09-21", "name": "州庆", "is_off_day": False}]
    local = calendar().over(rows)
    assert rules.due(calendar(), Term(5), after=date(2024, 9, 18)).on == date(2024, 9, 25)  # type: ignore[union-attr]
    due = rules.due(local, Term(5), after=date(2024, 9, 18))
    assert due is not None
    assert due.on == date(2024, 9, 25)  # the Saturday is worked in exchange
    assert [day.name for day in due.days if day.name] == ["州庆", "州庆"]
    off = calendar().over(rows[:1])
    assert rules.due(off, Term(5), after=date(2024, 9, 18)).on == date(2024, 9, 26)  # type: ignore[union-attr]
    assert (off.known_until, off.known_from) == (calendar().known_until, calendar().known_from)
    assert calendar().over([]) is calendar()
    assert Pause(date(2026, 1, 1), date(2026, 1, 2), "hearing").covers(date(2026, 1, 2))
