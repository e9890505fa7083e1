"""外部系统: what lies in national and provincial systems, asking again, and comparing both books."""

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import NothingHere
from zhengtong.channels.gateway.v1.parts import REFUSALS, Moment, Out, Text
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import FileState
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor

router = Router(auth=doors.BEARER)


class OutsideFileOut(Out):
    """One approval in the system that decides it: nothing is typed twice."""

    approval: str
    system: str
    name: Text = Field(description="of the system")
    state: FileState
    number: str = Field(description="issued there for the file")
    decision: str = Field(description="issued there for the decision")
    pushed_at: Moment | None
    seen_at: Moment | None = Field(description="when it was last heard")
    answered_at: Moment | None
    tries: int = Field(description="in vain since it was last heard")
    trouble: str = Field(description="code of what the last try said")
    stage: str = Field(description="where it stands there, in its own words")


class SystemOut(Out):
    code: str
    name: Text
    simulated: bool
    waiting: int
    pushed: int
    disputed: int
    unheard_since: Moment | None
    trouble: str


class SystemsOut(Out):
    systems: list[SystemOut]


class ReconciliationOut(Out):
    """对账."""

    system: str
    checked: int
    pushed_again: list[str]
    numbers_taken: list[str]
    answers_taken: list[str]
    disputed: list[str]


@router.get("/desk/systems", operation_id="systems", response={200: SystemsOut, **REFUSALS}, summary="Outside systems")
@doors.duty(Duty.OPERATE)
def systems(request: HttpRequest) -> SystemsOut:  # noqa: ARG001
    """Each system with how much of ours it holds, and since when it was not heard of."""
    return SystemsOut(systems=[SystemOut.model_validate(one) for one in approvals.outside_systems()])


@router.post(
    "/desk/systems/{code}/reconcile", operation_id="reconcile", response={200: ReconciliationOut, **REFUSALS}, summary="Compare both books"
)
@doors.duty(Duty.OPERATE)
def reconcile(request: HttpRequest, code: str) -> ReconciliationOut:
    """对账: what was lost on the way is mended, what contradicts is put before a person. To do it again changes nothing more."""
    if code not in {one.code for one in approvals.outside_systems()}:
        raise NothingHere
    return ReconciliationOut.model_validate(approvals.reconcile(system=code, by=doors.actor_of(request), at=clock.now()))


@router.get("/desk/approvals/{number}/outside", operation_id="outside", response={200: OutsideFileOut, **REFUSALS}, summary="Where it lies")
@doors.officer
def outside(request: HttpRequest, number: str) -> OutsideFileOut:
    """外部办理. `nothing-here` for what is decided here."""
    return _file(number, doors.actor_of(request))


@router.post(
    "/desk/approvals/{number}/outside", operation_id="ask_outside", response={200: OutsideFileOut, **REFUSALS}, summary="Ask again"
)
@doors.officer
def ask(request: HttpRequest, number: str) -> OutsideFileOut:
    """再问一次: what is not there yet is handed over, else it is asked where it stands. 503 while the system cannot be reached."""
    by = doors.actor_of(request)
    _file(number, by)
    approvals.ask(approval=number, by=by, at=clock.now())
    return _file(number, by)


def _file(number: str, by: Actor) -> OutsideFileOut:
    approvals.approval(number, by)
    found = approvals.external_file(number, by)
    if found is None:
        raise NothingHere
    return OutsideFileOut.model_validate(found)
