"""办理环节用语: who else has a say before an authority answers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhengtong.delivery.approvals.terms.approval import ApprovalNumber
from zhengtong.kernel.words import Words


class View(StrEnum):
    """What a consulted body, a lower office or an interested party says."""

    AGREE = "agree"  # 同意
    OBJECT = "object"  # 不同意
    NO_VIEW = "no_view"  # 无意见
    SILENT = "silent"  # 逾期未答复


@dataclass(frozen=True, slots=True)
class Consultation:
    """征求意见: another body is asked; its own term, and what its silence means. It never holds the clock unless the regime says so."""

    id: int
    approval: ApprovalNumber
    organisation: str
    question: str
    asked_at: datetime
    asked_by: str
    due_on: date | None
    silence: View  # NO_VIEW or AGREE
    view: View | None = None
    reason: str = ""
    reference: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """下级机关初审: the lower office examines first and passes it up with its opinion (行政许可法 art. 43)."""

    approval: ApprovalNumber
    organisation: str
    upper: str
    started_on: date
    due_on: date | None
    view: View | None = None
    reason: str = ""
    passed_at: datetime | None = None
    passed_by: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """利害关系人: told, may state and defend (行政许可法 art. 36), and may ask for a hearing (art. 47)."""

    id: int
    approval: ApprovalNumber
    name: str
    contact: str
    why: str
    told_at: datetime
    due_on: date | None
    said: str = ""
    said_at: datetime | None = None
    view: View | None = None


class HearingState(StrEnum):
    ASKED = "asked"  # 已申请
    CALLED = "called"  # 已通知
    HELD = "held"  # 已举行
    WAIVED = "waived"  # 未申请或放弃


@dataclass(frozen=True, slots=True)
class Hearing:
    """听证: asked within 5 days, notice 7 days before, held within 20, chair not the reviewer, record decisive (行政许可法 arts. 46–48)."""

    id: int
    approval: ApprovalNumber
    state: HearingState
    asked_on: date
    asked_by: str
    hold_by: date
    held_on: date | None = None
    noticed_on: date | None = None
    chair: str = ""
    place: Words = Words("")
    record: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """现场核查: by at least two officers (行政许可法 art. 34); it does not stop the clock."""

    id: int
    approval: ApprovalNumber
    on: date
    officers: tuple[str, ...]
    found: str
    at: datetime
    by: str
