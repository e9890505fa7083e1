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


class Deregistration(StrEnum):
    """注销情形 (行政许可法 art. 70)."""

    EXPIRED = "expired"              # (1) 有效期届满未延续
    HOLDER_GONE = "holder_gone"      # (2)(3) 公民死亡或者丧失行为能力，组织终止
    PERMIT_ENDED = "permit_ended"    # (4) 许可被撤销、撤回，证件被吊销
    FORCE_MAJEURE = "force_majeure"  # (5) 不可抗力
    OTHER_LAW = "other_law"          # (6) 法律、法规规定的其他情形


class Annulment(StrEnum):
    """撤销情形 (行政许可法 art. 69)."""

    ABUSE = "abuse"                  # (1)(1) 滥用职权、玩忽职守
    BEYOND_POWERS = "beyond_powers"  # (1)(2) 超越法定职权
    PROCEDURE = "procedure"          # (1)(3) 违反法定程序
    NOT_ELIGIBLE = "not_eligible"    # (1)(4) 申请人不具备资格或者条件
    OTHER_LAW = "other_law"          # (1)(5) 依法可以撤销的其他情形
    FRAUD = "fraud"                  # (2) 以欺骗、贿赂等不正当手段取得


@dataclass(frozen=True, slots=True)
class LicenceField:
    code: str
    title: Words
    element: str = ""
    masked: bool = False             # masked on the public page
    prefills: bool = True            # False: it speaks of somebody else than the holder (a child), so it fills in no form of theirs


@dataclass(frozen=True, slots=True)
class LicenceType:
    code: str                        # definer's credit code + three digits
    short: str                       # food_business_permit
    name: Words
    fields: tuple[LicenceField, ...]
    valid_years: int | None = None
    law: str = ""
    founds: str = ""                 # kind of the firm that comes into being with it, where a person applies: "individual"


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
    item: str = ""                   # of that approval
    case: str = ""
    demonstration: bool = True       # signed with a built-in key: 演示
    pdf_ready: bool = False
    shown: Mapping[str, Words] = field(default_factory=dict)     # licence field code → value in words (choices by title, with unit)
    item_name: Words = Words("")
    division: str = ""
    ended_on: date | None = None     # deregistered or annulled
    ground: str = ""                 # why, one of Deregistration or Annulment
    explanation: str = ""            # the same in words


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """What anybody may see of a number."""

    number: LicenceNumber
    name: Words
    holder_masked: str               # a person's name masked, a firm's as it is
    issuer_name: Words
    issued_on: date
    valid_until: date | None
    status: LicenceStatus
    fields: Mapping[str, str] = field(default_factory=dict)      # what is about persons masked


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
