"""联合办理: the joint term of a whole case, and its extension by the head of the government (行政许可法 art. 42)."""

from django.http import HttpRequest
from ninja import Router

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.cases.following import ExplainedOut, explained
from zhengtong.channels.gateway.v1.desk.clock import ExtendIn
from zhengtong.channels.gateway.v1.parts import REFUSALS, DueOut, Once, Out, TermOut, Text, cut, read
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, JointCase
from zhengtong.foundation.identity.terms import Duty

router = Router(auth=doors.BEARER)


class JointPartOut(Out):
    """How far it is, never what was filed."""

    number: str
    item: str
    name: Text
    organisation: str
    state: ApprovalState


class JointOut(Out):
    case: str
    title: Text
    parts: list[JointPartOut]
    joint: DueOut | None
    joint_extended: TermOut | None
    joint_stands: bool
    terms: list[ExplainedOut]
    most: TermOut | None
    office: Text
    may_extend: bool

    @classmethod
    def of(cls, one: JointCase) -> "JointOut":
        held = one.clock
        told = explained(one.case, "joint", held.joint)
        return read(cls, one, joint=held.joint, joint_extended=held.joint_extended, joint_stands=held.joint_stands, terms=told)


class JointsOut(Out):
    cases: list[JointOut]
    next: str = parts.NEXT


@router.get("/desk/joint", operation_id="joint_work", response={200: JointsOut, **REFUSALS}, summary="Cases answered together")
@doors.duty(Duty.GOVERN)
def work(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 30) -> JointsOut:
    """联合办理, running, in the places whose government one heads; earliest due first."""
    shown, following = cut(approvals.joint_work(doors.actor_of(request)), lambda one: one.case, after, limit)
    return JointsOut(cases=[JointOut.of(one) for one in shown], next=following)


@router.get("/desk/joint/{case}", operation_id="joint_case", response={200: JointOut, **REFUSALS}, summary="A case answered together")
@doors.duty(Duty.GOVERN)
def case(request: HttpRequest, case: str) -> JointOut:
    """How its parts stand, and its joint term."""
    return JointOut.of(approvals.joint_case(case, doors.actor_of(request)))


@router.post(
    "/desk/joint/{case}/extend", operation_id="extend_joint", response={200: JointOut, **REFUSALS}, summary="Lengthen a joint term"
)
@doors.duty(Duty.GOVERN)
def extend(request: HttpRequest, case: str, given: ExtendIn, idempotency_key: Once = None) -> JointOut:
    """联合办理延长 (行政许可法 art. 42(2)): by the head of the government, and by nobody else."""
    acting = doors.acting(request, idempotency_key)
    approvals.extend_joint(case=case, reason=given.reason, days=given.days, **acting)
    return JointOut.of(approvals.joint_case(case, acting["by"]))
