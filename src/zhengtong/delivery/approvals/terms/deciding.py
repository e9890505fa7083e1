"""决定用语: what stands in a decision besides its opinion."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Weighed:
    """裁量: the step of the published benchmark that was applied, and why where the decision departs from it."""

    code: str
    outcome: str
    reference: str
    departure: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition as it was worked out: true, false, or not known; where its values came from; the article."""

    code: str
    says: str
    met: bool | None
    sources: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Automation:
    """秒批开关: since when an item is approved automatically, and the impact assessment recorded before (个人信息保护法 arts. 24, 55)."""

    item: str
    since: datetime
    by: str
    assessment: str
    pin: str
    until: datetime | None = None


class AfterCheckState(StrEnum):
    DUE = "due"  # 待核查
    KEPT = "kept"  # 属实
    TO_CORRECT = "to_correct"  # 责令改正
    CORRECTED = "corrected"  # 已改正
    BROKEN = "broken"  # 未改正: the lawful consequence follows


@dataclass(frozen=True, slots=True)
class AfterCheck:
    """事后核查 of what was approved on a commitment: kept; or order to correct, then the lawful consequence."""

    id: int
    approval: str
    state: AfterCheckState
    due_on: date | None
    found: str = ""
    correct_by: date | None = None
    consequence: str = ""
    reference: str = ""
