"""期限: a clock as people read it: the dates, what is left, and each day that counted or did not."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from zhengtong.channels.ui import translate
from zhengtong.delivery.approvals.terms import Clock
from zhengtong.kernel import workdays
from zhengtong.kernel.workdays import Calendar, Counted, Due

_COUNTS = frozenset({Counted.WORKING, Counted.MAKE_UP, Counted.CALENDAR})


@dataclass(frozen=True, slots=True)
class DayLine:
    on: date
    text: str
    counts: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Told:
    promised: Due | None
    legal: Due | None
    lines: tuple[DayLine, ...]
    left: int | None
    left_text: str
    provisional: bool
    no_promise: str
    ended: date | None = None


def tell(clock: Clock | None, calendar: Calendar, today: date) -> Told:
    """What the page says of an approval's clock."""
    if clock is None or clock.started is None:
        return Told(None, None, (), None, "", False, gettext("Not started"))
    due = clock.promised or clock.legal
    left = None if due is None or clock.ended else workdays.working_days_left(calendar, today, due.on)
    return Told(
        promised=clock.promised,
        legal=clock.legal,
        lines=explain(due) if due else (),
        left=left,
        left_text=_left(left, due.on, today) if due and left is not None else "",
        provisional=bool(due and due.provisional),
        no_promise=gettext("On the spot") if clock.promised is None and clock.legal is None else gettext("Not published"),
        ended=clock.ended,
    )


def explain(due: Due) -> tuple[DayLine, ...]:
    """Day by day, in the reader's language."""
    counts = {one.on: one.kind in _COUNTS for one in due.days}
    return tuple(
        DayLine(on, translate.sentence(message, params), counts.get(on, False), on == due.on)
        for on, message, params in workdays.explain(due)
    )


def _left(left: int, due_on: date, today: date) -> str:
    if due_on < today:
        return gettext("The time is over")
    if due_on == today:
        return gettext("Due today")
    return ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}
