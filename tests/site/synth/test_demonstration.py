"""The demonstration: everybody the journey needs, once, and never beside real people."""

from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account, Person
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ActorKind
from zhengtong.kernel.content import api as content
from zhengtong.site import synth
from zhengtong.site.synth.demonstration import NothingPublished

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demonstration(settings: object) -> None:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]


def test_without_content_nobody_can_serve(unpublished: None) -> None:
    with pytest.raises(NothingPublished):
        synth.ensure()
    assert not Account.objects.exists()


def test_everybody_the_journey_needs_can_sign_in(shipped: None) -> None:
    rows = synth.ensure()
    names = [row.username for row in rows]
    window = names.index("window")
    assert names[:3] == ["chenxiaolan", "zhoumingyuan", "linyinuo"]
    assert {"hezhiqiang", "yangxiaomei", "hejingyi", "qianguoqiang"} <= set(names[3:window])
    assert {"market", "fire", "city", "transport", "tax", "natural", "public", "human"} <= set(names[window + 1 : -1])
    assert names[-1] == "operator"
    for row in rows:
        assert authenticate(username=row.username, password=row.password) is not None
        assert row.name.endswith("（演示）")
    table = synth.table(rows)
    assert all(row.username in table and row.password in table for row in rows)


def test_a_mother_brings_the_papers_of_her_family_with_her(shipped: None) -> None:
    synth.ensure()
    synth.ensure()  # and has them once
    mother = identity.actor_of(account=Account.objects.get(username="hejingyi").pk, acting_for=None)
    assert mother.subject is not None
    held = licences.held(mother.subject)
    assert set(held) == {"household_register", "marriage_certificate"}
    register = licences.licence(held["household_register"], mother)
    assert register.issuer_name.zh == "长沙市公安局"
    assert licences.known(mother.subject, ["household.head_name"])["household.head_name"].value == "何演示"


def test_officers_have_their_duty_and_nothing_more(shipped: None) -> None:
    synth.ensure()
    actors = {one.username: identity.actor_of(account=one.pk, acting_for=None) for one in Account.objects.all()}
    held = {name: set(actor.duties) for name, actor in actors.items() if actor.kind is ActorKind.STAFF}
    assert held.pop("window") == {Duty.INTAKE, Duty.LOOK_UP}
    assert held.pop("personnel") == {Duty.ADMINISTER}
    assert held.pop("lead") == {Duty.ADMINISTER, Duty.COUNTERSIGN}
    assert held.pop("head") == {Duty.LEAD}
    assert held.pop("mayor") == {Duty.GOVERN}
    assert held.pop("operator") == {Duty.OPERATE}
    assert held.pop("helper") == {Duty.ASSIST}
    assert {"market", "fire", "city"} <= held.keys()
    assert all(duties == {Duty.REVIEW} for duties in held.values())


def test_every_department_that_the_catalogue_names_has_one_reviewer(shipped: None) -> None:
    synth.ensure()
    items = [one.body for one in content.current_of("item", clock.today()) if one.pack == "changsha"]
    deciding = {str(body["organisation"]) for body in items if body.get("organisation")}
    reviewers = [identity.actor_of(account=one.pk, acting_for=None) for one in Account.objects.all()]
    held = Counter(actor.organisation for actor in reviewers if actor.has(Duty.REVIEW))
    assert deciding <= held.keys()
    for username in ("market", "fire"):  # either can be away, and handle what is the other's own; two go to check
        assert held.pop(identity.actor_of(account=Account.objects.get(username=username).pk).organisation) == 2
    assert identity.actor_of(account=Account.objects.get(username="street").pk).organisation in held  # examines first, decides nothing
    assert set(held.values()) == {1}


def test_one_firm_holds_a_business_licence_and_one_does_not(shipped: None) -> None:
    synth.ensure()
    held = {}
    for username in ("zhoumingyuan", "linyinuo"):
        actor = identity.actor_of(account=Account.objects.get(username=username).pk, acting_for=None)
        own = next(one for one in identity.subjects_of(actor) if not one.me)
        held[username] = set(licences.held(own.ref))
    assert held == {"zhoumingyuan": {"business_licence"}, "linyinuo": set()}


def test_a_second_start_writes_nothing_and_asks_little(shipped: None) -> None:
    first = synth.ensure()
    people = Person.objects.count()
    with CaptureQueriesContext(connection) as asked:
        assert synth.ensure() == first
    assert Person.objects.count() == people
    assert not [one for one in asked.captured_queries if not one["sql"].startswith("SELECT")]


def test_beside_real_people_there_is_no_demonstration(shipped: None, settings: object) -> None:
    settings.ZT_DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(identity.DemonstrationOnly):
        synth.ensure()
    assert not Person.objects.exists()
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    assert synth.ensure()
