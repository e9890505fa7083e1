"""休假与代理的事实: who stands in for whom, from when until when. The reason is no part of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeaveRecorded:
    """休假: from ``since`` until ``until`` (ISO dates) the substitute holds the rights of the absent too."""

    leave: int
    account: int
    substitute: int
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class LeaveEnded:
    """销假: before its day."""

    leave: int
    account: int
    substitute: int
