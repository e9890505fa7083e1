"""身份与机构的事实: who was entered, who may act, who serves. Numbers of our own and credit codes only, never a document number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonRegistered:
    """自然人登记."""

    person: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class FirmRegistered:
    """法人登记."""

    firm: str
    representative: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class AccountOpened:
    """开立账号."""

    account: int
    subject: str


@dataclass(frozen=True, slots=True)
class StaffAppointed:
    """任职."""

    account: int
    organisation: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepresentativeNamed:
    """委托代理人."""

    firm: str
    person: str
    office: str
