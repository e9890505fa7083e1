"""期限: a clock as people read it: the dates, what is left, what stopped or lengthened it, and each day that counted or did not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.dates import day_as_written
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import PAUSES, Clock, ClockEvent
from zhengtong.foundation.catalogue.terms import Unit
from zhengtong.kernel import workdays
from zhengtong.kernel.workdays import Calendar, Counted, Due

_COUNTS = frozenset({Counted.WORKING, Counted.MAKE_UP, Counted.CALENDAR})


@dataclass(frozen=True, slots=True)
class DayLine:
    on: date
    text: str
    counts: bool
    last: bool
    event: bool = False  # something that happened on that day, not the day itself


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
    legal_left: str = ""  # where both run
    legal_lines: tuple[DayLine, ...] = ()  # where the law's term went another way than the promise
    stands: str = ""  # why the clock stands still
    stands_more: str = ""  # until when, as told
    extended: str = ""
    joint: Due | None = None
    joint_left: str = ""
    joint_lines: tuple[DayLine, ...] = ()
    joint_extended: str = ""
    joint_stands: bool = False
    as_of: date | None = None  # 假如今天是: not today's clock


def tell(clock: Clock | None, calendar: Calendar, today: date, *, as_of: date | None = None) -> Told:
    """What the page says of an approval's clock."""
    if clock is None or clock.started is None:
        return Told(None, None, (), None, "", False, gettext("Not started"), as_of=as_of)
    due = clock.promised or clock.legal or clock.so_far
    left = None if due is None or clock.ended or clock.paused else workdays.working_days_left(calendar, today, due.on)
    both = bool(clock.promised and clock.legal and not clock.ended)
    apart = clock.legal if clock.promised and clock.legal and (clock.extended or today > clock.promised.on) else None
    return Told(
        promised=clock.promised,
        legal=clock.legal,
        lines=explain(due, clock.events, ends=clock.paused is None) if due else (),
        left=left,
        left_text=_left(left, due.on, today) if due and left is not None else "",
        provisional=any(one.provisional for one in (clock.promised, clock.legal, clock.joint) if one),
        no_promise=gettext("On the spot") if clock.promised is None and clock.legal is None else gettext("Not published"),
        ended=clock.ended,
        legal_left=_until(clock.legal, calendar, today) if both else "",
        legal_lines=explain(apart, clock.events) if apart else (),
        stands=_stands(clock.paused),
        stands_more=_stands_more(clock.paused),
        extended=_extended(clock.extended.days, clock.extended.unit) if clock.extended else "",
        joint=clock.joint,
        joint_left=_until(clock.joint, calendar, today) if not clock.ended else "",
        joint_lines=explain(clock.joint) if clock.joint else (),
        joint_extended=_extended(clock.joint_extended.days, clock.joint_extended.unit) if clock.joint_extended else "",
        joint_stands=clock.joint_stands,
        as_of=as_of,
    )


def explain(due: Due, events: Iterable[ClockEvent] = (), *, ends: bool = True) -> tuple[DayLine, ...]:
    """Day by day, in the reader's language; ``ends``: whether its last day is the end of the term."""
    counts = {one.on: one.kind in _COUNTS for one in due.days}
    told, said = [], set[date]()
    for on, message, params in approvals.explain_clock(due, events):
        happened = on in said or on not in counts
        last = ends and on == due.on and not happened
        told.append(DayLine(on, translate.sentence(message, params), counts.get(on, False), last, happened))
        said.add(on)
    return tuple(told)


def _until(due: Due | None, calendar: Calendar, today: date) -> str:
    return _left(workdays.working_days_left(calendar, today, due.on), due.on, today) if due else ""


def _left(left: int, due_on: date, today: date) -> str:
    if due_on < today:
        return gettext("The time is over")
    if due_on == today:
        return gettext("Due today")
    return ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}


def _stands(paused: ClockEvent | None) -> str:
    if paused is None or paused.pause is None:
        return ""
    params = {"since": day_as_written(paused.on), "pause": PAUSES[paused.pause].say(translate.language()), "reference": paused.reference}
    return gettext("Stands still since %(since)s for %(pause)s (%(reference)s).") % params


def _stands_more(paused: ClockEvent | None) -> str:
    if paused is None:
        return ""
    if paused.days:
        said = gettext("It was told to take about %(days)s working days. The dates are worked out once it is over.")
        return said % {"days": paused.days}
    return gettext("The dates are worked out once it is over.")


def _extended(days: int, unit: Unit) -> str:
    said = gettext("Extended by %(n)s working days.") if unit is Unit.WORKING_DAY else gettext("Extended by %(n)s days.")
    return said % {"n": days}
