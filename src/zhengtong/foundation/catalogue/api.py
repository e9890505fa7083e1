"""事项与清单: the front door."""

from zhengtong.foundation.catalogue.errors import (
    CalendarMissing,
    CircularOrder,
    CityMissing,
    ItemWithdrawn,
    NotOfThisMatter,
    UnknownArticle,
    UnknownMatter,
    UnknownRegime,
)
from zhengtong.foundation.catalogue.queries.automatic import automatable
from zhengtong.foundation.catalogue.queries.documents import calendar, city, from_receipt, life_events, neighbour, regime
from zhengtong.foundation.catalogue.queries.editions import forget
from zhengtong.foundation.catalogue.queries.finding import find, suggest
from zhengtong.foundation.catalogue.queries.laws import article, resolve
from zhengtong.foundation.catalogue.queries.laws import several as citations
from zhengtong.foundation.catalogue.queries.listing import browse, departments, offered, online, unknown_codes
from zhengtong.foundation.catalogue.queries.planning import acted, asks_of, elements_of, plan, questions
from zhengtong.foundation.catalogue.queries.reading import assurance_of, bundle, guide, guides_of, matter, organisation_of, versions

__all__ = [
    "CalendarMissing",
    "CircularOrder",
    "CityMissing",
    "ItemWithdrawn",
    "NotOfThisMatter",
    "UnknownArticle",
    "UnknownMatter",
    "UnknownRegime",
    "acted",
    "article",
    "asks_of",
    "assurance_of",
    "automatable",
    "browse",
    "bundle",
    "calendar",
    "citations",
    "city",
    "departments",
    "elements_of",
    "find",
    "forget",
    "from_receipt",
    "guide",
    "guides_of",
    "life_events",
    "matter",
    "neighbour",
    "offered",
    "online",
    "organisation_of",
    "plan",
    "questions",
    "regime",
    "resolve",
    "suggest",
    "unknown_codes",
    "versions",
]
