"""日历订阅 facts: a private address was made, or ended. The address itself is nowhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarLinkMade:
    """日历订阅."""

    link: int
    account: int


@dataclass(frozen=True, slots=True)
class CalendarLinkEnded:
    """日历订阅停用."""

    link: int
    account: int
