"""更正登记: two records of one person, a document that comes later, a mark of protection; each by an officer, in an open record."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.foundation.identity.people import AT, BY, WINDOW
from tests.foundation.identity.test_looking import DOCUMENT, facts, look, serve
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors import BornOtherwise, DocumentRegistered, NotOnePerson, NotPermitted
from zhengtong.foundation.identity.errors.granting import ReasonTooShort
from zhengtong.foundation.identity.errors.looking import (
    AnotherLifts,
    NothingToShow,
    OpenedForElse,
    OtherIsProtected,
    OwnRecord,
    TooManyLooks,
)
from zhengtong.foundation.identity.models import Person, PersonMerger, Staff
from zhengtong.foundation.identity.rules import looking as rules
from zhengtong.foundation.identity.terms import DocumentType, Duty, PersonView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bodies")]
WHY = "窗口两次登记，证件已核对"


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.standing_at(AT):
        yield


@pytest.fixture
def clerk() -> Actor:
    return serve("clerk", WINDOW, Duty.LOOK_UP)


@pytest.fixture
def second() -> Actor:
    return serve("second", WINDOW, Duty.COUNTERSIGN)


@pytest.fixture
def twin(chen: PersonView) -> PersonView:
    """The same person, entered once more with a passport."""
    return identity.register_person(
        document_type=DocumentType.PASSPORT, document="ZT9900077", name=chen.name, born=date(1985, 6, 15), by=BY, at=AT
    )


def opened(by: Actor, number: str = DOCUMENT, purpose: str = "correct") -> int:
    found = look(by, number=number, purpose=purpose)
    assert found.look is not None
    return found.look.number


def released(by: Actor, second: Actor, number: str) -> int:
    query = int(look(by, number=number, purpose="correct").query.number)
    identity.release_query(query=query, by=second, at=AT)
    return identity.open_released(query=query, by=by, at=AT).look.number


def merge(by: Actor, seen: int, other: PersonView, reason: str = WHY) -> PersonView:
    return identity.merge_looked(look=seen, other=other.number, reason=reason, by=by, at=AT)


def test_two_records_of_one_person_are_merged_from_either(clerk: Actor, chen: PersonView, twin: PersonView) -> None:
    seen = opened(clerk, "ZT9900077")
    assert [one.person for one in identity.alike(seen, clerk, AT)] == [chen]
    assert merge(clerk, seen, chen).number == chen.number
    assert merge(clerk, seen, chen).number == chen.number
    merger = PersonMerger.objects.get()
    assert (merger.reason, merger.by) == (f"C-1: {WHY}", str(clerk.who))
    assert ledger.facts_about(chen.ref)[-1].by.who == clerk.who
    assert identity.opened(seen, clerk).person.number == chen.number, "the open look shows the record that stays"
    assert identity.alike(seen, clerk, AT) == ()


@pytest.mark.parametrize("wrong", ["purpose", "reason", "stranger", "unknown", "over", "other officer", "no right"])
def test_what_is_not_merged(clerk: Actor, second: Actor, chen: PersonView, twin: PersonView, wrong: str) -> None:
    seen = opened(clerk, purpose="identify" if wrong == "purpose" else "correct")
    stranger = identity.register_person(
        document_type=DocumentType.PASSPORT, document="ZT9900078", name="周演示", born=date(1985, 6, 15), by=BY, at=AT
    )
    by = {"other officer": lambda: serve("other", WINDOW, Duty.LOOK_UP), "no right": lambda: second}.get(wrong, lambda: clerk)()
    other = {"stranger": stranger.number, "unknown": "P0"}.get(wrong, twin.number)
    expected = {"purpose": OpenedForElse, "reason": ReasonTooShort, "over": NothingToShow, "other officer": NothingToShow}
    expected |= {"no right": NotPermitted, "stranger": NotOnePerson, "unknown": NotOnePerson}
    moment = AT + rules.LOOK_LASTS if wrong == "over" else AT
    with clock.standing_at(moment), pytest.raises(expected[wrong]):
        identity.merge_looked(look=seen, other=other, reason="?" if wrong == "reason" else WHY, by=by, at=moment)
    assert not PersonMerger.objects.exists()


def test_a_protected_record_is_merged_once_a_second_officer_released_it(
    clerk: Actor, second: Actor, chen: PersonView, twin: PersonView
) -> None:
    Person.objects.filter(number=twin.number).update(protected="法院要求")
    seen = opened(clerk)
    assert [(one.number, one.person) for one in identity.alike(seen, clerk, AT)] == [(twin.number, None)]
    with pytest.raises(OtherIsProtected):
        merge(clerk, seen, twin)
    released(clerk, second, twin.number)
    assert [one.person is not None for one in identity.alike(seen, clerk, AT)] == [True]
    assert merge(clerk, seen, twin).number == chen.number


def test_the_mark_of_either_record_stays(clerk: Actor, second: Actor, chen: PersonView, twin: PersonView) -> None:
    Person.objects.filter(number=twin.number).update(protected="法院要求")
    seen = opened(clerk)
    released(clerk, second, twin.number)
    merge(clerk, seen, twin)
    assert Person.objects.get(number=chen.number).protected == "法院要求"


def test_a_document_that_comes_later_is_entered_and_told(clerk: Actor, chen: PersonView) -> None:
    seen = opened(clerk)
    for _ in range(2):
        told = identity.give_document_looked(look=seen, document_type=DocumentType.PASSPORT, document="ZT9900099", by=clerk, at=AT)
        assert told.number == chen.number
    assert facts(chen.ref).count("DocumentGiven") == 1
    assert Message.objects.filter(to=str(chen.ref), once=f"given:{seen}:passport").count() == 1
    again = look(clerk, number="ZT9900099", purpose="correct")
    assert identity.opened(again.look.number, clerk).person.number == chen.number


def test_a_newborn_receives_a_number_through_a_second_officer(clerk: Actor, second: Actor) -> None:
    from zhengtong.kernel.numbering import mod_11_2

    child = identity.register_person(
        document_type=DocumentType.NONE, document="", name="何小满", born=date(2026, 7, 5), by=BY, at=AT
    )
    assert look(clerk, number=child.number, purpose="correct").look is None
    seen = released(clerk, second, child.number)
    number = "99010120260705001" + mod_11_2("99010120260705001")
    given = identity.give_document_looked(look=seen, document_type=DocumentType.RESIDENT_ID, document=number, by=clerk, at=AT)
    assert (given.number, given.document_type) == (child.number, DocumentType.RESIDENT_ID)


def test_numbers_cannot_be_tried_through_it(clerk: Actor, chen: PersonView, twin: PersonView) -> None:
    seen = opened(clerk)
    wrong = ((DocumentType.PASSPORT, "ZT9900077", DocumentRegistered), (DocumentType.RESIDENT_ID, "990203199509210220", BornOtherwise))
    for kind, document, why in (wrong * rules.MISSES_AN_HOUR)[: rules.MISSES_AN_HOUR]:
        with pytest.raises(why):
            identity.give_document_looked(look=seen, document_type=kind, document=document, by=clerk, at=AT)
    assert facts(clerk.who).count("LookRefused") == rules.MISSES_AN_HOUR
    with pytest.raises(TooManyLooks):
        identity.give_document_looked(look=seen, document_type=DocumentType.PASSPORT, document="ZT9900098", by=clerk, at=AT)


def test_nobody_corrects_or_marks_their_own_record(clerk: Actor, second: Actor, chen: PersonView, twin: PersonView) -> None:
    Staff.objects.filter(account__in=(int(clerk.who.number), int(second.who.number))).update(person=chen.number)
    seen = opened(clerk)
    with pytest.raises(OwnRecord):
        merge(clerk, seen, twin)
    with pytest.raises(OwnRecord):
        merge(clerk, opened(clerk, twin.number), chen)
    with pytest.raises(OwnRecord):
        identity.give_document_looked(look=seen, document_type=DocumentType.PASSPORT, document="ZT9900099", by=clerk, at=AT)
    with pytest.raises(OwnRecord):
        identity.mark_record(person=chen.number, protected=True, reason=WHY, by=second, at=AT)


# marks


def mark(by: Actor, person: str, protected: bool = True, reason: str = "法院来函要求保护") -> None:
    identity.mark_record(person=person, protected=protected, reason=reason, by=by, at=AT)


def test_a_record_is_marked_and_the_mark_lifted_by_who_releases_not_by_who_looks(clerk: Actor, second: Actor, chen: PersonView) -> None:
    opened(clerk)
    mark(second, chen.number.lower())
    mark(second, chen.number)
    assert Person.objects.get(number=chen.number).protected == "法院来函要求保护"
    assert look(clerk).look is None
    both = serve("both", WINDOW, Duty.LOOK_UP, Duty.COUNTERSIGN)
    with pytest.raises(AnotherLifts):
        mark(both, chen.number, False)
    mark(second, chen.number, False)
    assert look(clerk).look is not None
    told = [one for one in facts(chen.ref) if "Protect" in one]
    assert sorted(told) == ["PersonProtected", "ProtectedQueryAsked", "ProtectionLifted"]
    assert "法院" not in str([row.values for row in ledger.facts_about(chen.ref)])
    assert Message.objects.filter(to=str(chen.ref), message__contains="protected").count() == 2


@pytest.mark.parametrize("who", ["clerk", "elsewhere", "never looked up", "nobody", "no reason"])
def test_who_marks_nobody(clerk: Actor, second: Actor, chen: PersonView, who: str) -> None:
    from tests.foundation.identity.people import FIRE

    if who != "never looked up":
        opened(clerk)
    by = {"clerk": clerk, "elsewhere": serve("elsewhere", FIRE, Duty.COUNTERSIGN)}.get(who, second)
    expected = {"clerk": NotPermitted, "no reason": ReasonTooShort}.get(who, NothingToShow)
    with pytest.raises(expected):
        mark(by, "P0" if who == "nobody" else chen.number, reason="" if who == "no reason" else "法院来函要求保护")
    assert not Person.objects.exclude(protected="").exists()
