"""决定用语: what stands in a decision besides its opinion."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from zhengtong.delivery.approvals.terms.approval import ApprovalNumber
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Value:
    """One value that a condition reads, and where it comes from: the applicant's answer, a register, a licence."""

    value: object
    source: Words


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one approval when its conditions are worked out. ``papers``: handed in, for a person to read."""

    values: Mapping[str, Value] = field(default_factory=dict)
    papers: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A single comparison that fails, and what would make it hold: area 38, at least 40."""

    element: str
    has: object
    operator: str  # of what would hold: ">=" …
    wants: object


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition as it was worked out: true, false, or not known; where its values came from; the article."""

    code: str
    says: Words
    met: bool | None
    sources: tuple[Words, ...] = ()
    reference: str = ""
    otherwise: Words = Words("")  # what would make it so
    gaps: tuple[Gap, ...] = ()
    unknown: tuple[str, ...] = ()  # what would have to be told


@dataclass(frozen=True, slots=True)
class Assessment:
    """个人信息保护影响评估: what it must contain (个人信息保护法 art. 56)."""

    purpose: str  # lawful, legitimate and necessary
    necessity: str
    risks: str  # effect on persons, and risks
    measures: str  # lawful, effective, fit for the risks


@dataclass(frozen=True, slots=True)
class Automation:
    """秒批开关: since when an item is approved automatically, and the impact assessment recorded before (个人信息保护法 arts. 24, 55)."""

    id: int
    item: str
    pin: str
    since: datetime
    by: str
    assessment: Assessment
    until: datetime | None = None
    stale: bool = False  # the item has another version now: off until that is assessed


@dataclass(frozen=True, slots=True)
class Automated:
    """自动作出的决定, as recorded: every condition with its sources, the version of the item, the assessment."""

    checked: tuple[Checked, ...]
    pin: str
    automation: int


@dataclass(frozen=True, slots=True)
class Asked:
    """请人说明: the applicant of an automatic approval asked for a person; a task until one has answered."""

    approval: ApprovalNumber
    name: Words
    title: Words
    at: datetime


class AfterCheckState(StrEnum):
    DUE = "due"  # 待核查
    KEPT = "kept"  # 属实
    TO_CORRECT = "to_correct"  # 责令改正
    CORRECTED = "corrected"  # 已改正
    BROKEN = "broken"  # 未改正: the lawful consequence follows


CHECKING = frozenset({AfterCheckState.DUE, AfterCheckState.TO_CORRECT})
"""Somebody still has to look."""


@dataclass(frozen=True, slots=True)
class AfterCheck:
    """事后核查 of what was approved on a commitment: kept; or order to correct, then the lawful consequence."""

    id: int
    approval: ApprovalNumber
    name: Words
    title: Words
    state: AfterCheckState
    due_on: date | None
    reference: str = ""
    found: str = ""
    officers: tuple[str, ...] = ()
    checked_at: datetime | None = None
    correct_by: date | None = None
    consequence: str = ""
    organisation: str = ""  # who checks


@dataclass(frozen=True, slots=True)
class CheckPage:
    """One page of checks, by keyset; ``next`` is "" at the end."""

    lines: tuple[AfterCheck, ...]
    next: str = ""
