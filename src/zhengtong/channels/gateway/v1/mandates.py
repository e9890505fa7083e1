"""委托代理: powers of attorney given and taken; give, accept, decline, revoke, give back."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Moment, Number, Once, Out, read
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, MandateState, MandateView
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)


class Offer(Given):
    name: str = Field(max_length=100, description="of the person who is to act")
    number: str = Field(max_length=40, description="of their identity document, or their mobile telephone; it must agree with the name")
    document_type: DocumentType = DocumentType.RESIDENT_ID
    matters: list[Annotated[str, Field(max_length=100)]] = Field(
        max_length=200, description="bundle:<code>, item:<code>", examples=[["bundle:43TCN0003"]]
    )
    since: date
    until: date = Field(description="last day; a year at most")
    one_time: bool = True


class MandateOut(Out):
    number: str
    principal: Number
    principal_name: str
    agent_name: str
    matters: list[str]
    one_time: bool
    since: date
    until: date
    state: MandateState
    offered_at: Moment
    accepted_at: Moment | None
    ended_at: Moment | None
    used_by: str = Field(description="the case a one-time power was used for")

    @classmethod
    def of(cls, view: MandateView) -> "MandateOut":
        return read(cls, view, matters=sorted(view.matters))


class MandatesOut(Out):
    given: list[MandateOut] = Field(description="in the name of whom you act for now")
    taken: list[MandateOut] = Field(description="to you, whomever you act for now")


@router.get("/mandates", operation_id="mandates", response={200: MandatesOut, **REFUSALS}, summary="Powers of attorney")
@doors.member
def mine(request: HttpRequest) -> MandatesOut:
    """谁为我办、我为谁办: the newest first."""
    by = doors.actor_of(request)
    given, taken = identity.mandates_given(by), identity.mandates_taken(by)
    return MandatesOut(given=[MandateOut.of(one) for one in given], taken=[MandateOut.of(one) for one in taken])


@router.post("/mandates", operation_id="offer_mandate", response={201: MandateOut, **REFUSALS}, summary="Give a power of attorney")
@doors.member
def offer(request: HttpRequest, given: Offer, key: Once = None) -> Status[MandateOut]:
    """授权: in force when the agent accepts. Whoever gives must be strongly verified."""
    view = identity.offer_mandate(
        agent=identity.Named(given.name, given.number, given.document_type),
        matters=given.matters,
        since=given.since,
        until=given.until,
        one_time=given.one_time,
        by=doors.actor_of(request),
        at=clock.now(),
        once=doors.key_of(key),
    )
    return Status(201, MandateOut.of(view))


@router.get("/mandates/{number}", operation_id="mandate", response={200: MandateOut, **REFUSALS}, summary="One power of attorney")
@doors.member
def one(request: HttpRequest, number: str) -> MandateOut:
    """授权委托书, for both sides."""
    return MandateOut.of(identity.mandate(number, doors.actor_of(request)))


@router.post("/mandates/{number}/accept", operation_id="accept_mandate", response={200: MandateOut, **REFUSALS}, summary="Accept it")
@doors.member
def accept(request: HttpRequest, number: str, key: Once = None) -> MandateOut:
    """接受委托, by the agent; then sign in with `acting_for` `mandate:<number>`."""
    by = doors.actor_of(request)
    return MandateOut.of(identity.accept_mandate(mandate=number, by=by, at=clock.now(), once=doors.key_of(key)))


@router.post("/mandates/{number}/decline", operation_id="decline_mandate", response={200: MandateOut, **REFUSALS}, summary="Decline it")
@doors.member
def decline(request: HttpRequest, number: str, key: Once = None) -> MandateOut:
    """拒绝委托, by the agent."""
    by = doors.actor_of(request)
    return MandateOut.of(identity.decline_mandate(mandate=number, by=by, at=clock.now(), once=doors.key_of(key)))


@router.post("/mandates/{number}/revoke", operation_id="revoke_mandate", response={200: MandateOut, **REFUSALS}, summary="Revoke it")
@doors.member
def revoke(request: HttpRequest, number: str, key: Once = None) -> MandateOut:
    """撤销委托, by the principal, at once: tokens of the agent for them end with it."""
    by = doors.actor_of(request)
    return MandateOut.of(identity.revoke_mandate(mandate=number, by=by, at=clock.now(), once=doors.key_of(key)))


@router.post("/mandates/{number}/resign", operation_id="resign_mandate", response={200: MandateOut, **REFUSALS}, summary="Give it back")
@doors.member
def resign(request: HttpRequest, number: str, key: Once = None) -> MandateOut:
    """辞去委托, by the agent."""
    by = doors.actor_of(request)
    return MandateOut.of(identity.resign_mandate(mandate=number, by=by, at=clock.now(), once=doors.key_of(key)))
