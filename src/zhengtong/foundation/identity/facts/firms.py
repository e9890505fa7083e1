"""法人事实: what the register of firms said, and who may act for a firm since or until when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FirmRefreshed:
    """登记核对: what differs now from what was held."""

    firm: str
    status: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficeOpened:
    """任职: ``matters`` empty for everything."""

    firm: str
    person: str
    office: str
    matters: tuple[str, ...] = ()
    until: str = ""


@dataclass(frozen=True, slots=True)
class OfficeEnded:
    """免职. ``why``: register, dismissed, resigned, replaced, time."""

    firm: str
    person: str
    office: str
    why: str


@dataclass(frozen=True, slots=True)
class OfficeClaimRefused:
    """认领被拒: the register names somebody else, or no such firm."""

    firm: str
    person: str
    why: str
