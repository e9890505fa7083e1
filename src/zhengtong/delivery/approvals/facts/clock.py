"""期限 facts: what stopped, started and lengthened a clock. Dates are ISO, empty where none."""

from dataclasses import dataclass

from zhengtong.delivery.approvals.terms import ApprovalNumber, Office, PauseKind, Scope


@dataclass(frozen=True, slots=True)
class ClockPaused:
    """特别程序: the time of a procedure that law requires is excluded; the applicant is told in writing (行政许可法 art. 45)."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    pause: PauseKind
    on: str
    days: int  # expected; 0: not known
    evidence: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ClockResumed:
    """恢复计时."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    on: str
    promised_due: str
    legal_due: str


@dataclass(frozen=True, slots=True)
class ClockRestarted:
    """重新计算: the regime begins the term anew, once the applicant has answered the notice (政府信息公开条例 art. 30)."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    on: str
    promised_due: str
    legal_due: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ClockExtended:
    """延期: with its reason, by the office the regime names (行政许可法 art. 42)."""

    approval: ApprovalNumber  # empty: the joint clock of the whole case
    case: str
    item: str
    organisation: str
    scope: Scope
    office: Office
    days: int
    legal_due: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ClockRecomputed:
    """重新推算: a calendar was published or amended, so a date that leaned on unknown days is another now."""

    approval: ApprovalNumber
    case: str
    item: str
    due: str  # whichever of both terms ends first
    legal_due: str
    former_due: str
    former_legal_due: str
