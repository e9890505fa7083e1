"""休假与代理: who is away, and who stands in."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.desk.views import AccountRef, account_of
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Moment, Once, Out, read
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import LeaveView

router = Router(auth=doors.BEARER)


class RecordLeave(Given):
    account: AccountRef | None = Field(None, description="who is away, as `account:12`; without it, oneself")
    substitute: AccountRef
    since: date
    until: date = Field(description="last day")
    reason: Annotated[str, Field(max_length=120)] = Field("", description="never a diagnosis")


class LeaveOut(Out):
    number: str
    account: str
    name: str
    substitute: str
    substitute_name: str
    since: date
    until: date
    reason: str
    ended_at: Moment | None

    @classmethod
    def of(cls, one: LeaveView) -> "LeaveOut":
        return read(cls, one, account=f"account:{one.account}", substitute=f"account:{one.substitute}")


class LeavesOut(Out):
    leaves: list[LeaveOut]


@router.get("/desk/leave", operation_id="leaves", response={200: LeavesOut, **REFUSALS}, summary="Who is away")
@doors.officer
def leaves(request: HttpRequest) -> LeavesOut:
    """Running or to come, earliest first: one's own, where one stands in, and one's body's."""
    return LeavesOut(leaves=[LeaveOut.of(one) for one in identity.leaves(doors.actor_of(request))])


@router.post("/desk/leave", operation_id="record_leave", response={201: LeaveOut, **REFUSALS}, summary="Somebody is away")
@doors.officer
def record(request: HttpRequest, given: RecordLeave, idempotency_key: Once = None) -> Status[LeaveOut]:
    """休假, with a colleague who stands in: they see the work beside their own, and what they do in it names both."""
    acting = doors.acting(request, idempotency_key)
    made = identity.record_leave(
        account=account_of(given.account or str(acting["by"].who)), substitute=account_of(given.substitute),
        since=given.since, until=given.until, reason=given.reason, **acting,
    )  # fmt: skip
    return Status(201, LeaveOut.of(made))


@router.post("/desk/leave/{number}/end", operation_id="end_leave", response={200: LeaveOut, **REFUSALS}, summary="Back again")
@doors.officer
def end(request: HttpRequest, number: str, idempotency_key: Once = None) -> LeaveOut:
    """销假: the work is with the one who was away again, at once."""
    return LeaveOut.of(identity.end_leave(leave=number, **doors.acting(request, idempotency_key)))
