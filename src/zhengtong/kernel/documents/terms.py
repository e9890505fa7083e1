"""文书用语: a printed sheet, and what its seal says. No Django here."""
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Letter:
    """公文: one official letter, in the words it says. What it is about, its capability knows."""

    title: str
    number: str
    issuer: str
    issuer_zh: str  # the name in the seal
    on: str  # its date, as written
    city: str
    addressee: str = ""
    masthead: str = ""
    body: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    points: tuple[str, ...] = ()
    article: str = ""
    remedies: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    signed: str = ""
    notes: tuple[str, ...] = ()
    language: str = "zh"
    sealed: bool = True  # whether the seal is drawn: a translation bears none


@dataclass(frozen=True, slots=True)
class Sealed:
    """用印: the sheet with its seal; its bytes never change. key: id of the pair that sealed. demonstration: 演示, no legal effect."""

    sheet: bytes
    key: str
    demonstration: bool


class SealState(StrEnum):
    """验章."""

    INTACT = "intact"  # sealed here, every byte as it was sealed
    CHANGED = "changed"  # bears a seal of ours, but what it covers was changed, or something was added
    FOREIGN = "foreign"  # sealed by somebody else
    NONE = "none"  # no seal, or no PDF


@dataclass(frozen=True, slots=True)
class SealReading:
    """What a file itself says of its seal."""

    state: SealState
    key: str = ""
    at: datetime | None = None  # as the seal says
