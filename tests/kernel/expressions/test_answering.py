"""Answers: not told is not false; the reasons are the smallest parts that decided."""
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.expressions.api import UNKNOWN


def ask(text: str, **values: object) -> expressions.Answer:
    return expressions.evaluate(expressions.parse(text), values)


def test_not_told_is_unknown_and_says_what_to_ask() -> None:
    answer = ask("area > 100 && kind == 'small'", area=None)
    assert answer.value is UNKNOWN
    assert not answer.known
    assert not answer.is_true
    assert not answer.is_false
    assert answer.unknown == {"area", "kind"}
    assert answer.because == ("area > 100", "kind == 'small'")


def test_one_part_that_fails_decides_however_little_is_told() -> None:
    answer = ask("area > 100 && kind == 'small'", kind="full")
    assert answer.is_false
    assert answer.because == ("kind == 'small'",)
    assert answer.unknown == frozenset()


def test_one_part_that_holds_decides() -> None:
    answer = ask("area > 100 || kind == 'small'", kind="small")
    assert answer.is_true
    assert answer.because == ("kind == 'small'",)


def test_only_what_could_still_decide_is_asked() -> None:
    assert ask("a && b && c", a=True).unknown == {"b", "c"}
    assert ask("(a && b) || c", a=False).unknown == {"c"}
    assert ask("a ? b : c").unknown == {"a"}
    assert ask("a ? b : c", a=False).unknown == {"c"}
    assert ask("!(a || b)", a=False).unknown == {"b"}


def test_all_parts_that_fail_are_named() -> None:
    assert ask("a > 1 && b > 1 && c > 1", a=0, b=2, c=0).because == ("a > 1", "c > 1")


def test_a_negated_part_is_quoted_with_its_not() -> None:
    assert ask("!held && area > 5", held=True, area=9).because == ("!held",)
    assert ask("!(held || small)", held=True, small=False).because == ("held",)


def test_parentheses_around_arithmetic_stay_in_the_quotation() -> None:
    assert ask("(a + 1) * 2 > 10", a=1).because == ("(a + 1) * 2 > 10",)


def test_each_part_says_how_it_came_out() -> None:
    assert [(part.source, part.value) for part in ask("a > 1 || b > 1", a=0, b=0).parts] == [("a > 1", False), ("b > 1", False)]


def test_a_member_found_is_found_although_another_is_not_known() -> None:
    assert ask("x in [a, b]", x=1, b=1).is_true
    assert ask("x in [a, b]", x=1, b=2).unknown == {"a"}


def test_has_asks_whether_it_is_told() -> None:
    assert ask("has(a)", a=0).is_true
    assert ask("has(a)").is_false


FAULTY = ["a / 0 > 1", "a % 0 == 1", "a / 0.0 > 1", "a > 'x'", "9223372036854775807 + a > 0", "size(a) > 1", "!a", "a && true", "a ? 1 : 2"]


@pytest.mark.parametrize("text", FAULTY)
def test_what_cannot_be_computed_is_no_answer_and_is_named(text: str) -> None:
    answer = ask(text, a=1)
    assert not answer.known
    assert answer.unknown == frozenset()
    assert answer.faults


def test_a_fault_does_not_hide_what_decides() -> None:
    assert ask("a / 0 > 1 || b", a=1, b=True).is_true
    assert ask("a / 0 > 1 && b", a=1, b=False).is_false
    assert ask("a / 0 > 1 && b", a=1).unknown == {"b"}


class Kind(StrEnum):
    SMALL = "small"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x == 'small'", Kind.SMALL),
        ("x > 1.5", Decimal("1.6")),
        ("x >= '2026-07-24'", date(2026, 7, 24)),
        ("'a' in x", ("a", "b")),
        ("'small' in x", [Kind.SMALL]),
    ],
)
def test_values_are_taken_as_callers_hold_them(text: str, value: object) -> None:
    assert ask(text, x=value).is_true


ATOMS = ["a", "b", "c", "n > 1", "n == m", "n in [m, 2]", "m / n > 1"]
BOOLS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} && {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} || {pair[1]})"),
        st.tuples(inner, inner, inner).map(lambda three: f"({three[0]} ? {three[1]} : {three[2]})"),
        inner.map(lambda one: f"!({one})"),
    ),
    max_leaves=10,
)
WHOLE = st.fixed_dictionaries({key: st.booleans() for key in "abc"} | {key: st.integers(-3, 3) for key in "nm"})


@given(BOOLS, WHOLE, st.sets(st.sampled_from("abcnm")))
def test_an_answer_from_part_of_the_facts_stays_when_the_rest_is_told(text: str, values: dict[str, object], hidden: set[str]) -> None:
    expression = expressions.parse(text)
    early = expressions.evaluate(expression, {key: value for key, value in values.items() if key not in hidden})
    late = expressions.evaluate(expression, values)
    if early.known:
        assert late.value == early.value
    else:
        assert early.unknown <= hidden
        assert early.unknown or early.faults
    assert late.known or late.faults


@given(BOOLS, WHOLE, st.sets(st.sampled_from("abcnm")))
def test_each_reason_is_what_it_says(text: str, values: dict[str, object], hidden: set[str]) -> None:
    told = {key: value for key, value in values.items() if key not in hidden}
    answer = expressions.evaluate(expressions.parse(text), told)
    assert answer.parts
    for part in answer.parts:
        alone = expressions.evaluate(expressions.parse(part.source), told)
        assert alone.value == part.value or (not alone.known and isinstance(part.value, expressions.Unknown))
    assert expressions.value(expressions.parse(text), told) == answer.value
