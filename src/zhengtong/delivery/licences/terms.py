"""电子证照用语: the result of a matter, signed, held, shown, verified."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

LicenceNumber = NewType("LicenceNumber", str)
"""电子证照标识 (GB/T 36904-2018): 1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>."""


class LicenceStatus(StrEnum):
    """Codes of the e-licence metadata."""

    VALID = "01"
    WITHHELD = "02"
    ANNULLED = "03"
    DEREGISTERED = "04"
    EXPIRED = "05"
    REVOKED = "07"


@dataclass(frozen=True, slots=True)
class LicenceField:
    code: str
    title: Words
    element: str = ""
    masked: bool = False             # masked on the public page


@dataclass(frozen=True, slots=True)
class LicenceType:
    code: str                        # definer's credit code + three digits
    short: str                       # food_business_permit
    name: Words
    fields: tuple[LicenceField, ...]
    valid_years: int | None = None
    law: str = ""


@dataclass(frozen=True, slots=True)
class LicenceView:
    number: LicenceNumber
    type: str                        # short code
    name: Words
    holder: Ref
    holder_name: str
    issuer: str
    issuer_name: Words
    values: Mapping[str, object]     # licence field code → value
    titles: Mapping[str, Words]
    issued_on: date
    valid_from: date
    valid_until: date | None
    status: LicenceStatus
    approval: str = ""
    case: str = ""
    demonstration: bool = True       # signed with a built-in key: 演示
    pdf_ready: bool = False


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """What anybody may see of a number."""

    number: LicenceNumber
    name: Words
    holder_masked: str
    issuer_name: Words
    issued_on: date
    valid_until: date | None
    status: LicenceStatus
    fields: Mapping[str, str] = field(default_factory=dict)      # masked


class Verdict(StrEnum):
    GENUINE = "genuine"              # signature right and status valid
    NOT_VALID_NOW = "not_valid_now"  # signature right, but withheld, expired, deregistered …
    CHANGED = "changed"              # the bytes are not those that were signed
    UNKNOWN_KEY = "unknown_key"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Verification:
    verdict: Verdict
    number: str = ""
    status: PublicStatus | None = None
    checked_at: datetime | None = None
