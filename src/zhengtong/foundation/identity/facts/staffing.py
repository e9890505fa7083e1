"""人员变动的事实. No name and no document stands in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StaffJoined:
    """入职. source: grant (by hand) or import (file or interface)."""

    account: int
    organisation: str
    unit: str
    title: str
    duties: tuple[str, ...]
    items: tuple[str, ...]
    divisions: tuple[str, ...]
    source: str
    again: bool


@dataclass(frozen=True, slots=True)
class StaffMoved:
    """调动: from one body or unit to another."""

    account: int
    from_organisation: str
    from_unit: str
    organisation: str
    unit: str
    title: str
    duties: tuple[str, ...]
    items: tuple[str, ...]
    divisions: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class StaffLeft:
    """离职. closed: whether the account is closed with it; one that is a citizen's own sign-in too stays theirs."""

    account: int
    organisation: str
    on: str
    rights_ended: int
    sittings_ended: int
    closed: bool
    source: str


@dataclass(frozen=True, slots=True)
class FirstCodeIssued:
    """一次性入口码: a new one takes the place of the old."""

    account: int


@dataclass(frozen=True, slots=True)
class OfficerEntered:
    """首次登录: the officer used the code and chose a password."""

    account: int


@dataclass(frozen=True, slots=True)
class RosterImported:
    """名册导入."""

    digest: str
    joined: int
    moved: int
    left: int
    unchanged: int
