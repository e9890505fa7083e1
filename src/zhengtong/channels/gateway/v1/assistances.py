"""帮办: ask, open, end, list; and the person's own declaration before a helper hands in. A signed paper comes in on the pages."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Moment, Number, Once, Out, read
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AssistanceState, AssistanceView, AssistanceWay, DocumentType, Duty
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)


class AskToAssist(Given):
    document_type: DocumentType = DocumentType.RESIDENT_ID
    document: str = Field(max_length=40, description="as on the document that the helper has in hand")
    name: str = Field(max_length=60)


class Code(Given):
    code: str = Field(max_length=20, description="six digits, told by the person who is there")


class AssistanceOut(Out):
    """帮办. Of the person only what the helper must know to sit with them."""

    number: Number
    person_name: str
    way: AssistanceWay
    state: AssistanceState
    asked_at: Moment
    opened_at: Moment | None
    until: Moment
    ended_at: Moment | None
    phone_masked: str = Field(description="where the code was sent")
    acting_for: str = Field(description="while it is open: send it as `acting_for` with POST /session to act for the person")

    @classmethod
    def of(cls, view: AssistanceView) -> "AssistanceOut":
        return read(cls, view, acting_for=str(view.basis) if view.state is AssistanceState.OPEN else "")


class AssistancesOut(Out):
    assistances: list[AssistanceOut]


class DeclarationsOut(Out):
    """本人声明: what the person must declare again themselves."""

    declarations: list[str]
    asked: bool
    confirmed: bool


@router.get("/assistances", operation_id="assistances", response={200: AssistancesOut, **REFUSALS}, summary="My sittings of a day")
@doors.duty(Duty.ASSIST)
def assistances(request: HttpRequest, on: date | None = None) -> AssistancesOut:
    """今天的帮办: the latest first."""
    found = identity.assistances_on(on or clock.today(), doors.actor_of(request))
    return AssistancesOut(assistances=[AssistanceOut.of(one) for one in found])


@router.post("/assistances", operation_id="ask_to_assist", response={201: AssistanceOut, **REFUSALS}, summary="Send the person a code")
@doors.duty(Duty.ASSIST)
def ask(request: HttpRequest, given: AskToAssist, idempotency_key: Once = None) -> Status[AssistanceOut]:
    """帮办请求: to the telephone registered for them. An unknown document and another name are answered alike."""
    once = doors.key_of(idempotency_key)
    view = identity.ask_to_assist(
        document_type=given.document_type, document=given.document, name=given.name, by=doors.actor_of(request), at=clock.now(), once=once
    )
    return Status(201, AssistanceOut.of(view))


@router.post(
    "/assistances/{number}/open", operation_id="open_assistance", response={200: AssistanceOut, **REFUSALS}, summary="Begin a sitting"
)
@doors.duty(Duty.ASSIST)
def begin(request: HttpRequest, number: str, given: Code) -> AssistanceOut:
    """帮办开始: five tries, ten minutes, one use."""
    return AssistanceOut.of(identity.open_assistance(number=number, code=given.code, by=doors.actor_of(request), at=clock.now()))


@router.post("/assistances/{number}/end", operation_id="end_assistance", response={200: AssistanceOut, **REFUSALS}, summary="End a sitting")
@doors.signed_in
def end(request: HttpRequest, number: str) -> AssistanceOut:
    """帮办结束, with the helper's token or the one of the sitting. To send it twice changes nothing more."""
    return AssistanceOut.of(identity.end_assistance(number=number, by=doors.actor_of(request), at=clock.now()))


@router.get(
    "/drafts/{number}/declarations",
    operation_id="declarations",
    response={200: DeclarationsOut, **REFUSALS},
    summary="What only the person can declare",
)
@doors.member
def declarations(request: HttpRequest, number: str) -> DeclarationsOut:
    """本人声明: nothing where one files for oneself."""
    return _declarations(request, number)


@router.post(
    "/drafts/{number}/declarations",
    operation_id="ask_to_declare",
    response={200: DeclarationsOut, **REFUSALS},
    summary="Send the person a second code",
)
@doors.member
def ask_to_declare(request: HttpRequest, number: str) -> DeclarationsOut:
    """For the draft as it stands; whatever is changed afterwards needs another code."""
    cases.ask_to_declare(draft=number, by=doors.actor_of(request), at=clock.now())
    return _declarations(request, number)


@router.post(
    "/drafts/{number}/declarations/confirm",
    operation_id="declare",
    response={200: DeclarationsOut, **REFUSALS},
    summary="The person declares",
)
@doors.member
def declare(request: HttpRequest, number: str, given: Code) -> DeclarationsOut:
    """本人确认."""
    cases.declare(draft=number, code=given.code, by=doors.actor_of(request), at=clock.now())
    return _declarations(request, number)


def _declarations(request: HttpRequest, number: str) -> DeclarationsOut:
    by = doors.actor_of(request)
    held = cases.declarations(cases.prepare(number, by), by)
    return DeclarationsOut(declarations=[line.zh for line in held.lines], asked=held.asked, confirmed=held.confirmed)
