"""期限规则: until when an approval must be answered, computed from its terms and from what happened.

What is excluded of a pause: the day after it begins through the day it ends (docs/decisions/0011-what-a-pause-excludes.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from zhengtong.delivery.approvals.terms import Clock, ClockEvent, ClockEventKind, Scope
from zhengtong.foundation.catalogue.terms import Regime, Term, Unit
from zhengtong.kernel import workdays
from zhengtong.kernel.workdays import Counted, Day, Due, Pause

NO_TERM = date(9999, 12, 31)
"""Sorts what has no term behind everything that has one."""


def legal_term(published: Term | None, regime: Regime | None, on: date) -> Term | None:
    """法定期限: what the item publishes, else what its regime says on that day (行政许可法 art. 42)."""
    if published is not None or regime is None:
        return published
    return days_of(regime, "decision.days", on)


def days_of(regime: Regime | None, name: str, on: date) -> Term | None:
    """A parameter of days as a term; None where the regime is silent."""
    found = regime.at(name, on) if regime else None
    return Term(int(str(found.value)), found.unit, found.reference) if found is not None else None


def starts_on(regime: Regime | None, *, received: date, opened: date, waited: bool = False) -> date:
    """The act from which the decision term runs: opening (acceptance, for all that open with it) or, where the regime says so, receipt.

    ``waited``: it opens with another's result; then its own body receives it only now (社会保险法 art. 57).
    """
    if regime is None or not (regime.from_receipt(opened) or (regime.from_own_receipt(opened) and not waited)):
        return opened
    return received


def due(calendar: workdays.Calendar, term: Term | None, *, after: date, pauses: tuple[Pause, ...] = ()) -> Due | None:
    """The last day of a term; None where none is published. A term of no days ends on the day of the act (on the spot)."""
    if term is None:
        return None
    if term.days < 1:
        return Due(after, (Day(after, Counted.ACT),))
    return workdays.due(calendar, after=after, days=term.days, pauses=pauses, working=term.unit is Unit.WORKING_DAY)


def lengthened(
    calendar: workdays.Calendar, term: Term | None, more: Term | None, *, after: date, pauses: tuple[Pause, ...] = ()
) -> Due | None:
    """延长: days of the same unit make one term; days of another unit are counted from where the first ends."""
    first = due(calendar, term, after=after, pauses=pauses)
    if term is None or first is None or more is None:
        return first
    if term.unit is more.unit:
        return due(calendar, replace(term, days=term.days + more.days), after=after, pauses=pauses)
    then = due(calendar, more, after=first.on, pauses=pauses)
    return first if then is None else Due(then.on, (*first.days, *then.days[1:]), first.provisional or then.provisional)


def in_order(events: Iterable[ClockEvent], started: date) -> tuple[ClockEvent, ...]:
    """By the order of recording. A day before the one recorded last counts as that day: no span is ever negative (时钟倒拨)."""
    told: list[ClockEvent] = []
    last = started
    for one in events:
        last = max(last, one.on)
        told.append(one if one.on == last else replace(one, on=last))
    return tuple(told)


def begun(events: Sequence[ClockEvent], started: date) -> date:
    """The act from which the days are counted: the last restart, else the start."""
    return next((one.on for one in reversed(events) if one.kind is ClockEventKind.RESTART), started)


def running_pause(events: Iterable[ClockEvent]) -> ClockEvent | None:
    """The pause that nothing has ended yet."""
    held: ClockEvent | None = None
    for one in events:
        if one.kind is ClockEventKind.PAUSE:
            held = held or one
        elif one.kind is ClockEventKind.RESUME:
            held = None
    return held


def excluded(events: Iterable[ClockEvent], until: date | None = None) -> tuple[Pause, ...]:
    """不计算在内 (行政许可法 art. 45): from the day after a pause begins through the day it ends (民法典 art. 201).

    Stopped and started on one day, nothing is excluded. ``until``: where a pause that still runs is to end.
    """
    found: list[Pause] = []
    held: ClockEvent | None = None
    for one in events:
        if one.kind is ClockEventKind.PAUSE:
            held = held or one
        elif one.kind is ClockEventKind.RESUME and held is not None:
            found += _span(held, one.on)
            held = None
    return (*found, *(_span(held, until) if held is not None and until is not None else ()))


def _span(pause: ClockEvent, last: date) -> tuple[Pause, ...]:
    first = date.fromordinal(pause.on.toordinal() + 1)
    return (Pause(first, last, str(pause.pause or "")),) if last >= first else ()


def extension(events: Iterable[ClockEvent], scope: Scope, since: date) -> Term | None:
    """By how much a term was lengthened since it began; a term that begins anew has its whole length again, and no more."""
    for one in events:
        if one.kind is ClockEventKind.EXTEND and one.scope is scope and one.on >= since:
            return Term(one.days or 0, one.unit, one.reference)
    return None


def clock(
    calendar: workdays.Calendar,
    *,
    started: date | None,
    promised: Term | None,
    legal: Term | None,
    events: Iterable[ClockEvent] = (),
    ended: date | None = None,
    today: date | None = None,
) -> Clock:
    """Both terms of one approval, each explained day by day (行政许可法 arts. 42, 45, 82; 民法典 art. 201).

    While a pause runs nothing is due; ``so_far`` tells the days until ``today``. What was decided meanwhile ended the pause. A pause stops
    the promise as well as the law's term; an extension lengthens the law's term alone.
    """
    if started is None:
        return Clock(None, None, None, ended)
    told = in_order((one for one in events if one.scope is Scope.OWN), started)
    after, paused = begun(told, started), running_pause(told)
    spans, more = excluded(told, ended or today), extension(told, Scope.OWN, after)
    if paused is not None and ended is None:
        so_far = _so_far(calendar, promised or legal, after, today or paused.on, spans)
        return Clock(started, None, None, None, None, told, paused, more, so_far)
    by_law = lengthened(calendar, legal, more, after=after, pauses=spans)
    return Clock(started, due(calendar, promised, after=after, pauses=spans), by_law, ended, None, told, None, more)


def _so_far(calendar: workdays.Calendar, term: Term | None, after: date, today: date, spans: tuple[Pause, ...]) -> Due | None:
    if term is None or term.days < 1:
        return None
    return workdays.counted(
        calendar, after=after, until=today, days=term.days, pauses=spans, working=term.unit is Unit.WORKING_DAY
    )  # fmt: skip


def joint(
    calendar: workdays.Calendar,
    *,
    started: date | None,
    term: Term | None,
    parts: Iterable[Sequence[ClockEvent]],
    ends: Sequence[date | None] = (),
    extended: Iterable[ClockEvent] = (),
    ended: date | None = None,
) -> tuple[Due | None, Term | None, bool]:
    """联合办理: the joint term of the whole case, by how much it was lengthened, and whether it stands still (行政许可法 arts. 26, 42, 45).

    Time that law excludes of one part is excluded of the joint term, which waits for that part; times that overlap count once.
    ``ends``: of each part, when it was answered or withdrawn; from then on nothing of it stands still.
    """
    if started is None or term is None:
        return None, None, False
    told = [in_order((one for one in events if one.scope is Scope.OWN), started) for events in parts]
    more = extension(extended, Scope.JOINT, started)
    until = [one or ended for one in ends] or [ended] * len(told)
    if any(end is None and running_pause(events) for events, end in zip(told, until, strict=True)):
        return None, more, True
    spans = tuple(span for events, end in zip(told, until, strict=True) for span in excluded(events, end))
    return lengthened(calendar, term, more, after=started, pauses=spans), more, False


def earlier(clock: Clock) -> date | None:
    """The date an inbox is ordered by: whichever term ends first."""
    ends = [one.on for one in (clock.promised, clock.legal) if one is not None]
    return min(ends, default=None)
