"""登录规则: how long to wait after the nth refused try, and what a sign-in name may be."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from zhengtong.foundation.identity import rules
from zhengtong.kernel.clock import CHINA

AT = datetime(2026, 7, 24, 9, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("refused", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 5), (4, 15), (5, 30), (6, 60), (7, 120), (8, 300), (9, 600), (10, 1800), (11, 1800), (1000, 1800)],
)
def test_each_refused_try_makes_the_next_wait_longer(refused: int, seconds: int) -> None:
    assert rules.wait_after(refused) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("refused", "locked"), [(0, False), (9, False), (10, True), (11, False), (20, True), (25, False)])
def test_the_tenth_try_locks_and_is_told(refused: int, locked: bool) -> None:
    assert rules.locks(refused) is locked


def test_a_wait_ends_to_the_second() -> None:
    assert rules.next_try(5, AT, AT + timedelta(seconds=29)) == AT + timedelta(seconds=30)
    assert rules.next_try(5, AT, AT + timedelta(seconds=30)) is None
    assert rules.next_try(10, AT, AT + timedelta(minutes=29)) == AT + timedelta(minutes=30)
    assert rules.next_try(10, AT, AT + timedelta(minutes=30)) is None
    assert rules.next_try(0, None, AT) is None


def test_after_a_quiet_day_nothing_counts() -> None:
    assert rules.still_counted(9, AT, AT + timedelta(hours=23)) == 9
    assert rules.still_counted(9, AT, AT + timedelta(hours=24)) == 0
    assert rules.still_counted(9, None, AT) == 0


@given(some.integers(0, 500), some.integers(0, 500))
def test_more_refused_tries_never_wait_less(one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert rules.wait_after(fewer) <= rules.wait_after(more)


@given(some.integers(1, 500), some.integers(0, 100_000))
def test_a_wait_lies_ahead_or_is_none(refused: int, seconds: int) -> None:
    at = AT + timedelta(seconds=seconds)
    until = rules.next_try(refused, AT, at)
    assert until is None or at < until <= AT + rules.wait_after(refused)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("chenxiaolan", True), ("陈小兰的账号", True), ("li.si-2", True), ("abcd", True), ("abc", False), ("13900001234", False),
        ("43010219900307299X", False), ("a430102199003072992", False), ("x123456789", False), ("x12345678", True), ("_abc", False),
        ("ab cd", False), ("abc<d>", False), ("ab@cd", False),
    ],
)  # fmt: skip
def test_a_sign_in_name_is_neither_a_telephone_nor_a_document(name: str, may: bool) -> None:
    assert rules.is_sign_in_name(name) is may
