"""委托 revoked in the very moment of a submission: one of the two is first, and everything says the same."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from tests.delivery.cases.test_agents import CITIZEN, MONDAY, Parties
from tests.delivery.conftest import RESTAURANT, SITUATION, Town, fill
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftState
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, MandateState
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger.models import Entry


def parties(town: Town) -> Parties:
    registrar = system("registrar")
    agent = identity.register_person(document_type=DocumentType.RESIDENT_ID, document=CITIZEN, name="李四", by=registrar, at=MONDAY)
    assert town.firm.subject is not None
    owner = identity.firm(town.firm.subject.number)
    assert owner is not None
    assert owner.representative is not None
    opened = [
        identity.open_account(username=name, password="long enough", person=number, by=registrar, at=MONDAY)
        for name, number in (("chen", owner.representative), ("lisi", agent.number))
    ]
    return Parties(town.firm.subject, *opened)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["submit", "revoke", "neither"])
def test_revoked_while_it_is_handed_in(shipped: None, town: Town, first: str) -> None:
    with the_clock.standing_at(MONDAY):
        held = parties(town)
        number = held.give(until=MONDAY.date() + timedelta(30))
        agent = held.by(number)
        draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=agent, at=MONDAY)
        fill(draft.number, agent)
        head = held.head
    done = together(
        first,
        submit=lambda: cases.submit(draft=draft.number, by=agent, at=MONDAY),
        revoke=lambda: identity.revoke_mandate(mandate=number, by=head, at=MONDAY),
    )
    assert done["revoke"] is None
    assert identity.mandate(number, head).state is MandateState.REVOKED
    wanted = Entry.objects.filter(fact__in=("cases.CaseSubmitted", "identity.MandateRevoked"))
    rows = list(wanted.order_by("pk").values_list("fact", flat=True))
    if done["submit"] is None:
        assert rows == ["cases.CaseSubmitted", "identity.MandateRevoked"], "what was handed in was handed in before"
        assert Case.objects.get().basis == f"mandate:{number}"
    else:
        assert isinstance(done["submit"], identity.GroundEnded)
        assert rows == ["identity.MandateRevoked"]
        assert not Case.objects.exists()
        with the_clock.standing_at(MONDAY):
            assert forms.draft(draft.number, head).state is DraftState.OPEN, "and stays with the principal"
    assert (done["submit"] is None) == (first == "submit") or first == "neither"


def together(first: str, **acts: Callable[[], object]) -> dict[str, Exception | None]:
    """Each in a thread of its own: one after the other, or at once."""
    done: dict[str, Exception | None] = {}
    begin = threading.Barrier(len(acts))

    def run(name: str, act: Callable[[], object], *, wait: bool) -> None:
        try:
            if wait:
                begin.wait()
            with the_clock.standing_at(MONDAY):
                act()
            done[name] = None
        except Exception as why:
            done[name] = why
        finally:
            connection.close()

    order = sorted(acts, key=lambda name: name != first)
    threads = [threading.Thread(target=run, args=(name, acts[name]), kwargs={"wait": first == "neither"}) for name in order]
    for thread in threads:
        thread.start()
        if first != "neither":
            thread.join()
    for thread in threads:
        thread.join()
    return done
