"""查询个人的事实. The person stands in ``about``; why in words stays in the table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonLookedUp:
    """查询个人. query: the released query it rests on, 0 for none."""

    look: int
    account: int
    organisation: str
    purpose: str
    case: str
    query: int


@dataclass(frozen=True, slots=True)
class LookRefused:
    """查询未果: nothing there, or not theirs to see; which of the two is not said."""

    account: int
    organisation: str
    purpose: str
    case: str


@dataclass(frozen=True, slots=True)
class ProtectedQueryAsked:
    """涉敏查询申请."""

    query: int
    account: int
    organisation: str
    case: str


@dataclass(frozen=True, slots=True)
class ProtectedQueryReleased:
    """涉敏查询放行."""

    query: int
    account: int
    second: int
    until: str


@dataclass(frozen=True, slots=True)
class ProtectedQueryRefused:
    """涉敏查询不予放行."""

    query: int
    account: int
    second: int


@dataclass(frozen=True, slots=True)
class PersonProtected:
    """标记受保护记录."""

    person: str


@dataclass(frozen=True, slots=True)
class ProtectionLifted:
    """取消保护标记."""

    person: str
