"""监护的事实: who acts for whom by law, and when that ended. Our own numbers only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuardianshipRecorded:
    """监护登记, as the household register says."""

    guardianship: int
    guardian: str
    ward: str
    until: str


@dataclass(frozen=True, slots=True)
class GuardianshipEnded:
    """监护终止: the register no longer says so."""

    guardianship: int
    guardian: str
    ward: str


@dataclass(frozen=True, slots=True)
class WardCameOfAge:
    """成年: from the eighteenth birthday they act themselves (民法典 arts. 17, 18)."""

    guardianship: int
    guardian: str
    ward: str
