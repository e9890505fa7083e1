"""自然人规则: who is one person, who is a child, when a guardian's part ends, and how sure we are. Nothing here asks what day it is."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from zhengtong.foundation.identity.errors import LevelNeeded, RealNameNeeded, SecondFactorNeeded
from zhengtong.foundation.identity.terms import Level, ProofOutcome

MOST_TRIES = 5  # refusals of one account within a day
MOST_OF_A_DOCUMENT = 10  # refusals about one document within a day, from whatever accounts
MOST_MISNAMED = 10  # people named by one account within a day whom nobody here is
WITHIN = timedelta(days=1)
MOVABLE = timedelta(minutes=30)  # for so long a confirmation may be used to move the other account here
_DOTS = str.maketrans(dict.fromkeys("•‧∙⋅●．・", "·"))
_REMARK = re.compile(r"\([^()]*\)$")
_ADULT, _FOURTEEN = 18, 14


def same_name(one: str, other: str) -> bool:
    """Whether two ways of writing are one name: width, spaces, capitals and the dot of minority names do not count."""
    return bool(plain_name(one)) and plain_name(one) == plain_name(other)


def plain_name(name: str) -> str:
    """What of a name is compared: a remark behind it in brackets, （演示）, is none of it."""
    return "".join(_REMARK.sub("", unicodedata.normalize("NFKC", name.strip())).translate(_DOTS).split()).casefold()


def may_be_one(*, names: tuple[str, str], born: tuple[date | None, date | None]) -> bool:
    """Whether two records may be one person: the same name, and no two different birth dates."""
    return same_name(*names) and (None in born or born[0] == born[1])


def birthday(born: date, years: int) -> date:
    """周岁: the day on which somebody completes so many years; who was born on 29 February, on 1 March where there is none."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def is_adult(born: date, today: date) -> bool:
    """成年人: eighteen years completed (民法典 art. 17)."""
    return today >= birthday(born, _ADULT)


def is_young_child(born: date | None, today: date) -> bool:
    """不满十四周岁: whatever is held about them is sensitive (个人信息保护法 art. 28)."""
    return born is not None and today < birthday(born, _FOURTEEN)


def last_day_of_guardianship(born: date) -> date:
    """监护至成年: the day before the eighteenth birthday (民法典 arts. 17, 27, 39)."""
    return birthday(born, _ADULT) - timedelta(days=1)


def tries_left(outcomes: Iterable[tuple[str, datetime]], at: datetime, most: int = MOST_TRIES) -> int:
    """How often the register may still be asked: a refusal counts for a day, and so does a question that was never answered."""
    counted = (ProofOutcome.REFUSED, ProofOutcome.ASKED)
    return max(0, most - sum(1 for outcome, when in outcomes if outcome in counted and when > at - WITHIN))


def check_level(have: int, needed: Level) -> None:
    """认证等级: raises LevelNeeded, which says what is missing first."""
    if have >= needed:
        return
    if have < Level.VERIFIED:
        raise RealNameNeeded(needed=needed, have=have)
    if needed is Level.STRONG:
        raise SecondFactorNeeded(needed=needed, have=have)
    raise LevelNeeded(needed=needed, have=have)
