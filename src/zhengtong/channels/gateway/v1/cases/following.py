"""办件进度: where it stands, in one sentence; the lanes; the story; the clocks that explain themselves."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import BeforeValidator, Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.parts import NEXT, REFUSALS, ClockOut, DueOut, Moment, Number, Out, Said, Text, read
from zhengtong.channels.ui import clocks, deeds
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Clock, ClockEvent, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView, Channel
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationView
from zhengtong.kernel.workdays import Due

router = Router(auth=doors.BEARER)


class ReasonsOut(Out):
    text: str
    article: str
    would_pass_if: str


class ProvisoOut(Out):
    """附条件: a condition laid down with an approval, and the article that allows it."""

    text: str
    article: str


class LaneOut(Out):
    """One approval: one item in the hands of one authority, with its own clock."""

    number: str
    item: str
    name: Text
    organisation: str
    organisation_name: Text | None
    state: ApprovalState
    after: list[str]
    opened_at: Moment | None
    decided_at: Moment | None
    opinion: Opinion | None
    reasons: ReasonsOut | None
    conditions: list[ProvisoOut] = Field(description="附条件: laid down with the approval")
    fails_on: list[str] = Field(description="codes of the item's conditions that a refusal rests on")
    joint: bool = Field(description="answered together with the other parts (行政许可法 art. 26)")
    paused_on: date | None = Field(description="since when its clock stands still (行政许可法 art. 45)")
    automatic: bool = Field(description="秒批: decided automatically; a person may be asked for (个人信息保护法 art. 24)")
    human_asked_at: Moment | None
    explanation: str = Field(description="a person's answer to whoever asked for one")
    committed: bool = Field(description="告知承诺: runs on the applicant's word")
    lacks: list[str] = Field(description="materials promised for later that are not there yet: not approved before")
    clock: ClockOut | None


class PointOut(Out):
    at: str = Field(description="material code or element key")
    what: str
    article: str


class SupplementationOut(Out):
    """补正告知: everything told once."""

    asked_at: Moment
    answered_at: Moment | None
    due_on: date | None = Field(description="until when to answer, after which it counts as given up; null where the law sets no term")
    points: list[PointOut]


class DeclinedOut(Out):
    reason: str
    direction: str
    points: list[PointOut] = Field(description="一次性告知: everything to put right before it is handed in again")


class ElsewhereOut(Out):
    """异地代收: taken in by a window of another place."""

    window: str
    arrived_at: Moment | None = Field(description="null while the papers are on the way: nothing is accepted before")
    running: bool = Field(description="whether the term to accept runs")


class CaseOut(Out):
    number: str
    matter: Number
    title: Text
    subject: Number
    subject_name: str
    state: CaseState
    sentence: Said = Field(description="where it stands, in the caller's language")
    submitted_at: Moment
    accepted_at: Moment | None
    accepted_by_law: bool
    closed_at: Moment | None
    accept_due: DueOut | None = Field(description="by when the window must accept or ask")
    promised_on: date | None = Field(description="by when all of it is answered, if what waits takes its whole promised time")
    lanes: list[LaneOut]
    supplementation: SupplementationOut | None
    declined: DeclinedOut | None
    channel: Channel = Field(description="where it was handed in")
    elsewhere: ElsewhereOut | None
    electronic_delivery: bool = Field(description="同意电子送达")


class CaseLineOut(Out):
    number: str
    title: Text
    subject_name: str
    state: CaseState
    submitted_at: Moment
    accept_due_on: date | None
    sentence: Said


class CasesOut(Out):
    cases: list[CaseLineOut]
    next: str = NEXT


class StepOut(Out):
    at: Moment
    fact: str
    sentence: Said
    who: str = Field(description="credit code of the body; empty: the applicant")
    row: int | None = Field(description="ledger row; ask for its proof")
    deed: Annotated[str, BeforeValidator(lambda done: deeds.deed(done) if done else "")] = Field(
        description="by whom for the applicant, and on what ground; empty: by the applicant themselves"
    )


class DayLineOut(Out):
    on: date
    text: str
    counts: bool
    last: bool


class ExplainedOut(Out):
    """期限说明: a term, day by day, in the caller's language."""

    of: str = Field(description="the case's own number for the term to accept, else the number of an approval")
    term: str = Field(description="acceptance, promised, legal or joint")
    due_on: date
    provisional: bool
    days: list[DayLineOut]


def case_out(shown: CaseView) -> CaseOut:
    held = approvals.clocks_of(shown.approvals)
    bodies = identity.organisations_by_code(one.organisation for one in shown.approvals)
    lanes = [_lane(one, held.get(one.number), bodies.get(one.organisation)) for one in shown.approvals]
    return read(CaseOut, shown, sentence=cases.sentence(shown), lanes=lanes)


def _lane(approval: ApprovalView, clock: Clock | None, body: OrganisationView | None) -> LaneOut:
    return read(LaneOut, approval, clock=clock, organisation_name=body.name if body else None)


def explained(of: str, term: str, due: Due | None, events: Iterable[ClockEvent] = ()) -> list[ExplainedOut]:
    if due is None:
        return []
    days = [DayLineOut.model_validate(one) for one in clocks.explain(due, events)]
    return [ExplainedOut(of=of, term=term, due_on=due.on, provisional=due.provisional, days=days)]


def clocks_out(shown: CaseView, held: Mapping[str, Clock]) -> list[ExplainedOut]:
    told = explained(shown.number, "acceptance", shown.accept_due)
    for number, clock in held.items():
        told += terms_of(number, clock)
    return told


def terms_of(number: str, clock: Clock) -> list[ExplainedOut]:
    own = explained(number, "promised", clock.promised, clock.events) + explained(number, "legal", clock.legal, clock.events)
    return own + explained(number, "joint", clock.joint)


@router.get("/cases", operation_id="cases", response={200: CasesOut, **REFUSALS}, summary="My cases")
@doors.member
def mine(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 20) -> CasesOut:
    """我的办件: of the subject acted for, latest first."""
    page = cases.cases_of(doors.actor_of(request), after=after, limit=limit)
    return CasesOut(cases=[CaseLineOut.model_validate(one) for one in page.lines], next=page.next)


@router.get("/cases/{number}", operation_id="follow", response={200: CaseOut, **REFUSALS}, summary="Follow a case")
@doors.member
def follow(request: HttpRequest, number: str) -> CaseOut:
    """Where it stands, in one sentence, and each lane."""
    return case_out(cases.case(number, doors.actor_of(request)))


@router.get("/cases/{number}/story", operation_id="story", response={200: list[StepOut], **REFUSALS}, summary="What happened")
@doors.member
def story(request: HttpRequest, number: str) -> list[StepOut]:
    """经过: from the ledger, earliest first."""
    return [StepOut.model_validate(one) for one in cases.story(number, doors.actor_of(request))]


@router.get("/cases/{number}/clocks", operation_id="clocks", response={200: list[ExplainedOut], **REFUSALS}, summary="Terms, day by day")
@doors.member
def terms(request: HttpRequest, number: str) -> list[ExplainedOut]:
    """期限: every day that counted or did not, and why, for each term that runs."""
    held = cases.file(number, doors.actor_of(request))
    return clocks_out(held.case, held.clocks)
