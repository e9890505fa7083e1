"""查找用语: hits and pages of lists."""

from dataclasses import dataclass
from enum import StrEnum

from zhengtong.foundation.catalogue.terms.words import Filing
from zhengtong.kernel.words import Words


class HitKind(StrEnum):
    ITEM = "item"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Hit:
    kind: HitKind
    code: str
    name: Words
    organisation_name: str
    division: str
    filing: Filing
    score: float = 0.0
    why: str = ""  # title · synonym · pinyin · typo


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, by keyset: ``next`` is the token for the following page, "" at the end."""

    hits: tuple[Hit, ...]
    next: str = ""
