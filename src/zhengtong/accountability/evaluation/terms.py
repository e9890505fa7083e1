"""好差评用语."""
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words


class Level(IntEnum):
    """五级 (GB/T 39046-2020, 国办发〔2019〕51号): the last two are bad ratings 差评."""

    VERY_SATISFIED = 1
    SATISFIED = 2
    FAIRLY_SATISFIED = 3
    DISSATISFIED = 4
    VERY_DISSATISFIED = 5

    @property
    def is_bad(self) -> bool:
        return self >= Level.DISSATISFIED

    @property
    def words(self) -> Words:
        return _LEVELS[self]


_LEVELS = {
    Level.VERY_SATISFIED: Words("非常满意", "very satisfied"),
    Level.SATISFIED: Words("满意", "satisfied"),
    Level.FAIRLY_SATISFIED: Words("基本满意", "fairly satisfied"),
    Level.DISSATISFIED: Words("不满意", "dissatisfied"),
    Level.VERY_DISSATISFIED: Words("非常不满意", "very dissatisfied"),
}


class Tag(StrEnum):
    """评价标签: our own short list, until a city publishes its own."""

    QUICK = "quick"
    CLEAR = "clear"
    POLITE = "polite"
    NO_VISIT = "no_visit"
    SLOW = "slow"
    UNCLEAR = "unclear"
    RUDE = "rude"
    SEVERAL_VISITS = "several_visits"
    MORE_MATERIALS = "more_materials"        # asked for what the guide does not list


@dataclass(frozen=True, slots=True)
class RatingView:
    case: str
    matter: Ref
    level: Level
    tags: tuple[Tag, ...]
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How many ratings there are, and how many of them are no bad ones (满意度)."""

    ratings: int
    satisfied: int

    @property
    def per_cent(self) -> float:
        """Rounded down to a tenth: never more than was given."""
        return self.satisfied * 1000 // self.ratings / 10
