"""案头用语: what officers keep beside an approval for their own work: who works on it, notes, and the lists they work from."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


@dataclass(frozen=True, slots=True)
class Note:
    """批注: internal, for the officers of the body; or public, read by the applicant too. Never changed, never deleted."""

    id: int
    approval: str
    text: str
    public: bool
    at: datetime
    by: str  # name
    body: str  # organisation code


@dataclass(frozen=True, slots=True)
class Claim:
    """认领: who works on it, so that colleagues do not begin a second time. It reserves nothing: another may take it over, and says so."""

    by: str  # account:…
    name: str
    at: datetime


class ClaimHow(StrEnum):
    """How somebody came to work on it."""

    TAKEN = "taken"  # 认领
    TAKEN_OVER = "taken_over"  # 接手: from a colleague
    HANDED = "handed"  # 移交: by whoever had it
    ASSIGNED = "assigned"  # 指派: by the head of the body


class ReleaseHow(StrEnum):
    """Why nobody works on it any more."""

    GIVEN_BACK = "given_back"  # 退回
    STALE = "stale"  # 久未办理: nothing was done with it for so long
    AWAY = "away"  # 休假
    GONE = "gone"  # 调离: serves elsewhere, or no more
    MOVED = "moved"  # the approval itself is in another body's hands


class Level(IntEnum):
    """督办层级: how late it is, each told to the head of the body once."""

    NONE = 0
    NEAR = 1  # 临期: the promised term is nearly over, and nobody works on it
    PROMISE = 2  # 超承诺时限: yellow
    LAW = 3  # 超法定期限: red


class WorkList(StrEnum):
    """待办分类: the lists of a reviewer's desk."""

    ALL = "all"  # 全部: of my body, but those that go by order of acceptance
    MINE = "mine"  # 我认领的
    FREE = "free"  # 待认领
    LIMITED = "limited"  # 有数量限制: in the order of acceptance (行政许可法 art. 57)
    WATCHED = "watched"  # 我关注的
    LATE = "late"  # 超法定期限
    SLIPPED = "slipped"  # 超承诺时限, still within the term by law
    STILL = "still"  # 已中止计时
    OTHERS = "others"  # 等待征求意见
    ESCALATED = "escalated"  # 督办: for the head of the body


@dataclass(frozen=True, slots=True)
class Ranked:
    """受理顺序: which place an approval has among those accepted for the same item, and how many there are to give (None: not told)."""

    place: int
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line of a batch: decided, or why not."""

    approval: str
    refusal: Exception | None = None
