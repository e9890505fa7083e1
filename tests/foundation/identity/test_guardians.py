"""监护: from the household register until the eighteenth birthday; drafts begun for a ward are theirs from then on."""

from datetime import date, datetime, timedelta

import pytest

from tests.foundation.identity.people import AT, BY
from tests.foundation.identity.test_merging import entered, work
from tests.foundation.identity.test_proving import account, prove
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors import NotPermitted, RegisterDown
from zhengtong.foundation.identity.models import Guardianship, Person
from zhengtong.foundation.identity.ports import people as port
from zhengtong.foundation.identity.terms import Claim, DocumentType, PersonView, Ward
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "simulated")]
MOTHER, FATHER, DAUGHTER = "990101199608180049", "992515198609227731", "990101200812150125"
BIRTHDAY = datetime(2026, 12, 15, 0, 5, tzinfo=CHINA)


def guardian(document: str, name: str) -> tuple[int, PersonView]:
    person = entered(document, name=name)
    number = identity.open_account(username=name, password="long enough", person=person.number, by=BY, at=AT)
    identity.read_guardians(guardian=person.number, by=BY, at=AT)
    return number, person


def test_a_mother_acts_for_her_newborn_who_has_no_number_yet(clock: object) -> None:
    clock(AT)  # type: ignore[operator]
    number, mother = guardian(MOTHER, "何静怡")
    [child] = [one for one in identity.subjects_of(identity.actor_of(account=number)) if one.office == "guardian"]
    assert (child.name, child.until) == ("何小满（演示）", date(2044, 7, 4))
    held = identity.person(child.ref.number)
    assert held is not None
    assert (held.document_type, held.child, held.born) == (DocumentType.NONE, True, date(2026, 7, 5))
    acting = identity.actor_of(account=number, acting_for=child.token)
    assert (acting.subject, str(acting.basis)) == (child.ref, child.token)
    identity.read_guardians(guardian=mother.number, by=identity.actor_of(account=number), at=AT)
    assert Guardianship.objects.count() == 1
    assert [one.number for one in identity.guardians_of(child.ref.number, AT.date())] == [mother.number]
    assert [row.fact for row in ledger.facts_about(child.ref)] == ["identity.PersonRegistered", "identity.GuardianshipRecorded"]


def test_whoever_proves_who_they_are_finds_their_children(monkeypatch: pytest.MonkeyPatch, clock: object) -> None:
    clock(AT)  # type: ignore[operator]
    new = account()
    prove(new, FATHER, "何志强")
    work()
    assert [one.name for one in identity.subjects_of(identity.actor_of(account=new))] == ["何志强（演示）", "何子悦（演示）"]


def test_nobody_reads_for_somebody_else() -> None:
    _, mother = guardian(MOTHER, "何静怡")
    other = account("other")
    prove(other)
    with pytest.raises(NotPermitted):
        identity.read_guardians(guardian=mother.number, by=identity.actor_of(account=other), at=AT)


class Changed:
    """A register that says something else the next time."""

    listed: tuple[Ward, ...] = ()

    def wards(self, guardian: Claim, *, today: date, patience: float) -> tuple[Ward, ...]:
        return self.listed


def test_a_child_gets_a_number_and_both_parents_find_the_same_child(monkeypatch: pytest.MonkeyPatch) -> None:
    _, mother = guardian(MOTHER, "何静怡")
    child = Person.objects.get(document_type="none")
    number = "990101202607050119"
    from zhengtong.kernel.numbering import mod_11_2

    number = number[:17] + mod_11_2(number[:17])
    Changed.listed = (Ward("何小满", date(2026, 7, 5), DocumentType.RESIDENT_ID, number, "T990000001"),)
    monkeypatch.setattr("zhengtong.foundation.identity.commands.guardians.people_register", Changed)
    father = entered("990001199001010013", name="周明远")
    for one in (father, mother):
        identity.read_guardians(guardian=one.number, by=BY, at=AT)
    child.refresh_from_db()
    assert (child.document, child.document_type) == (number, DocumentType.RESIDENT_ID)
    assert Guardianship.objects.filter(ward=child, ended_at=None).count() == 2
    Changed.listed = ()
    identity.read_guardians(guardian=father.number, by=BY, at=AT)
    assert [held.guardian.number for held in Guardianship.objects.filter(ward=child, ended_at=None)] == [mother.number]
    assert ledger.facts_about(Ref("person", str(child.number)))[-1].fact == "identity.GuardianshipEnded"


def test_each_ward_has_their_own_last_day_also_beside_a_grown_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register that still lists a child of age: nobody's guardianship is measured by a brother's or sister's birthday."""
    born = [date(2000, 1, 1), date(2024, 5, 5), date(2009, 2, 2)]
    Changed.listed = tuple(Ward(f"何{n}", day, DocumentType.NONE, "", f"T99000001{n}") for n, day in enumerate(born))
    monkeypatch.setattr("zhengtong.foundation.identity.commands.guardians.people_register", Changed)
    father = entered("990001199001010013", name="周明远")
    identity.read_guardians(guardian=father.number, by=BY, at=AT)
    held = {one.ward.name: one.until for one in Guardianship.objects.filter(ended_at=None).select_related("ward")}
    assert held == {"何1": date(2042, 5, 4), "何2": date(2027, 2, 1)}


def test_a_register_that_is_down_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _, mother = guardian(MOTHER, "何静怡")

    def down() -> port.PeopleRegister:
        raise RegisterDown

    monkeypatch.setattr("zhengtong.foundation.identity.commands.guardians.people_register", down)
    with pytest.raises(RegisterDown):
        identity.read_guardians(guardian=mother.number, by=BY, at=AT)
    assert Guardianship.objects.filter(ended_at=None).count() == 1


def draft_for(ward: Ref, owner: int, token: str) -> Draft:
    return Draft.objects.create(
        number="D1", owner=f"account:{owner}", subject_kind=ward.kind, subject_number=ward.number, basis=token, matter_kind="item",
        matter_code="x", title={"zh": "x"}, pins=[], state="open", opened_at=AT, saved_at=AT,
    )  # fmt: skip


def test_who_comes_of_age_acts_alone_and_has_the_drafts(clock: object) -> None:
    clock(AT)  # type: ignore[operator]
    number, father = guardian(FATHER, "何志强")
    [ward] = [one for one in identity.subjects_of(identity.actor_of(account=number)) if one.office == "guardian"]
    draft = draft_for(ward.ref, number, ward.token)
    clock(BIRTHDAY - timedelta(hours=1))  # type: ignore[operator]
    assert identity.actor_of(account=number, acting_for=ward.token).subject == ward.ref
    assert identity.come_of_age(by=BY, at=BIRTHDAY - timedelta(hours=1)) == 0
    clock(BIRTHDAY)  # type: ignore[operator]
    assert identity.actor_of(account=number, acting_for=ward.token).subject != ward.ref, "at once, before anybody writes it down"
    assert (identity.come_of_age(by=BY, at=BIRTHDAY), identity.come_of_age(by=BY, at=BIRTHDAY)) == (1, 0)
    work()
    draft.refresh_from_db()
    assert (draft.owner, draft.basis) == (str(ward.ref), "")
    for ref, words in ((ward.ref, "You are of age"), (father.ref, "is of age")):
        assert any(words in one.message for one in messages.messages_of((ref,)).lines)
    own = account("daughter")
    prove(own, DAUGHTER, "何子悦", at=BIRTHDAY)
    work()
    draft.refresh_from_db()
    assert draft.owner == f"account:{own}"
    assert identity.actor_of(account=own).subject == ward.ref
