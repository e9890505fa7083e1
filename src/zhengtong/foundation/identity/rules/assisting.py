"""帮办规则: how long a sitting and a code last, how often they may be tried, and whose name a document bears."""

import re
from collections.abc import Collection
from datetime import datetime, time, timedelta

from zhengtong.kernel.clock import CHINA

SITTING = timedelta(hours=4)
"""A sitting lasts at most this long, and never past the day it began on."""
CODE_LASTS = timedelta(minutes=10)
TRIES = 5
ASKS = 3
"""So many codes are sent to one person within ASKS_WITHIN, whoever asks: their telephone is not ours to fill."""
ASKS_WITHIN = timedelta(hours=1)

_REMARK = re.compile(r"（[^（）]*）$")
_DOTS = str.maketrans({"•": "·", "・": "·", "．": "·", ".": "·"})


def sitting_ends(opened_at: datetime) -> datetime:
    """Four hours on, or midnight, whichever is earlier: nobody is still at the table the next day."""
    day = opened_at.astimezone(CHINA).date() + timedelta(days=1)
    return min(opened_at + SITTING, datetime.combine(day, time(), CHINA))


def code_is_over(asked_at: datetime, tries: int, at: datetime) -> bool:
    """Ten minutes, five tries."""
    return at >= asked_at + CODE_LASTS or tries >= TRIES


def same_name(given: str, held: str) -> bool:
    """Whether the name as read from the document is the one registered: spaces, dots and a remark in brackets do not count."""
    return bool(_bare(given)) and _bare(given) in (_bare(held), _bare(_REMARK.sub("", held)))


def _bare(name: str) -> str:
    return "".join(name.split()).translate(_DOTS).casefold()


def reach(items: Collection[Collection[str]]) -> frozenset[str] | None:
    """Which matters a helper's rights reach, as a ground tells them; None where one of the rights names no items and so cuts nothing."""
    if any(not each for each in items):
        return None
    codes = {code for each in items for code in each}
    return frozenset(f"{kind}:{code}" for kind in ("item", "bundle") for code in codes)
