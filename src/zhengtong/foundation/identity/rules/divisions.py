"""区划变更规则: what a place is called today, and which old codes lie within a place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from zhengtong.foundation.identity.terms import DivisionChange

Changes = Mapping[str, Sequence[DivisionChange]]
"""By old code, earliest first."""

_COUNTY, _ALL = 6, 12


def by_code(changes: Iterable[DivisionChange]) -> dict[str, tuple[DivisionChange, ...]]:
    found: dict[str, list[DivisionChange]] = {}
    for one in sorted(changes, key=lambda one: one.since):
        found.setdefault(one.code, []).append(one)
    return {code: tuple(ones) for code, ones in found.items()}


def today(changes: Changes, code: str, on: date) -> str:
    """The code that this place bears on a day: changes are followed in the order of time. A town goes with its county."""
    steps = path(changes, code, on)
    return steps[-1].successor if steps else code


def path(changes: Changes, code: str, on: date) -> tuple[DivisionChange, ...]:
    """Every step from an old code to the one of the day. A published circle ends where it closes."""
    found: list[DivisionChange] = []
    seen = {code}
    while (change := _next(changes, code, found[-1].since if found else date.min, on)) is not None and change.successor not in seen:
        found.append(change)
        code = change.successor
        seen.add(code)
    return tuple(found)


def reach(changes: Changes, prefixes: Iterable[str], on: date) -> tuple[str, ...]:
    """权限的区划范围: these beginnings of codes, what they are today, and every old code whose place lies within them now."""
    found: dict[str, None] = {}
    for prefix in prefixes:
        found.update(dict.fromkeys(_reach(changes, prefix, on)))
    return tuple(found)


def _reach(changes: Changes, prefix: str, on: date) -> Iterator[str]:
    whole = len(prefix) == _ALL
    now = today(changes, prefix.ljust(_ALL, "0"), on)
    stem = prefix if now == prefix.ljust(_ALL, "0") else now if whole else _stem(now)
    yield prefix
    yield stem
    for code in sorted(changes):
        if not code.startswith((prefix, stem)) and today(changes, code, on).startswith(stem):
            yield code if whole else _stem(code)


def _next(changes: Changes, code: str, after: date, on: date) -> DivisionChange | None:
    """A place that is named by itself goes by its own change, a town or village by its county's."""
    for key in dict.fromkeys((code, code[:_COUNTY].ljust(_ALL, "0"))):
        for change in changes.get(key, ()):
            if after <= change.since <= on:
                return change
    return None


def _stem(code: str) -> str:
    """A county's digits, so that its towns are within it. A prefecture stays whole: its counties changed by themselves."""
    return code[:_COUNTY] if code[4:_COUNTY] != "00" and code.endswith("0" * (_ALL - _COUNTY)) else code
