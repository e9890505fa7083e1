"""案头 facts: recorded about the approval, not about the case: how a body divides its work is no part of the applicant's story."""

from dataclasses import dataclass

from zhengtong.delivery.approvals.terms import ApprovalNumber, ClaimHow, ReleaseHow


@dataclass(frozen=True, slots=True)
class ApprovalClaimed:
    """认领: who works on it from now on. former: from whom, empty where nobody did."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    claimed_by: str  # account:…
    former: str
    how: ClaimHow


@dataclass(frozen=True, slots=True)
class ApprovalReleased:
    """退回: nobody works on it."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    former: str
    how: ReleaseHow


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """批注. What it says stands in the table and nowhere else."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    note: int
    public: bool


@dataclass(frozen=True, slots=True)
class ApprovalEscalated:
    """督办: the head of the body is told, once for each level. due: the day that is near or over."""

    approval: ApprovalNumber
    case: str
    item: str
    organisation: str
    level: int
    due: str
