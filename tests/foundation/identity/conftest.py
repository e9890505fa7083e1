"""A few synthetic people, a firm, two bodies."""

import pytest

from tests.foundation.identity.people import AT, BY, FIRE, FIRM, WINDOW
from tests.support.scenes import scene
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.commands.bodies import publish_organisations
from zhengtong.foundation.identity.ports import matters
from zhengtong.foundation.identity.terms import (
    DocumentType,
    Duty,
    FirmKind,
    FirmView,
    OrganisationKind,
    OrganisationView,
    PersonView,
)
from zhengtong.kernel.words import Words


@scene()
def chen(db: None) -> PersonView:
    return identity.register_person(
        document_type=DocumentType.RESIDENT_ID,
        document="990101198506150127",
        name="陈晓兰",
        phone="13900000127",
        synthetic=True,
        by=BY,
        at=AT,
    )


@scene()
def firm(chen: PersonView) -> FirmView:
    return identity.register_firm(
        code=FIRM,
        name="湘江小馆（演示）",
        kind=FirmKind.INDIVIDUAL,
        representative=chen.number,
        address="长沙市演示区样例路 8 号",
        synthetic=True,
        by=BY,
        at=AT,
    )


@scene()
def bodies(unpublished: None) -> tuple[OrganisationView, ...]:
    views = (
        OrganisationView(WINDOW, Words("综合窗口", "General window"), Words("窗口"), OrganisationKind.WINDOW, "430100000000"),
        OrganisationView(
            FIRE,
            Words("长沙市消防救援支队", "Fire brigade"),
            Words("消防"),
            OrganisationKind.DEPARTMENT,
            "430100000000",
            synthetic_code=True,
            also=("消防救援",),
        ),
    )
    publish_organisations(views)
    return views


@scene()
def officer(bodies: tuple[OrganisationView, ...]) -> int:
    account = identity.open_account(username="fire", password="long enough", by=BY, at=AT)
    identity.appoint(account=account, organisation=FIRE, name="李建军", duties={Duty.REVIEW}, by=BY, at=AT)
    return account


@pytest.fixture
def simulated(settings: object) -> None:
    """A demonstration, also on a database that could hold real people: its register is a simulator."""
    settings.ZT_DEMO = True  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def catalogued(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of items these tests need only their codes: whatever begins with ``gone`` is none."""
    monkeypatch.setattr(matters, "_known", [lambda codes: frozenset(code for code in codes if code.startswith("gone"))])
