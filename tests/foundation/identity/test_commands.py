"""Registers are kept by those who may, once for each person and firm, and say what happened."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.db import connection

from tests.foundation.identity.people import AT, BY, FIRE, FIRM
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors import (
    AlreadyRegistered,
    CitizenIdInFuture,
    DemonstrationOnly,
    DocumentNumberMissing,
    InvalidCreditCode,
    InvalidPhone,
    NameMissing,
    NoDuty,
    NotPermitted,
    UnknownAccount,
    UnknownFirm,
    UnknownOrganisation,
    UnknownPerson,
    UsernameTaken,
    WeakPassword,
)
from zhengtong.foundation.identity.models import Account, Organisation, Person
from zhengtong.foundation.identity.terms import DocumentType, Duty, FirmKind, FirmView, PersonView
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words

MEMBER = Actor(ActorKind.MEMBER, Ref("account", "1"))
CLERK = Actor(ActorKind.STAFF, Ref("account", "2"), organisation=FIRE, duties=frozenset({Duty.INTAKE}))


def register(**changed: object) -> PersonView:
    told = {"document_type": DocumentType.RESIDENT_ID, "document": "990101198506150127", "name": "陈晓兰", "by": BY, "at": AT}
    return identity.register_person(**{**told, **changed})  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_person_is_registered_and_shown_masked(chen: PersonView) -> None:
    assert chen.document_masked == "9901**********0127"
    assert chen.phone_masked == "139****0127"
    assert identity.person(chen.number) == chen
    [row] = ledger.facts_about(chen.ref)
    assert row.fact == "identity.PersonRegistered"
    assert row.values == {"person": chen.number, "synthetic": True}


@pytest.mark.django_db
def test_nothing_personal_stands_in_the_table_in_clear(chen: PersonView) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, document, document_index, phone FROM zt_identity_person")
        stored = " ".join(str(value) for value in cursor.fetchone())
    for secret in ("陈晓兰", "990101198506150127", "13900000127"):
        assert secret not in stored


@pytest.mark.django_db
def test_the_same_document_is_registered_once_however_it_is_written(chen: PersonView) -> None:
    with pytest.raises(AlreadyRegistered):
        register(document=" 990101 19850615 0127")
    assert register(document_type=DocumentType.PASSPORT, document="e1234567").number != chen.number
    assert Person.objects.count() == 2


@pytest.mark.django_db
def test_a_newborn_without_a_number_is_registered_without_one() -> None:
    first, second = (register(document_type=DocumentType.NONE, document="", name=name, born=date(2026, 10, 1)) for name in ("甲宝", "乙宝"))
    assert first.number != second.number
    assert first.document_masked == ""


@pytest.mark.django_db
def test_the_same_key_registers_once() -> None:
    first = register(once=Key("k1"))
    assert register(once=Key("k1")) == first
    with pytest.raises(ledger.KeyReused):
        register(once=Key("k1"), name="别人")
    assert len(ledger.facts_about(first.ref)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"document": "990101202711230013"}, CitizenIdInFuture),
        ({"document_type": DocumentType.PASSPORT, "document": " "}, DocumentNumberMissing),
        ({"phone": "12345"}, InvalidPhone),
        ({"name": "  "}, NameMissing),
        ({"by": ANONYMOUS}, NotPermitted),
        ({"by": MEMBER}, NotPermitted),
        ({"by": CLERK}, NotPermitted),
    ],
)
def test_what_cannot_be_registered_leaves_nothing_behind(changed: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        register(**changed)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_an_officer_who_operates_may_register() -> None:
    assert register(by=replace(CLERK, duties=frozenset({Duty.OPERATE}))).name == "陈晓兰"


@pytest.mark.django_db
def test_a_firm_has_its_legal_representative(firm: FirmView, chen: PersonView) -> None:
    assert (firm.representative, firm.representative_name) == (chen.number, "陈晓兰")
    assert identity.firm(FIRM) == firm
    [row] = ledger.facts_about(firm.ref)
    assert row.fact == "identity.FirmRegistered"
    with pytest.raises(AlreadyRegistered):
        identity.register_firm(code=FIRM, name="另一家", kind=FirmKind.COMPANY, representative=chen.number, by=BY, at=AT)


@pytest.mark.django_db
def test_a_firm_needs_a_right_code_and_somebody_known(chen: PersonView) -> None:
    with pytest.raises(InvalidCreditCode):
        identity.register_firm(code=FIRM[:-1] + "Y", name="店", kind=FirmKind.COMPANY, representative=chen.number, by=BY, at=AT)
    with pytest.raises(UnknownPerson):
        identity.register_firm(code=FIRM, name="店", kind=FirmKind.COMPANY, representative="P0", by=BY, at=AT)
    assert identity.firm(FIRM) is None


@pytest.mark.django_db
def test_an_agent_is_named_once(firm: FirmView) -> None:
    other = register(document="990001199001010013", name="王代办")
    for _ in range(2):
        identity.name_agent(firm=FIRM, person=other.number, by=BY, at=AT)
    assert [row.fact for row in ledger.facts_about(firm.ref)] == ["identity.FirmRegistered", "identity.RepresentativeNamed"]
    with pytest.raises(UnknownFirm):
        identity.name_agent(firm="91990100MA0000023Q", person=other.number, by=BY, at=AT)


@pytest.mark.django_db
def test_an_account_belongs_to_one_person_and_signs_in(chen: PersonView) -> None:
    account = identity.open_account(username="chen", password="long enough", person=chen.number, by=BY, at=AT)
    assert authenticate(username="chen", password="long enough") == Account.objects.get(pk=account)
    with pytest.raises(UsernameTaken):
        identity.open_account(username="chen", password="long enough", by=BY, at=AT)
    with pytest.raises(AlreadyRegistered):
        identity.open_account(username="chen2", password="long enough", person=chen.number, by=BY, at=AT)
    with pytest.raises(WeakPassword):
        identity.open_account(username="chen3", password="short", by=BY, at=AT)
    assert Account.objects.count() == 1


@pytest.mark.django_db
def test_demonstration_sign_ins_exist_only_where_nobody_real_is(settings: object) -> None:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    identity.open_account(username="demo", password="long enough", demo=Words("市民", "Citizen"), by=BY, at=AT)
    [shown] = identity.demo_sign_ins()
    assert (shown.username, shown.password, shown.role.en) == ("demo", "long enough", "Citizen")
    settings.ZT_DEMO = False  # type: ignore[attr-defined]
    assert identity.demo_sign_ins() == ()
    with pytest.raises(DemonstrationOnly):
        identity.open_account(username="demo2", password="long enough", demo=Words("市民"), by=BY, at=AT)


@pytest.mark.django_db
def test_an_officer_is_appointed_and_moved(officer: int, bodies: tuple[object, ...]) -> None:
    [serving] = identity.staff_of(FIRE, Duty.REVIEW)
    assert (serving.account, serving.name, serving.duties) == (officer, "李建军", frozenset({Duty.REVIEW}))
    assert identity.staff_of(FIRE, Duty.INTAKE) == ()
    identity.appoint(account=officer, organisation=FIRE, name="李建军", duties={Duty.INTAKE, Duty.REVIEW}, by=BY, at=AT)
    assert identity.staff_of(FIRE, Duty.INTAKE)[0].account == officer
    assert [row.fact for row in ledger.facts_about(Ref("account", str(officer)))].count("identity.StaffAppointed") == 2


@pytest.mark.django_db
def test_an_appointment_needs_a_body_an_account_and_a_duty(officer: int) -> None:
    with pytest.raises(UnknownOrganisation):
        identity.appoint(account=officer, organisation="none", name="甲", duties={Duty.REVIEW}, by=BY, at=AT)
    with pytest.raises(UnknownAccount):
        identity.appoint(account=0, organisation=FIRE, name="甲", duties={Duty.REVIEW}, by=BY, at=AT)
    with pytest.raises(NoDuty):
        identity.appoint(account=officer, organisation=FIRE, name="甲", duties=(), by=BY, at=AT)
    assert Organisation.objects.count() == 2


def test_a_firm_that_is_founded_here_has_a_code_of_nobody(chen: PersonView, settings: object) -> None:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    asked = {"kind": FirmKind.INDIVIDUAL, "name": "样例小吃店", "address": "样例路 9 号", "head": chen.number, "by": BY, "at": AT}
    first = identity.found_firm(seed="A-1", **asked)  # type: ignore[arg-type]
    second = identity.found_firm(seed="A-1", **asked)  # type: ignore[arg-type]
    assert first is not None
    assert second is not None
    assert identity.check_credit_code(first.code) == first.code
    assert first.code[:8] == "92990100"  # region 99 is assigned to no place
    assert (first.name, first.address, first.representative, first.synthetic) == ("样例小吃店", "样例路 9 号", chen.number, True)
    assert second.code != first.code


def test_outside_a_demonstration_no_code_is_made_up(chen: PersonView, settings: object) -> None:
    settings.ZT_DEMO = False  # type: ignore[attr-defined]
    asked = {"kind": FirmKind.INDIVIDUAL, "name": "样例小吃店", "address": "", "head": chen.number, "seed": "A-1", "by": BY, "at": AT}
    assert identity.found_firm(**asked) is None  # type: ignore[arg-type]
