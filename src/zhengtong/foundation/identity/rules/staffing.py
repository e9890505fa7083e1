"""人员规则: sign-in names and one-time codes of officers. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from zhengtong.foundation.identity.errors.staffing import WrongDivision, WrongItem, WrongUsername

CODE_LASTS = timedelta(days=7)
CODE_LENGTH = 16  # of 32 signs: 80 bits, so that a fast keyed hash keeps it well
CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read for another
_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,29}")
BETWEEN = re.compile(r"[、，,;；|/\s]+")
ITEM = re.compile(r"[^\s:]{1,80}")
DIVISION = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}){0,2}")
_MARK = re.compile(r"!first\$([0-9]{1,12})\$([0-9a-f]{64})")


def check_username(text: str) -> str:
    """In small letters. Raises WrongUsername."""
    username = text.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise WrongUsername
    return username


def as_written(code: str) -> str:
    """ABCD-EFGH-JKLM-NPQR, to be read from a slip of paper."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def as_read(text: str) -> str:
    """However it was typed: small letters, spaces, hyphens."""
    return "".join(sign for sign in text.upper() if sign in CODE_SIGNS)


def code_mark(digest: str, at: datetime) -> str:
    """What stands in the place of a password until the officer has chosen one: it opens no sign-in (a leading ``!`` is no hash)."""
    return f"!first${int(at.timestamp())}${digest}"


def waits_for_code(password: str) -> bool:
    """Whether this account has never been entered."""
    return _MARK.fullmatch(password) is not None


def code_digest(password: str, now: datetime) -> str | None:
    """The digest of the code that opens this account now; None where there is none, or its time is over."""
    found = _MARK.fullmatch(password)
    if found is None or not 0 <= now.timestamp() - int(found[1]) <= CODE_LASTS.total_seconds():
        return None
    return found[2]


def items_of(text: str) -> frozenset[str]:
    """Codes of items as they are typed one after the other. Raises WrongItem."""
    found = frozenset(filter(None, BETWEEN.split(text)))
    check_items(found)
    return found


def divisions_of(text: str) -> tuple[str, ...]:
    """Division codes as they are typed, with 12 digits each. Raises WrongDivision."""
    written = tuple(filter(None, BETWEEN.split(text)))
    check_divisions(written)
    return tuple(dict.fromkeys(code.ljust(12, "0") for code in written))


def check_items(items: Iterable[str]) -> None:
    """Raises WrongItem."""
    for code in items:
        if not ITEM.fullmatch(code):
            raise WrongItem(value=code[:40])


def check_divisions(divisions: Iterable[str]) -> None:
    """Raises WrongDivision."""
    for code in divisions:
        if not DIVISION.fullmatch(code):
            raise WrongDivision(value=code[:40])
