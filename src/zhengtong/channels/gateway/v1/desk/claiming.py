"""认领、关注、批注: what officers keep beside an approval, so that two do not begin the same."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.desk.views import AccountRef, ApprovalOut, ClaimOut, account_of
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Moment, Once, Out
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.foundation.identity.terms import Duty, StaffView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor

router = Router(auth=doors.BEARER)


class Claim(Given):
    taking_over: str = Field("", max_length=60, description="where a colleague works on it: who, as `account:12`; they are told")


class Release(Given):
    to: AccountRef | None = Field(None, description="the colleague who goes on with it; nobody: open to all")


class Assign(Given):
    to: AccountRef


class NoteIn(Given):
    text: Annotated[str, Field(max_length=4000)]
    public: bool = Field(False, description="true: the applicant reads it, and is told; never changed, never deleted")


class ColleagueOut(Out):
    account: str = Field(description="account:12")
    name: str
    unit: str

    @classmethod
    def of(cls, one: StaffView) -> "ColleagueOut":
        return cls(account=f"account:{one.account}", name=one.name, unit=one.unit)


class BesideOut(Out):
    claim: ClaimOut | None
    mine: bool
    may_claim: bool
    may_release: bool
    may_assign: bool = Field(description="for the head of the body")
    may_note: bool
    watching: bool
    takers: list[ColleagueOut] = Field(description="who could go on with it")
    earlier: str = Field(description="有数量限制: what was accepted before and comes first (行政许可法 art. 57)")


class NoteOut(Out):
    id: int
    text: str
    public: bool
    at: Moment
    by: str
    body: str


class NotesOut(Out):
    """Apart: what stays in the body, and what the applicant reads."""

    internal: list[NoteOut]
    public: list[NoteOut]


@router.get("/desk/approvals/{number}/desk", operation_id="beside", response={200: BesideOut, **REFUSALS}, summary="Who works on it")
@doors.officer
def beside(request: HttpRequest, number: str) -> BesideOut:
    """案头: who has claimed it, who could, and what you may do."""
    by = doors.actor_of(request)
    shown, decides = approvals.approval(number, by), approvals.may_decide(number, by)
    running = shown.state is ApprovalState.OPEN
    mine = shown.claim is not None and shown.claim.by == str(by.who)
    leads = running and by.has(Duty.LEAD) and approvals.leads(number, by)
    return BesideOut(
        claim=ClaimOut.model_validate(shown.claim) if shown.claim else None,
        mine=mine,
        may_claim=running and decides and not mine,
        may_release=running and mine,
        may_assign=leads,
        may_note=approvals.may_note(number, by),
        watching=approvals.watches(number, by),
        takers=[ColleagueOut.of(one) for one in approvals.takers(number, by)] if leads or mine else [],
        earlier=approvals.earlier_of(number) if shown.limited and decides else "",
    )


@router.post("/desk/approvals/{number}/claim", operation_id="claim", response={200: ApprovalOut, **REFUSALS}, summary="I work on it")
@doors.officer
def claim(request: HttpRequest, number: str, given: Claim, idempotency_key: Once = None) -> ApprovalOut:
    """认领, 接手. `claimed-by-another` names the colleague; `taking_over` takes it from them, and tells them."""
    approvals.claim(approval=number, taking_over=given.taking_over, **doors.acting(request, idempotency_key))
    return _shown(request, number)


@router.post("/desk/approvals/{number}/release", operation_id="release", response={200: ApprovalOut, **REFUSALS}, summary="Give it back")
@doors.officer
def release(request: HttpRequest, number: str, given: Release, idempotency_key: Once = None) -> ApprovalOut:
    """退回, 移交."""
    approvals.release(approval=number, to=account_of(given.to) if given.to else None, **doors.acting(request, idempotency_key))
    return _shown(request, number)


@router.post("/desk/approvals/{number}/assign", operation_id="assign", response={200: ApprovalOut, **REFUSALS}, summary="Assign")
@doors.officer
def assign(request: HttpRequest, number: str, given: Assign, idempotency_key: Once = None) -> ApprovalOut:
    """指派, by the head of the body, never of their own matter (公务员法 art. 76)."""
    approvals.assign(approval=number, to=account_of(given.to), **doors.acting(request, idempotency_key))
    return _shown(request, number)


@router.put("/desk/approvals/{number}/watch", operation_id="watch", response={204: None, **REFUSALS}, summary="Watch")
@doors.officer
def watch(request: HttpRequest, number: str) -> Status[None]:
    """关注: you are told when it is decided, paused, extended or withdrawn. To send it twice changes nothing."""
    approvals.watch(approval=number, by=doors.actor_of(request), at=clock.now())
    return Status(204, None)


@router.delete("/desk/approvals/{number}/watch", operation_id="unwatch", response={204: None, **REFUSALS}, summary="Watch no more")
@doors.officer
def unwatch(request: HttpRequest, number: str) -> Status[None]:
    """取消关注, also of what you may see no more."""
    approvals.unwatch(approval=number, by=doors.actor_of(request))
    return Status(204, None)


@router.get("/desk/approvals/{number}/notes", operation_id="notes", response={200: NotesOut, **REFUSALS}, summary="Notes beside it")
@doors.officer
def notes(request: HttpRequest, number: str) -> NotesOut:
    """批注: the internal ones for the officers of its own body only; latest first."""
    return _notes(number, doors.actor_of(request))


@router.post("/desk/approvals/{number}/notes", operation_id="write_note", response={201: NotesOut, **REFUSALS}, summary="Write a note")
@doors.officer
def write_note(request: HttpRequest, number: str, given: NoteIn, idempotency_key: Once = None) -> Status[NotesOut]:
    """批注: internal, or public."""
    acting = doors.acting(request, idempotency_key)
    approvals.write_note(approval=number, text=given.text, public=given.public, **acting)
    return Status(201, _notes(number, acting["by"]))


def _shown(request: HttpRequest, number: str) -> ApprovalOut:
    return ApprovalOut.model_validate(approvals.approval(number, doors.actor_of(request)))


def _notes(number: str, by: Actor) -> NotesOut:
    approvals.approval(number, by)  # its own refusals: what is not there, what is one's own matter
    told = [NoteOut.model_validate(one) for one in approvals.notes(number, by)]
    return NotesOut(internal=[one for one in told if not one.public], public=[one for one in told if one.public])
