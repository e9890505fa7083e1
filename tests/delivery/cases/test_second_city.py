"""第二个城市: the district served by itself. Its source says names, kinds and departments: all is found and filed, nothing is made up."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings

from tests.delivery.cases.test_breadth import fill
from tests.delivery.conftest import MONDAY, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Filing
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind, system
from zhengtong.kernel.content import api as content
from zhengtong.kernel.numbering import mod_11_2
from zhengtong.kernel.refs import Ref

DISTRICT = "511602000000"
SAID = (
    ("残疾人证", "残疾人证新办"),
    ("canjirenzheng", "残疾人证新办"),
    ("道路货运", "道路货物运输经营许可"),
    ("公共租赁住房", "公共租赁住房申请资格审核认定"),
)
NEXT_DAY = MONDAY + timedelta(days=1)


@pytest.fixture
def district(unpublished: None, settings: object) -> None:
    """An installation of the second city, and of nothing else."""
    settings.ZT_CITY = "guangan"  # type: ignore[attr-defined]
    report = content.publish("guangan", by=system("tests"), at=MONDAY)
    assert report.errors == ()
    for one in (identity, catalogue):
        one.forget()


@pytest.fixture
def person(district: None) -> Actor:
    body = "99021619910202002"
    made = identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document=body + mod_11_2(body), name="唐演示", phone="13900000001",
        by=system("registrar"), at=MONDAY,
    )  # fmt: skip
    return Actor(ActorKind.MEMBER, Ref("account", "201"), name="唐演示", subject=made.ref, level=2)


def test_the_district_serves_itself(person: Actor) -> None:
    """One installation, one publication: search, browse, doors, intake of items of every kind of power, due dates."""
    assert django_settings.ZT_CITY == "guangan"
    city = catalogue.city()
    assert (city.code, city.division, city.general_intake) == ("guangan", DISTRICT, True)
    departments = catalogue.departments()
    assert sum(one.items for one in departments) == 1135
    for words, name in SAID:
        hits = catalogue.find(words, limit=8)
        assert name in [hit.name.zh for hit in hits], words
        assert {hit.filing for hit in hits} == {Filing.ONLINE}
    seen = _browse_everything()
    assert len(seen) == len(set(seen)) == 1135
    assert len(catalogue.browse(life_event="disability_in_district").hits) == 6
    _one_of_each_kind(person)


def _browse_everything() -> list[str]:
    seen, after = [], ""
    while True:
        page = catalogue.browse(division=DISTRICT, after=after, limit=200)
        seen += [hit.code for hit in page.hits]
        after = page.next
        if not after:
            return seen


def _one_of_each_kind(person: Actor) -> None:
    """One item of each kind of power goes from the plan to the decision."""
    documents = content.current_of("item", clock.today())
    by_power = {str(one.body["power"]): one.code for one in documents if one.pack == "guangan"}
    assert by_power.keys() == {"permit", "public_service", "other", "confirmation", "benefit", "ruling", "reward"}
    clerk = officer(catalogue.city().lead_window, Duty.INTAKE)
    for power, code in by_power.items():
        matter = Ref("item", code)
        plan = cases.plan(matter=matter, answers={}, by=person)
        assert plan.days is None                        # the source promises nothing
        assert plan.materials == ()                     # and names no paper
        assert plan.legal_days == (20 if power == "permit" else None), power
        draft = cases.begin(matter=matter, answers={}, by=person, at=MONDAY)
        fill(draft.number, person)
        case = cases.submit(draft=draft.number, by=person, at=MONDAY)
        assert case.number.startswith("5116-")
        assert case.window == catalogue.city().lead_window
        cases.accept(case=case.number, by=clerk, at=NEXT_DAY)
        (part,) = cases.case(case.number, person).approvals
        assert (part.due_on is not None) == (power == "permit")
        assert part.organisation == catalogue.guide(code).organisation
        _decide(case.number, clerk, person)


def _decide(number: str, clerk: Actor, person: Actor) -> None:
    for one in cases.case(number, person).approvals:
        whoever = clerk if one.unpublished else officer(one.organisation, Duty.REVIEW)
        approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=whoever, at=NEXT_DAY)
    done = cases.case(number, person)
    assert (done.state, {one.state for one in done.approvals}) == (CaseState.CLOSED, {ApprovalState.APPROVED})
