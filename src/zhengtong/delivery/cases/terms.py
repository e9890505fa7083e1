"""办件用语: one submission, from intake to result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from zhengtong.delivery.approvals.terms import ApprovalView, Clock
from zhengtong.foundation.catalogue.terms import Plan, PlannedMaterial
from zhengtong.foundation.forms.terms import Attached, DraftView, Form
from zhengtong.foundation.identity.terms import Deed, Level
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.refusals import Problem
from zhengtong.kernel.words import Words
from zhengtong.kernel.workdays import Due

CaseNumber = NewType("CaseNumber", str)
"""9901-2026-0008123-K: division, year, serial, check character (ISO 7064 MOD 37,36)."""


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


class DeliveryWay(StrEnum):
    """送达方式."""

    ELECTRONIC = "electronic"  # 电子送达, with the applicant's consent
    WINDOW = "window"  # 窗口领取
    POST = "post"  # 邮寄


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


@dataclass(frozen=True, slots=True)
class Declined:
    """不予受理: why, and where to go (行政许可法 art. 32(1)(2))."""

    reason: str
    direction: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A plain sentence: an English msgid with parameters (Words, dates, plain values), translated where it is shown."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Preparation:
    """A draft with everything a page needs to fill and review it. Submittable when there is no problem."""

    draft: DraftView
    plan: Plan
    problems: tuple[Problem, ...]
    level: Level = Level.VERIFIED  # 认证等级 that handing in needs; filling in needs a name only


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


class NoticeKind(StrEnum):
    """文书: what is told in writing (行政许可法 arts. 32, 38)."""

    ACCEPTED = "accepted"  # 受理通知书
    SUPPLEMENTATION = "supplementation"  # 补正告知书
    DECLINED = "declined"  # 不予受理决定书
    APPROVED = "approved"  # 准予许可决定书
    REFUSED = "refused"  # 不予许可决定书


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """One document of a case. It says what was so on its day, so it reads the same ever after."""

    kind: NoticeKind
    name: str  # within the case: acceptance, supplementation, decision-02
    number: str
    title: Sentence
    at: datetime
    on: date  # its date, in China
    case: CaseNumber
    matter: Words
    addressee: str
    issuer: Words
    body: tuple[Sentence, ...]
    seal: Sentence
    points: tuple[Sentence, ...] = ()
    article: str = ""  # what it is founded on; empty where the regime is silent
    remedies: tuple[Sentence, ...] = ()
    signed: str = ""  # the deciding officer
    instead_of: str = ""  # the absent colleague in whose right they decided
