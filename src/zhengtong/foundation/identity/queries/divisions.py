"""区划变更: what a place is called today. Each process keeps a copy of what is published, and looks once a minute whether it changed."""

import time
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Max

from zhengtong.foundation.identity.models import DivisionChange as Row
from zhengtong.foundation.identity.rules import divisions as rules
from zhengtong.foundation.identity.terms import DivisionChange
from zhengtong.kernel import clock

LOOK_AGAIN = 60.0  # seconds


class _Atlas:
    """All changes of divisions; ``mark`` tells one publication from another."""

    changes: Mapping[str, tuple[DivisionChange, ...]] = {}
    mark: tuple[int, int] | None = None
    looked: float | None = None
    within: dict[tuple[tuple[str, ...], date], tuple[str, ...]] = {}


def division_today(code: str, on: date | None = None) -> str:
    """The division that this code means on a day: itself, or what it became part of or was renamed to."""
    return rules.today(_atlas().changes, code, on or clock.today())


def division_history(code: str, on: date | None = None) -> tuple[DivisionChange, ...]:
    """Every step from an old code to today's; empty where nothing changed."""
    return rules.path(_atlas().changes, code, on or clock.today())


def former_divisions(codes: frozenset[str], on: date | None = None) -> frozenset[str]:
    """Which of these codes are no longer those of today."""
    changes, day = _atlas().changes, on or clock.today()
    return frozenset(code for code in codes if rules.today(changes, code, day) != code)


def divisions_within(prefixes: tuple[str, ...]) -> tuple[str, ...]:
    """Beginnings of codes that a right is cut to, with the old codes of the places that lie within them today."""
    if not prefixes:
        return ()
    atlas, key = _atlas(), (prefixes, clock.today())
    if key not in atlas.within:
        atlas.within[key] = rules.reach(atlas.changes, prefixes, key[1])
    return atlas.within[key]


def forget() -> None:
    """Drop this process's copy, after publishing or between tests."""
    _Atlas.looked, _Atlas.mark = None, None


def _atlas() -> type[_Atlas]:
    moment = time.monotonic()
    if _Atlas.looked is None or moment - _Atlas.looked >= LOOK_AGAIN:
        found = Row.objects.aggregate(rows=Count("pk"), last=Max("pk"))
        mark = (int(found["rows"]), int(found["last"] or 0))
        if mark != _Atlas.mark:
            _Atlas.changes, _Atlas.mark, _Atlas.within = rules.by_code(map(_view, Row.objects.all())), mark, {}
        _Atlas.looked = moment
    return _Atlas


def _view(row: Row) -> DivisionChange:
    return DivisionChange(row.code, row.successor, row.since, row.kind, row.name, row.successor_name, row.reference)
