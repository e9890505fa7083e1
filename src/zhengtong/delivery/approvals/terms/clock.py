"""期限用语: what starts, stops and lengthens the clock of an approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhengtong.delivery.approvals.terms.approval import ApprovalView
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.kernel.words import Words
from zhengtong.kernel.workdays import Due


class ClockEventKind(StrEnum):
    """What was recorded. The start itself is the approval's ``started_on`` (acceptance, receipt, or the predecessor's result)."""

    PAUSE = "pause"  # 特别程序: the clock stands still while a procedure runs that law requires (行政许可法 art. 45)
    RESUME = "resume"  # 恢复计时
    EXTEND = "extend"  # 延长 (行政许可法 art. 42)
    RESTART = "restart"  # 重新计算, where the regime says that an answered notice begins the term anew


class PauseKind(StrEnum):
    """特别程序: each regime names those of them that stop its clock (its parameter ``pauses``); no other does."""

    HEARING = "hearing"  # 听证
    TENDER = "tender"  # 招标
    AUCTION = "auction"  # 拍卖
    INSPECTION_TEST = "inspection_test"  # 检验、检测
    QUARANTINE = "quarantine"  # 检疫
    APPRAISAL = "appraisal"  # 鉴定
    EXPERT_REVIEW = "expert_review"  # 专家评审
    THIRD_PARTY_OPINION = "third_party_opinion"  # 征求第三方意见 (政府信息公开条例 art. 33)
    OTHER_AUTHORITY_OPINION = "other_authority_opinion"  # 征求其他机关意见
    DISPUTE = "dispute"  # 因争议、诉讼中止审批 (取水许可和水资源费征收管理条例 art. 18(3))


PAUSES: Mapping[PauseKind, Words] = {
    PauseKind.HEARING: Words("听证", "a hearing"),
    PauseKind.TENDER: Words("招标", "a tender"),
    PauseKind.AUCTION: Words("拍卖", "an auction"),
    PauseKind.INSPECTION_TEST: Words("检验、检测", "a test"),
    PauseKind.QUARANTINE: Words("检疫", "a quarantine"),
    PauseKind.APPRAISAL: Words("鉴定", "an appraisal"),
    PauseKind.EXPERT_REVIEW: Words("专家评审", "an expert review"),
    PauseKind.THIRD_PARTY_OPINION: Words("征求第三方意见", "asking a third party"),
    PauseKind.OTHER_AUTHORITY_OPINION: Words("征求其他机关意见", "asking another authority"),
    PauseKind.DISPUTE: Words("争议、诉讼未决（中止审批）", "a dispute or lawsuit"),
}
"""What each is called, in explanations and letters."""


class Scope(StrEnum):
    """Whose clock: one approval's, or the joint one of the whole case (行政许可法 art. 42(2))."""

    OWN = "own"
    JOINT = "joint"


class Office(StrEnum):
    """Who approves an extension, as the regime names it."""

    HEAD_OF_AUTHORITY = "head_of_authority"  # 本行政机关负责人
    HEAD_OF_GOVERNMENT = "head_of_government"  # 本级人民政府负责人
    HEAD_OF_DISCLOSURE_OFFICE = "head_of_disclosure_office"  # 政府信息公开工作机构负责人


OFFICES: Mapping[Office, Words] = {
    Office.HEAD_OF_AUTHORITY: Words("本行政机关负责人", "the head of the authority"),
    Office.HEAD_OF_GOVERNMENT: Words("本级人民政府负责人", "the head of the government"),
    Office.HEAD_OF_DISCLOSURE_OFFICE: Words("政府信息公开工作机构负责人", "the head of the disclosure office"),
}


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One recorded event. ``on``: the day it holds from, in China; ``at``: when it was recorded."""

    kind: ClockEventKind
    on: date
    at: datetime
    scope: Scope = Scope.OWN
    pause: PauseKind | None = None
    days: int | None = None  # pause: the time it is expected to take, as told to the applicant; extension: how many days more
    unit: Unit = Unit.WORKING_DAY
    office: Office | None = None  # who approved an extension
    reason: str = ""
    reference: str = ""  # the article
    evidence: str = ""  # what shows it: the order, the commission, the report; sha256 of a stored file or the number of a document
    by: str = ""  # name of the officer


@dataclass(frozen=True, slots=True)
class Clock:
    """Both terms of an approval; None where there is none, it has not started, or it stands still."""

    started: date | None
    promised: Due | None
    legal: Due | None
    ended: date | None = None
    joint: Due | None = None  # 联合办理 of the whole case, where its bundle names a joint basis
    events: tuple[ClockEvent, ...] = ()
    paused: ClockEvent | None = None  # the pause that is running
    extended: Term | None = None  # by how much the term by law was lengthened
    so_far: Due | None = None  # while paused: the days counted and skipped until today
    joint_extended: Term | None = None  # by how much the joint term was lengthened
    joint_stands: bool = False  # the joint clock stands still, since one of the parts does


@dataclass(frozen=True, slots=True)
class Listed:
    """One procedure that may stop a clock; with the article and the days that the item names, where it does."""

    kind: PauseKind
    name: Words
    reference: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """What an officer may do with one clock now."""

    pauses: tuple[Listed, ...] = ()
    may_resume: bool = False
    may_extend: bool = False
    most: Term | None = None  # by how much its term may be lengthened; None: the law knows no extension
    office: Words = Words("")
    asks: tuple[str | Words, ...] = ()  # whom to ask for it, where it is not the reader's to give


@dataclass(frozen=True, slots=True)
class JointCase:
    """联合办理: a case answered together, as the head of the government sees it: how the parts stand, never what was filed."""

    case: str
    title: Words
    parts: tuple[ApprovalView, ...]
    clock: Clock
    most: Term | None = None
    office: Words = Words("")
    may_extend: bool = False


@dataclass(frozen=True, slots=True)
class DueEntry:
    """One due date as a calendar shows it, and no more."""

    number: str
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class CalendarLinkView:
    """日历订阅: a private address; ``secret`` only in the answer to whoever made it."""

    id: int
    made_at: datetime
    secret: str = ""
