"""查询规则: whose record is protected, and how often one may look. Pure."""

from datetime import date, timedelta

from zhengtong.foundation.identity.errors.looking import NoPurpose
from zhengtong.foundation.identity.terms.looking import Purpose

CHILD_UNDER = 14
"""不满十四周岁未成年人的个人信息是敏感个人信息 (个人信息保护法 art. 28)."""
LOOK_LASTS = timedelta(minutes=15)
LOOKS_AN_HOUR = 30
MISSES_AN_HOUR = 8
WAITING = timedelta(hours=24)  # a query nobody answered is over
LEAST_REASON = 6  # characters


def is_protected(born: date | None, flagged: bool, today: date) -> bool:
    """受保护记录: a child until the day of the fourteenth birthday, or a record that is marked."""
    return flagged or (born is not None and today < _birthday(born, CHILD_UNDER))


def _birthday(born: date, age: int) -> date:
    """Born on 29 February: of age on 1 March of a common year (民法典 art. 204)."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def too_often(looks: int, misses: int) -> bool:
    """Within one hour."""
    return looks >= LOOKS_AN_HOUR or misses >= MISSES_AN_HOUR


def check_purpose(purpose: str, reason: str, case: str) -> tuple[Purpose, str, str]:
    """目的限定 (个人信息保护法 art. 6): all three, without their margins. Raises NoPurpose."""
    written, number = " ".join(reason.split()), case.strip()
    if purpose not in set(Purpose) or len(written) < LEAST_REASON or not number or len(number) > 40:
        raise NoPurpose
    return Purpose(purpose), written[:300], number
