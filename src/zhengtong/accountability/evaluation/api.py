"""好差评: the front door."""
from zhengtong.accountability.evaluation.commands import rate
from zhengtong.accountability.evaluation.errors import AlreadyRated, NotFinished, NotYoursToRate, TextTooLong, UnknownLevel, UnknownTag
from zhengtong.accountability.evaluation.queries import rating_of, satisfaction

__all__ = [
    "AlreadyRated",
    "NotFinished",
    "NotYoursToRate",
    "TextTooLong",
    "UnknownLevel",
    "UnknownTag",
    "rate",
    "rating_of",
    "satisfaction",
]
