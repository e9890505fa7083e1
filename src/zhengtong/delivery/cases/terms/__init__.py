"""办件用语: one submission, from intake to result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from zhengtong.delivery.approvals.terms import ApprovalView, Clock
from zhengtong.delivery.cases.terms.documents import (
    DeliveryLine,
    DeliveryPage,
    DeliveryView,
    DeliveryWay,
    DocumentCheck,
    DocumentView,
    Genuineness,
    NoticeKind,
    Receiver,
    WrittenNotice,
)
from zhengtong.delivery.cases.terms.wording import CaseNumber, Sentence
from zhengtong.foundation.catalogue.terms import Commitment, Deferrable, Material, Plan, PlannedMaterial, TakenIn
from zhengtong.foundation.forms.terms import Attached, DraftView, Form
from zhengtong.foundation.identity.terms import Deed, Level
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.refusals import Problem
from zhengtong.kernel.words import Words
from zhengtong.kernel.workdays import Due

__all__ = [  # passed on; what stands below is here
    "CaseNumber",
    "DeliveryLine",
    "DeliveryPage",
    "DeliveryView",
    "DeliveryWay",
    "DocumentCheck",
    "DocumentView",
    "Genuineness",
    "NoticeKind",
    "Receiver",
    "Sentence",
    "WrittenNotice",
]


class CaseState(StrEnum):
    RECEIVED = "received"  # 已收件, waiting to be accepted
    SUPPLEMENTING = "supplementing"  # 补正中: the applicant's turn
    ACCEPTED = "accepted"  # 已受理, departments at work
    CLOSED = "closed"  # 办结
    DECLINED = "declined"  # 不予受理
    WITHDRAWN = "withdrawn"  # 撤回
    ABANDONED = "abandoned"  # 视为放弃: the applicant let the term of the notice pass, and its regime says what that means


class Channel(StrEnum):
    """Where a case came in."""

    PORTAL = "portal"  # 网上
    API = "api"  # 接口
    WINDOW = "window"  # 窗口
    ELSEWHERE = "elsewhere"  # 异地代收


RUNNING = frozenset({CaseState.RECEIVED, CaseState.SUPPLEMENTING, CaseState.ACCEPTED})
"""Not answered yet."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases somebody has: ``turn`` wait for them, ``running`` have no answer yet (those among them)."""

    turn: int
    running: int
    all: int


@dataclass(frozen=True, slots=True)
class Point:
    """One thing missing in the one consolidated notice (行政许可法 art. 32(1)(4))."""

    at: str  # material code or element key
    what: str  # what is missing, in words
    article: str = ""


@dataclass(frozen=True, slots=True)
class Supplementation:
    """补正告知书: everything told once."""

    asked_at: datetime
    points: tuple[Point, ...]
    answered_at: datetime | None = None
    due_on: date | None = None  # until when the applicant may answer, where silence has an effect; None: no term is set
    reminded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """不予受理: why, and where to go (行政许可法 art. 32(1)(2))."""

    reason: str
    direction: str
    points: tuple[Point, ...] = ()  # 一次性告知: everything to put right before it is handed in again


@dataclass(frozen=True, slots=True)
class Later:
    """容缺: one paper that follows, promised by a day."""

    material: str
    name: Words
    promised_at: datetime
    due_on: date
    reference: str
    supplied_at: datetime | None = None
    missed_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.supplied_at is None


@dataclass(frozen=True, slots=True)
class Undertaken:
    """告知承诺: one item that runs on the applicant's word; the text as it was told, and its digest."""

    item: str
    name: Words
    told: Words
    reference: str
    digest: str
    at: datetime
    breach: Words = Words("")  # what follows from a false promise
    breach_reference: str = ""


@dataclass(frozen=True, slots=True)
class TakenInElsewhere:
    """异地代收: who took the papers in, who decides, and from when the term runs."""

    window: str
    window_name: Words
    starts: TakenIn
    arrived_at: datetime | None
    reference: str = ""

    @property
    def running(self) -> bool:
        """Whether the window's term runs already."""
        return self.starts is TakenIn.RECEIVED or self.arrived_at is not None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the story, from the ledger."""

    at: datetime
    fact: str  # cases.CaseAccepted
    sentence: Sentence
    who: str = ""  # name of an organisation, or empty for the applicant
    row: int | None = None  # ledger row, for the proof
    deed: Deed | None = None  # by whom for the applicant, where it was not the applicant themselves


@dataclass(frozen=True, slots=True)
class CaseView:
    number: CaseNumber
    matter: Ref
    title: Words
    pins: tuple[Pin, ...]
    subject: Ref
    subject_name: str
    window: str
    state: CaseState
    submitted_at: datetime
    accepted_at: datetime | None
    closed_at: datetime | None
    accepted_by_law: bool  # 视为受理: the five days passed in silence
    accept_due: Due | None  # by when the window must accept or ask
    promised_on: date | None  # by when all of it is answered, if what waits takes its whole promised time
    approvals: tuple[ApprovalView, ...]
    supplementation: Supplementation | None
    declined: Declined | None = None
    filed_by: Ref | None = None  # the account that handed it in
    basis: Ref | None = None  # on what ground, where it was for another
    channel: Channel = Channel.PORTAL
    elsewhere: TakenInElsewhere | None = None
    electronic_delivery: bool = False  # 同意电子送达


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What one reader may see inside: answers and materials left after the policy."""

    case: CaseView
    form: Form
    materials: tuple[PlannedMaterial, ...]
    files: tuple[Attached, ...]
    answers: Mapping[str, object]
    clocks: Mapping[str, Clock]  # approval number → clock
    before: Mapping[str, object] = field(default_factory=dict)  # element → what it was before the notice was answered
    withheld: Mapping[str, str] = field(default_factory=dict)  # element → its class, which this reader's right does not open
    papers_withheld: bool = False  # papers are not classed: whoever may not read every class does not open them
    later: tuple[Later, ...] = ()  # 容缺
    undertaken: tuple[Undertaken, ...] = ()  # 告知承诺
    mended: Mapping[str, datetime] = field(default_factory=dict)  # 当场更正: place → when last


@dataclass(frozen=True, slots=True)
class Committable:
    """告知承诺: an item that may run on the applicant's word; ``made``: they chose so, in the words that hold now."""

    item: str
    name: Words
    commitment: Commitment
    digest: str
    made: bool = False


@dataclass(frozen=True, slots=True)
class Promisable:
    """容缺: a paper that may follow; ``due_on``: until when, if it is handed in today."""

    material: Material
    deferrable: Deferrable
    due_on: date
    promised: bool = False


@dataclass(frozen=True, slots=True)
class Reception:
    """收件: what else the window may do with a case besides accepting, asking and declining."""

    places: tuple[str, ...] = ()  # 当场更正: questions and papers that may be put right now
    deferrable: tuple[Promisable, ...] = ()
    resubmit: str = ""  # the article by which incomplete papers are declined with everything to put right
    answer_days: int | None = None  # the least that the applicant has to answer; None: silence ends nothing
    answer_article: str = ""
    unanswered: int | None = None  # for how many days the notice has had no answer
    arrives: bool = False  # 异地代收: the papers are still to arrive
    may_remind: bool = False
    accepts_on: date | None = None  # 视为受理: the last day of a silence that accepts


@dataclass(frozen=True, slots=True)
class Preparation:
    """A draft with everything a page needs to fill and review it. Submittable when there is no problem."""

    draft: DraftView
    plan: Plan
    problems: tuple[Problem, ...]
    level: Level = Level.VERIFIED  # 认证等级 that handing in needs; filling in needs a name only
    commitments: tuple[Committable, ...] = ()
    promisable: tuple[Promisable, ...] = ()


@dataclass(frozen=True, slots=True)
class Declarations:
    """本人声明: what the person must declare again themselves before a helper hands in; empty where nobody helps."""

    lines: tuple[Words, ...]
    asked: bool = False  # a code is on its way for the draft as it stands
    confirmed: bool = False

    @property
    def missing(self) -> bool:
        return bool(self.lines) and not self.confirmed


@dataclass(frozen=True, slots=True)
class HelpedLine:
    """帮办办件: what was filed in one sitting, without a word of its content."""

    number: CaseNumber
    basis: str
    title: Words
    subject: Ref
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list."""

    number: CaseNumber
    title: Words
    subject_name: str
    state: CaseState
    submitted_at: datetime
    accept_due_on: date | None
    sentence: Sentence
    through: Ref | None = None  # 代理: in the clerk's hands only while a colleague is away (``leave:…``)
    own: bool = False  # 回避: the clerk's own matter; another must handle it


@dataclass(frozen=True, slots=True)
class CasePage:
    lines: tuple[CaseLine, ...]
    next: str = ""
