"""What acts cost the database: a bounded number of statements, however many cases, items and papers there are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.delivery.conftest import MONDAY, RESTAURANT, SITUATION, Town, fill
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.catalogue.queries import editions
from zhengtong.foundation.elements import queries as elements
from zhengtong.foundation.identity.queries import bodies, divisions
from zhengtong.kernel.refs import Key

SUBMIT = 15  # 5 to prepare, 9 in the transaction (on PostgreSQL the lock of the key too), 1 to answer; of the 9 two are its commitment
TAKE_A_NUMBER = 3  # paid once in twenty submissions; in tests, inside a transaction, each time
DIRECTORY = 2  # bodies and their grounds: read anew by each process once a second at most, whoever asks


@pytest.fixture(autouse=True)
def copies_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of what is published are looked at again by the clock, not by the act: a slow machine must not change the count."""
    for kept, name in ((bodies, "LOOK_AGAIN"), (divisions, "LOOK_AGAIN"), (editions, "LOOK_AGAIN"), (elements, "_LOOK_AGAIN")):
        monkeypatch.setattr(kept, name, 3600.0)


@pytest.fixture
def statements() -> Callable[[Callable[[], object]], list[str]]:
    """The statements that an act sends, without those that open and close transactions."""

    def count(act: Callable[[], object]) -> list[str]:
        with CaptureQueriesContext(connection) as seen:
            act()
        words = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
        return [each["sql"] for each in seen.captured_queries if not each["sql"].startswith(words)]

    return count


def _ready(town: Town) -> str:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    return draft.number


def test_a_submission_takes_a_bounded_number_of_statements(submitted: CaseView, town: Town, statements) -> None:
    draft = _ready(town)
    sent = statements(lambda: cases.submit(draft=draft, by=town.firm, at=MONDAY, once=Key("k")))
    locks = 1 if connection.vendor == "postgresql" else 0
    assert len(sent) <= SUBMIT + TAKE_A_NUMBER + locks, "\n".join(one[:120] for one in sent)


def test_who_is_responsible_is_asked_of_a_copy_however_many_items_there_are(submitted: CaseView, town: Town, statements) -> None:
    """A process whose copy is old reads bodies and grounds once for the whole act, and none whose copy is new reads either."""
    tables = ("zt_identity_organisation", "zt_identity_authority")

    def reads(draft: str) -> list[str]:
        sent = statements(lambda: cases.submit(draft=draft, by=town.firm, at=MONDAY))
        return [one for one in sent if any(f'FROM "{table}"' in one for table in tables)]

    assert reads(_ready(town)) == []
    draft = _ready(town)
    bodies.forget()
    assert len(reads(draft)) == DIRECTORY


def test_rows_of_one_table_are_written_together(submitted: CaseView, town: Town, statements) -> None:
    draft = _ready(town)
    sent = statements(lambda: cases.submit(draft=draft, by=town.firm, at=MONDAY, once=Key("k")))
    tables = ("zt_cases_case", "zt_cases_casematerial", "zt_approvals_approval", "zt_ledger_delivery", "zt_cases_committed")
    written = {table: len([one for one in sent if one.startswith((f'INSERT INTO "{table}"', f"INSERT INTO {table} "))]) for table in tables}
    assert written == dict.fromkeys(tables, 1)
    assert len([one for one in sent if one.startswith("INSERT INTO zt_ledger_entry ")]) == 2  # the submission, and its one commitment


def test_a_list_takes_the_same_statements_however_many_cases_it_shows(submitted: CaseView, town: Town, statements) -> None:
    cases.cases_of(town.firm)                    # what a process reads once
    alone = statements(lambda: cases.cases_of(town.firm))
    for _ in range(3):
        cases.submit(draft=_ready(town), by=town.firm, at=MONDAY)
    together = statements(lambda: cases.cases_of(town.firm))
    assert len(cases.cases_of(town.firm).lines) == 4
    assert len(together) == len(alone), "\n".join(one[:120] for one in together)
    assert len(statements(lambda: cases.window_queue(town.clerk))) <= len(alone) + 1     # and the names of persons
