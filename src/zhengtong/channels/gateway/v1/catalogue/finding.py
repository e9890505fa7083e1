"""找事项: in plain words, while typing, by department, person or firm, place, life event."""

from typing import Annotated

from django.http import HttpRequest
from ninja import QueryEx, Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import NEXT, OPEN, After, Limit, Online, Out, Text, read
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Hit, HitKind, SubjectKind

router = Router()
Question = Annotated[str, QueryEx(max_length=200, description="what somebody wants, in their own words", examples=["我要开饭店"])]
Division = Annotated[str | None, QueryEx(max_length=12, description="division code, twelve digits")]


class HitOut(Out):
    matter: str = Field(description="bundle:<code> or item:<code>")
    kind: HitKind
    code: str
    name: Text
    organisation_name: str
    division: str
    online: Online = Field(validation_alias="filing", description="can be filed here")
    why: str = Field(description="title, synonym, pinyin or typo")

    @classmethod
    def of(cls, hit: Hit) -> "HitOut":
        return read(cls, hit, matter=f"{hit.kind}:{hit.code}")


class MattersOut(Out):
    matters: list[HitOut]
    next: str = NEXT


class DepartmentOut(Out):
    code: str = Field(description="credit code; empty: what no source names a department for")
    name: Text
    short: Text
    items: int


class LifeEventOut(Out):
    code: str
    name: Text
    subject: SubjectKind
    matters: list[str]


@router.get("/find", operation_id="find", response={200: list[HitOut], **OPEN}, summary="Find a matter in plain words")
@doors.public
def find(
    request: HttpRequest,  # noqa: ARG001
    q: Question,
    division: Division = None,
    subject: SubjectKind | None = None,
    limit: Annotated[int, QueryEx(ge=1, le=50)] = 10,
) -> list[HitOut]:
    """找事项: synonyms, pinyin and typing errors are understood; best first. A ranking, not a list: it has no further pages."""
    return [HitOut.of(one) for one in catalogue.find(q, division=division, subject=subject, limit=limit)]


@router.get("/suggest", operation_id="suggest", response={200: list[HitOut], **OPEN}, summary="Suggest while typing")
@doors.public
def suggest(
    request: HttpRequest,  # noqa: ARG001
    q: Question,
    limit: Annotated[int, QueryEx(ge=1, le=20)] = 8,
) -> list[HitOut]:
    """The same with the last word half typed."""
    return [HitOut.of(one) for one in catalogue.suggest(q, limit)]


@router.get("/matters", operation_id="browse", response={200: MattersOut, **OPEN}, summary="Browse the catalogue")
@doors.public
def browse(
    request: HttpRequest,  # noqa: ARG001
    *,
    organisation: Annotated[str | None, QueryEx(max_length=18, description="credit code; empty: department not published")] = None,
    subject: SubjectKind | None = None,
    division: Division = None,
    life_event: Annotated[str | None, QueryEx(max_length=60)] = None,
    after: After = "",
    limit: Limit = 30,
) -> MattersOut:
    """分类浏览: bundles first, the own city first. A life event stands alone: other filters do not narrow it."""
    page = catalogue.browse(
        organisation=organisation, subject=subject, division=division, life_event=life_event, after=after, limit=limit
    )
    return MattersOut(matters=[HitOut.of(one) for one in page.hits], next=page.next)


@router.get("/departments", operation_id="departments", response={200: list[DepartmentOut], **OPEN}, summary="Departments and their items")
@doors.public
def departments(request: HttpRequest, division: Division = None) -> list[DepartmentOut]:  # noqa: ARG001
    """部门: those with something in the catalogue, of the own city or of one division."""
    return [DepartmentOut.model_validate(one) for one in catalogue.departments(division)]


@router.get("/life-events", operation_id="life_events", response={200: list[LifeEventOut], **OPEN}, summary="Life events")
@doors.public
def life_events(request: HttpRequest) -> list[LifeEventOut]:  # noqa: ARG001
    """人生大事、企业大事, and the matters each leads to."""
    return [LifeEventOut.model_validate(one) for one in catalogue.life_events()]
