"""查询个人用语: for what an officer may open a person's record, and what they then see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from zhengtong.foundation.identity.terms.people import PersonView
from zhengtong.foundation.identity.terms.rights import ProtectedQueryView


class Purpose(StrEnum):
    """查询目的."""

    HANDLE = "handle"  # 办理本人事项
    IDENTIFY = "identify"  # 核对到场人员身份
    RELATION = "relation"  # 核实与他人事项的关系
    CORRECT = "correct"  # 更正登记
    COMPLAINT = "complaint"  # 处理投诉


@dataclass(frozen=True, slots=True)
class LookView:
    """查询记录, as the person and the supervisors read it."""

    number: int
    account: int
    officer: str
    organisation: str
    person: str  # our own number; empty: nothing was shown
    purpose: Purpose
    reason: str
    case: str
    at: datetime
    until: datetime
    second: str = ""  # the officer who released it


@dataclass(frozen=True, slots=True)
class LookPage:
    lines: tuple[LookView, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up leads to: an open look, or a query that waits for a second officer."""

    look: LookView | None = None
    query: ProtectedQueryView | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An open look with the little that it shows."""

    look: LookView
    person: PersonView
    marked: bool = False  # marked as protected; a child under 14 is protected without


@dataclass(frozen=True, slots=True)
class Alike:
    """疑似重复: another record with the same name and birth date; ``person`` None: protected, and not open to whoever asks."""

    number: str
    person: PersonView | None
