"""事后核查: what the body approved on a commitment; and whoever asked for a person after an automatic approval."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.desk.views import ServingOut
from zhengtong.channels.gateway.v1.parts import NEXT, REFUSALS, Given, Id, Moment, Once, Out, Text, Written
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import AfterCheckState
from zhengtong.foundation.identity.terms import Duty

router = Router(auth=doors.BEARER)


class RecordCheck(Given):
    outcome: AfterCheckState = Field(description="kept or to_correct; after an order to correct, corrected or broken")
    found: Written
    officers: list[Annotated[str, Field(max_length=60)]] = Field(
        max_length=20, description="as `account:12`, of those in `checkers`; two at least (行政许可法 art. 34)"
    )
    correct_by: date | None = Field(None, description="needed with an order to correct where the item sets no term")


class AfterCheckOut(Out):
    id: int
    approval: str
    name: Text
    title: Text
    state: AfterCheckState
    due_on: date | None
    reference: str
    found: str
    officers: list[str]
    checked_at: Moment | None
    correct_by: date | None
    consequence: str


class AfterChecksOut(Out):
    checks: list[AfterCheckOut]
    checkers: list[ServingOut] = Field(description="who may be sent to check")
    next: str = NEXT


class ToExplainOut(Out):
    approval: str
    name: Text
    title: Text
    at: Moment


class ToExplainsOut(Out):
    approvals: list[ToExplainOut]


@router.get("/desk/checks", operation_id="checks", response={200: AfterChecksOut, **REFUSALS}, summary="What is to be checked")
@doors.duty(Duty.REVIEW)
def checks(request: HttpRequest, after: parts.After = "", limit: parts.Limit = 30) -> AfterChecksOut:
    """待核查 (消防法 art. 15): what is due first on top, and what was ordered to be put right with it."""
    by = doors.actor_of(request)
    page = approvals.checks(by, after=after, limit=limit)
    serving = [ServingOut(account=account, name=name) for account, name in approvals.checkers(by)]
    return AfterChecksOut(checks=[AfterCheckOut.model_validate(one) for one in page.lines], checkers=serving, next=page.next)


@router.post("/desk/checks/{number}", operation_id="record_check", response={200: AfterCheckOut, **REFUSALS}, summary="Record a check")
@doors.duty(Duty.REVIEW)
def record(request: HttpRequest, number: Id, given: RecordCheck, idempotency_key: Once = None) -> AfterCheckOut:
    """核查结论: as promised; or an order to correct, and then corrected, or not, which has its lawful consequence."""
    done = approvals.record_check(
        check=number, outcome=given.outcome, found=given.found, officers=given.officers, correct_by=given.correct_by,
        **doors.acting(request, idempotency_key),
    )  # fmt: skip
    return AfterCheckOut.model_validate(done)


@router.get("/desk/explanations", operation_id="to_explain", response={200: ToExplainsOut, **REFUSALS}, summary="Who asked for a person")
@doors.duty(Duty.REVIEW)
def explanations(request: HttpRequest) -> ToExplainsOut:
    """请人说明 (个人信息保护法 art. 24): automatic approvals whose applicant has no answer yet; earliest first, at most a hundred."""
    found = approvals.asked(doors.actor_of(request), limit=100)
    return ToExplainsOut(approvals=[ToExplainOut.model_validate(one) for one in found])
