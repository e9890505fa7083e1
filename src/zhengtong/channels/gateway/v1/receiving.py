"""收件: what may be chosen before handing in, papers that follow; and what the window does besides accepting, asking and declining."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import File, Router, UploadedFile
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import files, parts
from zhengtong.channels.gateway.v1.cases.following import CaseOut, case_out
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Once, Out
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import Point as Missing
from zhengtong.delivery.cases.terms import Preparation
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock

router = Router(auth=doors.BEARER)
desk = Router(auth=doors.BEARER)
Code = Annotated[str, Field(min_length=1, max_length=100)]


class Choose(Given):
    """The whole choice anew."""

    commit: list[Code] = Field(max_length=60, description="items to commit to, in the words that the choices show")
    later: list[Code] = Field(max_length=60, description="materials promised for later")


class CommitmentOut(Out):
    item: str
    told: str
    told_en: str
    reference: str
    digest: str = Field(description="SHA-256 of what is told; the commitment is bound to it")
    answer: str = Field(description="element whose yes is the commitment; empty: chosen here")
    made: bool


class PromisableOut(Out):
    material: str
    due_on: date
    reference: str
    promised: bool


class ChoicesOut(Out):
    commitments: list[CommitmentOut]
    later: list[PromisableOut]


def _choices(ready: Preparation) -> ChoicesOut:
    return ChoicesOut(
        commitments=[
            CommitmentOut(
                item=one.item, told=one.commitment.told.zh, told_en=one.commitment.told.en, reference=one.commitment.reference,
                digest=one.digest, answer=one.commitment.answer, made=one.made,
            )
            for one in ready.commitments
        ],
        later=[
            PromisableOut(material=one.material.code, due_on=one.due_on, reference=one.deferrable.reference, promised=one.promised)
            for one in ready.promisable
        ],
    )  # fmt: skip


@router.get("/drafts/{number}/choices", operation_id="choices", response={200: ChoicesOut, **REFUSALS}, summary="What may be chosen")
@doors.member
def choices(request: HttpRequest, number: str) -> ChoicesOut:
    """告知承诺、容缺: what may run on the applicant's word, and which papers may follow."""
    return _choices(cases.prepare(number, doors.actor_of(request)))


@router.put("/drafts/{number}/choices", operation_id="choose", response={200: ChoicesOut, **REFUSALS}, summary="Choose")
@doors.member
def choose(request: HttpRequest, number: str, given: Choose) -> ChoicesOut:
    """The whole choice anew, until it is handed in."""
    ready = cases.choose(draft=number, commit=given.commit, later=given.later, by=doors.actor_of(request), at=clock.now())
    return _choices(ready)


@router.post("/cases/{number}/later/{material}", operation_id="supply", response={200: CaseOut, **REFUSALS}, summary="A promised paper")
@doors.member
def supply(request: HttpRequest, number: str, material: str, file: File[UploadedFile], idempotency_key: Once = None) -> CaseOut:
    """补交: also after its day, as long as nothing is decided."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    stored = files.keep(request, file)
    return case_out(cases.supply(case=number, files=[(material, stored)], by=actor, at=clock.now(), once=once))


class Mend(Given):
    answers: parts.Answers = Field(description="element → what it is to be")


class Defer(Given):
    material: Code


class Point(Given):
    at: Code = Field(description="material code or element key")
    what: Annotated[str, Field(min_length=1, max_length=1000)]
    article: str = Field("", max_length=200)


class Incomplete(Given):
    points: list[Point] = Field(min_length=1, max_length=100)


@desk.post("/desk/cases/{number}/mend", operation_id="mend", response={200: CaseOut, **REFUSALS}, summary="Put right on the spot")
@doors.duty(Duty.INTAKE)
def mend(request: HttpRequest, number: str, given: Mend, idempotency_key: Once = None) -> CaseOut:
    """当场更正 (行政许可法 art. 32): beside the citizen, without a notice; what stood there before stays on record."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    return case_out(cases.mend(case=number, answers=given.answers, files=[], by=actor, at=clock.now(), once=once))


@desk.post("/desk/cases/{number}/defer", operation_id="defer", response={200: CaseOut, **REFUSALS}, summary="Let a paper follow")
@doors.duty(Duty.INTAKE)
def defer(request: HttpRequest, number: str, given: Defer, idempotency_key: Once = None) -> CaseOut:
    """容缺: the applicant promises it beside the clerk; until when follows from the item."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    return case_out(cases.defer(case=number, material=given.material, by=actor, at=clock.now(), once=once))


@desk.post("/desk/cases/{number}/remind", operation_id="remind", response={200: CaseOut, **REFUSALS}, summary="Remind the applicant")
@doors.duty(Duty.INTAKE)
def remind(request: HttpRequest, number: str, idempotency_key: Once = None) -> CaseOut:
    """提醒补正: once a day."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    return case_out(cases.remind(case=number, by=actor, at=clock.now(), once=once))


@desk.post("/desk/cases/{number}/arrive", operation_id="arrive", response={200: CaseOut, **REFUSALS}, summary="Papers have arrived")
@doors.duty(Duty.INTAKE)
def arrive(request: HttpRequest, number: str, idempotency_key: Once = None) -> CaseOut:
    """异地代收: by the window of the place that decides."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    return case_out(cases.arrive(case=number, by=actor, at=clock.now(), once=once))


@desk.post(
    "/desk/cases/{number}/incomplete",
    operation_id="decline_incomplete",
    response={200: CaseOut, **REFUSALS},
    summary="Decline with everything to put right",
)
@doors.duty(Duty.INTAKE)
def incomplete(request: HttpRequest, number: str, given: Incomplete, idempotency_key: Once = None) -> CaseOut:
    """不予受理并一次性告知 (不动产登记暂行条例 art. 17): where the law of the matter declines incomplete papers."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    points = [Missing(one.at, one.what, one.article) for one in given.points]
    return case_out(cases.decline(case=number, points=points, by=actor, at=clock.now(), once=once))
