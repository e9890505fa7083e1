"""征求意见: what is asked of other bodies, and what they ask of one's own."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import QueryEx, Router, Status
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.desk.intake import CaseFileOut, file_out
from zhengtong.channels.gateway.v1.files import PAPER, hand_back
from zhengtong.channels.gateway.v1.parts import NEXT, REFUSALS, Body, Given, Id, Once, Out, Text, Written, cut
from zhengtong.channels.gateway.v1.speaking import ConsultationOut, ExaminationOut
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import View
from zhengtong.delivery.approvals.terms.flow import Asked
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.foundation.identity.terms import Duty

router = Router(auth=doors.BEARER)


class Consult(Given):
    organisation: Body
    question: Written
    days: Annotated[int, Field(ge=1, le=60)] = Field(description="working days to answer")


class AnswerConsultation(Given):
    view: View = Field(description="agree, object (with the reason) or no_view")
    reason: Written = ""


class BodyQuestionOut(Out):
    """A question to one's own body: of the approval what the answer needs."""

    consultation: ConsultationOut
    item: str
    name: Text
    title: Text
    asked_by: str = Field(description="credit code of the body that asks")

    @classmethod
    def of(cls, one: Asked) -> "BodyQuestionOut":
        of = one.approval
        told = ConsultationOut.model_validate(one.consultation)
        return parts.read(cls, of, consultation=told, asked_by=of.organisation)


class BodyQuestionsOut(Out):
    questions: list[BodyQuestionOut]
    below: list[ExaminationOut] = Field(description="下级机关正在初审: what will come up to one's own body")
    next: str = NEXT


class BodyQuestionFileOut(Out):
    question: BodyQuestionOut
    file: CaseFileOut


@router.post(
    "/desk/approvals/{number}/consultations", operation_id="consult", response={201: ConsultationOut, **REFUSALS}, summary="Ask a body"
)
@doors.officer
def consult(request: HttpRequest, number: str, given: Consult, idempotency_key: Once = None) -> Status[ConsultationOut]:
    """征求意见: its silence says nothing; the clock runs on."""
    term = Term(given.days, Unit.WORKING_DAY)
    acting = doors.acting(request, idempotency_key)
    asked = approvals.consult(approval=number, organisation=given.organisation, question=given.question, term=term, **acting)
    return Status(201, ConsultationOut.model_validate(asked))


@router.get("/desk/consultations", operation_id="consultations", response={200: BodyQuestionsOut, **REFUSALS}, summary="Asked of my body")
@doors.duty(Duty.REVIEW)
def consultations(
    request: HttpRequest,
    answered: Annotated[bool, QueryEx(description="those answered, latest first")] = False,
    after: parts.After = "",
    limit: parts.Limit = 30,
) -> BodyQuestionsOut:
    """被征求意见: open questions, the one due first on top; and what lower offices examine for us."""
    by = doors.actor_of(request)
    shown, following = cut(approvals.asked_of_us(by, answered=answered), lambda one: str(one.consultation.id), after, limit)
    below = [ExaminationOut.model_validate(one) for one in approvals.examined_below(by)]
    return BodyQuestionsOut(questions=[BodyQuestionOut.of(one) for one in shown], below=below, next=following)


@router.get(
    "/desk/consultations/{number}",
    operation_id="consultation",
    response={200: BodyQuestionFileOut, **REFUSALS},
    summary="A question to my body",
)
@doors.duty(Duty.REVIEW)
def consultation(request: HttpRequest, number: Id) -> BodyQuestionFileOut:
    """最小必要: of the case only what the item we are asked about needs (个人信息保护法 art. 6)."""
    by = doors.actor_of(request)
    asked = BodyQuestionOut.of(approvals.consultation_asked(number, by))
    return BodyQuestionFileOut(question=asked, file=file_out(cases.consulted_file(number, by)))


@router.get(
    "/desk/consultations/{number}/files/{sha256}", operation_id="consultation_file", summary="A file that the answer needs", **PAPER
)
@doors.duty(Duty.REVIEW)
def file(request: HttpRequest, number: Id, sha256: str) -> Any:
    """A file that the item we are asked about needs."""
    by = doors.actor_of(request)
    approvals.consultation_asked(number, by)
    return hand_back(cases.consulted_file(number, by).files, sha256)


@router.post(
    "/desk/consultations/{number}/answer", operation_id="answer_consultation", response={200: ConsultationOut, **REFUSALS}, summary="Answer"
)
@doors.duty(Duty.REVIEW)
def answer(request: HttpRequest, number: Id, given: AnswerConsultation, idempotency_key: Once = None) -> ConsultationOut:
    """答复意见: the body that asked reads it at once."""
    acting = doors.acting(request, idempotency_key)
    return ConsultationOut.model_validate(
        approvals.answer_consultation(consultation=number, view=given.view, reason=given.reason, **acting)
    )
