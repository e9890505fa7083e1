"""窗口收件规则: how long a reading and a sitting at the counter last, what makes a reading no good, how numbers are called. Pure."""

from datetime import date, datetime, timedelta

from zhengtong.foundation.identity.errors.counter import (
    CardExpired,
    QueueFull,
    ReadingOfAnotherPlace,
    ReadingTooOld,
    ReasonNeeded,
    TooManyTyped,
)
from zhengtong.foundation.identity.rules.assisting import sitting_ends
from zhengtong.foundation.identity.rules.looking import LEAST_REASON
from zhengtong.foundation.identity.terms.counter import CardReading

IDLE = timedelta(minutes=30)
"""So long nothing is done, and the sitting is over: the person has gone."""
READING_LASTS = timedelta(minutes=2)
AHEAD = timedelta(seconds=30)  # a reader's clock may run so far before ours
TYPED_AN_HOUR = 10
MISSES_AN_HOUR = 8
MOST_WAITING = 300
MOST_A_MINUTE = 20


def counter_ends(opened_at: datetime, at: datetime) -> datetime:
    """Half an hour after the last thing that was done, and never later than any sitting ends."""
    return min(at + IDLE, sitting_ends(opened_at))


def check_reading(reading: CardReading, organisation: str, at: datetime, today: date) -> None:
    """A reading is of this moment, of a reader in this very place, and of a document that is still valid.

    Raises ReadingTooOld, ReadingOfAnotherPlace, CardExpired.
    """
    if reading.organisation != organisation:
        raise ReadingOfAnotherPlace
    if not at - READING_LASTS <= reading.read_at <= at + AHEAD:
        raise ReadingTooOld
    if reading.valid_until is not None and reading.valid_until < today:
        raise CardExpired(on=reading.valid_until)


def check_typed(reason: str, typed: int, misses: int) -> str:
    """The reason, without its margins; within an hour only so many. Raises ReasonNeeded, TooManyTyped."""
    written = " ".join(reason.split())
    if len(written) < LEAST_REASON:
        raise ReasonNeeded
    if typed >= TYPED_AN_HOUR or misses >= MISSES_AN_HOUR:
        raise TooManyTyped
    return written[:200]


def ticket_label(serial: int) -> str:
    """A012."""
    return f"A{serial:03d}"


def check_queue(waiting: int, last_minute: int) -> None:
    """No machine fills a hall. Raises QueueFull."""
    if waiting >= MOST_WAITING or last_minute >= MOST_A_MINUTE:
        raise QueueFull
