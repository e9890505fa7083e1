"""办事指南: one item, one bundle, as published."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.v1.parts import OPEN, MaterialOut, Moment, Online, Out, TermOut, Text, read
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, CitationStatus, Guide, PowerKind, SubjectKind
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.elements.terms import Type

router = Router()


class CitationOut(Out):
    text: str = Field(description="as the source writes it")
    law: str
    articles: list[int]
    status: CitationStatus


Assurance = Annotated[Literal["basic", "verified", "strong"], Field(description="how sure we must be of whoever hands it in")]


class GuideOut(Out):
    """办事指南. Null or empty: the source does not say."""

    code: str
    name: Text
    division: str
    power: PowerKind
    organisation: str
    organisation_name: str
    subjects: list[SubjectKind]
    promised: TermOut | None
    legal: TermOut | None
    visits: int | None
    fee: bool | None
    basis: list[CitationOut]
    conditions: list[Text]
    materials: list[MaterialOut] | None
    outcome: Text
    address: str
    phone: str
    online: Online = Field(validation_alias="filing", description="can be filed here")
    assurance: Assurance
    bundles: list[str]
    defects: list[str] = Field(description="what was wrong in the source when it was imported")
    source: str
    source_url: str
    as_of: date | None

    @classmethod
    def of(cls, guide: Guide) -> "GuideOut":
        return read(cls, guide, outcome=guide.outcome.name, assurance=guide.assurance.name.lower())


class ChoiceOut(Out):
    value: str
    title: Text


class QuestionOut(Out):
    """情形引导: one element asked before the plan."""

    element: str
    title: Text
    type: Type
    choices: list[ChoiceOut]
    why: Text
    when: str = Field(description="asked only if this expression over the answers holds; empty: always")


class BundleItemOut(Out):
    item: str
    name: Text
    when: str = Field(description="part of the plan only if this expression over the answers holds; empty: always offered")
    after: list[str]
    promised: TermOut | None


class BundleOut(Out):
    """一件事: a life event over several items."""

    code: str
    name: Text
    summary: Text
    division: str
    subjects: list[SubjectKind]
    items: list[BundleItemOut]
    questions: list[QuestionOut]
    ticked: bool = Field(description="the source does not say who needs which item: answer matter.items with the codes of those that apply")
    materials: list[MaterialOut]
    conditions: list[Text]
    claim: TermOut | None = Field(description="the source's own total, shown as its claim")
    online: Online = Field(validation_alias="filing", description="can be filed here")
    assurance: Assurance
    defects: list[str]
    source: str
    source_url: str
    as_of: date | None

    @classmethod
    def of(cls, bundle: Bundle) -> "BundleOut":
        held = elements.elements(one.element for one in bundle.questions)
        questions = [
            read(QuestionOut, held[one.element], element=one.element, why=one.why, when=one.when)
            for one in bundle.questions
            if one.element in held
        ]
        return read(cls, bundle, questions=questions, assurance=catalogue.assurance_of(bundle).name.lower())


class VersionOut(Out):
    valid_from: date
    sha256: str = Field(description="of the version's canonical JSON; cases and drafts pin it")
    withdrawn: bool
    published_at: Moment | None
    source: str


@router.get("/items/{code}", operation_id="guide", response={200: GuideOut, **OPEN}, summary="The guide of an item")
@doors.public
def guide(request: HttpRequest, code: str) -> GuideOut:  # noqa: ARG001
    """办事指南, as published today."""
    return GuideOut.of(catalogue.guide(code))


@router.get("/items/{code}/versions", operation_id="guide_versions", response={200: list[VersionOut], **OPEN}, summary="Its versions")
@doors.public
def versions(request: HttpRequest, code: str) -> list[VersionOut]:  # noqa: ARG001
    """Every version that was published, first to last."""
    found = catalogue.versions("item", code)
    if not found:
        raise catalogue.UnknownMatter(matter=f"item:{code}")
    return [read(VersionOut, one, sha256=one.pin.sha256) for one in found]


@router.get("/bundles/{code}", operation_id="bundle", response={200: BundleOut, **OPEN}, summary="A life event over several items")
@doors.public
def bundle(request: HttpRequest, code: str) -> BundleOut:  # noqa: ARG001
    """一件事: its items, and the questions that choose among them."""
    return BundleOut.of(catalogue.bundle(code))
