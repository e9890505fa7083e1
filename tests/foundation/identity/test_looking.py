"""A person's record is opened for a purpose and a case, by a whole number; a protected one by two officers; always told and kept."""

from datetime import date, timedelta

import pytest

from tests.foundation.identity.people import AT, BY, FIRE, WINDOW
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.foundation.identity.errors.looking import (
    NoPurpose,
    NothingToShow,
    QueryAnswered,
    SecondOfficerIsAnother,
    TooManyLooks,
)
from zhengtong.foundation.identity.models import Look, Person
from zhengtong.foundation.identity.rules import looking as rules
from zhengtong.foundation.identity.terms import DocumentType, Duty, PersonView, ProtectedQueryState
from zhengtong.foundation.identity.terms.staffing import Post
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages.models import Message
from zhengtong.kernel.refs import Ref

DOCUMENT = "990101198506150127"
CHILD = "990101201511210063"


@pytest.mark.parametrize(
    ("born", "flagged", "today", "protected"),
    [
        (date(2012, 11, 21), False, date(2026, 11, 20), True),
        (date(2012, 11, 20), False, date(2026, 11, 20), False),
        (date(2012, 2, 29), False, date(2026, 2, 28), True),
        (date(2012, 2, 29), False, date(2026, 3, 1), False),
        (date(1980, 1, 1), True, date(2026, 11, 20), True),
        (None, False, date(2026, 11, 20), False),
    ],
)
def test_whose_record_is_protected(born, flagged, today, protected) -> None:
    assert rules.is_protected(born, flagged, today) is protected


@pytest.mark.parametrize(("looks", "misses", "often"), [(0, 0, False), (29, 7, False), (30, 0, True), (8, 8, True)])
def test_how_often_is_too_often(looks, misses, often) -> None:
    assert rules.too_often(looks, misses) is often


@pytest.fixture
def at_noon():
    with clock.standing_at(AT):
        yield


def serve(username: str, organisation: str, *duties: Duty) -> Actor:
    joined = identity.join(username=username, post=Post(organisation, username, frozenset(duties)), by=BY, at=AT)
    return identity.actor_of(account=joined.staff.account)


@pytest.fixture
def clerk(at_noon, bodies) -> Actor:
    return serve("clerk", WINDOW, Duty.LOOK_UP, Duty.COUNTERSIGN)


@pytest.fixture
def second(clerk) -> Actor:
    return serve("second", WINDOW, Duty.COUNTERSIGN)


def look(by: Actor, **changed: object):
    told = {"number": DOCUMENT, "purpose": "identify", "reason": "核对到场人员", "case": "C-1", "grounded": True, "by": by, "at": AT}
    return identity.look_up(**{**told, **changed})


def facts(about: Ref) -> list[str]:
    return [row.fact.removeprefix("identity.") for row in ledger.facts_about(about)]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [DOCUMENT, " 990101 19850615-0127 ", "ours"])
def test_a_look_is_recorded_told_and_open_for_a_quarter_of_an_hour(clerk, chen: PersonView, number) -> None:
    found = look(clerk, number=chen.number.lower() if number == "ours" else number)
    assert identity.opened(found.look.number, clerk).person == chen
    assert facts(chen.ref)[-1] == "PersonLookedUp"
    assert "核对到场人员" not in str([row.values for row in ledger.facts_about(chen.ref)]), (
        "words stay in the table, where they can be erased"
    )
    assert Message.objects.get(to=str(chen.ref)).about_kind == "look"
    with clock.standing_at(AT + rules.LOOK_LASTS), pytest.raises(NothingToShow):
        identity.opened(found.look.number, clerk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"number": "990101198506150119"},
        {"number": ""},
        {"number": "陈晓兰"},
        {"number": DOCUMENT[:17]},
        {"grounded": False},
        {"number": "%"},
    ],
)
def test_not_there_and_not_allowed_end_alike_and_are_recorded(clerk, chen, changed) -> None:
    with pytest.raises(NothingToShow) as refused:
        look(clerk, **changed)
    assert refused.value.params == {}
    assert facts(clerk.who)[-1] == "LookRefused"
    assert not Message.objects.exists()
    assert "PersonLookedUp" not in facts(chen.ref)


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{"purpose": "curiosity"}, {"purpose": ""}, {"reason": "  好奇 "}, {"case": " "}, {"case": "x" * 41}])
def test_a_look_needs_purpose_reason_and_case(clerk, chen, changed) -> None:
    with pytest.raises(NoPurpose):
        look(clerk, **changed)
    assert not Look.objects.exists()


@pytest.mark.django_db
def test_only_whoever_holds_the_right_looks_and_only_they_see_it(clerk, second, chen) -> None:
    for by in (second, ANONYMOUS, identity.actor_of(account=0)):
        with pytest.raises(NotPermitted):
            look(by)
    found = look(clerk)
    other = serve("other", WINDOW, Duty.LOOK_UP)
    with pytest.raises(NothingToShow):
        identity.opened(found.look.number, other)


@pytest.mark.django_db
def test_trying_numbers_one_by_one_soon_ends(clerk, chen) -> None:
    for _ in range(rules.MISSES_AN_HOUR):
        with pytest.raises(NothingToShow):
            look(clerk, number="990101198506150119")
    with pytest.raises(TooManyLooks):
        look(clerk)
    later = AT + timedelta(hours=1, seconds=1)
    with clock.standing_at(later):
        assert look(clerk, at=later).look is not None


@pytest.fixture
def child(clerk) -> PersonView:
    return identity.register_person(
        document_type=DocumentType.RESIDENT_ID, document=_numbered(CHILD[:17]), name="小明", synthetic=True, by=BY, at=AT
    )


def _numbered(seventeen: str) -> str:
    from zhengtong.kernel import numbering

    return seventeen + numbering.mod_11_2(seventeen)


@pytest.mark.django_db
def test_a_childs_record_opens_once_another_officer_has_released_it(clerk, second, child) -> None:
    found = look(clerk, number=child.number)
    assert found.look is None
    assert found.query.state is ProtectedQueryState.ASKED
    number = int(found.query.number)
    for attempt in (lambda: identity.open_released(query=number, by=clerk, at=AT),):
        with pytest.raises(NothingToShow):
            attempt()
    with pytest.raises(SecondOfficerIsAnother):
        identity.release_query(query=number, by=clerk, at=AT)
    assert identity.queries_waiting(clerk) == ()
    assert [one.number for one in identity.queries_waiting(second)] == [found.query.number]
    stranger = serve("stranger", FIRE, Duty.COUNTERSIGN)
    with pytest.raises(NothingToShow):
        identity.release_query(query=number, by=stranger, at=AT)
    released = identity.release_query(query=number, by=second, at=AT)
    assert released.until == AT + rules.LOOK_LASTS
    opened = identity.open_released(query=number, by=clerk, at=AT)
    again = identity.open_released(query=number, by=clerk, at=AT)
    assert opened.look.number == again.look.number
    assert identity.opened(opened.look.number, clerk).look.second == "second"
    assert facts(child.ref)[-3:] == ["ProtectedQueryAsked", "ProtectedQueryReleased", "PersonLookedUp"]
    for answer in (identity.release_query, identity.refuse_query):
        with pytest.raises(QueryAnswered):
            answer(query=number, by=second, at=AT)
    later = AT + rules.LOOK_LASTS
    with clock.standing_at(later), pytest.raises(NothingToShow):
        identity.open_released(query=number, by=clerk, at=later)


@pytest.mark.django_db
def test_a_refused_query_opens_nothing_and_an_old_one_is_over(clerk, second, child) -> None:
    first = int(look(clerk, number=child.number).query.number)
    assert identity.refuse_query(query=first, by=second, at=AT).state is ProtectedQueryState.REFUSED
    with pytest.raises(NothingToShow):
        identity.open_released(query=first, by=clerk, at=AT)
    assert facts(child.ref)[-1] == "ProtectedQueryRefused"
    late = int(look(clerk, number=child.number).query.number)
    with pytest.raises(QueryAnswered):
        identity.release_query(query=late, by=second, at=AT + rules.WAITING)


@pytest.mark.django_db
def test_a_marked_record_is_protected_and_only_the_platform_marks(clerk, chen) -> None:
    with pytest.raises(NotPermitted):
        identity.protect_person(person=chen.number, reason="家事法庭", by=clerk, at=AT)
    identity.protect_person(person=chen.number, reason="家事法庭", by=BY, at=AT)
    assert look(clerk).query is not None
    identity.protect_person(person=chen.number, reason="", by=BY, at=AT)
    assert look(clerk).look is not None
    assert "PersonProtected" in facts(chen.ref)
    assert "ProtectionLifted" in facts(chen.ref)


@pytest.mark.django_db
def test_the_person_reads_who_looked_and_nobody_for_them(clerk, chen) -> None:
    account = identity.open_account(username="chen", password="long enough", person=chen.number, by=BY, at=AT)
    look(clerk)
    me = identity.actor_of(account=account)
    [line] = identity.looks_at(me).lines
    assert (line.officer, line.organisation, line.reason, line.case) == ("clerk", WINDOW, "核对到场人员", "C-1")
    assert identity.looks_at(clerk).lines == ()
    gone = Person.objects.create(
        number="P0000000099X", document_type="none", name="旧", registered_at=AT, merged_into_id=Person.objects.get(number=chen.number).pk
    )
    Look.objects.update(person=gone.number)
    assert len(identity.looks_at(me).lines) == 1, "also under the number that a merged record had"
