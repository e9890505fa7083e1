"""What a process has read of the catalogue it keeps until another edition is published; it looks for one at most once a second."""

import time
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

from zhengtong.foundation.catalogue.models import Edition
from zhengtong.kernel import clock

LOOK_AGAIN = 1.0  # seconds
MOST = 20_000  # things kept of one edition

P = ParamSpec("P")
T = TypeVar("T")


class _Kept:
    """The edition last seen, when, and everything read under it."""

    mark: tuple[str, date] | None = None
    looked = 0.0
    things: dict[object, object] = {}


def kept(read: Callable[P, T]) -> Callable[P, T]:
    """Read once per edition and day."""

    @wraps(read)
    def again(*args: P.args, **more: P.kwargs) -> T:
        things = _things()
        key = (read.__module__, read.__qualname__, args, tuple(sorted(more.items())))
        if key not in things:  # two threads may both read; neither takes anything away
            things[key] = read(*args, **more)
        return things[key]  # type: ignore[return-value]

    return again


def store() -> dict[object, object]:
    """The things kept under the present edition, for reads that fetch several at once."""
    return _things()


def forget() -> None:
    """Drop everything, after publishing or between tests."""
    _Kept.mark, _Kept.looked, _Kept.things = None, 0.0, {}


def _things() -> dict[object, object]:
    moment, today, before = time.monotonic(), clock.today(), _Kept.mark
    if before is not None and before[1] == today and moment - _Kept.looked < LOOK_AGAIN:
        return _Kept.things
    found = Edition.objects.values_list("mark", flat=True).first() or ""
    mark = (found, today)
    if mark != _Kept.mark or len(_Kept.things) > MOST:
        _Kept.mark, _Kept.things = mark, {}
    _Kept.looked = moment
    return _Kept.things
