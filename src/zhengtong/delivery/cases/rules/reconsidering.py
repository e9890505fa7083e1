"""行政复议规则: terms, and what an answer needs (行政复议法 arts. 20, 30, 62, 64). Pure."""

from datetime import date, timedelta

from zhengtong.delivery.cases.errors import AnswerIncomplete, LateReasonNeeded, NotAnswerable, RequestIncomplete, SuedAlready
from zhengtong.delivery.cases.terms.reconsidering import ReconsiderationState, Result
from zhengtong.kernel import workdays

EXAMINE_DAYS = 5  # working days (行政复议法 arts. 30, 88)
DECIDE_DAYS = 60  # calendar days (行政复议法 art. 62)
_FIRST = frozenset({Result.DECLINED})


def examine_by(calendar: workdays.Calendar, asked: date) -> date:
    """五日内审查; then it counts as accepted."""
    return workdays.due(calendar, after=asked, days=EXAMINE_DAYS).on


def decide_by(calendar: workdays.Calendar, accepted: date) -> date:
    """自受理之日起六十日内; a last day off moves on."""
    return workdays.due(calendar, after=accepted, days=DECIDE_DAYS, working=False).on


def sue_by(calendar: workdays.Calendar, told: date, months: int) -> date:
    """六个月内起诉 (行政诉讼法 art. 46), in the applicant's favour: the same day of the month, or the first one worked after it."""
    month = told.month - 1 + months
    year, month = told.year + month // 12, month % 12 + 1
    day = _within(year, month, told.day)
    while not calendar.is_worked(day):
        day += timedelta(days=1)
    return day


def _within(year: int, month: int, day: int) -> date:
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def check_request(*, wants: str, reasons: str, late: bool, late_reason: str, not_sued: bool) -> None:
    """具体的行政复议请求和理由 (art. 30(1)(3)); not before a court already (art. 29); late only with a reason (art. 20(2)).

    Raises RequestIncomplete, SuedAlready, LateReasonNeeded.
    """
    if not wants.strip() or not reasons.strip():
        raise RequestIncomplete
    if not not_sued:
        raise SuedAlready
    if late and not late_reason.strip():
        raise LateReasonNeeded


def check_answer(state: ReconsiderationState, result: Result, *, said: str, redo_days: int | None) -> None:
    """What is not accepted was only looked at; what is decided was accepted; each says why; a redo names its term.

    Raises NotAnswerable, AnswerIncomplete.
    """
    if state not in ((ReconsiderationState.ASKED,) if result in _FIRST else (ReconsiderationState.ACCEPTED,)):
        raise NotAnswerable
    if not said.strip() or (result is Result.REDO and (redo_days is None or not 1 <= redo_days <= 180)):
        raise AnswerIncomplete
