"""人员管理用语: officers as their administrator sees them, joiners, movers and leavers, and the lines of their file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from zhengtong.foundation.identity.terms.rights import Duty, GrantView, StaffView


class RosterAction(StrEnum):
    """人员变动."""

    JOIN = "join"  # 入职
    MOVE = "move"  # 调动
    LEAVE = "leave"  # 离职


class Effect(StrEnum):
    """What a line of the file would do."""

    JOIN = "join"
    MOVE = "move"
    LEAVE = "leave"
    NONE = "none"  # it stands so already


@dataclass(frozen=True, slots=True)
class Post:
    """任职: where an officer serves, in what, and with which rights."""

    organisation: str
    name: str
    duties: frozenset[Duty]
    unit: str = ""
    title: str = ""
    items: frozenset[str] = frozenset()  # empty: all of the body's
    divisions: tuple[str, ...] = ()  # 12 digits each; empty: the body's own
    since: date | None = None
    until: date | None = None  # last day


@dataclass(frozen=True, slots=True)
class OfficerView:
    """工作人员 with their state: in post, not yet entered, or left."""

    staff: StaffView
    entered: bool  # has chosen a password of their own
    left: bool


@dataclass(frozen=True, slots=True)
class OfficerPage:
    lines: tuple[OfficerView, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """入职: the officer, and the one-time code with which they enter. It is shown now and never again."""

    staff: StaffView
    code: str


@dataclass(frozen=True, slots=True)
class Departed:
    """离职: what ended with a move or a leaving."""

    staff: StaffView
    rights_ended: int
    sittings_ended: int = 0


@dataclass(frozen=True, slots=True)
class RightLine:
    """谁持有何权: one right of one officer with everything one asks about it."""

    grant: GrantView
    username: str
    ended_at: datetime | None = None
    ended_by: str = ""
    granted_by: str = ""  # a name, or "system:…"
    absent: str = ""  # name of the officer on leave, for a substitution
    leave_until: date | None = None
    lost_with_leave: bool = False  # they hold it by nothing else
    running: bool = True


@dataclass(frozen=True, slots=True)
class RightPage:
    lines: tuple[RightLine, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class RosterDefect:
    """名册缺陷: where, what is wrong, what to do. ``line`` 0: the file itself."""

    line: int
    column: str
    message: str
    remedy: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line of the file as it was read."""

    line: int
    action: RosterAction
    username: str
    post: Post
    document: str = ""


@dataclass(frozen=True, slots=True)
class RosterStep:
    """One line and what it would do."""

    line: RosterLine
    effect: Effect
    account: int | None = None
    before: StaffView | None = None


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """预览: everything the file would do, or everything that is wrong with it. Nothing of it is written yet."""

    steps: tuple[RosterStep, ...]
    defects: tuple[RosterDefect, ...]

    def count(self, effect: Effect) -> int:
        return sum(step.effect is effect for step in self.steps)


@dataclass(frozen=True, slots=True)
class RosterDone:
    joined: tuple[Joined, ...]
    moved: int
    left: int
    unchanged: int
