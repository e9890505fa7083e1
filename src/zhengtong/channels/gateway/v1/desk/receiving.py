"""收件: what else the window does with a case: put right on the spot, let a paper follow, remind, note the arrival."""

from datetime import date

from django.http import HttpRequest
from ninja import File, Router, Status, UploadedFile
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import NoSuchMaterial
from zhengtong.channels.gateway.v1 import files, parts
from zhengtong.channels.gateway.v1.cases.following import CaseOut, case_out
from zhengtong.channels.gateway.v1.cases.mending import UploadOut
from zhengtong.channels.gateway.v1.choosing import PromisableOut
from zhengtong.channels.gateway.v1.desk.intake import Points
from zhengtong.channels.gateway.v1.parts import REFUSALS, Code, Given, Once, Out, read
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.identity.terms import Duty

router = Router(auth=doors.BEARER)


class ReceptionOut(Out):
    """What else may be done with this case, and by when the law acts itself."""

    places: list[str] = Field(description="当场更正: questions and papers that may be put right now")
    deferrable: list[PromisableOut] = Field(description="容缺: papers that may follow")
    resubmit: str = Field(description="the article by which incomplete papers are declined with everything to put right; else empty")
    answer_days: int | None = Field(description="the least that the applicant has to answer; null: silence ends nothing")
    answer_article: str
    unanswered: int | None = Field(description="for how many days the notice has had no answer")
    arrives: bool = Field(description="异地代收: the papers are still to arrive")
    may_remind: bool
    accepts_on: date | None = Field(description="视为受理 (行政许可法 art. 32): the last day of a silence that accepts")


class Mend(Given):
    answers: parts.Answers = Field({}, description="element → what it is to be")
    uploads: parts.Uploads = Field([], description="what the uploads for the papers replaced returned")


class Defer(Given):
    material: Code


@router.get(
    "/desk/cases/{number}/reception", operation_id="reception", response={200: ReceptionOut, **REFUSALS}, summary="What may be done"
)
@doors.duty(Duty.INTAKE)
def reception(request: HttpRequest, number: str) -> ReceptionOut:
    """收件 (行政许可法 art. 32): what may be put right, may follow, must be answered, and what silence does."""
    held = cases.reception(number, doors.actor_of(request))
    return read(ReceptionOut, held, deferrable=[PromisableOut.of(one) for one in held.deferrable])


@router.post("/desk/cases/{number}/mend", operation_id="mend", response={200: CaseOut, **REFUSALS}, summary="Put right on the spot")
@doors.duty(Duty.INTAKE)
def mend(request: HttpRequest, number: str, given: Mend, idempotency_key: Once = None) -> CaseOut:
    """当场更正 (行政许可法 art. 32): beside the citizen, without a notice; what stood there before stays on record."""
    acting = doors.acting(request, idempotency_key)
    handed = files.redeem(given.uploads, who=str(acting["by"].who), case=number)
    return case_out(cases.mend(case=number, answers=given.answers, files=handed, **acting))


@router.post(
    "/desk/cases/{number}/mend/{material}", operation_id="desk_upload", response={201: UploadOut, **REFUSALS}, summary="A paper for it"
)
@doors.duty(Duty.INTAKE)
def upload(request: HttpRequest, number: str, material: str, file: File[UploadedFile]) -> Status[UploadOut]:
    """换纸: kept for a day; nothing of the case changes until it is put right."""
    by = doors.actor_of(request)
    if material not in cases.reception(number, by).places:
        raise NoSuchMaterial(material=material)
    return Status(201, UploadOut.of(files.keep(request, file), who=str(by.who), case=number, material=material))


@router.post("/desk/cases/{number}/defer", operation_id="defer", response={200: CaseOut, **REFUSALS}, summary="Let a paper follow")
@doors.duty(Duty.INTAKE)
def defer(request: HttpRequest, number: str, given: Defer, idempotency_key: Once = None) -> CaseOut:
    """容缺: the applicant promises it beside the clerk; until when follows from the item."""
    return case_out(cases.defer(case=number, material=given.material, **doors.acting(request, idempotency_key)))


@router.post("/desk/cases/{number}/remind", operation_id="remind", response={200: CaseOut, **REFUSALS}, summary="Remind the applicant")
@doors.duty(Duty.INTAKE)
def remind(request: HttpRequest, number: str, idempotency_key: Once = None) -> CaseOut:
    """提醒补正: once a day."""
    return case_out(cases.remind(case=number, **doors.acting(request, idempotency_key)))


@router.post("/desk/cases/{number}/arrive", operation_id="arrive", response={200: CaseOut, **REFUSALS}, summary="Papers have arrived")
@doors.duty(Duty.INTAKE)
def arrive(request: HttpRequest, number: str, idempotency_key: Once = None) -> CaseOut:
    """异地代收: by the window of the place that decides."""
    return case_out(cases.arrive(case=number, **doors.acting(request, idempotency_key)))


@router.post(
    "/desk/cases/{number}/incomplete",
    operation_id="decline_incomplete",
    response={200: CaseOut, **REFUSALS},
    summary="Decline with everything to put right",
)
@doors.duty(Duty.INTAKE)
def incomplete(request: HttpRequest, number: str, given: Points, idempotency_key: Once = None) -> CaseOut:
    """不予受理并一次性告知 (不动产登记暂行条例 art. 17): where the law of the matter declines incomplete papers."""
    return case_out(cases.decline(case=number, points=given.told(), **doors.acting(request, idempotency_key)))
