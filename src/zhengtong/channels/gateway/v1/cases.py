"""办件进度: where it stands, in one sentence; the lanes; the clocks that explain themselves."""
from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import QueryEx, Router, Schema
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import REFUSALS, ClockOut, DueOut, Moment, Text, sentence
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView, Clock
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseLine, CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationView

router = Router(auth=doors.BEARER)


class ReasonsOut(Schema):
    text: str
    article: str
    would_pass_if: str


class LaneOut(Schema):
    """One approval: one item in the hands of one authority, with its own clock."""

    number: str
    item: str
    name: Text
    organisation: str
    organisation_name: Text | None
    state: str
    after: list[str]
    opened_at: Moment | None
    decided_at: Moment | None
    opinion: str | None
    reasons: ReasonsOut | None
    clock: ClockOut | None


class PointOut(Schema):
    at: str
    what: str
    article: str


class NoticeOut(Schema):
    asked_at: Moment
    answered_at: Moment | None
    points: list[PointOut]


class CaseOut(Schema):
    number: str
    matter: str
    title: Text
    subject: str
    subject_name: str
    state: str
    sentence: str = Field(description="where it stands, in the caller's language")
    submitted_at: Moment
    accepted_at: Moment | None
    accepted_by_law: bool
    closed_at: Moment | None
    accept_due: DueOut | None
    promised_on: date | None
    lanes: list[LaneOut]
    supplementation: NoticeOut | None


class CaseLineOut(Schema):
    number: str
    title: Text
    subject_name: str
    state: str
    submitted_at: Moment
    sentence: str

    @classmethod
    def of(cls, line: CaseLine) -> "CaseLineOut":
        return cls(
            number=line.number,
            title=Text.of(line.title),
            subject_name=line.subject_name,
            state=str(line.state),
            submitted_at=line.submitted_at,
            sentence=sentence(line.sentence.message, line.sentence.params),
        )


class CasePageOut(Schema):
    cases: list[CaseLineOut]
    next: str = Field(description="send as ?after= for the following page; empty at the end")


def case_out(shown: CaseView) -> CaseOut:
    told, clocks, notice = cases.sentence(shown), approvals.clocks_of(shown.approvals), shown.supplementation
    bodies = identity.organisations_by_code(one.organisation for one in shown.approvals)
    points = [PointOut(at=one.at, what=one.what, article=one.article) for one in notice.points] if notice else []
    return CaseOut(
        number=shown.number,
        matter=str(shown.matter),
        title=Text.of(shown.title),
        subject=str(shown.subject),
        subject_name=shown.subject_name,
        state=str(shown.state),
        sentence=sentence(told.message, told.params),
        submitted_at=shown.submitted_at,
        accepted_at=shown.accepted_at,
        accepted_by_law=shown.accepted_by_law,
        closed_at=shown.closed_at,
        accept_due=DueOut.of(shown.accept_due),
        promised_on=shown.promised_on,
        lanes=[_lane(one, clocks.get(one.number), bodies.get(one.organisation)) for one in shown.approvals],
        supplementation=NoticeOut(asked_at=notice.asked_at, answered_at=notice.answered_at, points=points) if notice else None,
    )


def _lane(approval: ApprovalView, clock: Clock | None, body: OrganisationView | None) -> LaneOut:
    reasons = approval.reasons
    return LaneOut(
        number=approval.number,
        item=approval.item,
        name=Text.of(approval.name),
        organisation=approval.organisation,
        organisation_name=Text.of(body.name) if body else None,
        state=str(approval.state),
        after=list(approval.after),
        opened_at=approval.opened_at,
        decided_at=approval.decided_at,
        opinion=str(approval.opinion) if approval.opinion else None,
        reasons=ReasonsOut(text=reasons.text, article=reasons.article, would_pass_if=reasons.would_pass_if) if reasons else None,
        clock=ClockOut.of(clock),
    )


@router.get("/cases", response={200: CasePageOut, **REFUSALS}, summary="My cases")
@doors.member
def mine(
    request: HttpRequest, after: Annotated[str, QueryEx(max_length=200)] = "", limit: Annotated[int, QueryEx(ge=1, le=100)] = 20
) -> CasePageOut:
    """我的办件: of the subject acted for, latest first."""
    page = cases.cases_of(doors.actor_of(request), after=after, limit=limit)
    return CasePageOut(cases=[CaseLineOut.of(one) for one in page.lines], next=page.next)


@router.get("/cases/{number}", response={200: CaseOut, **REFUSALS}, summary="Follow a case")
@doors.member
def follow(request: HttpRequest, number: str) -> CaseOut:
    return case_out(cases.case(number, doors.actor_of(request)))
