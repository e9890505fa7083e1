"""合并: two records, two accounts of one person become one; nothing is lost, a repeat changes nothing."""

from datetime import timedelta

import pytest

from tests.foundation.identity.people import AT, BY
from tests.foundation.identity.test_proving import LIU, LIU_PASSPORT, PASSPORT, account, prove
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors import (
    AccountInUse,
    BornOtherwise,
    DocumentRegistered,
    MergedAlready,
    NothingToMove,
    NotOnePerson,
    NotPermitted,
    OtherIsDemonstration,
    OtherIsGuarded,
    OtherNotConfirmed,
    PersonHasAccount,
    TriesUsed,
    UnknownPerson,
)
from zhengtong.foundation.identity.models import Guardianship, Mandate, Person, PersonMerger, Representation
from zhengtong.foundation.identity.terms import DocumentType, Duty, FirmKind, PersonView
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "simulated")]
OFFICER = Actor(ActorKind.STAFF, Ref("account", "9001"), duties=frozenset({Duty.LOOK_UP}))
NAME, PASSWORD = "old", "long enough"


def entered(document: str, kind: DocumentType = DocumentType.RESIDENT_ID, name: str = "刘思远", **more: object) -> PersonView:
    return identity.register_person(document_type=kind, document=document, name=name, by=BY, at=AT, **more)  # type: ignore[arg-type]


def two() -> tuple[PersonView, PersonView]:
    """One person entered twice: by resident number, and by passport."""
    from datetime import date

    return entered(LIU), entered(LIU_PASSPORT, PASSPORT, born=date(1988, 4, 12))


def merge(kept: PersonView, gone: PersonView, by: Actor = OFFICER, **more: object) -> PersonView:
    return identity.merge_persons(kept=kept.number, gone=gone.number, reason="same person", by=by, at=AT, **more)  # type: ignore[arg-type]


def test_two_records_of_one_person_find_each_other() -> None:
    one, other = two()
    entered("990203199509210220", name="刘思远")
    assert identity.duplicates_of(one.number, OFFICER) == (other,)
    assert identity.duplicates_of(other.number, BY) == (one,)
    with pytest.raises(NotPermitted):
        identity.duplicates_of(one.number, Actor(ActorKind.STAFF, Ref("account", "1"), duties=frozenset({Duty.INTAKE})))


def test_the_number_that_went_means_the_one_that_stays() -> None:
    one, other = two()
    identity.open_account(username="passport", password=PASSWORD, person=other.number, by=BY, at=AT)
    firm = identity.register_firm(
        code="91990100MA0000015X", name="湘江小馆", kind=FirmKind.COMPANY, representative=other.number, by=BY, at=AT
    )
    kept = merge(one, other)
    assert kept.number == one.number
    assert identity.person(other.number) == kept
    assert identity.subject_name(other.ref) == identity.subject_names([other.ref])[other.ref] == "刘思远"
    assert identity.known(other.ref, ["person.id_number"])["person.id_number"].value == LIU
    assert identity.accounts_of(other.ref) == identity.accounts_of(one.ref) != ()
    assert identity.accounts_of(firm.ref) == identity.accounts_of(one.ref)
    assert identity.actor_of(account=identity.accounts_of(one.ref)[0]).subject == one.ref
    assert PersonMerger.objects.get().reason == "same person"
    assert ledger.facts_about(one.ref)[-1].fact == "identity.PersonsMerged"


def test_to_merge_again_changes_nothing_and_the_other_way_round_is_refused() -> None:
    one, other = two()
    assert merge(one, other, once=Key("m")) == merge(one, other, once=Key("m")) == merge(one, other)
    assert PersonMerger.objects.count() == 1
    with pytest.raises(MergedAlready):
        merge(other, one)


@pytest.mark.parametrize("which", ["name", "born", "itself", "unknown", "not permitted"])
def test_what_is_not_merged(which: str) -> None:
    one, _ = two()
    stranger = {
        "name": lambda: entered("990101198804120030", name="刘思源"),
        "born": lambda: entered("990203199509210220", name="刘思远"),
        "itself": lambda: one,
        "unknown": lambda: one,
        "not permitted": lambda: one,
    }[which]()
    by = Actor(ActorKind.MEMBER, Ref("account", "1"), subject=one.ref) if which == "not permitted" else OFFICER
    with pytest.raises((NotOnePerson, UnknownPerson, NotPermitted)):
        identity.merge_persons(kept=one.number, gone="P0" if which == "unknown" else stranger.number, reason="", by=by, at=AT)
    assert not PersonMerger.objects.exists()


def test_what_both_held_is_held_once() -> None:
    from datetime import date

    one, other = two()
    ward = entered("990101200812150125", name="何子悦")
    identity.register_firm(code="91990100MA0000015X", name="湘江小馆", kind=FirmKind.COMPANY, representative=ward.number, by=BY, at=AT)
    rows = {view.number: Person.objects.get(number=view.number) for view in (one, other, ward)}
    for view in (one, other):
        identity.name_agent(firm="91990100MA0000015X", person=view.number, by=BY, at=AT)
        Guardianship.objects.create(
            guardian=rows[view.number], ward=rows[ward.number], source="t", since=AT.date(), until=date(2026, 12, 14)
        )
    Mandate.objects.create(
        principal_kind="person", principal_number=one.number, agent=rows[other.number], matters=[], since=AT.date(), until=AT.date(),
        state="in_force", given_by="account:1", offered_at=AT,
    )  # fmt: skip
    merge(one, other)
    assert Representation.objects.filter(person=rows[one.number], until=None, office="agent").count() == 1
    assert Guardianship.objects.filter(guardian=rows[one.number], ended_at=None).count() == 1
    assert not Guardianship.objects.filter(guardian=rows[other.number], ended_at=None).exists()
    assert Mandate.objects.get().state == "revoked"


def test_a_chain_of_mergers_ends_at_the_one_that_stays() -> None:
    one, other = two()
    third = entered("H99000099", DocumentType.HK_MACAO)
    merge(other, third)
    merge(one, other)
    assert identity.person(third.number) == identity.person(one.number)
    assert identity.accounts_of(third.ref) == ()


def test_by_proving_both_documents_somebody_merges_their_own_records() -> None:
    old = identity.open_account(username="window", password=PASSWORD, by=BY, at=AT)
    entered(LIU)
    passport = prove(old, LIU_PASSPORT, kind=PASSPORT).person
    both = prove(old).person
    assert passport is not None
    assert both is not None
    assert both.document_type is DocumentType.RESIDENT_ID
    assert identity.person(passport.number) == both
    assert identity.actor_of(account=old).subject == both.ref
    assert PersonMerger.objects.get().reason


# accounts


def elsewhere() -> tuple[int, int]:
    """An account in use, and a new one whose holder was confirmed as the same person."""
    old, new = identity.open_account(username=NAME, password=PASSWORD, by=BY, at=AT), account("new")
    prove(old)
    with pytest.raises(PersonHasAccount):
        prove(new)
    return old, new


def move(new: int, username: str = NAME, password: str = PASSWORD, **more: object) -> object:
    by = identity.actor_of(account=new)
    return identity.merge_accounts(account=new, username=username, password=password, **{"by": by, "at": AT, **more})  # type: ignore[arg-type]


def work() -> None:
    while ledger.work_once(50):
        pass


def test_everything_moves_to_this_account_and_the_other_is_closed() -> None:
    old, new = elsewhere()
    person = identity.actor_of(account=old).subject
    messages.send(to=Ref("account", str(old)), message="hello", about=Ref("account", str(old)), at=AT)
    move(new, once=Key("m"))
    assert identity.actor_of(account=new).subject == person
    assert identity.actor_of(account=old).kind is ActorKind.ANONYMOUS
    move_again = identity.identity_of(identity.actor_of(account=new), AT)
    assert not move_again.elsewhere
    work()
    told = [one.message for one in messages.messages_of((Ref("account", str(new)), person)).lines]
    assert "hello" in told
    assert any("moved here" in text for text in told)
    assert any("in another account" in text for text in told)
    assert ledger.facts_about(Ref("account", str(new)))[-1].fact == "identity.AccountsMerged"


def test_who_knows_name_and_number_only_does_not_get_the_account() -> None:
    old, new = elsewhere()
    for username, password in ((NAME, "wrong"), ("somebody", PASSWORD), (NAME, ""), ("", PASSWORD), (NAME, "again")):
        with pytest.raises(OtherNotConfirmed):
            move(new, username, password)
    with pytest.raises(TriesUsed):
        move(new)
    assert identity.actor_of(account=old).subject is not None
    assert identity.actor_of(account=new).subject is None
    assert [row.fact for row in ledger.facts_about(Ref("account", str(new)))].count("identity.IdentityRefused") == 5


def test_an_account_with_a_second_factor_is_not_moved_by_its_password() -> None:
    from allauth.mfa.models import Authenticator

    old, new = elsewhere()
    Authenticator.objects.create(user_id=old, type=Authenticator.Type.TOTP, data={"secret": "x"})
    with pytest.raises(OtherIsGuarded):
        move(new)
    assert identity.actor_of(account=old).subject is not None


def test_a_sign_in_of_the_demonstration_stays_everybodys() -> None:
    person = entered(LIU)
    identity.open_account(username=NAME, password=PASSWORD, person=person.number, demo=Words("市民", "Citizen"), by=BY, at=AT)
    new = account("new")
    with pytest.raises(PersonHasAccount):
        prove(new)
    with pytest.raises(OtherIsDemonstration):
        move(new)


def test_a_confirmation_is_good_for_half_an_hour() -> None:
    _, new = elsewhere()
    with pytest.raises(NothingToMove):
        move(new, at=AT + timedelta(minutes=31))
    with pytest.raises(NothingToMove):
        move(account("third"))


def test_this_account_may_be_closed_instead() -> None:
    old, new = elsewhere()
    identity.close_account(account=new, by=identity.actor_of(account=new), at=AT)
    assert identity.actor_of(account=new).kind is ActorKind.ANONYMOUS
    with pytest.raises(AccountInUse):
        identity.close_account(account=old, by=identity.actor_of(account=old), at=AT)
    assert identity.actor_of(account=old).subject is not None


# a newborn receives a number


def test_a_newborn_stays_who_they_are_when_the_number_comes() -> None:
    from datetime import date

    child = entered("", DocumentType.NONE, "何小满", born=date(2026, 7, 5))
    number = "990101202607050015"
    from zhengtong.kernel.numbering import mod_11_2

    number = number[:17] + mod_11_2(number[:17])
    given = identity.give_document(person=child.number, document_type=DocumentType.RESIDENT_ID, document=number, by=BY, at=AT)
    assert (given.number, given.born, given.document_type) == (child.number, child.born, DocumentType.RESIDENT_ID)
    again = identity.give_document(person=child.number, document_type=DocumentType.RESIDENT_ID, document=number, by=BY, at=AT)
    assert again == given
    assert [row.fact for row in ledger.facts_about(child.ref)] == ["identity.PersonRegistered", "identity.DocumentGiven"]


def test_a_number_with_another_birth_date_or_of_somebody_else_is_not_given() -> None:
    from datetime import date

    child = entered("", DocumentType.NONE, "何小满", born=date(2026, 7, 5))
    entered(LIU_PASSPORT, PASSPORT)
    for kind, document, why in (
        (DocumentType.RESIDENT_ID, LIU, BornOtherwise),
        (PASSPORT, LIU_PASSPORT, DocumentRegistered),
    ):
        with pytest.raises(why):
            identity.give_document(person=child.number, document_type=kind, document=document, by=BY, at=AT)
    with pytest.raises(NotPermitted):
        identity.give_document(person=child.number, document_type=PASSPORT, document="ZT9900099", by=OFFICER, at=AT)
