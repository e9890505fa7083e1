"""法人用语: firms, and in what office people act for them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from zhengtong.foundation.identity.terms.people import DocumentType, PersonNumber
from zhengtong.kernel.refs import Ref

CreditCode = NewType("CreditCode", str)
"""统一社会信用代码 (GB 32100-2015), 18 characters."""


class FirmKind(StrEnum):
    COMPANY = "company"  # 企业
    INDIVIDUAL = "individual"  # 个体工商户


class RegisterStatus(StrEnum):
    """登记状态: what the register of firms says a firm is."""

    ACTIVE = "active"  # 存续
    DEREGISTERED = "deregistered"  # 注销
    REVOKED = "revoked"  # 吊销


class Office(StrEnum):
    """In what office a person acts for a firm."""

    LEGAL_REPRESENTATIVE = "legal_representative"  # 法定代表人、经营者
    HANDLER = "handler"  # 经办人: staff of the firm, appointed for named matters and a period
    AGENT = "agent"  # named as agent by the platform (before powers of attorney were kept here)


@dataclass(frozen=True, slots=True)
class FirmView:
    code: CreditCode
    name: str
    kind: FirmKind
    address: str
    representative: PersonNumber | None
    representative_name: str = ""
    synthetic: bool = False
    status: RegisterStatus = RegisterStatus.ACTIVE

    @property
    def ref(self) -> Ref:
        return Ref("firm", self.code)


@dataclass(frozen=True, slots=True)
class RepresentationView:
    """代表: one person's office in one firm."""

    number: str
    person: PersonNumber
    person_name: str
    firm: CreditCode
    firm_name: str
    office: Office
    matters: frozenset[str] | None  # None: everything
    since: date
    until: date | None = None
    ended_on: date | None = None
    appointed_by: str = ""  # by name


@dataclass(frozen=True, slots=True)
class RegisteredFirm:
    """登记信息: what the register of firms answers for one code."""

    code: str
    name: str
    kind: FirmKind
    address: str
    status: RegisterStatus
    representative_name: str
    representative_document_type: DocumentType
    representative_document: str
