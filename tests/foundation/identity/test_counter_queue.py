"""叫号: numbers of one day at one window, called in their order, called again, missed; no name is with them."""

from datetime import timedelta

import pytest

from tests.foundation.identity.people import AT, FIRE, WINDOW
from tests.foundation.identity.test_counter import officer
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors.counter import NotAtAWindow, NotHere, QueueFull
from zhengtong.foundation.identity.models import Ticket
from zhengtong.foundation.identity.terms import Duty, OrganisationView
from zhengtong.foundation.identity.terms.counter import TicketState, TicketView
from zhengtong.kernel.actors import ANONYMOUS, Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(bodies: tuple[OrganisationView, ...]) -> Actor:
    return officer("clerk", WINDOW, Duty.INTAKE)


def draw(minutes: int = 0, organisation: str = WINDOW) -> TicketView:
    return identity.draw_ticket(organisation=organisation, by=ANONYMOUS, at=AT + timedelta(minutes=minutes))


def test_numbers_are_called_in_their_order_and_waiting_is_counted(clerk: Actor) -> None:
    assert [(one.label, one.ahead) for one in (draw(0), draw(1), draw(2))] == [("A001", 0), ("A002", 1), ("A003", 2)]
    at = AT + timedelta(minutes=5)
    assert identity.call_next(by=clerk, at=at).label == "A001"  # type: ignore[union-attr]
    assert identity.call_next(by=clerk, at=at + timedelta(minutes=4)).label == "A002"  # type: ignore[union-attr]
    held = identity.queue_at(WINDOW, clerk, AT.date())
    assert (held.waiting, held.average, held.mine and held.mine.label) == (1, timedelta(minutes=6, seconds=30), "A002")
    assert [one.label for one in identity.called_at(WINDOW, AT.date())] == ["A002"]


def test_two_clerks_call_two_people(clerk: Actor) -> None:
    other = officer("other", WINDOW, Duty.INTAKE)
    draw(), draw()
    assert [identity.call_next(by=one, at=AT).label for one in (clerk, other)] == ["A001", "A002"]  # type: ignore[union-attr]
    assert identity.call_next(by=clerk, at=AT) is None


def test_nobody_comes_and_they_are_called_again_later(clerk: Actor) -> None:
    draw(), draw()
    identity.call_next(by=clerk, at=AT)
    assert identity.call_again(key=1, by=clerk, at=AT).calls == 2
    assert identity.miss_ticket(by=clerk, at=AT).state is TicketState.MISSED
    identity.call_next(by=clerk, at=AT)
    assert [one.label for one in identity.queue_at(WINDOW, clerk, AT.date()).missed] == ["A001"]
    assert identity.call_again(key=1, by=clerk, at=AT).label == "A001"
    assert Ticket.objects.get(serial=2).state == TicketState.SERVED


def test_only_what_is_ones_own_or_was_missed_is_called_again(clerk: Actor) -> None:
    other = officer("other", WINDOW, Duty.INTAKE)
    draw(), draw()
    identity.call_next(by=clerk, at=AT)
    for key in (1, 2, 3):
        with pytest.raises(NotHere):
            identity.call_again(key=key, by=other, at=AT)
    with pytest.raises(NotHere):
        identity.miss_ticket(by=other, at=AT)


def test_each_day_begins_with_one_and_yesterday_is_called_no_more(clerk: Actor) -> None:
    draw()
    tomorrow = AT + timedelta(days=1)
    assert identity.call_next(by=clerk, at=tomorrow) is None
    assert identity.draw_ticket(organisation=WINDOW, by=ANONYMOUS, at=tomorrow).label == "A001"


def test_whoever_does_not_take_cases_in_calls_nobody(bodies: object) -> None:
    draw()
    for by in (officer("review", WINDOW, Duty.REVIEW), officer("fire", FIRE, Duty.INTAKE)):
        with pytest.raises(NotAtAWindow):
            identity.call_next(by=by, at=AT)


def test_there_are_numbers_for_windows_only_and_no_machine_fills_a_hall(bodies: object) -> None:
    for organisation in (FIRE, "nobody"):
        with pytest.raises(NotHere):
            draw(organisation=organisation)
    for _ in range(20):
        draw()
    with pytest.raises(QueueFull):
        draw()
    assert draw(2).label == "A021"
