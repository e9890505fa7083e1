"""审批规则, as a lawyer would put them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.errors import NotOpen, ReasonsMissing
from zhengtong.delivery.approvals.terms import ApprovalNumber, ApprovalState, ApprovalView, Opinion, Reasons
from zhengtong.foundation.catalogue.terms import Parameter, Regime, Term, Unit
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.words import Words
from zhengtong.kernel.workdays import Calendar, Counted

SPRING_2025 = Calendar(
    off={date(2025, 1, day): True for day in (28, 29, 30, 31)}
    | {date(2025, 2, day): True for day in (1, 2, 3, 4)}
    | {date(2025, 1, 26): False, date(2025, 2, 8): False},
    known_until=date(2025, 12, 31),
)
PERMIT = Regime(
    "permit",
    Words("行政许可"),
    (
        Parameter("decision.days", 20, date(2004, 7, 1), "行政许可法 第四十二条"),
        Parameter("decision.start", "acceptance", date(2004, 7, 1), "行政许可法 第四十二条"),
    ),
)
FROM_RECEIPT = Regime(
    "social_insurance", Words("社会保险"), (Parameter("decision.start", "receipt", date(2023, 12, 1), "社会保险经办条例"),)
)

W, O, A, R, L = (ApprovalState.WAITING, ApprovalState.OPEN, ApprovalState.APPROVED, ApprovalState.REFUSED, ApprovalState.LAPSED)  # noqa: E741


def test_independent_items_open_at_the_same_time() -> None:
    assert rules.next_steps({"food": W, "fire": W, "sign": W}, {}).open == ("food", "fire", "sign")


def test_a_dependent_item_opens_when_its_predecessor_is_approved() -> None:
    after = {"food": ("licence",)}
    assert rules.next_steps({"licence": O, "food": W}, after).open == ()
    assert rules.next_steps({"licence": A, "food": W}, after).open == ("food",)


def test_a_refused_part_does_not_hold_back_the_parts_that_pass() -> None:
    steps = rules.next_steps({"licence": A, "fire": R, "food": W}, {"food": ("licence",)})
    assert steps.open == ("food",)
    assert not steps.lapse


def test_what_needs_a_refused_part_lapses_and_so_does_what_needs_that() -> None:
    steps = rules.next_steps({"a": R, "b": W, "c": W, "d": W}, {"b": ("a",), "c": ("b",)})
    assert steps.lapse == {"b": "a", "c": "b"}
    assert steps.open == ("d",)


def test_a_predecessor_that_was_not_asked_for_holds_nothing_up() -> None:
    assert rules.next_steps({"food": W}, {"food": ("never-chosen",)}).open == ("food",)


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([W, O, A, R]), min_size=1), st.data())
def test_nothing_opens_before_everything_it_needs_is_approved(states: dict[str, ApprovalState], data: st.DataObject) -> None:
    order = sorted(states)
    after = {item: tuple(data.draw(st.sets(st.sampled_from(order[:place])))) if place else () for place, item in enumerate(order)}
    steps = rules.next_steps(states, after)
    for item in steps.open:
        assert all(states[one] is A for one in after[item])
    assert not set(steps.open) & set(steps.lapse or {})


def test_a_decision_is_made_once() -> None:
    with pytest.raises(NotOpen):
        rules.check_open("4301-2026-0000001-A-01", ApprovalState.APPROVED)


@pytest.mark.parametrize(
    "reasons",
    [
        None,
        Reasons("", "消防法 第十五条", "second exit"),
        Reasons("no second exit", " ", "second exit"),
        Reasons("no second exit", "消防法 第十五条", ""),
    ],
)
def test_no_refusal_without_reason_article_and_what_would_change_it(reasons: Reasons | None) -> None:
    with pytest.raises(ReasonsMissing):
        rules.check_opinion(Opinion.REFUSE, reasons)


def test_an_approval_needs_no_reasons() -> None:
    rules.check_opinion(Opinion.APPROVE, None)


def test_the_regime_sets_the_legal_term_where_the_item_is_silent() -> None:
    assert rules.legal_term(None, PERMIT, date(2026, 1, 5)) == Term(20, Unit.WORKING_DAY, "行政许可法 第四十二条")


def test_an_item_may_publish_its_own_legal_term() -> None:
    own = Term(10, Unit.WORKING_DAY, "消防法 第十五条")
    assert rules.legal_term(own, PERMIT, date(2026, 1, 5)) == own


def test_a_regime_says_nothing_before_it_holds() -> None:
    assert rules.legal_term(None, PERMIT, date(2003, 1, 6)) is None


def test_the_clock_runs_from_acceptance_unless_the_regime_counts_from_receipt() -> None:
    received, opened = date(2026, 1, 5), date(2026, 1, 8)
    assert rules.starts_on(PERMIT, received=received, opened=opened) == opened
    assert rules.starts_on(FROM_RECEIPT, received=received, opened=opened) == received


def test_both_terms_are_counted_over_spring_festival() -> None:
    clock = rules.clock(SPRING_2025, started=date(2025, 1, 20), promised=Term(5), legal=Term(20))
    assert clock.promised is not None
    assert clock.legal is not None
    assert clock.promised.on == date(2025, 1, 26)  # Sunday 26 January is a make-up day
    assert [day.kind for day in clock.promised.days][-1] is Counted.MAKE_UP
    assert clock.legal.on == date(2025, 2, 21)
    assert rules.earlier(clock) == clock.promised.on


def test_on_the_spot_is_due_on_the_day_of_the_act() -> None:
    clock = rules.clock(SPRING_2025, started=date(2025, 3, 3), promised=Term(0), legal=None)
    assert clock.promised is not None
    assert clock.promised.on == date(2025, 3, 3)


def test_nothing_runs_before_it_starts() -> None:
    assert rules.clock(SPRING_2025, started=None, promised=Term(5), legal=Term(20)).promised is None


def part(item: str, state: ApprovalState, *, after: tuple[str, ...] = (), due: date | None = None, days: int = 10) -> ApprovalView:
    return ApprovalView(
        ApprovalNumber(item),
        "c",
        item,
        Pin("item", item, "0"),
        Words(item),
        Ref("firm", "f"),
        Words("一件事"),
        "body",
        False,
        state,
        after,
        None,
        None,
        "",
        None,
        None,
        "",
        due,
        None,
        promised=Term(days),
    )


def test_what_waits_is_expected_after_its_predecessor_takes_its_whole_time() -> None:
    parts = [part("a", O, due=date(2025, 3, 4)), part("b", W, after=("a",)), part("c", W, after=("b",), days=1)]
    _, b, c = rules.expect(SPRING_2025, parts, today=date(2025, 3, 3))
    assert (b.expected_start, b.expected_end) == (date(2025, 3, 4), date(2025, 3, 18))
    assert (c.expected_start, c.expected_end) == (date(2025, 3, 18), date(2025, 3, 19))


def test_nothing_is_expected_behind_a_clock_that_stands_still() -> None:
    """行政许可法 art. 45: when it goes on nobody knows, so nobody knows when what waits for it begins."""
    stands = replace(part("a", O), paused_on=date(2025, 3, 3))
    parts = [stands, part("b", W, after=("a",)), part("c", W, after=("b",)), part("d", O, due=date(2025, 3, 4)), part("e", W, after=("d",))]
    told = rules.expect(SPRING_2025, parts, today=date(2025, 3, 3))
    assert [one.expected_end for one in told] == [None, None, None, None, date(2025, 3, 18)]


def test_a_term_from_receipt_is_expected_to_run_while_the_part_waits() -> None:
    """社会保险经办条例 art. 18."""
    confirmed = replace(part("a", O, due=date(2025, 3, 24)), started_on=date(2025, 3, 3))
    pension = replace(part("b", W, after=("a",), days=20), regime="pension")
    _, b = rules.expect(SPRING_2025, [confirmed, pension], today=date(2025, 3, 3), from_receipt={"pension"})
    assert (b.expected_start, b.expected_end) == (date(2025, 3, 24), date(2025, 3, 31))
    late = replace(confirmed, due_on=date(2025, 4, 30))
    _, b = rules.expect(SPRING_2025, [late, pension], today=date(2025, 3, 3), from_receipt={"pension"})
    assert b.expected_end == date(2025, 4, 30)


def test_nothing_is_expected_before_the_case_is_accepted() -> None:
    parts = [part("a", W), part("b", W, after=("a",))]
    assert [one.expected_end for one in rules.expect(SPRING_2025, parts, today=date(2025, 3, 3))] == [None, None]
