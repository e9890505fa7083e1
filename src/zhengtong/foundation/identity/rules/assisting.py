"""帮办规则: how long a sitting and a code last, how often they may be tried, and whose name a document bears."""

import re
from collections.abc import Collection
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from zhengtong.foundation.identity.rules.people import plain_name

SITTING = timedelta(hours=4)
"""A sitting lasts at most this long, and never past the day it began on."""
LATE = timedelta(minutes=15)
"""So long after a sitting ended by itself, what was being typed when it did is still kept for the person."""
CODE_LASTS = timedelta(minutes=10)
TRIES = 5
ASKS = 3
"""So many codes are sent to one person within ASKS_WITHIN, whoever asks: their telephone is not ours to fill."""
ASKS_WITHIN = timedelta(hours=1)

_REMARK = re.compile(r"（[^（）]*）$")
_MOBILE = re.compile(r"1[3-9][0-9]{9}|\+(852|853|886)[0-9]{8,9}")
_HERE = ZoneInfo("Asia/Shanghai")


def sitting_ends(opened_at: datetime) -> datetime:
    """Four hours on, or midnight, whichever is earlier: nobody is still at the table the next day."""
    day = opened_at.astimezone(_HERE).date() + timedelta(days=1)
    return min(opened_at + SITTING, datetime.combine(day, time(), _HERE))


def code_is_over(asked_at: datetime, tries: int, at: datetime) -> bool:
    """Ten minutes, five tries."""
    return at >= asked_at + CODE_LASTS or tries >= TRIES


def bears_name(given: str, held: str) -> bool:
    """Whether the name as read from the document is the one registered; a remark in brackets behind it does not count."""
    wanted = plain_name(given)
    return bool(wanted) and wanted in (plain_name(held), plain_name(_REMARK.sub("", held)))


def reach(items: Collection[Collection[str]]) -> frozenset[str] | None:
    """Which matters a helper's rights reach, as a ground tells them; None where one of the rights names no items and so cuts nothing."""
    if any(not each for each in items):
        return None
    codes = {code for each in items for code in each}
    return frozenset(f"{kind}:{code}" for kind in ("item", "bundle") for code in codes)


def is_mobile(phone: str) -> bool:
    """Whether a text reaches it: a fixed line has no screen."""
    return bool(_MOBILE.fullmatch(phone))
