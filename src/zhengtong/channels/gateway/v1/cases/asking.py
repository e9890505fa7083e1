"""撤回、请人办理、申请听证: what the applicant asks for while a case runs."""

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.cases.following import CaseOut, case_out
from zhengtong.channels.gateway.v1.parts import REFUSALS, Moment, Once, Out
from zhengtong.channels.gateway.v1.speaking import FlowOut, HearingOut
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView
from zhengtong.delivery.approvals.terms.flow import Flow
from zhengtong.delivery.cases import api as cases
from zhengtong.kernel.actors import Actor

router = Router(auth=doors.BEARER)


class PartFlowOut(FlowOut):
    approval: str
    item: str
    automatic_ahead: bool = Field(description="将自动办理: may be decided automatically; a person may be asked for before")


class CaseNoteOut(Out):
    approval: str
    text: str
    at: Moment
    by: str
    body: str


@router.post("/cases/{number}/withdraw", operation_id="withdraw", response={200: CaseOut, **REFUSALS}, summary="Withdraw a case")
@doors.member
def withdraw(request: HttpRequest, number: str, idempotency_key: Once = None) -> CaseOut:
    """撤回: while something is still undecided; what was granted stays."""
    return case_out(cases.withdraw(case=number, **doors.acting(request, idempotency_key)))


@router.post(
    "/cases/{number}/parts/{item}/withdraw",
    operation_id="withdraw_part",
    response={200: CaseOut, **REFUSALS},
    summary="Withdraw one part of a case",
)
@doors.member
def withdraw_part(request: HttpRequest, number: str, item: str, idempotency_key: Once = None) -> CaseOut:
    """撤回一项: what needs it lapses; everything else goes on."""
    return case_out(cases.withdraw_part(case=number, item=item, **doors.acting(request, idempotency_key)))


@router.post(
    "/cases/{number}/parts/{item}/person", operation_id="ask_for_a_person", response={200: CaseOut, **REFUSALS}, summary="Ask for a person"
)
@doors.member
def person(request: HttpRequest, number: str, item: str, idempotency_key: Once = None) -> CaseOut:
    """请人办理 (个人信息保护法 art. 24): before it is decided nobody but a person decides it; afterwards a person explains it."""
    acting = doors.acting(request, idempotency_key)
    approvals.ask_for_a_person(approval=_part(number, item, acting["by"]), **acting)
    return case_out(cases.case(number, acting["by"]))


@router.post(
    "/cases/{number}/parts/{item}/hearing", operation_id="ask_hearing", response={200: HearingOut, **REFUSALS}, summary="Ask for a hearing"
)
@doors.member
def hearing(request: HttpRequest, number: str, item: str, idempotency_key: Once = None) -> HearingOut:
    """申请听证 (行政许可法 art. 47): within five days of being told of the right."""
    acting = doors.acting(request, idempotency_key)
    asked = approvals.ask_hearing(approval=_part(number, item, acting["by"]), **acting)
    return HearingOut.model_validate(asked)


@router.get("/cases/{number}/flow", operation_id="case_flow", response={200: list[PartFlowOut], **REFUSALS}, summary="Who else has a say")
@doors.member
def flow(request: HttpRequest, number: str) -> list[PartFlowOut]:
    """环节 of each part: who is asked and heard, and until when; neither what other bodies wrote nor who else is interested."""
    held = cases.case(number, doors.actor_of(request)).approvals
    told, ahead = approvals.flows_told([one.number for one in held]), approvals.automatic_ahead(number)
    return [_flow(one, told.get(one.number, Flow()), automatic=one.number in ahead) for one in held]


@router.get("/cases/{number}/notes", operation_id="case_notes", response={200: list[CaseNoteOut], **REFUSALS}, summary="Notes to me")
@doors.member
def notes(request: HttpRequest, number: str) -> list[CaseNoteOut]:
    """公开批注: what officers wrote for the applicant, earliest first."""
    cases.case(number, doors.actor_of(request))
    return [CaseNoteOut.model_validate(one) for one in approvals.public_notes([number])[number]]


def _flow(part: ApprovalView, told: Flow, *, automatic: bool) -> PartFlowOut:
    said = FlowOut.model_validate(told).model_dump()
    return PartFlowOut(approval=part.number, item=part.item, automatic_ahead=automatic, **said)


def _part(number: str, item: str, by: Actor) -> str:
    """The approval of one item of a case of one's own. Raises CaseNotFound, ApprovalNotFound."""
    found = next((one.number for one in cases.case(number, by).approvals if one.item == item), None)
    if found is None:
        raise approvals.ApprovalNotFound(number=item)
    return found
