"""行政复议用语: what may be asked, of whom, until when; what was asked; what was answered (行政复议法)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhengtong.delivery.cases.terms.wording import CaseNumber
from zhengtong.foundation.forms.terms import Attached
from zhengtong.kernel.words import Words


class ReconsiderationState(StrEnum):
    ASKED = "asked"  # 已收到, being looked at (art. 30)
    ACCEPTED = "accepted"  # 已受理
    DECLINED = "declined"  # 不予受理
    DECIDED = "decided"  # 已决定


class Result(StrEnum):
    """行政复议: what was answered."""

    DECLINED = "declined"  # 不予受理 (30)
    REJECTED = "rejected"  # 驳回 (33, 69)
    UPHELD = "upheld"  # 维持 (68)
    ANNULLED = "annulled"  # 撤销 (64)
    REDO = "redo"  # 撤销并责令重新作出 (64)
    UNLAWFUL = "unlawful"  # 确认违法 (65)
    ENDED = "ended"  # 终止 (41)


REOPENS = frozenset({Result.ANNULLED, Result.REDO})
"""The refusal is gone, so the application is undecided again."""

ARTICLES = {
    Result.DECLINED: "行政复议法 第三十条",
    Result.REJECTED: "行政复议法 第三十三条",
    Result.UPHELD: "行政复议法 第六十八条",
    Result.ANNULLED: "行政复议法 第六十四条",
    Result.REDO: "行政复议法 第六十四条",
    Result.UNLAWFUL: "行政复议法 第六十五条",
    Result.ENDED: "行政复议法 第四十一条",
}


@dataclass(frozen=True, slots=True)
class Remedy:
    """行政复议: what may be done against one refusal. ``last_on`` None: its term has not begun, since it is not delivered."""

    approval: str
    name: Words
    authority: str
    authority_name: Words
    respondent: str
    days: int
    reference: str
    decided_on: date
    delivered_on: date | None
    last_on: date | None
    sue_by: date | None
    sue_reference: str

    def late(self, on: date) -> bool:
        return self.last_on is not None and on > self.last_on


@dataclass(frozen=True, slots=True)
class ReconsiderationView:
    number: str
    case: CaseNumber
    approval: str
    turn: int
    name: Words  # of the part
    subject_name: str
    authority: str
    authority_name: Words
    respondent_name: Words
    wants: str
    reasons: str
    late_reason: str
    delivered_on: date | None
    last_on: date | None
    asked_at: datetime
    state: ReconsiderationState
    examine_by: date
    accepted_at: datetime | None
    accepted_by_law: bool
    due_on: date | None
    result: Result | None
    said: str
    article: str
    redo_days: int | None
    decided_at: datetime | None
    decided_by: str
    papers: tuple[Attached, ...] = ()
    refusal: tuple[str, str, str] = ("", "", "")  # why, law, what would pass: of the decision it is about
