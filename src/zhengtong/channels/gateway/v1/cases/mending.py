"""补正、补交、评价: what the applicant hands in after a case was submitted, and how they rate it."""

from typing import Annotated

from django.http import HttpRequest
from ninja import File, Router, Status, UploadedFile
from pydantic import Field, StrictInt

from zhengtong.accountability.evaluation import api as evaluation
from zhengtong.accountability.evaluation.terms import RatingView, Tag
from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import NoSuchMaterial, NotAsked, NothingHere
from zhengtong.channels.gateway.v1 import files, parts
from zhengtong.channels.gateway.v1.cases.following import CaseOut, case_out
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, Moment, Number, Once, Out
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.refusals import Problem, gettext_noop

router = Router(auth=doors.BEARER)


class Supplement(Given):
    answers: parts.Answers = Field({}, description="a new answer for each point about the form")
    uploads: parts.Uploads = Field([], description="what the uploads for the points about papers returned")


class UploadOut(Out):
    upload: str = Field(description="name this when you supplement; good for a day")
    material: str
    sha256: str
    name: str
    size: int
    media_type: Number

    @classmethod
    def of(cls, stored: StoredFile, *, who: str, case: str, material: str) -> "UploadOut":
        return parts.read(cls, stored, upload=files.ticket(stored, who=who, case=case, material=material), material=material)


class Rate(Given):
    level: Annotated[StrictInt, Field(ge=1, le=5)] = Field(description="1 very satisfied … 5 very dissatisfied")
    tags: list[Tag] = Field([], max_length=len(Tag))
    text: str = Field("", max_length=2000)


class RatingOut(Out):
    case: str
    matter: Number
    level: int
    tags: list[Tag]
    text: str
    at: Moment


@router.post(
    "/cases/{number}/supplement/{material}", operation_id="upload", response={201: UploadOut, **REFUSALS}, summary="Upload for a notice"
)
@doors.member
def upload(request: HttpRequest, number: str, material: str, file: File[UploadedFile]) -> Status[UploadOut]:
    """补交材料: kept for a day; nothing of the case changes until it is supplemented."""
    actor = doors.actor_of(request)
    if material not in _points(number, actor):
        raise NoSuchMaterial(material=material)
    return Status(201, UploadOut.of(files.keep(request, file), who=str(actor.who), case=number, material=material))


@router.post("/cases/{number}/supplement", operation_id="supplement", response={200: CaseOut, **REFUSALS}, summary="Answer the notice")
@doors.member
def supplement(request: HttpRequest, number: str, given: Supplement, idempotency_key: Once = None) -> CaseOut:
    """补正: every point at once; the window's term to accept begins again. What is missing is refused with every point."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    notice = cases.case(number, actor).supplementation
    handed = files.redeem(given.uploads, who=str(actor.who), case=number)
    beside = sorted(set(given.answers) - {one.at for one in notice.points} if notice else set())
    if beside:
        raise NotAsked(problems=[Problem(key, gettext_noop("The notice does not ask for this.")) for key in beside])
    done = cases.supplement(case=number, answers=given.answers, files=handed, by=actor, at=clock.now(), once=once)
    return case_out(done)


def _points(number: str, actor: Actor) -> frozenset[str]:
    """Places that the open notice asks about. Raises WrongState."""
    shown = cases.case(number, actor)
    if shown.state is not CaseState.SUPPLEMENTING or shown.supplementation is None:
        raise cases.WrongState(number=number, state=shown.state)
    return frozenset(one.at for one in shown.supplementation.points)


@router.post("/cases/{number}/later/{material}", operation_id="supply", response={200: CaseOut, **REFUSALS}, summary="A promised paper")
@doors.member
def supply(request: HttpRequest, number: str, material: str, file: File[UploadedFile], idempotency_key: Once = None) -> CaseOut:
    """补交: also after its day, as long as nothing is decided."""
    acting = doors.acting(request, idempotency_key)
    return case_out(cases.supply(case=number, files=[(material, files.keep(request, file))], **acting))


@router.post("/cases/{number}/rating", operation_id="rate", response={201: RatingOut, **REFUSALS}, summary="Rate a matter")
@doors.member
def rate(request: HttpRequest, number: str, given: Rate, idempotency_key: Once = None) -> Status[RatingOut]:
    """好差评: once, when there is an answer."""
    told = evaluation.rate(case=number, level=given.level, tags=given.tags, text=given.text, **doors.acting(request, idempotency_key))
    return Status(201, _rating(told))


@router.get("/cases/{number}/rating", operation_id="rating", response={200: RatingOut, **REFUSALS}, summary="How it was rated")
@doors.member
def rating(request: HttpRequest, number: str) -> RatingOut:
    """The rating, where there is one."""
    actor = doors.actor_of(request)
    cases.case(number, actor)
    told = evaluation.rating_of(number, actor)
    if told is None:
        raise NothingHere
    return _rating(told)


def _rating(told: RatingView) -> RatingOut:
    return RatingOut.model_validate(told)
