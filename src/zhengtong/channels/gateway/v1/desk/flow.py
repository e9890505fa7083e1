"""办理环节: who has a say in an approval; passed up, handed over, visited, tested."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.desk.views import ApprovalOut, ServingOut
from zhengtong.channels.gateway.v1.parts import REFUSALS, Body, Given, Moment, Once, Out, Text, Written
from zhengtong.channels.gateway.v1.speaking import FlowOut, VisitOut
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import View
from zhengtong.delivery.approvals.terms.flow import Looked
from zhengtong.foundation.catalogue import api as catalogue

router = Router(auth=doors.BEARER)
Officers = Annotated[
    list[Annotated[str, Field(max_length=60)]], Field(max_length=20, description="by name; at least two (行政许可法 arts. 34, 55)")
]


class PassUp(Given):
    view: View = Field(description="agree, object or no_view")
    reason: Written


class Transfer(Given):
    organisation: Body
    reason: Written


class Visit(Given):
    on: date
    officers: Officers
    found: Written


class TestIn(Given):
    kind: Looked = Field(description="inspection_test or quarantine, as the item requires")
    officers: Officers
    evidence: Written
    reason: Written


class TestedIn(Given):
    standard: Written = Field(description="the technical standard")
    found: Written
    evidence: Written


class BodyOut(Out):
    code: str
    name: Text


class PassedOut(Out):
    """移送: who had it before."""

    former: str
    organisation: str
    reason: str
    at: Moment
    by: str


class ApprovalFlowOut(FlowOut):
    objectors: list[str] = Field(description="bodies whose objection stands against another's agreement: a decision answers it")
    wanted: list[Text] = Field(description="whom the item says to tell: letters, or why there is nobody (行政许可法 art. 36)")
    may_step: bool = Field(description="you may take steps in it")
    may_pass_up: bool = Field(description="your body examines it for the office above")
    takers: list[BodyOut] = Field(description="to whom it may be transferred")
    chairs: list[ServingOut] = Field(description="who may hold a hearing: nobody with a part in the matter (行政许可法 art. 48)")
    passed: list[PassedOut]


@router.get("/desk/approvals/{number}/flow", operation_id="flow", response={200: ApprovalFlowOut, **REFUSALS}, summary="Who has a say")
@doors.officer
def flow(request: HttpRequest, number: str) -> ApprovalFlowOut:
    """环节: whole for the body that holds it; for others without who the interested are and what they said."""
    by = doors.actor_of(request)
    shown = approvals.approval(number, by)
    guide = catalogue.guide(shown.item, pin=shown.pin)
    held, steps = approvals.flow_for(number, by), approvals.may_step(number, by)
    return ApprovalFlowOut(
        **FlowOut.model_validate(held).model_dump(),
        objectors=list(approvals.objectors(held.consultations, held.examination, None)),
        wanted=[Text.model_validate(one.who) for one in guide.handling.interested],
        may_step=steps,
        may_pass_up=approvals.may_pass_up(number, by),
        takers=[BodyOut.model_validate(one) for one in approvals.may_take(number, by)] if steps else [],
        chairs=[ServingOut(account=account, name=name) for account, name in approvals.chairs(number, by)] if steps else [],
        passed=[PassedOut.model_validate(one) for one in approvals.passed(number)],
    )


@router.post("/desk/approvals/{number}/up", operation_id="pass_up", response={200: ApprovalOut, **REFUSALS}, summary="Pass up")
@doors.officer
def pass_up(request: HttpRequest, number: str, given: PassUp, idempotency_key: Once = None) -> ApprovalOut:
    """报送上级机关 (行政许可法 arts. 35, 43): with the opinion and all papers; nothing is asked of the applicant again."""
    done = approvals.pass_up(approval=number, view=given.view, reason=given.reason, **doors.acting(request, idempotency_key))
    return ApprovalOut.model_validate(done)


@router.post("/desk/approvals/{number}/transfer", operation_id="transfer", response={200: ApprovalOut, **REFUSALS}, summary="Transfer")
@doors.officer
def transfer(request: HttpRequest, number: str, given: Transfer, idempotency_key: Once = None) -> ApprovalOut:
    """移送: to the competent body of the same place; the clock runs on, and the applicant is told."""
    acting = doors.acting(request, idempotency_key)
    return ApprovalOut.model_validate(approvals.transfer(approval=number, organisation=given.organisation, reason=given.reason, **acting))


@router.post("/desk/approvals/{number}/visit", operation_id="verify", response={201: VisitOut, **REFUSALS}, summary="Record a visit")
@doors.officer
def visit(request: HttpRequest, number: str, given: Visit, idempotency_key: Once = None) -> Status[VisitOut]:
    """现场核查 (行政许可法 art. 34): by two officers at least; it never stops the clock."""
    acting = doors.acting(request, idempotency_key)
    seen = approvals.verify(approval=number, on=given.on, officers=given.officers, found=given.found, **acting)
    return Status(201, VisitOut.model_validate(seen))


@router.post(
    "/desk/approvals/{number}/test", operation_id="appoint_testers", response={201: VisitOut, **REFUSALS}, summary="Appoint testers"
)
@doors.officer
def appoint(request: HttpRequest, number: str, given: TestIn, idempotency_key: Once = None) -> Status[VisitOut]:
    """指派检验、检测、检疫人员 (行政许可法 art. 55): two, within five days; the clock stands still until the result is there (art. 45)."""
    begun = approvals.appoint_testers(
        approval=number, kind=given.kind, officers=given.officers, evidence=given.evidence, reason=given.reason,
        **doors.acting(request, idempotency_key),
    )  # fmt: skip
    return Status(201, VisitOut.model_validate(begun))


@router.post("/desk/approvals/{number}/tested", operation_id="report_test", response={200: VisitOut, **REFUSALS}, summary="Its result")
@doors.officer
def report(request: HttpRequest, number: str, given: TestedIn, idempotency_key: Once = None) -> VisitOut:
    """检验结果 (行政许可法 art. 55): by a technical standard; the clock runs on."""
    acting = doors.acting(request, idempotency_key)
    done = approvals.report_test(approval=number, standard=given.standard, found=given.found, evidence=given.evidence, **acting)
    return VisitOut.model_validate(done)
