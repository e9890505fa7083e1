"""起草、填报、上传、核对、提交: from a matter to a case."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import File, Router, Status, UploadedFile
from pydantic import Field, StrictInt

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import NoSuchMaterial
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.cases.following import CaseOut, case_out
from zhengtong.channels.gateway.v1.catalogue.guides import ChoiceOut
from zhengtong.channels.gateway.v1.catalogue.planning import readable
from zhengtong.channels.gateway.v1.files import PAPER, hand_back, keep
from zhengtong.channels.gateway.v1.parts import (
    NEXT,
    REFUSALS,
    FieldProblem,
    FileOut,
    Given,
    Moment,
    Number,
    Once,
    Out,
    PlannedMaterialOut,
    Text,
    cut,
    read,
)
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import Channel, Preparation
from zhengtong.foundation.elements.terms import Type
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftState
from zhengtong.foundation.forms.terms import Field as FormField
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Problem

router = Router(auth=doors.BEARER)
_MOST = 1000  # drafts of one owner that are listed


class Begin(Given):
    matter: parts.Matter
    answers: parts.Answers


class Save(Given):
    answers: parts.Answers
    revision: Annotated[StrictInt, Field(ge=0, le=2**31 - 1)] | None = Field(
        None, description="the revision you saw; what was changed elsewhere meanwhile is then not lost"
    )


class FieldOut(Out):
    element: str
    section: str
    title: Text
    type: Type
    required: bool
    value: Any
    known_from: str | None = Field(description="where the value comes from, if somebody already told us; then it is not asked")
    needed_by: list[str]
    choices: list[ChoiceOut]
    example: str
    unit: Text
    help: Text
    why: Text = Field(description="why we ask")

    @classmethod
    def of(cls, field: FormField, section: str) -> "FieldOut":
        known = field.known
        return read(
            cls,
            field.element,
            element=field.element.key,
            section=section,
            required=field.required,
            value=known.value if known else field.value,
            known_from=known.source if known else None,
            needed_by=field.needed_by,
        )


class DraftLineOut(Out):
    number: str
    matter: Number
    title: Text
    subject: Number
    state: DraftState
    revision: int
    saved_at: Moment


class DraftsOut(Out):
    drafts: list[DraftLineOut]
    next: str = NEXT


class DraftOut(DraftLineOut):
    """草稿. Ready to submit when there is no problem."""

    case: str
    days: int | None
    items: list[str] = Field(description="codes of the items chosen")
    fields: list[FieldOut]
    materials: list[PlannedMaterialOut]
    files: list[FileOut]
    problems: list[FieldProblem]


class ReviewOut(Out):
    """核对: what is missing or wrong before it can be submitted; nothing: submit it."""

    ready: bool
    missing: list[FieldProblem]
    rules_changed: bool = Field(description="published anew since the draft was pinned: saving once more takes up the new rules")


def draft_out(ready: Preparation, saved: tuple[Problem, ...] = ()) -> DraftOut:
    """``saved``: what was wrong with the answers just given."""
    plan = ready.plan
    problems = {(one.at, one.message): one for one in (*ready.problems, *saved)}
    return read(
        DraftOut,
        ready.draft,
        days=plan.days,
        items=[one.code for one in plan.chosen],
        fields=[FieldOut.of(field, section.code) for section in plan.form.sections for field in section.fields],
        materials=[PlannedMaterialOut.planned(one) for one in plan.materials],
        problems=[FieldProblem.of(one) for one in problems.values()],
    )


@router.get("/drafts", operation_id="drafts", response={200: DraftsOut, **REFUSALS}, summary="My drafts")
@doors.member
def mine(request: HttpRequest, state: DraftState = DraftState.OPEN, after: parts.After = "", limit: parts.Limit = 20) -> DraftsOut:
    """我的草稿: the one last touched first. ``discarded``: those that can still be restored."""
    shown, following = cut(forms.drafts_of(doors.actor_of(request), state=state, limit=_MOST), lambda one: one.number, after, limit)
    return DraftsOut(drafts=[DraftLineOut.model_validate(one) for one in shown], next=following)


@router.post("/drafts", operation_id="begin", response={201: DraftOut, **REFUSALS}, summary="Begin a draft")
@doors.member
def begin(request: HttpRequest, given: Begin, idempotency_key: Once = None) -> Status[DraftOut]:
    """起草: what is published today is pinned, and the form asks only what is left."""
    actor, once = doors.actor_of(request), doors.key_of(idempotency_key)
    answers = readable(given.answers)
    draft = cases.begin(matter=Ref.parse(given.matter), answers=answers, by=actor, at=clock.now(), once=once)
    return Status(201, draft_out(cases.prepare(draft.number, actor)))


@router.get("/drafts/{number}", operation_id="draft", response={200: DraftOut, **REFUSALS}, summary="A draft with its form")
@doors.member
def draft(request: HttpRequest, number: str) -> DraftOut:
    """The form computed anew: what is known, what is asked, what is still missing or wrong."""
    return draft_out(cases.prepare(number, doors.actor_of(request)))


@router.patch("/drafts/{number}/answers", operation_id="save", response={200: DraftOut, **REFUSALS}, summary="Save answers")
@doors.member
def save(request: HttpRequest, number: str, given: Save) -> DraftOut:
    """暂存: the answers given; all others stay. What cannot be read is kept as it was sent and told under ``problems``.

    The draft goes on under the rules published now, which the answer shows. To send it twice changes nothing more.
    """
    actor = doors.actor_of(request)
    saved = forms.save_answers(draft=number, answers=given.answers, revision=given.revision, by=actor, at=clock.now())
    return draft_out(cases.refresh(draft=number, by=actor, at=clock.now()), saved.problems)


@router.delete("/drafts/{number}", operation_id="discard", response={204: None, **REFUSALS}, summary="Discard a draft")
@doors.member
def discard(request: HttpRequest, number: str) -> Status[None]:
    """弃稿: it can be restored for thirty days. To send it twice changes nothing more."""
    forms.discard(draft=number, by=doors.actor_of(request), at=clock.now())
    return Status(204, None)


@router.post("/drafts/{number}/restore", operation_id="restore", response={200: DraftOut, **REFUSALS}, summary="Restore a discarded draft")
@doors.member
def restore(request: HttpRequest, number: str) -> DraftOut:
    """复稿: with every answer and file. To send it twice changes nothing more."""
    actor = doors.actor_of(request)
    forms.restore(draft=number, by=actor, at=clock.now())
    return draft_out(cases.prepare(number, actor))


@router.post(
    "/drafts/{number}/refresh", operation_id="refresh", response={200: DraftOut, **REFUSALS}, summary="Take what is published today"
)
@doors.member
def refresh(request: HttpRequest, number: str) -> DraftOut:
    """换版, where `rules-changed` was answered: the plan is computed anew; every answer and file stays. Twice changes nothing more."""
    return draft_out(cases.refresh(draft=number, by=doors.actor_of(request), at=clock.now()))


@router.post("/drafts/{number}/materials/{material}", operation_id="attach", response={201: FileOut, **REFUSALS}, summary="Hand in a file")
@doors.member
def attach(request: HttpRequest, number: str, material: str, file: File[UploadedFile]) -> Status[FileOut]:
    """上传材料: PDF, PNG or JPEG, judged by content. The same file twice is kept once."""
    actor = doors.actor_of(request)
    ready = cases.prepare(number, actor)
    if material not in {one.material.code for one in ready.plan.materials}:
        raise NoSuchMaterial(material=material)
    stored = keep(request, file)
    saved = forms.attach(draft=number, material=material, file=stored, by=actor, at=clock.now())
    attached = next(one for one in saved.files if one.material == material and one.sha256 == stored.sha256)
    return Status(201, FileOut.model_validate(attached))


@router.delete(
    "/drafts/{number}/materials/{material}/{sha256}",
    operation_id="detach",
    response={204: None, **REFUSALS},
    summary="Take a file back",
)
@doors.member
def detach(request: HttpRequest, number: str, material: str, sha256: str) -> Status[None]:
    """To send it twice changes nothing more."""
    forms.detach(draft=number, material=material, sha256=sha256, by=doors.actor_of(request), at=clock.now())
    return Status(204, None)


@router.get("/drafts/{number}/files/{sha256}", operation_id="draft_file", summary="A file of a draft", **PAPER)
@doors.member
def draft_file(request: HttpRequest, number: str, sha256: str) -> Any:
    """One's own file, back again."""
    return hand_back(forms.draft(number, doors.actor_of(request)).files, sha256)


@router.get("/drafts/{number}/review", operation_id="review", response={200: ReviewOut, **REFUSALS}, summary="What is still missing")
@doors.member
def review(request: HttpRequest, number: str) -> ReviewOut:
    """核对: what would stop it from being submitted now."""
    ready = cases.prepare(number, doors.actor_of(request))
    pinned = {pin.sha256 for pin in ready.draft.pins}
    now = {pin.sha256 for pin in (ready.plan.bundle.pin, *(one.pin for one in ready.plan.chosen))}
    changed = ready.draft.state is DraftState.OPEN and pinned != now
    missing = [FieldProblem.of(one) for one in ready.problems]
    return ReviewOut(ready=not missing and not changed and ready.draft.state is DraftState.OPEN, missing=missing, rules_changed=changed)


@router.post("/drafts/{number}/submit", operation_id="submit", response={201: CaseOut, **REFUSALS}, summary="Submit a draft")
@doors.member
def submit(request: HttpRequest, number: str, idempotency_key: Once = None) -> Status[CaseOut]:
    """申请: the answer is the receipt with the case number. What is still missing is refused with every point, and nothing is written."""
    return Status(201, case_out(cases.submit(draft=number, **doors.acting(request, idempotency_key), channel=Channel.API)))
