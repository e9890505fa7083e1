"""审批: what an officer has to decide, the file of one approval, the decision, handing on."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.cases.following import ReasonsOut
from zhengtong.channels.gateway.v1.cases.intake import CaseFileOut, file_out
from zhengtong.channels.gateway.v1.files import PAPER, hand_back
from zhengtong.channels.gateway.v1.parts import NEXT, REFUSALS, Given, Moment, Number, Once, Out, TermOut, Text
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalPage, ApprovalState, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)
Written = Annotated[str, Field(max_length=2000)]


class ReasonsIn(Given):
    """理由 (行政许可法 art. 38)."""

    text: Written
    article: Written
    would_pass_if: Written = Field(description="what would change the answer")


class Decide(Given):
    opinion: Opinion
    reasons: ReasonsIn | None = Field(None, description="needed to refuse")
    note: Written = Field("", description="for one's own body only")


class Forward(Given):
    organisation: str = Field(min_length=1, max_length=18, description="credit code of the department")


class ApprovalOut(Out):
    number: str
    case: str
    item: str
    name: Text
    title: Text = Field(description="of the whole matter")
    subject: Number
    organisation: str
    unpublished: bool = Field(description="the source names no department; the window decides or hands it on")
    state: ApprovalState
    opened_at: Moment | None
    decided_at: Moment | None
    decided_by: str
    decided_for: str = Field(default="", description="the absent colleague for whom a substitute decided")
    own: bool = Field(default=False, description="your own matter, or your firm's: another must handle it (公务员法 art. 76)")
    opinion: Opinion | None
    reasons: ReasonsOut | None
    note: str
    due_on: date | None
    legal_due_on: date | None
    promised: TermOut | None
    legal: TermOut | None


class ApprovalsOut(Out):
    approvals: list[ApprovalOut]
    next: str = NEXT


class ApprovalFileOut(Out):
    """最小必要: what this item needs of the case, and nothing else (个人信息保护法 art. 6)."""

    approval: ApprovalOut
    may_decide: bool
    file: CaseFileOut


def _page(found: ApprovalPage) -> ApprovalsOut:
    return ApprovalsOut(approvals=[ApprovalOut.model_validate(one) for one in found.lines], next=found.next)


@router.get("/desk/work", operation_id="work", response={200: ApprovalsOut, **REFUSALS}, summary="My work")
@doors.officer
def work(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 30) -> ApprovalsOut:
    """我的待办: open approvals in the hands of one's own body, earliest due first."""
    return _page(approvals.my_work(doors.actor_of(request), after=after, limit=limit))


@router.get("/desk/decided", operation_id="decided", response={200: ApprovalsOut, **REFUSALS}, summary="What my body has decided")
@doors.officer
def decided(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 30) -> ApprovalsOut:
    """已办: latest first."""
    return _page(approvals.decided_work(doors.actor_of(request), after=after, limit=limit))


@router.get("/desk/approvals/{number}", operation_id="approval", response={200: ApprovalFileOut, **REFUSALS}, summary="File of an approval")
@doors.officer
def approval(request: HttpRequest, number: str) -> ApprovalFileOut:
    """案卷: answers and papers of this item."""
    actor = doors.actor_of(request)
    held = cases.approval_file(number, actor)
    shown = ApprovalOut.model_validate(approvals.approval(number, actor))
    return ApprovalFileOut(approval=shown, may_decide=approvals.may_decide(number, actor), file=file_out(held))


@router.get("/desk/approvals/{number}/files/{sha256}", operation_id="approval_file", summary="A file that this approval needs", **PAPER)
@doors.officer
def file(request: HttpRequest, number: str, sha256: str) -> Any:
    """A file that this approval's item needs."""
    return hand_back(cases.approval_file(number, doors.actor_of(request)).files, sha256)


@router.post("/desk/approvals/{number}/decide", operation_id="decide", response={200: ApprovalOut, **REFUSALS}, summary="Approve or refuse")
@doors.officer
def decide(request: HttpRequest, number: str, given: Decide, idempotency_key: Once = None) -> ApprovalOut:
    """作出决定: to refuse takes the reason, the article and what would change the answer."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    reasons = Reasons(given.reasons.text, given.reasons.article, given.reasons.would_pass_if) if given.reasons else None
    done = approvals.decide(
        approval=number, opinion=given.opinion, reasons=reasons, note=given.note, by=actor, at=clock.now(), once=once
    )
    return ApprovalOut.model_validate(done)


@router.post("/desk/approvals/{number}/forward", operation_id="forward", response={200: ApprovalOut, **REFUSALS}, summary="Hand on")
@doors.officer
def forward(request: HttpRequest, number: str, given: Forward, idempotency_key: Once = None) -> ApprovalOut:
    """转办: to the department that decides it, where the source named none."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    done = approvals.forward(approval=number, organisation=given.organisation, by=actor, at=clock.now(), once=once)
    return ApprovalOut.model_validate(done)
