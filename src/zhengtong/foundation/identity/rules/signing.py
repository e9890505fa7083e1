"""登录规则: how long to wait after refused tries, and what makes a sign-in name."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

# after the nth refused try in a row: seconds until the next one; before the third nothing, since people mistype
WAITS: Mapping[int, int] = {3: 5, 4: 15, 5: 30, 6: 60, 7: 120, 8: 300, 9: 600}
LOCKED_AFTER = 10
LOCKED_FOR = timedelta(minutes=30)
FORGOTTEN_AFTER = timedelta(hours=24)
LEAST_NAME = 4
LEAST_PASSWORD = 8
MOST_DIGITS = 9


def wait_after(refused: int) -> timedelta:
    """渐进延迟: how long nobody may try again after this many refused tries in a row; from the tenth on the sign-in is locked."""
    if refused >= LOCKED_AFTER:
        return LOCKED_FOR
    return timedelta(seconds=WAITS.get(refused, 0))


def still_counted(refused: int, last_at: datetime | None, at: datetime) -> int:
    """Tries that still count: after a quiet day nothing does."""
    return 0 if last_at is None or at - last_at >= FORGOTTEN_AFTER else refused


def next_try(refused: int, last_at: datetime | None, at: datetime) -> datetime | None:
    """From when one may try again; None: now."""
    if last_at is None:
        return None
    until = last_at + wait_after(still_counted(refused, last_at, at))
    return until if until > at else None


def locks(refused: int) -> bool:
    """锁定: whether this refused try is one that locks, and is told to the holder: the tenth, then every tenth."""
    return refused >= LOCKED_AFTER and refused % LOCKED_AFTER == 0


def is_sign_in_name(name: str) -> bool:
    """登录名: letters first, so that it is neither a telephone nor a document number; no long row of digits, for the same reason."""
    digits = max(map(len, re.findall(r"\d+", name)), default=0)
    return len(name) >= LEAST_NAME and name[0].isalpha() and re.fullmatch(r"[\w.-]+", name) is not None and digits < MOST_DIGITS
