"""利害关系人与听证: told by letter, heard; the hearing called, held and recorded (行政许可法 arts. 36, 46–48)."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Id, Once, Out, Written
from zhengtong.channels.gateway.v1.speaking import FlowOut, HearingOut, PartyOut
from zhengtong.delivery.approvals import api as approvals

router = Router(auth=doors.BEARER)
Short = Annotated[str, Field(max_length=200)]


class TellParty(Given):
    name: Short
    contact: Short
    why: Written = Field(description="how it touches them")
    days: Annotated[int, Field(ge=0, le=99)] = Field(0, description="a longer term than the item's own; never a shorter one")


class Nobody(Given):
    reason: Written = Field(description="how it was looked for, and why nobody is touched")


class Call(Given):
    on: date = Field(description="seven working days from now at least")
    at_hour: Short
    place: Short
    chair: Short = Field(description="one of `chairs` of its flow, as `account:12`")


class Hold(Given):
    record: Annotated[str, Field(max_length=50_000)] = Field(description="听证笔录: the decision follows it")
    signed: list[Short] = Field(max_length=60, description="who confirmed it")


class LetterOut(Out):
    """告知书, to be printed: `key` is told here once and kept nowhere; with it they speak at /statement/."""

    party: PartyOut
    key: str
    ask_by: date | None = Field(description="until when they may ask for a hearing")


@router.post("/desk/approvals/{number}/parties", operation_id="tell_party", response={201: LetterOut, **REFUSALS}, summary="Tell a party")
@doors.officer
def tell(request: HttpRequest, number: str, given: TellParty, idempotency_key: Once = None) -> Status[LetterOut]:
    """告知利害关系人 (行政许可法 arts. 36, 47): may state and defend, and ask for a hearing. The same key again has no letter's key."""
    told = approvals.tell_party(
        approval=number, name=given.name, contact=given.contact, why=given.why, days=given.days,
        **doors.acting(request, idempotency_key),
    )  # fmt: skip
    return Status(201, LetterOut.model_validate(told))


@router.post(
    "/desk/approvals/{number}/parties/{party}/letter", operation_id="write_again", response={201: LetterOut, **REFUSALS}, summary="Again"
)
@doors.officer
def write_again(request: HttpRequest, number: str, party: Id, idempotency_key: Once = None) -> Status[LetterOut]:
    """重发告知书: the letter was lost; its key opens nothing any more."""
    told = approvals.write_again(approval=number, party=party, **doors.acting(request, idempotency_key))
    return Status(201, LetterOut.model_validate(told))


@router.post("/desk/approvals/{number}/nobody", operation_id="nobody_interested", response={200: FlowOut, **REFUSALS}, summary="Nobody")
@doors.officer
def nobody(request: HttpRequest, number: str, given: Nobody, idempotency_key: Once = None) -> FlowOut:
    """没有利害关系人: looked for and not found; the reviewer answers for the reason."""
    acting = doors.acting(request, idempotency_key)
    approvals.nobody_interested(approval=number, reason=given.reason, **acting)
    return FlowOut.model_validate(approvals.flow_for(number, acting["by"]))


@router.post(
    "/desk/approvals/{number}/hearing/right",
    operation_id="tell_hearing_right",
    response={200: HearingOut, **REFUSALS},
    summary="Their right",
)
@doors.officer
def right(request: HttpRequest, number: str, idempotency_key: Once = None) -> HearingOut:
    """告知听证权利 (行政许可法 art. 47): the applicant, and whoever is told as interested, may ask within five days."""
    return HearingOut.model_validate(approvals.tell_hearing_right(approval=number, **doors.acting(request, idempotency_key)))


@router.post(
    "/desk/approvals/{number}/hearing/call", operation_id="call_hearing", response={200: HearingOut, **REFUSALS}, summary="Call a hearing"
)
@doors.officer
def call(request: HttpRequest, number: str, given: Call, idempotency_key: Once = None) -> HearingOut:
    """通知听证 (行政许可法 arts. 46, 48): the clock stands still until it was held (art. 45). Called again it gets another day or chair."""
    called = approvals.call_hearing(
        approval=number, on=given.on, at_hour=given.at_hour, place=given.place, chair=given.chair,
        **doors.acting(request, idempotency_key),
    )  # fmt: skip
    return HearingOut.model_validate(called)


@router.post(
    "/desk/approvals/{number}/hearing/record", operation_id="hold_hearing", response={200: HearingOut, **REFUSALS}, summary="Its record"
)
@doors.officer
def hold(request: HttpRequest, number: str, given: Hold, idempotency_key: Once = None) -> HearingOut:
    """听证笔录 (行政许可法 art. 48): entered by the chair, signed by those who took part; the clock runs on."""
    held = approvals.hold_hearing(approval=number, record=given.record, signed=given.signed, **doors.acting(request, idempotency_key))
    return HearingOut.model_validate(held)
