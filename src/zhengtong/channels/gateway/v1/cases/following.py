"""办件进度: where it stands, in one sentence; the lanes; the story; the clocks that explain themselves; documents and proofs."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import PathEx, Router
from pydantic import BeforeValidator, Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import NothingHere
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.files import PAPER, hand_back
from zhengtong.channels.gateway.v1.parts import NEXT, REFUSALS, ClockOut, DueOut, FileOut, Moment, Number, Out, Said, Text, read
from zhengtong.channels.ui import clocks, deeds
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Clock, ClockEvent, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView, Channel, NoticeKind, WrittenNotice
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationView
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.workdays import Due

router = Router(auth=doors.BEARER)


class ReasonsOut(Out):
    text: str
    article: str
    would_pass_if: str


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


class DocumentOut(Out):
    """文书: one written notice, as it stands for ever."""

    name: str
    kind: NoticeKind
    number: str
    title: Said
    on: date
    addressee: str
    issuer: Text
    body: list[Said]
    points: list[Said]
    article: str
    remedies: list[Said]
    signed: str


class PapersOut(Out):
    notices: list[DocumentOut]
    files: list[FileOut]


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
        told += explained(number, "promised", clock.promised, clock.events) + explained(number, "legal", clock.legal, clock.events)
        told += explained(number, "joint", clock.joint)
    return told


def document(notice: WrittenNotice) -> DocumentOut:
    return DocumentOut.model_validate(notice)


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


@router.get("/cases/{number}/documents", operation_id="documents", response={200: PapersOut, **REFUSALS}, summary="Notices and files")
@doors.member
def documents(request: HttpRequest, number: str) -> PapersOut:
    """文书与材料: what was told in writing, and what was handed in."""
    actor = doors.actor_of(request)
    held = cases.file(number, actor)
    return PapersOut(
        notices=[document(one) for one in cases.notices(number, actor)], files=[FileOut.model_validate(one) for one in held.files]
    )


@router.get("/cases/{number}/files/{sha256}", operation_id="case_file", summary="A file of a case", **PAPER)
@doors.member
def case_file(request: HttpRequest, number: str, sha256: str) -> Any:
    """A file handed in."""
    return hand_back(cases.file(number, doors.actor_of(request)).files, sha256)


class LeafOut(Out):
    row: dict[str, Any]
    salt: str
    leaf: int
    path: list[str]


class HeadOut(Out):
    """A signed tree head (RFC 9162)."""

    size: int
    root: str
    at: str
    key: str
    signature: str


class ProofOut(Out):
    """存证: `zt ledger verify` checks this file against the public log."""

    what: str
    head: HeadOut | None
    rows: list[LeafOut]


@router.get("/cases/{number}/proof/{row}", operation_id="proof", response={200: ProofOut, **REFUSALS}, summary="Prove a step")
@doors.member
def proof(request: HttpRequest, number: str, row: Annotated[int, PathEx(ge=1, le=2**62)]) -> ProofOut:
    """存证: that this step of the story is in the public log. 409 while it is not sequenced yet."""
    cases.case(number, doors.actor_of(request))
    if row not in {one.id for one in ledger.facts_about(Ref("case", number))}:
        raise NothingHere
    return ProofOut.model_validate(ledger.proof_as_json([ledger.prove(row)]))
