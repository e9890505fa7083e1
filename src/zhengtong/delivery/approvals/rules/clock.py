"""期限规则: until when an approval must be answered, computed from its terms and from what happened."""

from datetime import date

from zhengtong.delivery.approvals.terms import Clock
from zhengtong.foundation.catalogue.terms import Regime, Term, Unit
from zhengtong.kernel import workdays

NO_TERM = date(9999, 12, 31)
"""Sorts what has no term behind everything that has one."""


def legal_term(published: Term | None, regime: Regime | None, on: date) -> Term | None:
    """法定期限: what the item publishes, else what its regime says on that day (行政许可法 art. 42)."""
    if published is not None or regime is None:
        return published
    days = regime.at("decision.days", on)
    return Term(int(str(days.value)), days.unit, days.reference) if days is not None else None


def starts_on(regime: Regime | None, *, received: date, opened: date) -> date:
    """The act from which the decision term runs: opening (acceptance, for all that open with it) or, where the regime says so, receipt."""
    return received if regime is not None and regime.from_receipt(opened) else opened


def due(calendar: workdays.Calendar, term: Term | None, *, after: date, pauses: tuple[workdays.Pause, ...] = ()) -> workdays.Due | None:
    """The last day of a term; None where none is published. A term of no days ends on the day of the act (on the spot)."""
    if term is None:
        return None
    if term.days < 1:
        return workdays.Due(after, (workdays.Day(after, workdays.Counted.ACT),))
    return workdays.due(calendar, after=after, days=term.days, pauses=pauses, working=term.unit is Unit.WORKING_DAY)


def clock(
    calendar: workdays.Calendar, *, started: date | None, promised: Term | None, legal: Term | None, ended: date | None = None
) -> Clock:
    """Both terms of one approval, each explained day by day (行政许可法 art. 82; 民法典 art. 201)."""
    if started is None:
        return Clock(None, None, None, ended)
    return Clock(started, due(calendar, promised, after=started), due(calendar, legal, after=started), ended)


def earlier(clock: Clock) -> date | None:
    """The date an inbox is ordered by: whichever term ends first."""
    ends = [one.on for one in (clock.promised, clock.legal) if one is not None]
    return min(ends, default=None)
