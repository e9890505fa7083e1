"""窗口: cases as they come in: accept, ask once for everything that is missing, or decline with direction."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1 import parts
from zhengtong.channels.gateway.v1.cases.following import CaseLineOut, CaseOut, CasesOut, case_out
from zhengtong.channels.gateway.v1.files import PAPER, hand_back
from zhengtong.channels.gateway.v1.parts import REFUSALS, Code, FileOut, Given, Moment, Once, Out, PlannedMaterialOut, Text
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseFile, CaseState, Point
from zhengtong.foundation.identity.terms import Duty

router = Router(auth=doors.BEARER)
Told = Annotated[str, Field(min_length=1, max_length=1000)]


class PointIn(Given):
    at: Code = Field(description="material code or element key")
    what: Told = Field(description="what is missing or wrong, in words")
    article: str = Field("", max_length=200)


class Points(Given):
    points: list[PointIn] = Field(min_length=1, max_length=100)

    def told(self) -> list[Point]:
        return [Point(one.at, one.what, one.article) for one in self.points]


class Ask(Points):
    answer_days: Annotated[int, Field(ge=1, le=365)] | None = Field(
        None, description="how long the applicant has, where silence gives the application up; never less than their regime's own term"
    )


class Decline(Given):
    reason: Told
    direction: Told = Field(description="where the applicant should go instead")


class LaterOut(Out):
    """容缺: one paper that follows, promised by a day."""

    material: str
    name: Text
    due_on: date
    reference: str
    supplied_at: Moment | None
    missed_at: Moment | None


class UndertakenOut(Out):
    """告知承诺: the words told, and what follows from a false promise."""

    item: str
    name: Text
    told: Text
    reference: str
    at: Moment
    breach: Text
    breach_reference: str


class CaseFileOut(Out):
    """What one reader may see inside."""

    case: CaseOut
    answers: dict[str, Any]
    materials: list[PlannedMaterialOut]
    files: list[FileOut]
    withheld: dict[str, str] = Field(default_factory=dict, description="element → its class, which your right does not open")
    before: dict[str, Any] = Field(description="element → what it was before the notice was answered")
    mended: dict[str, Moment] = Field(description="当场更正: what was put right on the spot, and when last")
    later: list[LaterOut] = Field(description="容缺: papers that follow")
    undertaken: list[UndertakenOut] = Field(description="告知承诺: parts that run on the applicant's word")
    papers_withheld: bool = Field(default=False, description="papers are not classed: your right does not open every class")


def file_out(held: CaseFile) -> CaseFileOut:
    return CaseFileOut(
        case=case_out(held.case),
        answers=dict(held.answers),
        materials=[PlannedMaterialOut.planned(one) for one in held.materials],
        files=[FileOut.model_validate(one) for one in held.files],
        before=dict(held.before),
        mended=dict(held.mended),
        later=[LaterOut.model_validate(one) for one in held.later],
        undertaken=[UndertakenOut.model_validate(one) for one in held.undertaken],
        withheld=dict(held.withheld),
        papers_withheld=held.papers_withheld,
    )


@router.get("/desk/cases", operation_id="desk_cases", response={200: CasesOut, **REFUSALS}, summary="Cases of my window")
@doors.duty(Duty.INTAKE)
def queue(request: HttpRequest, state: CaseState = CaseState.RECEIVED, after: parts.After = "", limit: parts.Limit = 30) -> CasesOut:
    """窗口待办: the one that must be accepted first on top."""
    page = cases.window_queue(doors.actor_of(request), state=state, after=after, limit=limit)
    return CasesOut(cases=[CaseLineOut.model_validate(one) for one in page.lines], next=page.next)


@router.get("/desk/cases/{number}", operation_id="desk_case", response={200: CaseFileOut, **REFUSALS}, summary="The file of a case")
@doors.duty(Duty.INTAKE)
def case(request: HttpRequest, number: str) -> CaseFileOut:
    """收件: answers and papers, for the window that took it in."""
    return file_out(cases.file(number, doors.actor_of(request)))


@router.get("/desk/cases/{number}/files/{sha256}", operation_id="desk_case_file", summary="A file handed in", **PAPER)
@doors.duty(Duty.INTAKE)
def file(request: HttpRequest, number: str, sha256: str) -> Any:
    """A file handed in."""
    return hand_back(cases.file(number, doors.actor_of(request)).files, sha256)


@router.post("/desk/cases/{number}/accept", operation_id="accept", response={200: CaseOut, **REFUSALS}, summary="Accept a case")
@doors.duty(Duty.INTAKE)
def accept(request: HttpRequest, number: str, idempotency_key: Once = None) -> CaseOut:
    """受理: the papers are complete; what nothing holds back opens, and the clocks run."""
    return case_out(cases.accept(case=number, **doors.acting(request, idempotency_key)))


@router.post(
    "/desk/cases/{number}/supplementation",
    operation_id="require_supplementation",
    response={200: CaseOut, **REFUSALS},
    summary="Ask for what is missing",
)
@doors.duty(Duty.INTAKE)
def ask(request: HttpRequest, number: str, given: Ask, idempotency_key: Once = None) -> CaseOut:
    """补正告知: one notice with every point (行政许可法 art. 32)."""
    acting = doors.acting(request, idempotency_key)
    return case_out(cases.require_supplementation(case=number, points=given.told(), answer_days=given.answer_days, **acting))


@router.post("/desk/cases/{number}/decline", operation_id="decline", response={200: CaseOut, **REFUSALS}, summary="Decline a case")
@doors.duty(Duty.INTAKE)
def decline(request: HttpRequest, number: str, given: Decline, idempotency_key: Once = None) -> CaseOut:
    """不予受理: why, and where to go."""
    done = cases.decline(case=number, reason=given.reason, direction=given.direction, **doors.acting(request, idempotency_key))
    return case_out(done)
