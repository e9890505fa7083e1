"""日历订阅: due dates of the caller's own matters, or of what their body has in hand, for any calendar program (iCalendar, RFC 5545)."""

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import REFUSALS, Moment, Once, Out
from zhengtong.channels.ui import feeds
from zhengtong.delivery.approvals import api as approvals
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)


class CalendarOut(Out):
    made_at: Moment | None = Field(description="null: there is none")
    address: str = Field(description="told once, when it is made: whoever has it reads number, title and date of what is due")


@router.get("/me/calendar", operation_id="calendar", response={200: CalendarOut, **REFUSALS}, summary="My calendar of due dates")
@doors.signed_in
def mine(request: HttpRequest) -> CalendarOut:
    """到期日历: for whom the token acts now, each with an address of its own."""
    held = approvals.link_of(doors.actor_of(request))
    return CalendarOut(made_at=held.made_at if held else None, address="")


@router.post("/me/calendar", operation_id="make_calendar", response={201: CalendarOut, **REFUSALS}, summary="A new address for it")
@doors.signed_in
def make(request: HttpRequest, idempotency_key: Once = None) -> Status[CalendarOut]:
    """The one before it ends. The same key again tells no address: it is kept nowhere."""
    made = approvals.make_link(**doors.acting(request, idempotency_key))
    return Status(201, CalendarOut(made_at=made.made_at, address=feeds.address(made.secret)))


@router.delete("/me/calendar", operation_id="end_calendar", response={204: None, **REFUSALS}, summary="End its address")
@doors.signed_in
def end(request: HttpRequest) -> Status[None]:
    """停用: the address opens nothing any more. To send it twice changes nothing."""
    approvals.end_link(by=doors.actor_of(request), at=clock.now())
    return Status(204, None)
