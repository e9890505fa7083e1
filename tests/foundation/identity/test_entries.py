"""被拒的进入: one fact for an address in ten minutes; operators read them, page by page; nobody else."""

from datetime import timedelta

import pytest

from tests.foundation.identity.people import AT, BY, FIRE
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account, RefusedEntry
from zhengtong.foundation.identity.rules.entries import MOST, is_worth_recording
from zhengtong.foundation.identity.terms import Duty, OrganisationView
from zhengtong.kernel.actors import ANONYMOUS, Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

ROUTE = "GET /desk/cases/<str:number>/"


def test_one_fact_an_address_and_no_more_than_twenty() -> None:
    assert is_worth_recording("a", ())
    assert not is_worth_recording("a", {"a"})
    assert is_worth_recording("b", {"a"})
    assert is_worth_recording("new", {str(one) for one in range(MOST - 1)})
    assert not is_worth_recording("new", {str(one) for one in range(MOST)})


@pytest.fixture
def somebody(db: None) -> Actor:
    return identity.actor_of(account=Account.objects.create(username="somebody").pk)


@pytest.fixture
def operator(bodies: tuple[OrganisationView, ...]) -> Actor:
    account = identity.open_account(username="operates", password="long enough", by=BY, at=AT)
    identity.appoint(account=account, organisation=FIRE, name="甄运行", duties=[Duty.OPERATE], by=BY, at=AT)
    return identity.actor_of(account=account)


def refused(by: Actor, minutes: float = 0, route: str = ROUTE) -> bool:
    return identity.record_refusal(route=route, guard="duty:intake", by=by, at=AT + timedelta(minutes=minutes))


def facts(by: Actor) -> list[dict[str, object]]:
    return [dict(row.values or {}) for row in ledger.facts_about(by.who) if row.fact == "identity.EntryRefused"]


def test_it_is_a_fact_by_whoever_was_refused_and_not_again_within_ten_minutes(somebody: Actor) -> None:
    assert refused(somebody)
    assert facts(somebody) == [{"route": ROUTE, "guard": "duty:intake"}]
    assert [refused(somebody, minutes) for minutes in (0, 0.5, 5, 9.9)] == [False] * 4
    assert refused(somebody, 10.1)
    assert refused(somebody, 10.2, "POST /desk/jobs/<int:number>/again/")
    assert len(facts(somebody)) == 3


def test_it_is_no_way_to_fill_the_ledger(somebody: Actor) -> None:
    told = [refused(somebody, one / 100, f"GET /{one}/") for one in range(MOST + 30)]
    assert (sum(told), len(facts(somebody))) == (MOST, MOST)


def test_nobody_is_asked_to_sign_in_and_that_is_no_fact(db: None) -> None:
    assert not refused(ANONYMOUS)
    assert RefusedEntry.objects.count() == 0


def test_operators_read_them_newest_first_and_page_by_page(operator: Actor, somebody: Actor) -> None:
    for minutes in range(5):
        refused(somebody, minutes, f"GET /{minutes}/")
    refused(operator, 9)
    first = identity.refused_entries(operator, limit=4)
    assert [one.route for one in first.lines] == [ROUTE, "GET /4/", "GET /3/", "GET /2/"]
    assert (first.lines[0].name, bool(first.lines[0].organisation), first.lines[1].name) == ("甄运行", True, "")
    second = identity.refused_entries(operator, after=first.next, limit=4)
    assert ([one.route for one in second.lines], second.next) == (["GET /1/", "GET /0/"], "")


def test_nobody_else_reads_them(somebody: Actor) -> None:
    for by in (somebody, ANONYMOUS):
        with pytest.raises(identity.NotPermitted):
            identity.refused_entries(by)


def test_the_fact_is_about_the_account(somebody: Actor) -> None:
    refused(somebody)
    (row,) = (one for one in ledger.facts_about(Ref("account", somebody.who.number)) if one.fact == "identity.EntryRefused")
    assert row.by.who == somebody.who
