"""休假与代理: who may record it, who can stand in, what they hold meanwhile, and that it ends by itself."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from tests.foundation.identity.people import AT, BY, FIRE, WINDOW
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity import errors
from zhengtong.foundation.identity.models import Grant, Leave, Staff
from zhengtong.foundation.identity.terms import Duty, GrantSource, OrganisationView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import Refusal

TODAY = AT.date()
NEXT = TODAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.standing_at(AT):
        yield


class Body:
    """Three reviewers and a head of one body, and somebody of another."""

    def __init__(self) -> None:
        self.li = serve("li", FIRE, Duty.REVIEW)
        self.wu = serve("wu", FIRE, Duty.INTAKE)
        self.zhao = serve("zhao", FIRE, Duty.REVIEW)
        self.head = serve("head", FIRE, Duty.ADMINISTER)
        self.other = serve("other", WINDOW, Duty.INTAKE, Duty.ADMINISTER)


@pytest.fixture
def body(bodies: tuple[OrganisationView, ...]) -> Body:
    identity.forget()
    return Body()


def serve(name: str, organisation: str, *duties: Duty) -> int:
    account = identity.open_account(username=name, password="long enough", by=BY, at=AT)
    identity.appoint(account=account, organisation=organisation, name=name, duties=set(duties), by=BY, at=AT)
    return account


def actor(account: int) -> Actor:
    return identity.actor_of(account=account)


def away(who: int, stands: int, *, by: int | None = None, since: date = TODAY, until: date = NEXT, at: datetime = AT) -> str:
    found = identity.record_leave(account=who, substitute=stands, since=since, until=until, by=actor(by or who), at=at)
    return found.number


def reviews(account: int) -> set[str]:
    return {code for right in actor(account).rights_of(Duty.REVIEW) for code in right.organisations}


def test_a_substitute_holds_the_rights_of_the_absent_and_they_say_so(body: Body) -> None:
    number = away(body.li, body.wu)
    held = actor(body.wu)
    (right,) = held.rights_of(Duty.REVIEW)
    assert right.organisations == {FIRE}
    assert right.through == Ref("leave", number)
    assert identity.held_through(held.rights_of(Duty.REVIEW)) == right.through
    assert identity.held_through(held.rights_of(Duty.INTAKE)) is None  # their own
    shown = identity.standing_in_for(held)[right.through]
    assert (shown.name, shown.until) == ("li", NEXT)
    assert actor(body.li).has(Duty.REVIEW)  # who is away may still look in


def test_it_begins_and_ends_by_itself(body: Body) -> None:
    away(body.li, body.wu, since=TODAY + timedelta(days=1))
    assert reviews(body.wu) == set()
    with clock.standing_at(AT + timedelta(days=1)):
        assert reviews(body.wu) == {FIRE}
    with clock.standing_at(AT + timedelta(days=7)):
        assert reviews(body.wu) == {FIRE}
    with clock.standing_at(AT + timedelta(days=8)):
        assert reviews(body.wu) == set()


def test_an_end_holds_at_once_and_is_recorded(body: Body) -> None:
    number = away(body.li, body.wu)
    identity.end_leave(leave=number, by=actor(body.li), at=AT)
    assert reviews(body.wu) == set()
    facts = [row.fact for row in ledger.facts_about(Ref("leave", number))]
    assert facts == ["identity.LeaveRecorded", "identity.LeaveEnded"]
    with pytest.raises(errors.LeaveOver):
        identity.end_leave(leave=number, by=actor(body.li), at=AT)


def test_what_is_left_to_somebody_is_not_left_on(body: Body) -> None:
    """zhao stands in for wu, wu for li: zhao holds nothing of li. Recorded past the commands, as a race would."""
    Leave.objects.create(account_id=body.li, substitute_id=body.wu, since=TODAY, until=NEXT)
    Leave.objects.create(account_id=body.wu, substitute_id=body.head, since=TODAY, until=NEXT)
    assert reviews(body.wu) == {FIRE}
    assert reviews(body.head) == set()
    assert actor(body.head).has(Duty.INTAKE)


def test_a_right_taken_in_an_emergency_is_not_left_to_anybody(body: Body) -> None:
    Grant.objects.filter(account=body.li).update(source=GrantSource.BREAK_GLASS)
    away(body.li, body.wu)
    assert reviews(body.wu) == set()


@pytest.mark.parametrize(
    ("since", "until"),
    [(TODAY - timedelta(days=1), NEXT), (NEXT, TODAY), (TODAY, TODAY + timedelta(days=366)), (date.min, NEXT), (TODAY, date.min)],
)
def test_days_that_cannot_be(body: Body, since: date, until: date) -> None:
    with pytest.raises(errors.LeaveTermWrong):
        away(body.li, body.wu, since=since, until=until)
    assert not Leave.objects.exists()


def test_nobody_stands_in_for_themselves_or_from_another_body(body: Body) -> None:
    with pytest.raises(errors.SubstituteSelf):
        away(body.li, body.li)
    with pytest.raises(errors.SubstituteElsewhere):
        away(body.li, body.other)
    with pytest.raises(errors.SubstituteElsewhere):
        away(body.li, 0)


def test_no_circle_and_no_substitute_who_is_away(body: Body) -> None:
    away(body.li, body.wu)
    with pytest.raises(errors.SubstituteAway):  # li is away
        away(body.wu, body.li)
    away(body.wu, body.zhao)
    with pytest.raises(errors.SubstituteAway):  # the circle of three would close here
        away(body.zhao, body.li)
    with pytest.raises(errors.AlreadyAway):
        away(body.li, body.zhao, since=NEXT, until=NEXT)
    away(body.zhao, body.li, since=NEXT + timedelta(days=1), until=NEXT + timedelta(days=2))  # everybody is back by then


def test_only_oneself_and_who_administers_the_body_record_and_end_it(body: Body) -> None:
    for stranger in (body.zhao, body.other, body.wu):
        with pytest.raises(errors.UnknownAccount):
            away(body.li, body.wu, by=stranger)
    number = away(body.li, body.wu, by=body.head)
    for stranger in (body.zhao, body.other, body.wu):  # the substitute too
        with pytest.raises(errors.LeaveNotFound):
            identity.end_leave(leave=number, by=actor(stranger), at=AT)
    for wrong in ("", "x", "0", "99999999999999999999"):
        with pytest.raises(errors.LeaveNotFound):
            identity.end_leave(leave=wrong, by=actor(body.head), at=AT)
    identity.end_leave(leave=number, by=actor(body.head), at=AT)


def test_each_sees_their_own_and_the_head_the_whole_body(body: Body) -> None:
    away(body.li, body.wu)
    seen = {name: len(identity.leaves(actor(getattr(body, name)))) for name in ("li", "wu", "zhao", "head", "other")}
    assert seen == {"li": 1, "wu": 1, "zhao": 0, "head": 1, "other": 0}


def test_who_is_concerned_is_told(body: Body) -> None:
    away(body.li, body.wu, by=body.head)
    away(body.wu, body.zhao)  # wu was to stand in for li

    def told(account: int) -> list[str]:
        return [one.message for one in messages.messages_of(Ref("account", str(account))).lines]

    assert len(told(body.wu)) == 1
    assert len(told(body.zhao)) == 1
    assert len(told(body.li)) == 2  # recorded by the head; and that the substitute is away
    assert len(told(body.head)) == 1


def test_it_stops_where_either_moves_or_leaves(body: Body) -> None:
    away(body.li, body.wu)
    identity.appoint(account=body.li, organisation=WINDOW, name="li", duties={Duty.REVIEW}, by=BY, at=AT)
    assert reviews(body.wu) == set()  # not the rights of the new post either
    (shown,) = identity.leaves(actor(body.wu))
    assert not shown.together
    identity.appoint(account=body.li, organisation=FIRE, name="li", duties={Duty.REVIEW}, by=BY, at=AT)
    assert reviews(body.wu) == {FIRE}
    Staff.objects.filter(account=body.li).update(until=TODAY - timedelta(days=1))
    assert reviews(body.wu) == set()


def test_twice_is_once(body: Body) -> None:
    given = {"account": body.li, "substitute": body.wu, "since": TODAY, "until": NEXT, "at": AT}
    first = identity.record_leave(**given, by=actor(body.li), once=Key("once"))
    assert identity.record_leave(**given, by=actor(body.li), once=Key("once")) == first
    assert Leave.objects.count() == 1
    with pytest.raises(Refusal):
        identity.record_leave(**{**given, "substitute": body.zhao}, by=actor(body.li), once=Key("once"))


def test_the_reason_is_not_in_the_record(body: Body) -> None:
    made = identity.record_leave(
        account=body.li, substitute=body.wu, since=TODAY, until=NEXT, reason="家中有事", by=actor(body.li), at=AT
    )
    (row,) = ledger.facts_about(made.ref)
    assert "家中有事" not in str(row.values)
    assert made.reason == "家中有事"
