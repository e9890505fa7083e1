"""申请人的期限规则: terms that are the applicant's own, read in the applicant's favour. Pure."""

from datetime import date, timedelta

from zhengtong.delivery.approvals.rules.clock import due
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.kernel.workdays import Calendar, Due

_ONE_DAY = timedelta(days=1)


def ask_by(calendar: Calendar, term: Term, *, told: date) -> Due:
    """The last day on which the applicant may still ask, state or answer: five days for a hearing (行政许可法 art. 47).

    The day they were told does not count (民法典 art. 201); the last day is theirs to its end, and moves on if not worked (art. 203).
    Days of a permit are working days (行政许可法 art. 82), which is also the reading that leaves more time.
    """
    found = due(calendar, term, after=told)
    assert found is not None
    if calendar.is_worked(found.on):
        return found
    last = _worked_from(calendar, found.on)
    return Due(last, found.days, found.provisional or not calendar.knows(found.on, last))


def renew_by(calendar: Calendar, term: Term, *, expires: date) -> date:
    """The last day to ask for renewal in time: thirty days before a permit expires (行政许可法 art. 50), sixty (排污许可管理条例 art. 14).

    Counted back from the last day of the permit, which does not count: in calendar days, which leave more time, and a day off moves on;
    in working days only where the law itself writes them.
    """
    if term.unit is not Unit.WORKING_DAY:
        return _worked_from(calendar, expires - timedelta(days=term.days))
    day = expires
    for _ in range(term.days):
        day -= _ONE_DAY
        while not calendar.is_worked(day):
            day -= _ONE_DAY
    return day


def _worked_from(calendar: Calendar, day: date) -> date:
    while not calendar.is_worked(day):
        day += _ONE_DAY
    return day
