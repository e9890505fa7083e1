"""The shipped city, the demonstration's officers, and a firm that has submitted the restaurant."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.support.scenes import scene
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.catalogue.terms import MaterialState
from zhengtong.foundation.elements.terms import Element, Type
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.files import api as files
from zhengtong.kernel.refs import Ref
from zhengtong.site import synth

MONDAY = datetime(2026, 8, 3, 9, 30, tzinfo=CHINA)
TUESDAY = MONDAY + timedelta(days=1)
RESTAURANT = Ref("bundle", "43TCN0003")
SITUATION = {
    "licence.business_held": True,
    "food.business_kind": "full",
    "premises.area": 180,
    "fire.public_gathering": True,
    "fire.route": "commitment",
    "signboard.wanted": True,
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
type_desk = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _tuesday(settings: object) -> Iterator[None]:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    with clock.standing_at(TUESDAY):
        yield


@scene(at=TUESDAY, demo=True)
def town(shipped: None) -> None:
    """The shipped city with the demonstration's people and officers."""
    synth.ensure()


@pytest.fixture
def desk(town: None) -> type_desk:
    """``desk("fire")``: a browser in which that officer has signed in."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def firm() -> Actor:
    """The representative who holds a business licence, acting for the firm."""
    account = Account.objects.get(username="zhoumingyuan").pk
    themselves = identity.actor_of(account=account, acting_for=None)
    own = next(one for one in identity.subjects_of(themselves) if not one.me)
    return identity.actor_of(account=account, acting_for=str(own.ref))


def fill(draft: str, by: Actor, at: datetime) -> None:
    """Answer what is left by each element's own example, and attach every paper, each with bytes of its own."""
    ready = cases.prepare(draft, by)
    asked = [field.element for field in ready.plan.form.fields if field.known is None and field.value is None]
    forms.save_answers(draft=draft, answers={one.key: answer(one) for one in asked}, revision=None, by=by, at=at)
    for need in ready.plan.materials:
        if need.state is MaterialState.BRING:
            code = need.material.code
            paper = files.store(io.BytesIO(PDF + code.encode()), name=f"{code}.pdf")
            forms.attach(draft=draft, material=code, file=paper, by=by, at=at)


def answer(element: Element) -> object:
    if element.type is Type.CHOICE:
        return element.choices[0].value
    return True if element.type is Type.BOOLEAN else element.example


@scene(at=TUESDAY, demo=True)
def received(town: None) -> CaseView:
    """The restaurant, just submitted."""
    by, at = firm(), MONDAY
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=by, at=at)
    fill(draft.number, by, at)
    return cases.submit(draft=draft.number, by=by, at=at)


@scene(at=TUESDAY, demo=True)
def accepted(received: CaseView) -> CaseView:
    clerk = identity.actor_of(account=Account.objects.get(username="window").pk, acting_for=None)
    return cases.accept(case=received.number, by=clerk, at=TUESDAY)


def part(case: CaseView, item: str) -> str:
    """The approval of an item, by the end of its code: 04 is the fire check, 06 the sign."""
    return next(one.number for one in case.approvals if one.item.endswith(item))
