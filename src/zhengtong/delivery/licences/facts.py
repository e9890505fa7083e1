"""电子证照 facts: what happened to a licence."""
from dataclasses import dataclass

from zhengtong.delivery.licences.terms import Annulment, Deregistration, LicenceNumber


@dataclass(frozen=True, slots=True)
class LicenceIssued:
    """颁发: recorded about the case it ends, so that one proof covers the case's whole story. sha256: of the signed file."""

    number: LicenceNumber
    type: str
    organisation: str
    approval: str
    case: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LicenceDeregistered:
    """注销 (行政许可法 art. 70)."""

    number: LicenceNumber
    ground: Deregistration


@dataclass(frozen=True, slots=True)
class LicenceAnnulled:
    """撤销 (行政许可法 art. 69)."""

    number: LicenceNumber
    ground: Annulment
