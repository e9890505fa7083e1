"""审批: an approval as officers read it."""

from datetime import date
from typing import Annotated

from pydantic import Field

from zhengtong.channels.gateway.v1.cases.following import ProvisoOut, ReasonsOut
from zhengtong.channels.gateway.v1.parts import NEXT, Moment, Number, Out, TermOut, Text
from zhengtong.delivery.approvals.terms import ApprovalPage, ApprovalState, Opinion

AccountRef = Annotated[
    str, Field(max_length=60, pattern=r"^account:[0-9]{1,12}$", description="a colleague, as the lists name them", examples=["account:12"])
]


def account_of(named: str) -> int:
    """Of one that has the form of an ``AccountRef``."""
    return int(named.removeprefix("account:"))


class ServingOut(Out):
    """Somebody in post at the body."""

    account: str = Field(description="account:12")
    name: str


class ClaimOut(Out):
    """认领: it reserves nothing; it tells colleagues."""

    by: str = Field(description="account:12")
    name: str
    at: Moment


class WeighedOut(Out):
    """裁量: the step of the published benchmark, and why where the decision departs from it."""

    code: str
    outcome: str
    reference: str
    departure: str


class ApprovalOut(Out):
    number: str
    case: str
    item: str
    name: Text
    title: Text = Field(description="of the whole matter")
    subject: Number
    organisation: str
    unpublished: bool = Field(description="the source names no department; the window decides or hands it on")
    state: ApprovalState
    opened_at: Moment | None
    decided_at: Moment | None
    decided_by: str
    decided_for: str = Field(default="", description="the absent colleague for whom a substitute decided")
    own: bool = Field(default=False, description="your own matter, or your firm's: another must handle it (公务员法 art. 76)")
    opinion: Opinion | None
    reasons: ReasonsOut | None
    conditions: list[ProvisoOut]
    fails_on: list[str] = Field(description="codes of the item's conditions that a refusal rests on")
    weighed: WeighedOut | None
    note: str
    due_on: date | None = Field(description="the earlier of both terms; null while its clock stands still")
    legal_due_on: date | None
    paused_on: date | None = Field(description="since when its clock stands still")
    promised: TermOut | None
    legal: TermOut | None
    joint: bool = Field(description="answered together with the other parts (行政许可法 art. 26)")
    limited: bool = Field(description="granted in the order of acceptance (行政许可法 art. 57)")
    committed: bool = Field(description="告知承诺: runs on the applicant's word")
    lacks: list[str] = Field(description="materials promised for later that are not there yet")
    escalated: int = Field(description="how far its head has been told: 0 not, 1 nearly due, 2 past the promise, 3 past the law's term")
    automatic: bool = Field(description="秒批: decided automatically")
    claim: ClaimOut | None


class ApprovalsOut(Out):
    approvals: list[ApprovalOut]
    next: str = NEXT

    @classmethod
    def of(cls, page: ApprovalPage) -> "ApprovalsOut":
        return cls(approvals=[ApprovalOut.model_validate(one) for one in page.lines], next=page.next)
