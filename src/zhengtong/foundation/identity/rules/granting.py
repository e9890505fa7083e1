"""授权规则: how far an administrator's arm reaches, and what may be taken in an emergency. Pure."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from zhengtong.foundation.identity.errors.granting import ItemNeeded, NotForBreakGlass, ReasonTooShort, TooLong, WrongPeriod
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Right

BREAK_GLASS_MINUTES = 60
BREAK_GLASS_REASON = 10  # characters
BREAK_GLASS_DUTIES = frozenset({Duty.INTAKE, Duty.REVIEW, Duty.ASSIST, Duty.LOOK_UP})
PLATFORM_ONLY = frozenset({Duty.OPERATE})
_LEVELS = (2, 4, 6, 9)  # digits of a division code that name a province, city, county, street


def place(code: str) -> str:
    """区划前缀: 430104000000 and all within it are 430104 (GB/T 2260, GB/T 10114)."""
    code = code.strip()
    return next((code[:size] for size in _LEVELS if len(code) > size and not code[size:].strip("0")), code)


def reaches(
    administration: Iterable[Right],
    *,
    organisation: str,
    items: Collection[str] = (),
    divisions: Collection[str] = (),
    classes: Collection[str] = (),
) -> bool:
    """管理权限: whether one right to administer covers all of another right. Not cut is everything, and only everything covers that."""
    return any(
        organisation in one.organisations
        and _within(items, one.items)
        and _within(classes, one.classes)
        and (not one.divisions or (bool(divisions) and all(code.startswith(one.divisions) for code in divisions)))
        for one in administration
    )


def _within(asked: Collection[str], cut: frozenset[str]) -> bool:
    return not cut or (bool(asked) and cut >= set(asked))


def check_period(since: datetime, until: datetime | None, now: datetime) -> None:
    """Raises WrongPeriod."""
    if until is not None and until <= max(since, now):
        raise WrongPeriod


def check_reason(reason: str, least: int) -> str:
    """Without its margins. Raises ReasonTooShort."""
    written = " ".join(reason.split())
    if len(written) < least:
        raise ReasonTooShort(least=least)
    return written


def check_break_glass(duty: Duty, items: Collection[str], minutes: int) -> timedelta:
    """应急取权: never to administer, countersign or operate; to take in or decide, one item at a time; an hour at most.

    Raises NotForBreakGlass, ItemNeeded, TooLong.
    """
    if duty not in BREAK_GLASS_DUTIES:
        raise NotForBreakGlass
    if duty in (Duty.INTAKE, Duty.REVIEW) and len(items) != 1:
        raise ItemNeeded
    if not 0 < minutes <= BREAK_GLASS_MINUTES:
        raise TooLong(most=BREAK_GLASS_MINUTES)
    return timedelta(minutes=minutes)
