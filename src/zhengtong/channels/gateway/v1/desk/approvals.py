"""审批: the file of one approval, on what it turns, the decision, handing on, an explanation."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.desk.intake import CaseFileOut, file_out
from zhengtong.channels.gateway.v1.desk.views import ApprovalOut
from zhengtong.channels.gateway.v1.files import PAPER, hand_back
from zhengtong.channels.gateway.v1.parts import REFUSALS, Body, Code, Given, Once, Out, Refused, Written
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import Opinion, Proviso, Reasons, Weighed
from zhengtong.delivery.cases import api as cases

router = Router(auth=doors.BEARER)


class ReasonsIn(Given):
    """理由 (行政许可法 art. 38)."""

    text: Written
    article: Written
    would_pass_if: Written = Field(description="what would change the answer")

    def reasons(self) -> Reasons:
        return Reasons(self.text, self.article, self.would_pass_if)


class ProvisoIn(Given):
    """附条件: nothing is laid down without an article that allows it."""

    text: Written
    article: Written


class WeighedIn(Given):
    """裁量: the step of the published benchmark that is applied."""

    code: Code
    outcome: Written = Field("", description="another than the step's; then say why")
    departure: Written = Field("", description="why the decision departs from it")


class Decide(Given):
    opinion: Opinion
    reasons: ReasonsIn | None = Field(None, description="needed to refuse")
    note: Written = Field("", description="for one's own body only")
    conditions: list[ProvisoIn] = Field([], max_length=20, description="laid down with an approval")
    fails_on: list[Code] = Field([], max_length=60, description="codes of the conditions that a refusal rests on, as `grounds` lists them")
    weighed: WeighedIn | None = Field(None, description="needed where the power has a benchmark")
    taking_over: str = Field("", max_length=60, description="where a colleague works on it: who, as `account:12`; they are told")


class Forward(Given):
    organisation: Body


class Explain(Given):
    text: Written


class ApprovalFileOut(Out):
    """最小必要: what this item needs of the case, and nothing else (个人信息保护法 art. 6)."""

    approval: ApprovalOut
    may_decide: bool
    hindrance: Refused | None = Field(description="why you may not, where your body holds it: it is your own, or you accepted it")
    file: CaseFileOut


@router.get("/desk/approvals/{number}", operation_id="approval", response={200: ApprovalFileOut, **REFUSALS}, summary="File of an approval")
@doors.officer
def approval(request: HttpRequest, number: str) -> ApprovalFileOut:
    """案卷: answers and papers of this item."""
    actor = doors.actor_of(request)
    held = cases.approval_file(number, actor)
    shown, hindrance = ApprovalOut.model_validate(approvals.approval(number, actor)), approvals.hindrance(number, actor)
    return ApprovalFileOut(
        approval=shown,
        may_decide=approvals.may_decide(number, actor),
        hindrance=Refused.of(hindrance) if hindrance else None,
        file=file_out(held),
    )


@router.get("/desk/approvals/{number}/files/{sha256}", operation_id="approval_file", summary="A file that this approval needs", **PAPER)
@doors.officer
def file(request: HttpRequest, number: str, sha256: str) -> Any:
    """A file that this approval's item needs."""
    return hand_back(cases.approval_file(number, doors.actor_of(request)).files, sha256)


@router.post("/desk/approvals/{number}/decide", operation_id="decide", response={200: ApprovalOut, **REFUSALS}, summary="Approve or refuse")
@doors.officer
def decide(request: HttpRequest, number: str, given: Decide, idempotency_key: Once = None) -> ApprovalOut:
    """作出决定 (行政许可法 art. 38): approve, approve with conditions, or refuse with the reason, the article and what would change it."""
    weighed = given.weighed
    done = approvals.decide(
        approval=number,
        opinion=given.opinion,
        reasons=given.reasons.reasons() if given.reasons else None,
        note=given.note,
        conditions=[Proviso(one.text, one.article) for one in given.conditions],
        fails_on=given.fails_on,
        weighed=Weighed(weighed.code, weighed.outcome, "", weighed.departure) if weighed else None,
        taking_over=given.taking_over,
        **doors.acting(request, idempotency_key),
    )
    return ApprovalOut.model_validate(done)


@router.post("/desk/approvals/{number}/forward", operation_id="forward", response={200: ApprovalOut, **REFUSALS}, summary="Hand on")
@doors.officer
def forward(request: HttpRequest, number: str, given: Forward, idempotency_key: Once = None) -> ApprovalOut:
    """转办: to the department that decides it, where the source named none; the clock runs on."""
    done = approvals.forward(approval=number, organisation=given.organisation, **doors.acting(request, idempotency_key))
    return ApprovalOut.model_validate(done)


@router.post("/desk/approvals/{number}/explain", operation_id="explain", response={200: ApprovalOut, **REFUSALS}, summary="Explain")
@doors.officer
def explain(request: HttpRequest, number: str, given: Explain, idempotency_key: Once = None) -> ApprovalOut:
    """说明 (个人信息保护法 art. 24): a person looks through an automatic approval and answers whoever asked for one."""
    done = approvals.explain(approval=number, text=given.text, **doors.acting(request, idempotency_key))
    return ApprovalOut.model_validate(done)
