"""文书与送达: sealed documents at the desk, and what a window still has to deliver (行政许可法 art. 44)."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.documents import SealedDocumentsOut, SealedOut, SentOut
from zhengtong.channels.gateway.v1.files import PDF, as_file, attachment
from zhengtong.channels.gateway.v1.parts import NEXT, REFUSALS, Given, Once, Out, Said, Text
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import DeliveryWay, Receiver
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)
Short = Annotated[str, Field(max_length=60)]


class Deliver(Given):
    """送达回证 (民事诉讼法 arts. 87, 88, 91)."""

    way: DeliveryWay = Field(description="window or post; what is electronic delivers itself")
    on: date
    received_by: Short
    receiver: Receiver
    shown: Short = Field(description="on what they showed who they are; of a posted one, its slip")


class DeliveryOut(Out):
    case: str
    document: str
    number: str
    title: Said
    matter: Text
    subject_name: str
    due_on: date | None
    sealed: bool
    electronic: bool


class DeliveriesOut(Out):
    deliveries: list[DeliveryOut]
    next: str = NEXT


@router.get("/desk/deliveries", operation_id="deliveries", response={200: DeliveriesOut, **REFUSALS}, summary="What is to be delivered")
@doors.duty(Duty.INTAKE)
def deliveries(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 30) -> DeliveriesOut:
    """送达待办 (行政许可法 art. 44): the one that is due first on top."""
    page = cases.deliveries_waiting(doors.actor_of(request), after=after, limit=limit)
    return DeliveriesOut(deliveries=[DeliveryOut.model_validate(one) for one in page.lines], next=page.next)


@router.post(
    "/desk/cases/{number}/sealed/{name}/delivery", operation_id="record_delivery", response={200: SentOut, **REFUSALS}, summary="Delivered"
)
@doors.duty(Duty.INTAKE)
def record(request: HttpRequest, number: str, name: str, given: Deliver, idempotency_key: Once = None) -> SentOut:
    """送达登记: at the window or by post, who received it and on what they showed who they are."""
    done = cases.record_delivery(
        case=number, document=name, way=given.way, on=given.on, received_by=given.received_by, receiver=given.receiver, shown=given.shown,
        **doors.acting(request, idempotency_key),
    )  # fmt: skip
    return SentOut.of(done)


@router.get(
    "/desk/cases/{number}/sealed", operation_id="desk_sealed", response={200: SealedDocumentsOut, **REFUSALS}, summary="Sealed documents"
)
@doors.duty(Duty.INTAKE)
def of_case(request: HttpRequest, number: str) -> SealedDocumentsOut:
    """文书目录 of a case of this window."""
    return SealedDocumentsOut(documents=[SealedOut.of(one) for one in cases.documents(number, doors.actor_of(request))])


@router.get("/desk/cases/{number}/sealed/{name}", operation_id="desk_sealed_document", summary="A sealed document", **as_file(PDF))
@doors.duty(Duty.INTAKE)
def of_case_sheet(request: HttpRequest, number: str, name: str) -> Any:
    """The PDF as it was sealed, to be printed and handed over."""
    return attachment(cases.document(case=number, name=name, by=doors.actor_of(request), at=clock.now()), PDF, f"{number}-{name}.pdf")


@router.get(
    "/desk/approvals/{number}/sealed",
    operation_id="approval_sealed",
    response={200: SealedDocumentsOut, **REFUSALS},
    summary="Its documents",
)
@doors.officer
def of_approval(request: HttpRequest, number: str) -> SealedDocumentsOut:
    """文书目录 of one part; nothing of the others (个人信息保护法 art. 6)."""
    return SealedDocumentsOut(documents=[SealedOut.of(one) for one in cases.approval_documents(number, doors.actor_of(request))])


@router.get(
    "/desk/approvals/{number}/sealed/{name}", operation_id="approval_sealed_document", summary="One of its documents", **as_file(PDF)
)
@doors.officer
def of_approval_sheet(request: HttpRequest, number: str, name: str) -> Any:
    """The PDF as it was sealed."""
    made = cases.approval_document(approval=number, name=name, by=doors.actor_of(request), at=clock.now())
    return attachment(made, PDF, f"{number}-{name}.pdf")
