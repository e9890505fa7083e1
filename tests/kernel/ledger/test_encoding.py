"""Facts become plain values and come back the same."""
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.kernel.ledger import encoding
from zhengtong.kernel.refs import Pin, Ref

Number = NewType("Number", str)


class Level(StrEnum):
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Point:
    at: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Everything:
    number: Number
    level: Level
    on: date
    at: datetime
    ref: Ref
    points: tuple[Point, ...]
    pair: tuple[int, str]
    pins: dict[str, Pin]
    who: Ref | None = None
    amount: Decimal = Decimal("1.50")
    levels: frozenset[Level] = frozenset()
    anything: Any = None
    either: int | str = 1
    flags: tuple[bool, ...] = ()


def test_there_and_back():
    fact = Everything(
        Number("4301"), Level.HIGH, date(2026, 1, 2), datetime(2026, 1, 2, 3, tzinfo=UTC), Ref("case", "1"),
        (Point("a", "b"), Point("c")), (1, "x"), {"a": Pin("item", "1", "ff")}, Ref("firm", "9"), Decimal("2.10"),
        frozenset({Level.HIGH}), {"deep": [1, None]}, "word", (True, False),
    )
    assert encoding.read(Everything, encoding.plain(fact)) == fact


def test_a_field_that_a_newer_fact_no_longer_has_is_passed_over():
    assert encoding.read(Point, {"at": "a", "gone": 1}) == Point("a")


def test_what_has_no_plain_form_is_refused():
    with pytest.raises(TypeError, match="object has no plain form"):
        encoding.plain({"x": object()})


@given(st.dictionaries(st.text(max_size=3), st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=3), max_size=4))
def test_the_hash_does_not_know_the_order(content):
    assert encoding.content_hash(content) == encoding.content_hash(dict(reversed(content.items())))


def test_the_hash_tells_contents_apart():
    assert encoding.content_hash(None) == ""
    assert encoding.content_hash({"a": 1}) != encoding.content_hash({"a": "1"})
    assert encoding.content_hash(Point("a")) == encoding.content_hash({"at": "a", "what": ""})


def test_moments_are_written_in_one_way():
    from zhengtong.kernel.clock import CHINA

    assert encoding.moment(datetime(2026, 1, 2, 8, tzinfo=CHINA)) == "2026-01-02T00:00:00.000000Z"


def test_a_leaf_by_hand():
    import hashlib

    text = '{"row":{"a":1,"b":"张"},"salt":"%s"}' % ("00" * 16)
    assert encoding.leaf_hash({"b": "张", "a": 1.0}, bytes(16)) == hashlib.sha256(b"\x00" + text.encode()).digest()


@pytest.mark.parametrize("value", [2**53, -(2**53), float("nan"), float("inf"), "a\x00b", "\ud800", {"\ud800": 1}, [("x", float("nan"))]])
def test_what_could_not_be_hashed_is_not_recorded(value):
    """Else one such fact would stop the sequencer for everybody."""
    with pytest.raises(ValueError):  # noqa: PT011 - UnicodeEncodeError is one
        encoding.check(encoding.plain(value))
    assert len(encoding.content_hash(value)) == 64


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())


@given(st.recursive(ANYTHING, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_whatever_passes_can_be_hashed(value):
    passed = encoding.plain(value)
    try:
        encoding.check(passed)
    except ValueError:
        return
    assert len(encoding.leaf_hash({"values": passed}, bytes(16))) == 32
