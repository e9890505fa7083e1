"""People and bodies for whole matters: a firm with a business licence, the window, the three departments of the restaurant bundle."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tests.support.scenes import scene
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import MaterialState
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty, FirmKind, Level
from zhengtong.kernel.actors import Actor, ActorKind, Right, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.files import api as files
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)
RESTAURANT = Ref("bundle", "43TCN0003")
SITUATION = {
    "food.business_kind": "full",
    "premises.area": 180,
    "fire.public_gathering": True,
    "fire.route": "commitment",
    "signboard.wanted": True,
}


@dataclass(frozen=True)
class Town:
    """Who is who in these tests."""

    firm: Actor
    stranger: Actor
    clerk: Actor
    reviewers: Mapping[str, Actor]

    def reviewer_of(self, organisation: str) -> Actor:
        return self.reviewers.get(organisation) or officer(organisation, Duty.REVIEW)


def officer(organisation: str, *duties: Duty, account: str = "") -> Actor:
    rights = tuple(Right(duty, frozenset({organisation})) for duty in duties)
    return Actor(
        ActorKind.STAFF,
        Ref("account", account or organisation),
        name="李审批",
        organisation=organisation,
        duties=frozenset(duties),
        rights=rights,
    )


@scene()
def town(db: None) -> Town:
    """A firm that holds a business licence, another person, and officers; nothing is submitted yet."""
    registrar = system("registrar")
    owner = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document="990001199001010013", name="陈晓兰", phone="13900000000", by=registrar, at=MONDAY
    )
    firm = identity.register_firm(
        code="91990100MA0000015X", name="湘江小馆", kind=FirmKind.INDIVIDUAL, representative=owner.number, address="岳麓区阜埠河路21号",
        by=registrar, at=MONDAY, synthetic=True,
    )  # fmt: skip
    held = {"name": firm.name, "credit_code": firm.code}
    market = identity.organisation_by_word("市场监管", catalogue.city().division)
    assert market is not None
    licences.issue(
        type="business_licence", holder=firm.ref, holder_name=firm.name, values=held, issuer=market.code, approval="", case="",
        item_name=Words("营业执照"), by=registrar, at=MONDAY,
    )  # fmt: skip
    member = Actor(ActorKind.MEMBER, Ref("account", "101"), name="陈晓兰", subject=firm.ref, level=Level.VERIFIED)
    return Town(
        firm=member,
        stranger=replace(member, who=Ref("account", "102"), name="外人", subject=Ref("person", "P000")),
        clerk=officer(catalogue.city().lead_window, Duty.INTAKE),
        reviewers={},
    )


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # noqa: E501


def paper(name: str = "图纸.pdf", content: bytes = PDF) -> files.StoredFile:
    return files.store(io.BytesIO(content), name=name)


def fill(draft: str, by: Actor, *, at: datetime = MONDAY) -> DraftView:
    """Answer whatever the form still asks, each by its element's own example, and attach whatever must be brought."""
    ready = cases.prepare(draft, by)
    answers = {field.element.key: sample(field.element) for field in ready.plan.form.fields if field.known is None and field.value is None}
    forms.save_answers(draft=draft, answers=answers, revision=None, by=by, at=at)
    for need in ready.plan.materials:
        if need.state is MaterialState.BRING and need.material.required:
            forms.attach(draft=draft, material=need.material.code, file=paper(f"{need.material.code}.pdf"), by=by, at=at)
    return forms.draft(draft, by)


def sample(element: object) -> object:
    """A right answer to any question: the first choice, yes, or the example that content gives."""
    from zhengtong.foundation.elements.terms import Element, Type

    assert isinstance(element, Element)
    if element.type is Type.CHOICE:
        return element.choices[0].value
    if element.type is Type.BOOLEAN:
        return True
    return element.example


@scene()
def submitted(town: Town) -> CaseView:
    """The restaurant, submitted on a Monday morning: everything told, every paper attached."""
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    return cases.submit(draft=draft.number, by=town.firm, at=MONDAY)
