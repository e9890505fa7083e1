"""Who acts, for whom they may, and what is known of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.foundation.identity.people import AT, BY, FIRE, FIRM
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account, Representation, Staff
from zhengtong.foundation.identity.terms import DocumentType, FirmView, Level, OrganisationView, PersonView
from zhengtong.kernel.actors import ActorKind
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db
OURS = f"firm:{FIRM}"


def sign_in(person: PersonView) -> int:
    return identity.open_account(username="chen", password="long enough", person=person.number, by=BY, at=AT)


def test_an_account_that_nobody_has_proved_acts_for_no_subject() -> None:
    account = Account.objects.create(username="stray")
    actor = identity.actor_of(account=account.pk, acting_for=OURS, strong=True)
    assert (actor.kind, actor.subject, actor.level, actor.name) == (ActorKind.MEMBER, None, Level.BASIC, "stray")
    assert identity.subjects_of(actor) == ()
    assert identity.actor_of(account=0, acting_for=OURS).kind is ActorKind.ANONYMOUS


def test_a_person_acts_for_themselves_or_for_their_firm(firm: FirmView, chen: PersonView) -> None:
    account = sign_in(chen)
    assert identity.actor_of(account=account).subject == chen.ref
    assert identity.actor_of(account=account, acting_for=OURS).subject == firm.ref
    assert identity.actor_of(account=account, acting_for="firm:91990100MA0000023Q").subject == chen.ref
    assert identity.actor_of(account=account, acting_for="person:P1").subject == chen.ref
    assert [(one.name, one.me) for one in identity.subjects_of(identity.actor_of(account=account))] == [
        ("陈晓兰", True),
        ("湘江小馆（演示）", False),
    ]
    assert identity.accounts_of(firm.ref) == identity.accounts_of(chen.ref) == (account,)


def test_a_representation_that_has_ended_gives_nothing(firm: FirmView, chen: PersonView) -> None:
    account = sign_in(chen)
    Representation.objects.update(until=AT.date())
    assert identity.actor_of(account=account, acting_for=OURS).subject == chen.ref
    assert [one.me for one in identity.subjects_of(identity.actor_of(account=account))] == [True]
    assert identity.accounts_of(firm.ref) == ()


def test_an_officer_acts_for_their_body_while_in_post(officer: int) -> None:
    actor = identity.actor_of(account=officer, acting_for=OURS)
    assert (actor.kind, actor.organisation, actor.duties, actor.subject) == (ActorKind.STAFF, FIRE, frozenset({"review"}), None)
    assert identity.subjects_of(actor) == ()
    Staff.objects.update(until=AT.date().replace(year=2020))
    assert identity.actor_of(account=officer).kind is ActorKind.ANONYMOUS
    assert identity.staff_of(FIRE) == ()


def test_known_elements_of_a_firm_come_from_the_register(firm: FirmView) -> None:
    held = identity.known(firm.ref, ["firm.name", "firm.credit_code", "firm.representative", "person.phone", "premises.area", "firm.phone"])
    assert {key: one.value for key, one in held.items()} == {
        "firm.name": "湘江小馆（演示）",
        "firm.credit_code": FIRM,
        "firm.representative": "陈晓兰",
        "person.phone": "13900000127",
    }
    assert {one.source for one in held.values()} == {"identity"}
    assert held["person.phone"].label.en.endswith("(legal representative)")


def test_known_elements_of_a_person(chen: PersonView) -> None:
    held = identity.known(chen.ref, ["person.id_number", "person.birth_date", "person.sex", "firm.name"])
    assert {key: one.value for key, one in held.items()} == {
        "person.id_number": "990101198506150127",
        "person.birth_date": "1985-06-15",
        "person.sex": "female",
    }
    assert identity.known(Ref("person", "P0"), ["person.name"]) == {}
    assert identity.known(Ref("firm", "none"), ["firm.name"]) == {}


def test_a_passport_holder_has_no_resident_number() -> None:
    person = identity.register_person(document_type=DocumentType.PASSPORT, document="E1234567", name="Anna", by=BY, at=AT)
    held = identity.known(person.ref, ["person.id_number", "person.birth_date", "person.id_type"])
    assert {key: one.value for key, one in held.items()} == {"person.id_type": "passport"}


def test_names(firm: FirmView, chen: PersonView) -> None:
    assert identity.subject_name(firm.ref) == "湘江小馆（演示）"
    assert identity.subject_name(chen.ref) == "陈晓兰"
    assert identity.subject_name(Ref("person", "P0")) == identity.subject_name(Ref("case", "1")) == ""


def test_names_of_many_take_two_queries(
    firm: FirmView, chen: PersonView, django_assert_num_queries: Callable[[int], AbstractContextManager]
) -> None:
    with django_assert_num_queries(2):
        named = identity.subject_names([firm.ref, chen.ref, chen.ref, Ref("person", "P0"), Ref("case", "1")])
    assert named == {firm.ref: "湘江小馆（演示）", chen.ref: "陈晓兰"}


def test_a_body_is_found_by_code_and_by_the_words_people_use(bodies: tuple[OrganisationView, ...]) -> None:
    fire = identity.organisation(FIRE)
    assert fire is not None
    assert fire.code_valid
    for word in ("消防", "消防救援", "长沙市消防救援支队"):
        assert identity.organisation_by_word(word) == fire
    assert identity.organisation_by_word("消防", "511602000000") is None
    assert identity.organisation_by_word(" ") is None
    assert identity.organisation("none") is None
    assert [one.code for one in identity.organisations("430100000000")] == [one.code for one in bodies]
    assert identity.organisation_names({FIRE, "none"})[FIRE].zh == "消防"


def test_who_holds_a_token_is_two_statements_and_ends_with_password_and_account(firm: FirmView, chen: PersonView) -> None:
    account = sign_in(chen)
    row = Account.objects.get(pk=account)
    mark = identity.mark_of(row)
    with CaptureQueriesContext(connection) as seen:
        actor = identity.holder_of(account=account, mark=mark, acting_for=OURS)
    assert len(seen) == 2, "the account, and the ground on which it acts for the firm"
    assert (actor.kind, actor.subject, actor.name) == (ActorKind.MEMBER, firm.ref, "陈晓兰")
    assert identity.holder_of(account=account, mark=mark[::-1]).kind is ActorKind.ANONYMOUS
    Account.objects.filter(pk=account).update(is_active=False)
    assert identity.holder_of(account=account, mark=mark).kind is ActorKind.ANONYMOUS
    row.is_active = True
    row.set_password("another one")
    row.save()
    assert identity.holder_of(account=account, mark=mark).kind is ActorKind.ANONYMOUS
    assert identity.holder_of(account=account, mark=identity.mark_of(row)).kind is ActorKind.MEMBER
    assert identity.holder_of(account=0, mark=mark).kind is ActorKind.ANONYMOUS


def test_a_firm_and_its_head_are_one_statement(firm: FirmView) -> None:
    with CaptureQueriesContext(connection) as seen:
        held = identity.known(firm.ref, ["firm.name", "firm.representative", "person.phone"])
    assert len(seen) == 1
    assert set(held) == {"firm.name", "firm.representative", "person.phone"}
    Representation.objects.update(until=AT.date())
    assert set(identity.known(firm.ref, ["firm.name", "firm.representative", "person.phone"])) == {"firm.name"}


def test_bodies_are_read_once_until_another_publication(officer: int) -> None:
    assert identity.organisation(FIRE) is not None
    with CaptureQueriesContext(connection) as seen:
        assert identity.organisation(FIRE) is not None
        assert FIRE in identity.organisations_by_code([FIRE, "none"])
        assert identity.organisation_names({FIRE})[FIRE].zh
        assert identity.organisation("none") is None
    assert not seen.captured_queries
