"""起草、填报、上传、提交: from a matter to a case."""
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import File, HeaderEx, Router, Schema, Status, UploadedFile
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import NoSuchMaterial
from zhengtong.channels.gateway.v1.cases import CaseOut, case_out
from zhengtong.channels.gateway.v1.catalogue import ANSWERS, MATTER, readable
from zhengtong.channels.gateway.v1.parts import REFUSALS, FileOut, Given, MaterialOut, Moment, ProblemOut, Text
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import Preparation
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import Field as FormField
from zhengtong.kernel import clock
from zhengtong.kernel.files import api as files
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Problem

router = Router(auth=doors.BEARER)
Idempotency = Annotated[str | None, HeaderEx(description="required; 1 to 100 visible characters, your own for each thing to be done")]


class Begin(Given):
    matter: str = MATTER
    answers: dict[str, Any] = ANSWERS


class Save(Given):
    answers: dict[str, Any] = ANSWERS
    revision: int | None = Field(None, ge=0, description="the revision you saw; what was changed elsewhere meanwhile is then not lost")


class FieldOut(Schema):
    element: str
    title: Text
    type: str
    required: bool
    value: Any
    known_from: str | None = Field(description="where the value comes from, if somebody already told us; then it is not asked")
    needed_by: list[str]
    choices: list[str]
    example: str
    unit: Text

    @classmethod
    def of(cls, field: FormField) -> "FieldOut":
        known = field.known
        return cls(
            element=field.element.key,
            title=Text.of(field.element.title),
            type=str(field.element.type),
            required=field.required,
            value=known.value if known else field.value,
            known_from=known.source if known else None,
            needed_by=list(field.needed_by),
            choices=[one.value for one in field.element.choices],
            example=field.element.example,
            unit=Text.of(field.element.unit),
        )


class DraftOut(Schema):
    """草稿. Ready to submit when there is no problem."""

    number: str
    matter: str
    title: Text
    subject: str
    state: str
    revision: int
    saved_at: Moment
    case: str
    days: int
    items: list[str] = Field(description="codes of the items chosen")
    fields: list[FieldOut]
    materials: list[MaterialOut]
    files: list[FileOut]
    problems: list[ProblemOut]


def draft_out(ready: Preparation, saved: tuple[Problem, ...] = ()) -> DraftOut:
    """``saved``: what was wrong with the answers just given."""
    draft, plan = ready.draft, ready.plan
    problems = {(one.at, one.message): one for one in (*ready.problems, *saved)}
    return DraftOut(
        number=draft.number,
        matter=str(draft.matter),
        title=Text.of(draft.title),
        subject=str(draft.subject),
        state=str(draft.state),
        revision=draft.revision,
        saved_at=draft.saved_at,
        case=draft.case,
        days=plan.days,
        items=[one.code for one in plan.chosen],
        fields=[FieldOut.of(one) for one in plan.form.fields],
        materials=[MaterialOut.planned(one) for one in plan.materials],
        files=[FileOut.of(one) for one in draft.files],
        problems=[ProblemOut.of(one) for one in problems.values()],
    )


@router.post("/drafts", response={201: DraftOut, **REFUSALS}, summary="Begin a draft")
@doors.member
def begin(request: HttpRequest, given: Begin, idempotency_key: Idempotency = None) -> Status[DraftOut]:
    """起草: what is published today is pinned, and the form asks only what is left."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    answers = readable(given.answers)
    draft = cases.begin(matter=Ref.parse(given.matter), answers=answers, by=actor, at=clock.now(), once=once)
    return Status(201, draft_out(cases.prepare(draft.number, actor)))


@router.get("/drafts/{number}", response={200: DraftOut, **REFUSALS}, summary="A draft, with what is still missing or wrong")
@doors.member
def draft(request: HttpRequest, number: str) -> DraftOut:
    return draft_out(cases.prepare(number, doors.actor_of(request)))


@router.patch("/drafts/{number}/answers", response={200: DraftOut, **REFUSALS}, summary="Save answers")
@doors.member
def save(request: HttpRequest, number: str, given: Save) -> DraftOut:
    """暂存: the answers given; all others stay. What cannot be read is kept as it was sent and told under ``problems``.

    The draft goes on under the rules published now, which the answer shows.
    """
    actor = doors.actor_of(request)
    saved = forms.save_answers(draft=number, answers=given.answers, revision=given.revision, by=actor, at=clock.now())
    return draft_out(cases.refresh(draft=number, by=actor, at=clock.now()), saved.problems)


@router.post("/drafts/{number}/materials/{material}", response={201: FileOut, **REFUSALS}, summary="Hand in a file for a material")
@doors.member
def attach(request: HttpRequest, number: str, material: str, file: File[UploadedFile]) -> Status[FileOut]:
    """上传材料: PDF, PNG or JPEG, judged by content."""
    actor = doors.actor_of(request)
    ready = cases.prepare(number, actor)
    if material not in {one.material.code for one in ready.plan.materials}:
        raise NoSuchMaterial(material=material)
    stored = files.store(file, name=file.name or "", limit=settings.ZT_UPLOAD_LIMIT)
    saved = forms.attach(draft=number, material=material, file=stored, by=actor, at=clock.now())
    attached = next(one for one in saved.files if one.material == material and one.sha256 == stored.sha256)
    return Status(201, FileOut.of(attached))


@router.delete("/drafts/{number}/materials/{material}/{sha256}", response={204: None, **REFUSALS}, summary="Take a file back")
@doors.member
def detach(request: HttpRequest, number: str, material: str, sha256: str) -> Status[None]:
    forms.detach(draft=number, material=material, sha256=sha256, by=doors.actor_of(request), at=clock.now())
    return Status(204, None)


@router.post("/drafts/{number}/submit", response={201: CaseOut, **REFUSALS}, summary="Submit a draft")
@doors.member
def submit(request: HttpRequest, number: str, idempotency_key: Idempotency = None) -> Status[CaseOut]:
    """申请: the answer is the receipt with the case number. What is still missing is refused with every point, and nothing is written."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    return Status(201, case_out(cases.submit(draft=number, by=actor, at=clock.now(), once=once)))
