"""外部系统 facts: what went out to a national or provincial system and what came back."""

from dataclasses import dataclass

from zhengtong.delivery.approvals.terms import ApprovalNumber, Opinion


@dataclass(frozen=True, slots=True)
class HandedOut:
    """转外部系统: it opened, and an outside system decides it."""

    approval: ApprovalNumber
    case: str
    item: str
    system: str


@dataclass(frozen=True, slots=True)
class PushedOut:
    """已推送: the outside system has it, under its own number."""

    approval: ApprovalNumber
    case: str
    item: str
    system: str
    number: str


@dataclass(frozen=True, slots=True)
class AnsweredOutside:
    """已回传: the outside system's answer, as it came."""

    approval: ApprovalNumber
    case: str
    item: str
    system: str
    number: str  # of the decision, issued there
    opinion: Opinion
    digest: str  # SHA-256 of the answer


@dataclass(frozen=True, slots=True)
class DisputedOutside:
    """答复不一致: a second answer, or another number, contradicts what is on record. What is on record stays until a person has looked."""

    approval: ApprovalNumber
    case: str
    item: str
    system: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class CalledBack:
    """已撤回: the outside system was told that the applicant withdrew it."""

    approval: ApprovalNumber
    case: str
    item: str
    system: str


@dataclass(frozen=True, slots=True)
class Reconciled:
    """对账: our files against an outside system's; approvals that needed mending, by number."""

    system: str
    checked: int
    mended: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
