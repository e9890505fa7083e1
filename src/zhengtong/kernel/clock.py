"""The one clock. Everything that needs the time is given it as an argument; only channels, the worker and the command line ask here."""
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment in China. ``ZT_CLOCK_DAYS`` (whole days, for rehearsals on the embedded database) shifts it."""
    moment = _set.get()
    if moment is not None:
        return moment
    return datetime.now(CHINA) + timedelta(days=int(os.environ.get("ZT_CLOCK_DAYS", "0")))


def today() -> date:
    return now().date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Hold the clock still, for tests and for "test the clock on a chosen date"."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    token = _set.set(moment.astimezone(CHINA))
    try:
        yield
    finally:
        _set.reset(token)
