"""身份与机构用语: who somebody is, in the words the others use."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

PersonNumber = NewType("PersonNumber", str)
"""Our own number of a person (``P0000000012X``); never the id-card number."""
CreditCode = NewType("CreditCode", str)
"""统一社会信用代码 (GB 32100-2015), 18 characters."""
NOT_PUBLISHED = Words("")
"""What the source does not say."""


class DocumentType(StrEnum):
    RESIDENT_ID = "resident_id"  # 居民身份证, GB 11643
    PASSPORT = "passport"
    HK_MACAO = "hk_macao_permit"
    TAIWAN = "taiwan_permit"
    NONE = "none"  # a newborn without a number


class FirmKind(StrEnum):
    COMPANY = "company"  # 企业
    INDIVIDUAL = "individual"  # 个体工商户


class OrganisationKind(StrEnum):
    DEPARTMENT = "department"  # 部门
    WINDOW = "window"  # 政务服务中心综合窗口
    GOVERNMENT = "government"  # 本级人民政府


class Office(StrEnum):
    """In what office a person acts for a firm."""

    LEGAL_REPRESENTATIVE = "legal_representative"  # 法定代表人、经营者
    AGENT = "agent"  # 委托代理人


class Duty(StrEnum):
    """What an officer may do; rights are (duty × organisation)."""

    INTAKE = "intake"  # 收件、受理、补正告知
    REVIEW = "review"  # 审查、决定
    OPERATE = "operate"  # 运行维护: jobs, content reports


@dataclass(frozen=True, slots=True)
class PersonView:
    number: PersonNumber
    name: str
    document_type: DocumentType
    document_masked: str  # 9900**********0013
    phone_masked: str
    synthetic: bool = False

    @property
    def ref(self) -> Ref:
        return Ref("person", self.number)


@dataclass(frozen=True, slots=True)
class FirmView:
    code: CreditCode
    name: str
    kind: FirmKind
    address: str
    representative: PersonNumber | None
    representative_name: str = ""
    synthetic: bool = False

    @property
    def ref(self) -> Ref:
        return Ref("firm", self.code)


@dataclass(frozen=True, slots=True)
class SubjectView:
    """相对人: a person or a firm somebody may act for. ``me`` is the person signed in."""

    ref: Ref
    name: str
    me: bool = False
    office: str = ""  # legal_representative …


@dataclass(frozen=True, slots=True)
class OrganisationView:
    code: CreditCode
    name: Words
    short: Words
    kind: OrganisationKind
    division: str
    phone: str = ""
    address: str = ""
    synthetic_code: bool = False
    code_valid: bool = True  # False: the published code fails its check; kept and marked
    also: tuple[str, ...] = ()  # other words people use for it
    hours: Words = NOT_PUBLISHED  # opening hours
    directions: Words = NOT_PUBLISHED  # how to get there


@dataclass(frozen=True, slots=True)
class StaffView:
    account: int
    username: str
    name: str
    organisation: CreditCode
    organisation_name: Words
    duties: frozenset[Duty]
    divisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """An element's value that we already hold for a subject, and where it comes from."""

    element: str
    value: object
    source: str  # identity · licence:<number> · answer:<case>
    label: Words = field(default_factory=lambda: Words(""))


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    username: str
    password: str
    name: str
    role: Words
    organisation: str = ""
