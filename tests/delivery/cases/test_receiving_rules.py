"""收件规则, as a lawyer would put them: what came in when, under which law; by when the window speaks, and what silence means."""

from datetime import date

import pytest

from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.terms import Point
from zhengtong.foundation.catalogue.terms import (
    Commitment,
    Deferrable,
    Handling,
    Material,
    MaterialState,
    Parameter,
    PlannedMaterial,
    Regime,
    Term,
    Unit,
)
from zhengtong.kernel.words import Words
from zhengtong.kernel.workdays import Calendar

SPRING = Calendar(
    off={
        **{date(2026, 2, day): True for day in range(15, 24)},  # 2026 春节
        date(2026, 2, 14): False,  # 补班
        date(2026, 2, 28): False,  # 补班
        **{date(2026, 5, day): True for day in range(1, 6)},
        date(2026, 5, 9): False,
    },
    known_until=date(2026, 12, 31),
)
SINCE = date(2004, 7, 1)


def law(code: str, **values: object) -> Regime:
    """``acceptance__days=5`` is the parameter acceptance.days."""
    held = (Parameter(name.replace("__", "."), value, SINCE, f"{code} 条文") for name, value in values.items())
    return Regime(code, Words(code), tuple(held))


PERMIT = law("permit", acceptance__days=5, acceptance__silence="accepted_from_receipt", acceptance__on_the_spot=True)
POLLUTION = law("pollution_permit", acceptance__days=3, acceptance__silence="accepted_from_receipt", acceptance__on_the_spot=True)
REAL_ESTATE = law(
    "real_estate", acceptance__days=0, acceptance__silence="accepted_from_receipt", supplementation__decline_and_resubmit=True,
    acceptance__on_the_spot=True,
)  # fmt: skip
MARKET = law(
    "market_entity", acceptance__promised_days=3, acceptance__silence="none", supplementation__days=0, supplementation__resubmit=True
)  # fmt: skip
INFORMATION = law(
    "information_request", supplementation__days=7, supplementation__restarts=True, supplementation__silence="abandoned",
    supplementation__answer_days=15,
)  # fmt: skip
SERVICE = law("public_service", acceptance__promised_days=5, acceptance__silence="none")
STRICT = law("strict", acceptance__days=3, acceptance__silence="none")
SILENT = law("ruling")


@pytest.mark.parametrize(
    ("regimes", "received", "due", "silence"),
    [
        ((PERMIT,), date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 9)),  # five working days (行政许可法 art. 32)
        ((PERMIT,), date(2026, 2, 12), date(2026, 2, 26), date(2026, 2, 26)),  # over the spring festival: 13, 14 (补班), 24, 25, 26
        ((PERMIT,), date(2026, 2, 13), date(2026, 2, 27), date(2026, 2, 27)),
        ((PERMIT,), date(2026, 2, 17), date(2026, 2, 28), date(2026, 2, 28)),  # filed on a holiday; 28 is a make-up Saturday
        ((POLLUTION,), date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 5)),  # three days (排污许可管理条例 art. 9)
        ((PERMIT, POLLUTION), date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 5)),  # the shortest term holds for the one case
        ((REAL_ESTATE,), date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 2)),  # on the spot (不动产登记暂行条例 art. 17)
        ((REAL_ESTATE,), date(2026, 2, 18), date(2026, 2, 24), date(2026, 2, 24)),  # nobody is there on a holiday (民法典 art. 203)
        ((MARKET,), date(2026, 3, 2), date(2026, 3, 5), None),  # the window's promise; silence accepts nothing
        ((SERVICE,), date(2026, 3, 2), date(2026, 3, 9), None),
        ((PERMIT, SERVICE), date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 9)),  # mixed: accepted by the permit's silence, all of it
        ((PERMIT, STRICT), date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 9)),  # speak within three; silence accepts after five
        ((STRICT,), date(2026, 3, 2), date(2026, 3, 5), None),
        ((INFORMATION,), date(2026, 3, 2), date(2026, 3, 11), None),  # seven working days to ask (政府信息公开条例 art. 30)
        ((SILENT,), date(2026, 3, 2), None, None),
    ],
)
def test_by_when_the_window_speaks_and_what_its_silence_means(
    regimes: tuple[Regime, ...], received: date, due: date | None, silence: date | None
) -> None:
    found = rules.acceptance(regimes, SPRING, received=received)
    assert (found.due.on if found.due else None, found.silence_on) == (due, silence)


@pytest.mark.parametrize(
    ("silence_on", "today", "accepted"),
    [
        (date(2026, 8, 10), date(2026, 8, 10), False),  # the last day is wholly the window's
        (date(2026, 8, 10), date(2026, 8, 11), True),
        (None, date(2026, 8, 11), False),
    ],
)
def test_the_law_accepts_on_the_day_after(silence_on: date | None, today: date, *, accepted: bool) -> None:
    assert rules.passed_in_silence(silence_on, today=today) is accepted


@pytest.mark.parametrize(
    ("regimes", "days"),
    [
        ((INFORMATION,), 15),
        ((INFORMATION, law("longer", supplementation__silence="abandoned", supplementation__answer_days=20)), 20),  # in their favour
        ((INFORMATION, PERMIT), None),  # beside a law that is silent nothing ends by itself
        ((PERMIT,), None),
        ((), None),
    ],
)
def test_silence_of_the_applicant_ends_it_only_where_every_law_says_so(regimes: tuple[Regime, ...], days: int | None) -> None:
    found = rules.answer_term(regimes, date(2026, 3, 2))
    assert (found.days if found else None) == days


@pytest.mark.parametrize(
    ("regimes", "declines"),
    [
        ((REAL_ESTATE,), True),
        ((MARKET,), True),
        ((REAL_ESTATE, MARKET), True),
        ((REAL_ESTATE, PERMIT), False),
        ((PERMIT,), False),
        ((), False),
    ],
)
def test_incomplete_papers_are_declined_with_every_point_only_where_all_of_the_law_says_so(
    regimes: tuple[Regime, ...], *, declines: bool
) -> None:
    assert (rules.resubmits(regimes, date(2026, 3, 2)) is not None) is declines


def test_a_term_restarts_only_where_the_law_says_so() -> None:
    restarts = rules.restarts([PERMIT, INFORMATION], date(2026, 3, 2))
    assert restarts is not None
    assert restarts.reference == "information_request 条文"
    assert rules.restarts([PERMIT, MARKET], date(2026, 3, 2)) is None


@pytest.mark.parametrize(("items", "may"), [({"a"}, True), ({"b"}, False), ({"a", "b"}, True), ({"c"}, False)])
def test_an_error_is_put_right_on_the_spot_where_the_law_of_an_item_that_asks_says_so(items: set[str], *, may: bool) -> None:
    assert rules.mendable({"a": PERMIT, "b": SERVICE}, items, date(2026, 3, 2)) is may


def test_a_later_notice_holds_only_what_was_told_before() -> None:
    told = [[Point("plan", "没有比例")], [Point("plan", "仍没有比例")]]
    assert rules.new_defects([Point("plan", "仍没有"), Point("lease", "过期")], told) == (Point("lease", "过期"),)
    assert rules.new_defects([Point("lease", "过期")], []) == ()  # the first notice holds everything


def paper(code: str, *items: str, required: bool = True, state: MaterialState = MaterialState.BRING) -> PlannedMaterial:
    return PlannedMaterial(Material(code, Words(code), required=required), items, state)  # type: ignore[arg-type]


def later(days: int, *, unit: Unit = Unit.WORKING_DAY, grant: bool = False, material: str = "lease") -> Handling:
    return Handling(deferrable=(Deferrable(material, Term(days, unit), "容缺清单", grant_without=grant),))


def test_a_paper_follows_only_where_each_item_that_needs_it_says_so_and_within_the_shortest_term() -> None:
    handling = {"a": later(10), "b": later(5), "c": Handling()}
    assert rules.deferrable([paper("lease", "a", "b")], handling)["lease"].term.days == 5
    assert rules.deferrable([paper("lease", "a", "c")], handling) == {}
    assert rules.deferrable([paper("plan", "a")], handling) == {}
    assert rules.deferrable([paper("lease", "a", state=MaterialState.HELD)], handling) == {}  # somebody else supplies it
    assert rules.deferrable([paper("lease", "a", required=False)], handling) == {}  # nobody demands it
    mixed = {"a": later(10), "b": later(12, unit=Unit.CALENDAR_DAY)}
    assert rules.deferrable([paper("lease", "a", "b")], mixed)["lease"].term.unit is Unit.CALENDAR_DAY  # twelve days end before ten worked


@pytest.mark.parametrize(
    ("days", "unit", "on", "due"),
    [
        (5, Unit.WORKING_DAY, date(2026, 3, 2), date(2026, 3, 9)),
        (10, Unit.WORKING_DAY, date(2026, 4, 27), date(2026, 5, 13)),  # 五一: 28, 29, 30, 6, 7, 8, 9 (补班), 11, 12, 13
        (10, Unit.CALENDAR_DAY, date(2026, 4, 22), date(2026, 5, 6)),  # the last day is off: the next one that is worked (民法典 art. 203)
    ],
)
def test_until_when_a_promised_paper_may_follow(days: int, unit: Unit, on: date, due: date) -> None:
    rule = Deferrable("lease", Term(days, unit), "容缺清单")
    assert rules.promised_by(SPRING, rule, on) == due


def test_an_approval_waits_for_what_it_needs_unless_its_content_lets_it_be_granted_first() -> None:
    handling = {"a": later(5), "b": later(5, grant=True), "c": Handling()}
    needs = [paper("lease", "a", "b"), paper("plan", "a", "c")]
    assert rules.lacking(needs, handling, {"lease"}) == {"a": ("lease",), "b": (), "c": ()}
    assert rules.lacking(needs, handling, set()) == {"a": (), "b": (), "c": ()}


def test_a_commitment_replaces_a_paper_only_where_every_item_that_needs_it_was_committed_to() -> None:
    promise = Commitment(Words("我承诺符合条件。"), "某法 第一条", materials=("proof",))
    needs = [paper("proof", "a"), paper("plan", "a"), paper("shared", "a", "b")]
    assert rules.replaced(needs, {"a": promise}) == {"proof"}
    assert rules.replaced(needs, {}) == set()
    both = Commitment(Words("我承诺符合条件。"), "某法 第一条", materials=("shared",))
    assert rules.replaced(needs, {"a": both}) == set()
    assert rules.replaced(needs, {"a": both, "b": both}) == {"shared"}


def test_one_sign_changed_and_it_is_another_text() -> None:
    told = Commitment(Words("我承诺符合条件。"), "某法 第一条")
    assert rules.digest(told) == rules.digest(Commitment(Words("我承诺符合条件。"), "某法 第一条"))
    assert rules.digest(told) != rules.digest(Commitment(Words("我承诺符合条件！"), "某法 第一条"))
    assert rules.digest(told) != rules.digest(Commitment(Words("我承诺符合条件。"), "某法 第二条"))
