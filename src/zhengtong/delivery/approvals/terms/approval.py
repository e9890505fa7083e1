"""审批用语: one item inside a case, in the hands of one authority."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from zhengtong.delivery.approvals.terms.desk import Claim, Level
from zhengtong.foundation.catalogue.terms import Term
from zhengtong.foundation.identity.terms import AuthorityView
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.words import Words

ApprovalNumber = NewType("ApprovalNumber", str)


class ApprovalState(StrEnum):
    WAITING = "waiting"  # 待启动: not accepted yet, or a predecessor is open
    OPEN = "open"  # 在办
    SPOKEN = "spoken"  # 已提出意见: towards the one joint answer, which is not given yet
    APPROVED = "approved"  # 准予
    REFUSED = "refused"  # 不予
    LAPSED = "lapsed"  # 前置未通过: its predecessor was refused
    WITHDRAWN = "withdrawn"  # 撤回


RUNNING = frozenset({ApprovalState.WAITING, ApprovalState.OPEN, ApprovalState.SPOKEN})
ENDED = frozenset({ApprovalState.APPROVED, ApprovalState.REFUSED, ApprovalState.LAPSED, ApprovalState.WITHDRAWN})


class Opinion(StrEnum):
    APPROVE = "approve"  # 准予
    REFUSE = "refuse"  # 不予


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why not, in words the applicant can act on (行政许可法 art. 38)."""

    text: str
    article: str  # 食品安全法 第三十三条
    would_pass_if: str  # remedy: what would change the answer


@dataclass(frozen=True, slots=True)
class Proviso:
    """附条件: a condition laid down with an approval, and the article that allows it."""

    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """裁量: the step of the published benchmark that was applied, and why where the decision departs from it."""

    code: str
    outcome: str
    reference: str
    departure: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What the case asks of one authority."""

    item: str
    pin: Pin
    name: Words
    organisation: str  # "" = department not published: goes to the window
    regime: str
    promised: Term | None
    legal: Term | None
    after: tuple[str, ...] = ()  # item codes whose approval opens this one
    licence_type: str = ""
    lacks: tuple[str, ...] = ()  # 容缺: papers promised for later, without which it is not approved
    committed: bool = False  # 告知承诺


@dataclass(frozen=True, slots=True)
class ApprovalView:
    number: ApprovalNumber
    case: str
    item: str
    pin: Pin
    name: Words
    subject: Ref
    title: Words  # of the whole matter
    organisation: str  # who holds it now
    unpublished: bool  # the source named no department
    state: ApprovalState
    after: tuple[str, ...]
    opened_at: datetime | None
    decided_at: datetime | None
    decided_by: str
    opinion: Opinion | None
    reasons: Reasons | None
    note: str
    due_on: date | None  # the earlier of both terms; projection for ordering
    legal_due_on: date | None
    licence_type: str = ""
    promised: Term | None = None
    legal: Term | None = None
    expected_start: date | None = None   # still waiting: when it opens if everything before it takes its whole promised time
    expected_end: date | None = None
    regime: str = ""
    started_on: date | None = None       # the act the clock runs from
    division: str = ""
    moved: tuple[tuple[str, date], ...] = ()  # 区划变更: former divisions, each until the day from which it was another
    decided_for: str = ""  # the absent colleague for whom a substitute decided
    through: Ref | None = None  # 代理: in the reader's hands only while a colleague is away (``leave:…``)
    authority: AuthorityView | None = None  # 实施主体: who acts today, as decided once it is decided
    own: bool = False  # 回避: the reader's own matter; another must handle it
    claim: Claim | None = None  # 认领: who works on it; told to the officers of its body only
    limited: bool = False  # 有数量限制: granted in the order of acceptance
    escalated: Level = Level.NONE  # 督办: how far the head of the body has been told of it
    conditions: tuple[Proviso, ...] = ()  # 附条件准予
    fails_on: tuple[str, ...] = ()  # codes of the item's conditions that a refusal rests on
    weighed: Weighed | None = None
    automatic: bool = False  # 秒批: decided automatically
    human_asked_at: datetime | None = None
    explanation: str = ""  # a person's answer to whoever asked for one afterwards
    explained_at: datetime | None = None
    explained_by: str = ""
    lacks: tuple[str, ...] = ()  # 容缺: papers promised for later that are not there yet
    joint: bool = False  # 统一办理: answered with the others, under the joint term
    paused_on: date | None = None  # since when its clock stands still; projection for lists
    committed: bool = False  # 告知承诺
    silent_on: date | None = None  # 延续: the last day to decide; after it, it counts as renewed
    by_law: str = ""  # 视为准予: the article by which silence granted it
    turn: int = 1  # 重新作出: the how-manieth decision
    past: tuple["ApprovalView", ...] = ()  # the decisions before, annulled in reconsideration, as they stood


    @property
    def in_name_of(self) -> str:
        """Whose name, seal and answer it is (行政许可法 art. 24)."""
        return self.authority.in_name_of if self.authority else self.organisation


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """One page of a list, by keyset; ``next`` is "" at the end."""

    lines: tuple[ApprovalView, ...]
    next: str = ""
