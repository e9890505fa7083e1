"""实名核验: by the simulated register of the shipped demonstration, with its failures."""

from datetime import timedelta

import pytest

from tests.foundation.identity.people import AT, BY
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.adapters import people_simulator
from zhengtong.foundation.identity.commands import proving
from zhengtong.foundation.identity.errors import (
    AnotherPerson,
    ChildNeedsGuardian,
    InvalidDocument,
    NameMissing,
    NoRegister,
    NotConfirmed,
    NotPermitted,
    PersonHasAccount,
    RegisterConfused,
    RegisterDown,
    RegisterLate,
    TriesUsed,
)
from zhengtong.foundation.identity.models import Account, IdentityProof, Person
from zhengtong.foundation.identity.terms import DocumentType, IdentityView, Level, ProofOutcome, Verified
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "simulated")]
LIU, LIU_PASSPORT = "990101198804120110", "ZT9900025"
PASSPORT = DocumentType.PASSPORT


def account(name: str = "newcomer") -> int:
    return identity.open_account(username=name, password="long enough", by=BY, at=AT)


def prove(
    number: int, document: str = LIU, name: str = "刘思远", kind: DocumentType = DocumentType.RESIDENT_ID, **more: object
) -> IdentityView:
    by = identity.actor_of(account=number)
    return identity.prove_identity(
        account=number,
        document_type=kind,
        document=document,
        name=name,
        **{"by": by, "at": AT, **more},  # type: ignore[arg-type]
    )


def recorded(number: int) -> list[str]:
    person = Person.objects.filter(account=number).first()
    about = [Ref("account", str(number)), *([Ref("person", str(person.number))] if person else [])]
    return [row.fact for ref in about for row in ledger.facts_about(ref)]


def test_whoever_proves_who_they_are_is_a_person_and_nothing_of_it_stands_in_the_ledger() -> None:
    new = account()
    assert identity.actor_of(account=new).subject is None
    known = prove(new)
    assert known.person is not None
    actor = identity.actor_of(account=new)
    assert (actor.subject, actor.level) == (known.person.ref, Level.VERIFIED)
    assert identity.actor_of(account=new, strong=True).level is Level.STRONG
    assert (known.person.name, known.person.verified, known.person.synthetic) == ("刘思远（演示）", Verified.REGISTER, True)
    assert recorded(new) == ["identity.AccountOpened", "identity.PersonRegistered", "identity.IdentityProved"]
    told = [str(row.values) for row in ledger.facts_about(known.person.ref)]
    assert not any(LIU in text or "刘" in text for text in told)


def test_to_prove_it_again_asks_nobody_and_changes_nothing() -> None:
    new = account()
    first = prove(new, once=Key("one"))
    assert prove(new).person == first.person
    assert prove(new, once=Key("one")).person == first.person
    assert IdentityProof.objects.count() == 1
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "document", "name"),
    [
        (PASSPORT, "ZT9900017", "ANNA LINDSTROEM"),
        (DocumentType.HK_MACAO, "H9900001802", "陈嘉欣"),
        (DocumentType.TAIWAN, "99000019", "林志豪（演示）"),
    ],
)
def test_by_other_documents_too(kind: DocumentType, document: str, name: str) -> None:
    known = prove(account(), document, name, kind)
    assert known.person is not None
    assert known.person.document_type is kind
    assert known.person.born is not None


@pytest.mark.parametrize(("document", "name"), [(LIU, "刘思源"), ("990203199509210220", "刘思远"), ("990001199001010013", "刘思远")])
def test_which_of_number_and_name_was_wrong_is_never_said(document: str, name: str) -> None:
    new = account()
    with pytest.raises(NotConfirmed) as refused:
        prove(new, document, name)
    assert (str(refused.value), refused.value.params) == (NotConfirmed.message, {"left": 4})
    assert recorded(new)[-1] == "identity.IdentityRefused"
    assert identity.actor_of(account=new).subject is None


def test_five_tries_a_day_then_the_window_and_tomorrow_again() -> None:
    new = account()
    for _ in range(5):
        with pytest.raises(NotConfirmed):
            prove(new, name="刘思源")
    with pytest.raises(TriesUsed):
        prove(new)
    assert recorded(new)[-1] == "identity.IdentityRefused"
    assert prove(new, at=AT + timedelta(days=1, seconds=1)).person is not None


def test_many_accounts_do_not_try_names_against_one_number() -> None:
    for place in range(10):
        with pytest.raises(NotConfirmed):
            prove(account(f"try-{place}"), name="刘思源")
    with pytest.raises(TriesUsed):
        prove(account("eleventh"))


@pytest.mark.parametrize(
    ("document", "name", "why"),
    [
        ("990301197908080033", "马立新", RegisterLate),
        ("990101198603030047", "许文静", RegisterDown),
        ("990101199101010550", "郭志远", RegisterConfused),
    ],
)
def test_a_register_that_fails_uses_no_try(document: str, name: str, why: type[Refusal], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "PATIENCE", 0.01)
    new = account()
    for _ in range(6):
        with pytest.raises(why):
            prove(new, document, name)
    assert identity.identity_of(identity.actor_of(account=new), AT).tries_left == 5
    assert set(IdentityProof.objects.values_list("outcome", flat=True)) == {ProofOutcome.LATER}
    assert identity.actor_of(account=new).subject is None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kind": DocumentType.NONE}, InvalidDocument),
        ({"document": "12"}, Refusal),
        ({"name": " "}, NameMissing),
        ({"by": ANONYMOUS}, NotPermitted),
        ({"by": Actor(ActorKind.MEMBER, Ref("account", "999999"))}, NotPermitted),
        ({"by": Actor(ActorKind.STAFF, Ref("account", "1"))}, NotPermitted),
    ],
)
def test_what_is_refused_before_anybody_is_asked(changed: dict[str, object], why: type[Refusal]) -> None:
    new = account()
    with pytest.raises(why):
        prove(new, **changed)  # type: ignore[arg-type]
    assert not IdentityProof.objects.exists()


def test_a_child_has_no_account() -> None:
    new = account()
    with pytest.raises(ChildNeedsGuardian):
        prove(new, "990101201506010049", "赵小禾")
    assert identity.actor_of(account=new).subject is None


def test_without_a_register_nothing_is_pretended(settings: object) -> None:
    settings.ZT_PEOPLE_REGISTER = ""  # type: ignore[attr-defined]
    with pytest.raises(NoRegister):
        prove(account())
    settings.ZT_PEOPLE_REGISTER, settings.ZT_DEMO = "simulator", False  # type: ignore[attr-defined]
    with pytest.raises(NoRegister):
        prove(account("second"))


def test_who_was_entered_at_a_window_is_linked_not_entered_twice() -> None:
    entered = identity.register_person(document_type=DocumentType.RESIDENT_ID, document=LIU, name="刘思远", by=BY, at=AT)
    known = prove(account())
    assert known.person is not None
    assert known.person.number == entered.number
    assert known.person.verified is Verified.REGISTER


def test_one_account_is_one_person() -> None:
    new = account()
    prove(new)
    with pytest.raises(AnotherPerson):
        prove(new, "990203199509210220", "孙雨桐")
    assert recorded(new)[-1] == "identity.IdentityProved"
    assert "identity.IdentityRefused" in recorded(new)


def test_first_the_passport_then_the_resident_number_is_the_same_person() -> None:
    new = account()
    first = prove(new, LIU_PASSPORT, kind=PASSPORT).person
    then = prove(new).person
    assert first is not None
    assert then is not None
    assert (then.number, then.document_type) == (first.number, DocumentType.RESIDENT_ID)
    with pytest.raises(PersonHasAccount):
        prove(account("second"), LIU_PASSPORT, kind=PASSPORT)
    assert identity.duplicates_of(then.number, BY) == ()


def test_a_person_with_an_account_is_told_and_nothing_moves() -> None:
    old, new = account("old"), account("new")
    prove(old)
    with pytest.raises(PersonHasAccount):
        prove(new)
    assert identity.actor_of(account=new).subject is None
    assert identity.identity_of(identity.actor_of(account=new), AT).elsewhere
    assert not identity.identity_of(identity.actor_of(account=new), AT + timedelta(minutes=31)).elsewhere
    assert recorded(new)[-1] == "identity.IdentityProvedElsewhere"


def test_the_simulator_is_no_register_of_real_people() -> None:
    register = people_simulator.SimulatedPeople()
    assert all(one.document.startswith(("99", "ZT99", "H99")) for one in register.examples())
    assert len(register.examples()) >= 10
    assert Account.objects.count() == 0
