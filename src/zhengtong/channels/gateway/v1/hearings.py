"""陈述申辩与公开听证: whoever holds the key of a letter speaks without an account; hearings are open to everybody."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import OPEN, REFUSALS, Given, Moment, Once, Out, Text, read
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors.flow import KeyUnknown
from zhengtong.delivery.approvals.terms import HearingState, View
from zhengtong.kernel import clock

router = Router()
LetterKey = Annotated[str, Field(max_length=40, description="as printed in the letter; never in an address")]


class HoldKey(Given):
    key: LetterKey


class State(Given):
    key: LetterKey
    view: View = Field(description="agree, object or no_view")
    text: Annotated[str, Field(max_length=4000)]
    hearing: bool = Field(False, description="they ask for a hearing as well")


class HeardOut(Out):
    state: HearingState
    hold_by: date | None
    held_on: date | None = Field(description="for which day it is called; on which it was held")
    at_hour: str
    place: str


class StatementOut(Out):
    """What whoever holds the key is shown, and nothing else of the case."""

    name: Text = Field(description="of the item")
    body: str
    why: str
    due_on: date | None
    said: str
    said_at: Moment | None
    decided: bool
    ask_by: date | None = Field(description="until when a hearing may be asked for")
    hearing: HeardOut | None


class PublicHearingOut(Out):
    """Never whose matter it is."""

    name: Text = Field(description="of the item")
    organisation: str
    on: date | None
    at_hour: str
    place: str
    chair_name: str


class PublicHearingsOut(Out):
    hearings: list[PublicHearingOut]


@router.get("/hearings", operation_id="hearings", response={200: PublicHearingsOut, **OPEN}, summary="Hearings to come")
@doors.public
def hearings(request: HttpRequest) -> PublicHearingsOut:  # noqa: ARG001
    """公开听证 (行政许可法 art. 48): the next one first."""
    found = approvals.hearings_called(clock.today())
    told = [read(PublicHearingOut, one, name=about.name, organisation=about.organisation, on=one.held_on) for one, about in found]
    return PublicHearingsOut(hearings=told)


@router.post("/statements/read", operation_id="read_statement", response={200: StatementOut, **OPEN}, summary="What the letter is about")
@doors.public
def about(request: HttpRequest, given: HoldKey) -> StatementOut:  # noqa: ARG001
    """告知书: read by the key printed in it."""
    found = approvals.statement(given.key)
    if found is None:
        raise KeyUnknown
    return StatementOut.model_validate(found)


@router.post("/statements", operation_id="state_views", response={200: StatementOut, **REFUSALS}, summary="State and defend")
@doors.public
def state(request: HttpRequest, given: State, idempotency_key: Once = None) -> StatementOut:  # noqa: ARG001
    """陈述申辩 (行政许可法 arts. 36, 47): once; late words are still taken until it is decided."""
    told = approvals.state_views(
        key=given.key, view=given.view, text=given.text, hearing=given.hearing, at=clock.now(), once=doors.key_of(idempotency_key)
    )
    return StatementOut.model_validate(told)
