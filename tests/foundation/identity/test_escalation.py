"""越权: what a dishonest officer tries with leave, with a move, with a return, with a second account; each ends in a refusal."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.foundation.identity.people import AT, BY, FIRE, WINDOW
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors import LeaveNotFound, NotPermitted, UnknownAccount
from zhengtong.foundation.identity.errors.granting import NobodyGrantsThemselves, NoSuchRight, OutsideAdministration, PlatformRight
from zhengtong.foundation.identity.errors.looking import SecondOfficerIsAnother
from zhengtong.foundation.identity.models import Grant, Staff
from zhengtong.foundation.identity.terms import Duty, PersonView
from zhengtong.foundation.identity.terms.staffing import Post
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref

TODAY = AT.date()
NEXT = TODAY + timedelta(days=7)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(bodies: object) -> Iterator[None]:
    with clock.standing_at(AT):
        yield


def serve(username: str, *duties: Duty, organisation: str = FIRE, divisions: tuple[str, ...] = ()) -> int:
    post = Post(organisation, username, frozenset(duties), divisions=divisions)
    return identity.join(username=username, post=post, by=BY, at=AT).staff.account


def actor(account: int) -> Actor:
    return identity.actor_of(account=account)


def away(who: int, stands: int, by: int) -> str:
    return identity.record_leave(account=who, substitute=stands, since=TODAY, until=NEXT, by=actor(by), at=AT).number


def test_an_administrator_does_not_move_themselves_into_another_post() -> None:
    me = serve("head", Duty.ADMINISTER)
    with pytest.raises(NobodyGrantsThemselves):
        identity.move(account=me, post=Post(FIRE, "head", frozenset({Duty.ADMINISTER, Duty.REVIEW})), by=actor(me), at=AT)
    assert actor(me).duties == {"administer"}


def test_an_administrator_does_not_name_themselves_as_substitute() -> None:
    head, li = serve("head", Duty.ADMINISTER), serve("lina", Duty.REVIEW)
    with pytest.raises(NobodyGrantsThemselves):
        away(li, head, by=head)
    assert actor(head).duties == {"administer"}
    away(li, head, by=li)
    assert "review" in actor(head).duties, "the officer themselves may leave it to them"


def test_an_administrator_lends_nothing_that_reaches_beyond_their_own_administration() -> None:
    head, other, zhao = serve("head", Duty.ADMINISTER), serve("runs", Duty.OPERATE), serve("zhao", Duty.REVIEW)
    with pytest.raises(PlatformRight):
        away(other, zhao, by=head)
    identity.grant(account=other, duty=Duty.INTAKE, organisation=WINDOW, reason="跨部门支援", by=BY, at=AT)
    Grant.objects.filter(account=other, duty=Duty.OPERATE).update(ended_at=AT)
    with pytest.raises(OutsideAdministration):
        away(other, zhao, by=head)
    assert actor(zhao).duties == {"review"}


def test_an_administrator_of_one_district_keeps_no_leave_of_another() -> None:
    head = serve("head", Duty.ADMINISTER, divisions=("430104000000",))
    far, near = serve("far", Duty.REVIEW, divisions=("430105000000",)), serve("near", Duty.REVIEW, divisions=("430104000000",))
    stands = serve("stands", Duty.REVIEW, divisions=("430104000000",))
    with pytest.raises(UnknownAccount):
        away(far, stands, by=head)
    held = away(far, stands, by=far)
    assert held not in {one.number for one in identity.leaves(actor(head))}
    with pytest.raises(LeaveNotFound):
        identity.end_leave(leave=held, by=actor(head), at=AT)
    mine = away(near, stands, by=head)
    assert mine in {one.number for one in identity.leaves(actor(head))}


def test_what_was_held_before_leaving_does_not_come_back_with_the_officer() -> None:
    li = serve("lina", Duty.REVIEW)
    last = TODAY + timedelta(days=2)
    identity.leave_service(account=li, by=BY, at=AT, on=last)
    identity.grant(account=li, duty=Duty.LOOK_UP, reason="临时支援", by=BY, at=AT)
    back = AT + timedelta(days=3)
    with clock.standing_at(back):
        identity.take_back(account=li, post=Post(FIRE, "lina", frozenset({Duty.INTAKE})), by=BY, at=back)
        assert actor(li).duties == {"intake"}
        assert not Grant.objects.filter(account=li, duty=Duty.LOOK_UP, ended_at=None).exists()


def test_a_right_is_never_written_back_into_the_past() -> None:
    li = serve("lina", Duty.REVIEW)
    given = identity.grant(account=li, duty=Duty.INTAKE, reason="补记", since=AT - timedelta(days=30), by=BY, at=AT)
    assert given.since == AT


def test_no_code_is_issued_for_who_stands_in_for_somebody_beyond_reach() -> None:
    head, other, lina = serve("head", Duty.ADMINISTER), serve("runs", Duty.OPERATE), serve("lina", Duty.REVIEW)
    held = away(other, lina, by=other)
    with pytest.raises(PlatformRight):
        identity.issue_code(account=lina, by=actor(head), at=AT)
    identity.end_leave(leave=held, by=actor(other), at=AT)
    assert identity.issue_code(account=lina, by=actor(head), at=AT).code


def test_an_officer_hears_that_a_code_was_issued_for_their_sign_in() -> None:
    head, lina = serve("head", Duty.ADMINISTER), serve("lina", Duty.REVIEW)
    code = identity.issue_code(account=lina, by=actor(head), at=AT).code
    while ledger.work_once(50):
        pass
    (told,) = [one for one in messages.messages_of((Ref("account", str(lina)),)).lines if "new one-time code" in one.message]
    assert code not in str(told)


def test_an_officer_neither_ends_their_own_right_nor_reads_anothers() -> None:
    lina, zhao = serve("lina", Duty.REVIEW), serve("zhao", Duty.REVIEW)
    mine, other = (Grant.objects.get(account=one).pk for one in (lina, zhao))
    with pytest.raises(NotPermitted):
        identity.end_grant(grant=mine, by=actor(lina), at=AT)
    assert identity.right(mine, actor(lina)).grant.account == lina
    with pytest.raises(NoSuchRight):
        identity.right(other, actor(lina))


# 涉敏复核


@pytest.fixture
def protected(chen: PersonView) -> PersonView:
    identity.protect_person(person=chen.number, reason="家事法庭", by=BY, at=AT)
    return chen


def ask(by: int, person: PersonView) -> int:
    told = {"purpose": "identify", "reason": "核对到场人员", "case": "C-1", "grounded": True}
    found = identity.look_up(number=person.number, **told, by=actor(by), at=AT)
    assert found.query is not None
    return int(found.query.number)


def test_who_asks_does_not_lend_the_right_to_release(protected: PersonView) -> None:
    asker, friend = serve("asker", Duty.LOOK_UP, Duty.COUNTERSIGN), serve("friend", Duty.REVIEW)
    query = ask(asker, protected)
    away(asker, friend, by=asker)
    with pytest.raises(SecondOfficerIsAnother):
        identity.release_query(query=query, by=actor(friend), at=AT)
    assert identity.queries_waiting(actor(friend)) == ()


def test_one_person_with_two_accounts_is_no_second_officer(protected: PersonView) -> None:
    asker, again = serve("asker", Duty.LOOK_UP), serve("again", Duty.COUNTERSIGN)
    Staff.objects.filter(account__in=(asker, again)).update(person="P-1")
    with pytest.raises(SecondOfficerIsAnother):
        identity.release_query(query=ask(asker, protected), by=actor(again), at=AT)
