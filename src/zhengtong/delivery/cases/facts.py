"""办件 facts: what happened to a case."""

from dataclasses import dataclass

from zhengtong.delivery.cases.terms import CaseNumber


@dataclass(frozen=True, slots=True)
class CaseSubmitted:
    """收件: the case is in; ``items`` are what it asks for, ``pins`` the versions it began under."""

    case: CaseNumber
    matter: str
    window: str
    items: tuple[str, ...]
    pins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseAccepted:
    """受理: clocks start. ``by_law``: five working days passed in silence (行政许可法 art. 32(1)(4))."""

    case: CaseNumber
    accepted_on: str
    by_law: bool = False


@dataclass(frozen=True, slots=True)
class SupplementationRequired:
    """补正告知: everything told once."""

    case: CaseNumber
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseSupplemented:
    """补正: the applicant answered every point."""

    case: CaseNumber
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseDeclined:
    """不予受理."""

    case: CaseNumber


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """撤回申请."""

    case: CaseNumber


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """办结: every part has its answer."""

    case: CaseNumber
    approved: int
    refused: int


@dataclass(frozen=True, slots=True)
class CaseRelocated:
    """区划变更: the place of a running case is part of another, or bears another code; what was issued before stays valid."""

    case: CaseNumber
    division: str
    former: str
