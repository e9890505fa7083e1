"""批量审批: several of one item together, each with its own answer and reasons."""

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.desk.approvals import ReasonsIn
from zhengtong.channels.gateway.v1.parts import REFUSALS, Code, Given, Once, Out, Refused, Written
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import Opinion, Outcome
from zhengtong.kernel.refusals import Refusal

router = Router(auth=doors.BEARER)


class AnswerIn(Given):
    approval: Code
    opinion: Opinion
    reasons: ReasonsIn | None = Field(None, description="its own; needed to refuse")
    note: Written = ""

    def answer(self) -> approvals.BatchAnswer:
        reasons = self.reasons.reasons() if self.reasons else None
        return approvals.BatchAnswer(self.approval, self.opinion, reasons, self.note)


class Batch(Given):
    answers: list[AnswerIn] = Field(min_length=1, max_length=200, description=f"at most {approvals.BATCH_MOST}, so that each is looked at")


class OutcomeOut(Out):
    approval: str
    decided: bool
    refused: Refused | None = Field(description="why it was not")


class OutcomesOut(Out):
    outcomes: list[OutcomeOut]


@router.post("/desk/batch", operation_id="decide_several", response={200: OutcomesOut, **REFUSALS}, summary="Decide several of one item")
@doors.officer
def decide(request: HttpRequest, given: Batch, idempotency_key: Once = None) -> OutcomesOut:
    """批量审批 (行政许可法 art. 38): one that fails holds up none of the others; the same key again decides nothing twice.

    What a colleague works on, and what would go out of the order of acceptance, is left out with its reason.
    """
    done = approvals.decide_several(answers=[one.answer() for one in given.answers], **doors.acting(request, idempotency_key))
    return OutcomesOut(outcomes=[_outcome(one) for one in done])


def _outcome(one: Outcome) -> OutcomeOut:
    refused = Refused.of(one.refusal) if isinstance(one.refusal, Refusal) else None
    return OutcomeOut(approval=one.approval, decided=one.refusal is None, refused=refused)
