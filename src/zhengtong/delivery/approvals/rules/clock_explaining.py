"""期限说明: each day of a term, and what happened on it: why it counts or not, and what stopped, started or lengthened the clock."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from zhengtong.delivery.approvals.terms import OFFICES, PAUSES, ClockEvent, ClockEventKind, PauseKind
from zhengtong.foundation.catalogue.terms import Unit
from zhengtong.kernel import workdays
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words
from zhengtong.kernel.workdays import Counted, Due

Line = tuple[date, str, Mapping[str, object]]

_STANDS = gettext_noop("The clock stands still for %(pause)s, not counted.")
_SAID: Mapping[ClockEventKind, str] = {
    ClockEventKind.PAUSE: gettext_noop("The clock was stopped on this day for %(pause)s (%(reference)s; %(evidence)s)."),
    ClockEventKind.RESUME: gettext_noop("On this day %(pause)s ended (%(evidence)s); the next day counts again."),
    ClockEventKind.RESTART: gettext_noop("The term begins anew on this day (%(reference)s)."),
    ClockEventKind.EXTEND: gettext_noop("On this day %(office)s extended the term by %(days)s working days (%(reference)s)."),
}
_EXTENDED_BY_DAYS = gettext_noop("On this day %(office)s extended the term by %(days)s days (%(reference)s).")


def explain_clock(due: Due, events: Iterable[ClockEvent] = ()) -> list[Line]:
    """Day by day, with each event after its day; events before the first day told come first. Nothing of after the last day."""
    told = [one for one in events if one.on <= due.on]
    lines: list[Line] = [line for one in told if one.on < due.days[0].on for line in _event(one)]
    said = dict[date, list[Line]]()
    for one in told:
        said.setdefault(one.on, []).extend(_event(one))
    for (on, message, params), day in zip(workdays.explain(due), due.days, strict=True):
        if day.kind is Counted.PAUSED and day.name:
            lines.append((on, _STANDS, {"pause": PAUSES[PauseKind(day.name)]}))
        else:
            lines.append((on, message, params))
        lines += said.get(on, ())
    return lines


def _event(one: ClockEvent) -> Iterator[Line]:
    message = _EXTENDED_BY_DAYS if one.kind is ClockEventKind.EXTEND and one.unit is not Unit.WORKING_DAY else _SAID[one.kind]
    yield (
        one.on,
        message,
        {
            "pause": PAUSES[one.pause] if one.pause else Words(""),
            "days": one.days or 0,
            "office": OFFICES[one.office] if one.office else Words(""),
            "reference": one.reference,
            "evidence": one.evidence,
        },
    )
