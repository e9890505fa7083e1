"""期限: a clock that explains itself, on any day; stopped, started and lengthened, each on its article."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import QueryEx, Router
from pydantic import AfterValidator, Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.cases.following import ExplainedOut, terms_of
from zhengtong.channels.gateway.v1.desk.views import ApprovalOut
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Moment, Once, Out, TermOut, Text, Written, read
from zhengtong.channels.ui import translate
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ClockEventKind, Office, PauseKind, Scope, Timing
from zhengtong.foundation.catalogue.terms import Unit
from zhengtong.kernel import clock
from zhengtong.kernel.words import Words

router = Router(auth=doors.BEARER)
Days = Annotated[int, Field(ge=1, le=999)]


def _reached(on: date) -> date:
    if not 2000 <= on.year <= 2100:
        raise ValueError("no calendar reaches this day")
    return on


Reached = Annotated[date, AfterValidator(_reached)]
AsOf = Annotated[Reached | None, QueryEx(description="假如今天是: as it would stand on that day")]


class PauseIn(Given):
    kind: str = Field(max_length=60, description="one of those that `clock` lists under `may.pauses`: no other stops this clock")
    evidence: Written = Field(description="the order, the commission: what shows that it runs")
    reason: Written
    days: Days | None = Field(None, description="how long it is expected to take, which the applicant is told (行政许可法 art. 45)")
    article: str = Field("", max_length=200, description="which requires it of this item, where its content names none")


class ResumeIn(Given):
    evidence: Written = Field(description="the report, the record: what shows that it is over")
    on: date | None = Field(None, description="the day it ended, where that was before today")


class ExtendIn(Given):
    reason: Written = Field(description="the applicant is told")
    days: Days | None = Field(None, description="fewer than the law allows; null: all of them")


class ClockEventOut(Out):
    """停止、恢复、延长、重新计算, as recorded."""

    kind: ClockEventKind
    on: date
    at: Moment
    scope: Scope
    pause: PauseKind | None
    days: int | None
    unit: Unit
    office: Office | None
    reason: str
    reference: str
    evidence: str
    by: str


class ListedOut(Out):
    """A procedure that stops this clock, as its regime lists it (行政许可法 art. 45)."""

    kind: PauseKind
    name: Text
    reference: str
    days: int | None


class TimingOut(Out):
    """What you may do with it now."""

    pauses: list[ListedOut]
    may_resume: bool
    may_extend: bool
    most: TermOut | None = Field(description="by how much it may be lengthened; null: the law knows no extension")
    office: Text = Field(description="who may")
    asks: list[str] = Field(description="whom to ask for it, where it is not yours to give")

    @classmethod
    def of(cls, may: Timing) -> "TimingOut":
        said = [one.say(translate.language()) if isinstance(one, Words) else one for one in may.asks]
        return read(cls, may, asks=said)


class ApprovalClockOut(Out):
    approval: str
    as_of: date
    started: date | None
    ended: date | None
    terms: list[ExplainedOut] = Field(description="promised, legal, joint: each day by day; none while it stands still")
    paused: ClockEventOut | None = Field(description="the procedure for which it stands still")
    extended: TermOut | None
    joint_extended: TermOut | None
    joint_stands: bool = Field(description="the joint clock stands still, since one of the parts does")
    events: list[ClockEventOut]
    may: TimingOut


@router.get("/desk/approvals/{number}/clock", operation_id="clock", response={200: ApprovalClockOut, **REFUSALS}, summary="Its clock")
@doors.officer
def told(request: HttpRequest, number: str, as_of: AsOf = None) -> ApprovalClockOut:
    """期限说明: every day that counted or did not, and why; on another day by what was recorded until then."""
    by, today = doors.actor_of(request), clock.today()
    held = approvals.clock_of(approvals.approval(number, by), as_of=as_of)
    may = TimingOut.of(approvals.timing(number, by, today))
    return read(ApprovalClockOut, held, approval=number, as_of=as_of or today, terms=terms_of(number, held), may=may)


@router.post("/desk/approvals/{number}/pause", operation_id="pause", response={200: ApprovalOut, **REFUSALS}, summary="Stop its clock")
@doors.officer
def pause(request: HttpRequest, number: str, given: PauseIn, idempotency_key: Once = None) -> ApprovalOut:
    """特别程序 (行政许可法 art. 45): for a procedure on the closed list of its regime; the applicant is told in writing how long."""
    done = approvals.pause(
        approval=number, kind=given.kind, evidence=given.evidence, reason=given.reason, days=given.days, reference=given.article,
        **doors.acting(request, idempotency_key),
    )  # fmt: skip
    return ApprovalOut.model_validate(done)


@router.post("/desk/approvals/{number}/resume", operation_id="resume", response={200: ApprovalOut, **REFUSALS}, summary="Start its clock")
@doors.officer
def resume(request: HttpRequest, number: str, given: ResumeIn, idempotency_key: Once = None) -> ApprovalOut:
    """恢复计时 (行政许可法 art. 45): on a document, from the day the procedure ended."""
    done = approvals.resume(approval=number, evidence=given.evidence, on=given.on, **doors.acting(request, idempotency_key))
    return ApprovalOut.model_validate(done)


@router.post("/desk/approvals/{number}/extend", operation_id="extend", response={200: ApprovalOut, **REFUSALS}, summary="Lengthen its term")
@doors.officer
def extend(request: HttpRequest, number: str, given: ExtendIn, idempotency_key: Once = None) -> ApprovalOut:
    """延期 (行政许可法 art. 42): once, before it is over, by the head that the regime names; the promise stays what it was."""
    done = approvals.extend(approval=number, reason=given.reason, days=given.days, **doors.acting(request, idempotency_key))
    return ApprovalOut.model_validate(done)
