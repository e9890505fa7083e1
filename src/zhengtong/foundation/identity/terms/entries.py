"""被拒的进入: what somebody signed in was not let into."""

from dataclasses import dataclass
from datetime import datetime

from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class RefusedEntryView:
    """One address that refused somebody. ``name`` and ``organisation``: of an officer; a member is an account number here."""

    number: int
    at: datetime
    account: int
    name: str
    organisation: Words
    route: str
    guard: str


@dataclass(frozen=True, slots=True)
class RefusedEntryPage:
    lines: tuple[RefusedEntryView, ...]
    next: str = ""
