"""找事项、看指南、算方案: find, guide, plan."""
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import QueryEx, Router, Schema
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.errors import AnswersUnreadable
from zhengtong.channels.gateway.v1.parts import REFUSALS, Given, MaterialOut, TermOut, Text
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, Guide, Hit, Plan, PlannedItem, SubjectKind
from zhengtong.foundation.forms import api as forms
from zhengtong.kernel.refs import Ref

router = Router()
MATTER = Field(pattern=r"^(bundle|item):[^\s:]{1,80}$", description="bundle:<code> or item:<code>", examples=["bundle:43TCN0003"])
ANSWERS = Field(max_length=500, description="element key → value", examples=[{"premises.area": 120}])


class HitOut(Schema):
    matter: str
    name: Text
    organisation_name: str
    division: str
    online: bool
    why: str

    @classmethod
    def of(cls, hit: Hit) -> "HitOut":
        return cls(
            matter=f"{hit.kind}:{hit.code}",
            name=Text.of(hit.name),
            organisation_name=hit.organisation_name,
            division=hit.division,
            online=hit.filing == "online",
            why=hit.why,
        )


class GuideOut(Schema):
    """办事指南. Null or empty: the source does not say."""

    code: str
    name: Text
    division: str
    power: str
    organisation: str
    organisation_name: str
    subjects: list[str]
    promised: TermOut | None
    legal: TermOut | None
    visits: int | None
    fee: bool | None
    basis: list[str]
    conditions: list[Text]
    materials: list[MaterialOut] | None
    outcome: Text
    online: bool
    defects: list[str] = Field(description="what was wrong in the source when it was imported")
    source: str
    source_url: str
    as_of: date | None

    @classmethod
    def of(cls, guide: Guide) -> "GuideOut":
        return cls(
            code=guide.code,
            name=Text.of(guide.name),
            division=guide.division,
            power=str(guide.power),
            organisation=guide.organisation,
            organisation_name=guide.organisation_name,
            subjects=[str(one) for one in guide.subjects],
            promised=TermOut.of(guide.promised),
            legal=TermOut.of(guide.legal),
            visits=guide.visits,
            fee=guide.fee,
            basis=[one.text for one in guide.basis],
            conditions=[Text.of(one) for one in guide.conditions],
            materials=None if guide.materials is None else [MaterialOut.of(one) for one in guide.materials],
            outcome=Text.of(guide.outcome.name),
            online=guide.filing == "online",
            defects=list(guide.defects),
            source=guide.source,
            source_url=guide.source_url,
            as_of=guide.as_of,
        )


class BundleOut(Schema):
    code: str
    name: Text
    summary: Text
    division: str
    items: list[str]
    questions: list[str] = Field(description="element keys that choose the items")
    claim: TermOut | None = Field(description="the source's own total, shown as its claim")
    online: bool
    source: str
    source_url: str

    @classmethod
    def of(cls, bundle: Bundle) -> "BundleOut":
        return cls(
            code=bundle.code,
            name=Text.of(bundle.name),
            summary=Text.of(bundle.summary),
            division=bundle.division,
            items=[one.item for one in bundle.items],
            questions=[one.element for one in bundle.questions],
            claim=TermOut.of(bundle.claim),
            online=bundle.filing == "online",
            source=bundle.source,
            source_url=bundle.source_url,
        )


class PlanIn(Given):
    matter: str = MATTER
    answers: dict[str, Any] = ANSWERS


class PlannedItemOut(Schema):
    code: str
    name: Text
    chosen: str
    why: list[str]
    unknown: list[str]
    organisation_name: str
    promised: TermOut | None
    legal: TermOut | None
    after: list[str]
    starts: int
    ends: int
    critical: bool

    @classmethod
    def of(cls, item: PlannedItem) -> "PlannedItemOut":
        return cls(
            code=item.code,
            name=Text.of(item.name),
            chosen=str(item.chosen),
            why=list(item.why),
            unknown=list(item.unknown),
            organisation_name=item.organisation_name,
            promised=TermOut.of(item.promised),
            legal=TermOut.of(item.legal),
            after=[str(code) for code in item.after],
            starts=item.starts,
            ends=item.ends,
            critical=item.critical,
        )


class PlanOut(Schema):
    matter: str
    ready: bool
    undecided: list[str] = Field(description="element keys whose answers still decide something")
    days: int
    legal_days: int | None
    items: list[PlannedItemOut]
    materials: list[MaterialOut]
    known: list[str] = Field(description="element keys that are already known and will not be asked")
    asked: list[str]

    @classmethod
    def of(cls, matter: str, plan: Plan) -> "PlanOut":
        fields = plan.form.fields
        return cls(
            matter=matter,
            ready=plan.ready,
            undecided=list(plan.undecided),
            days=plan.days,
            legal_days=plan.legal_days,
            items=[PlannedItemOut.of(one) for one in plan.items],
            materials=[MaterialOut.planned(one) for one in plan.materials],
            known=[one.element.key for one in fields if one.known is not None],
            asked=[one.element.key for one in fields if one.known is None],
        )


@router.get("/find", response={200: list[HitOut], **REFUSALS}, summary="Find a matter in plain words")
@doors.public
def find(
    request: HttpRequest,  # noqa: ARG001
    q: Annotated[str, QueryEx(max_length=200)],
    division: Annotated[str | None, QueryEx(max_length=12)] = None,
    subject: SubjectKind | None = None,
    limit: Annotated[int, QueryEx(ge=1, le=50)] = 10,
) -> list[HitOut]:
    """找事项: synonyms, pinyin and typing errors are understood; best first."""
    return [HitOut.of(one) for one in catalogue.find(q, division=division, subject=subject, limit=limit)]


@router.get("/suggest", response={200: list[HitOut], **REFUSALS}, summary="Suggest while typing")
@doors.public
def suggest(
    request: HttpRequest,  # noqa: ARG001
    q: Annotated[str, QueryEx(max_length=200)],
    limit: Annotated[int, QueryEx(ge=1, le=20)] = 8,
) -> list[HitOut]:
    return [HitOut.of(one) for one in catalogue.suggest(q, limit)]


@router.get("/items/{code}", response={200: GuideOut, **REFUSALS}, summary="The guide of an item")
@doors.public
def guide(request: HttpRequest, code: str) -> GuideOut:  # noqa: ARG001
    return GuideOut.of(catalogue.guide(code))


@router.get("/bundles/{code}", response={200: BundleOut, **REFUSALS}, summary="A life event over several items")
@doors.public
def bundle(request: HttpRequest, code: str) -> BundleOut:  # noqa: ARG001
    return BundleOut.of(catalogue.bundle(code))


@router.post("/plan", response={200: PlanOut, **REFUSALS}, summary="What would happen in a situation")
@doors.public
def plan(request: HttpRequest, given: PlanIn) -> PlanOut:
    """算方案: items, order, days, papers, questions. With a token, also what is already known about the subject acted for."""
    answers = readable(given.answers)
    return PlanOut.of(given.matter, cases.plan(matter=Ref.parse(given.matter), answers=answers, by=doors.actor_of(request)))


def readable(given: dict[str, Any]) -> dict[str, object]:
    """Answers in their normal form. Raises AnswersUnreadable with every problem."""
    values, problems = forms.read_answers(given)
    if problems:
        raise AnswersUnreadable(problems=problems)
    return values
