"""办理环节用语: who else has a say before an authority answers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhengtong.delivery.approvals.terms.approval import ApprovalNumber, ApprovalView
from zhengtong.kernel.words import Words


class View(StrEnum):
    """What a consulted body, a lower office or an interested party says."""

    AGREE = "agree"  # 同意
    OBJECT = "object"  # 不同意
    NO_VIEW = "no_view"  # 无意见
    SILENT = "silent"  # 逾期未答复


@dataclass(frozen=True, slots=True)
class Consultation:
    """征求意见: another body is asked; its own term, and what its silence means. It never holds the clock unless the regime says so."""

    id: int
    approval: ApprovalNumber
    organisation: str
    question: str
    asked_at: datetime
    asked_by: str  # name of the officer; "": the item itself names this body
    due_on: date | None
    silence: View  # NO_VIEW or AGREE
    view: View | None = None
    reason: str = ""
    reference: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""

    @property
    def counts_as(self) -> View | None:
        """As the decision takes it: what was said, or what silence means."""
        return self.silence if self.view is View.SILENT else self.view


@dataclass(frozen=True, slots=True)
class Examination:
    """下级机关初审: the lower office examines first and passes it up with its opinion (行政许可法 arts. 35, 43)."""

    approval: ApprovalNumber
    organisation: str
    upper: str
    started_on: date
    due_on: date | None
    view: View | None = None
    reason: str = ""
    passed_at: datetime | None = None
    passed_by: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """利害关系人: told, may state and defend (行政许可法 art. 36), and may ask for a hearing (art. 47)."""

    id: int
    approval: ApprovalNumber
    name: str
    contact: str
    why: str
    told_at: datetime
    due_on: date | None
    said: str = ""
    said_at: datetime | None = None
    view: View | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """告知书: to one interested party. ``key`` is shown when the letter is written, and never again."""

    party: Party
    key: str
    ask_by: date | None  # until when they may ask for a hearing


@dataclass(frozen=True, slots=True)
class Statement:
    """陈述申辩: what whoever holds the key of a letter is shown, and nothing else of the case."""

    name: Words  # of the item
    body: str
    why: str
    due_on: date | None
    said: str = ""
    said_at: datetime | None = None
    decided: bool = False
    ask_by: date | None = None
    hearing: "Hearing | None" = None


class HearingState(StrEnum):
    TOLD = "told"  # 已告知听证权利
    ASKED = "asked"  # 已申请
    CALLED = "called"  # 已通知
    HELD = "held"  # 已举行
    WAIVED = "waived"  # 未申请: nobody asked in time


@dataclass(frozen=True, slots=True)
class Hearing:
    """听证: asked within 5 days, notice 7 days before, held within 20, chair not the reviewer, record decisive (行政许可法 arts. 46–48)."""

    id: int
    approval: ApprovalNumber
    state: HearingState
    told_on: date | None = None
    ask_by: date | None = None
    asked_on: date | None = None
    asked_by: str = ""
    hold_by: date | None = None
    held_on: date | None = None  # for which day it is called; on which it was held
    at_hour: str = ""
    noticed_on: date | None = None
    chair: str = ""  # account:12
    chair_name: str = ""
    place: str = ""
    record: str = ""
    signed: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """By which a decision names its record."""
        return f"{self.approval}-H"


class Looked(StrEnum):
    """What officers went to see, or had tested."""

    SITE = "site"  # 现场核查: it never stops the clock
    TEST = "inspection_test"  # 检验、检测
    QUARANTINE = "quarantine"  # 检疫


@dataclass(frozen=True, slots=True)
class Verification:
    """现场核查: by at least two officers (行政许可法 art. 34); 检验、检测、检疫: by two, appointed in time (art. 55)."""

    id: int
    approval: ApprovalNumber
    on: date
    officers: tuple[str, ...]
    found: str
    at: datetime
    by: str
    kind: Looked = Looked.SITE
    due_on: date | None = None
    standard: str = ""
    reported_on: date | None = None

    @property
    def late(self) -> bool:
        """A test whose officers were appointed after the last day for it."""
        return self.due_on is not None and self.on > self.due_on


@dataclass(frozen=True, slots=True)
class Flow:
    """环节: everybody who has a say in one approval, and how far each is."""

    examination: Examination | None = None
    consultations: tuple[Consultation, ...] = ()
    parties: tuple[Party, ...] = ()
    hearing: Hearing | None = None
    verifications: tuple[Verification, ...] = ()
    nobody_interested: str = ""

    def __bool__(self) -> bool:
        return bool(
            self.examination or self.consultations or self.parties or self.hearing or self.verifications or self.nobody_interested
        )


class WaitsFor(StrEnum):
    EXAMINATION = "examination"
    CONSULTATION = "consultation"
    STATEMENT = "statement"
    HEARING = "hearing"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Waiting:
    """等待他人: what an approval waits for that is not in its own body's hands."""

    what: WaitsFor
    who: str  # organisation code; "" where it is no body
    until: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """被征求意见: a question to a body, with the approval it is about as far as the answer needs it."""

    consultation: Consultation
    approval: ApprovalView


class Outcome(StrEnum):
    """统一办理: what the departments' opinions add up to."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
