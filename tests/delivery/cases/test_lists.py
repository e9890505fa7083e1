"""Lists of cases and of work: read through an index however many there are, and complete page by page."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.delivery.conftest import MONDAY, Town, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries.overdue import silent
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor

MANY = 9


@pytest.fixture
def crowd(submitted: CaseView) -> list[Case]:
    """Cases of the same firm at the same window; every third has no acceptance term, some share theirs."""
    pattern = Case.objects.get(number=submitted.number)
    part = Approval.objects.filter(case=submitted.number).first()
    assert part is not None
    held = []
    for place in range(MANY):
        row = Case.objects.get(pk=pattern.pk)
        row.pk, row.number, row.draft, row._state.adding = None, f"N{place}", f"D{place}", True
        row.submitted_at = MONDAY - timedelta(minutes=place // 2)
        row.accept_due_on = None if place % 3 == 0 else date(2026, 3, 5 + place // 4)
        row.save(force_insert=True)
        held.append(row)
        work = Approval.objects.get(pk=part.pk)
        work.pk, work.number, work.case, work._state.adding = None, f"N{place}-01", f"N{place}", True
        work.state, work.order_on = "open", date(2026, 3, 9 + place // 3)
        work.save(force_insert=True)
    return held


def plan(act: Callable[[], object], table: str) -> str:
    """How the database goes about the one statement of an act that reads this table in pages."""
    with CaptureQueriesContext(connection) as seen:
        act()
    sent = [one["sql"] for one in seen.captured_queries if f'FROM "{table}"' in one["sql"] and " LIMIT " in one["sql"]]
    assert len(sent) == 1, sent
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a handful of rows would be read and sorted whole
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + sent[0])
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def walk(page: Callable[[str], object]) -> list[str]:
    """The numbers of a list, three at a time."""
    found, after = [], ""
    for _ in range(20):
        shown = page(after)
        found += [one.number for one in shown.lines]  # type: ignore[attr-defined]
        after = shown.next  # type: ignore[attr-defined]
        if not after:
            return found
    raise AssertionError(f"the list does not end: {found}")


def reviewer() -> Actor:
    return officer(Approval.objects.filter(state="open")[0].organisation, Duty.REVIEW)


def test_every_list_is_complete_page_by_page(crowd: list[Case], submitted: CaseView, town: Town) -> None:
    mine = walk(lambda after: cases.cases_of(town.firm, after=after, limit=3))
    assert mine == list(Case.objects.order_by("-submitted_at", "-id").values_list("number", flat=True))
    queue = walk(lambda after: cases.window_queue(town.clerk, after=after, limit=3))
    termless = [row.number for row in crowd if row.accept_due_on is None]
    assert sorted(queue) == sorted(mine)
    assert queue[-len(termless) :] == termless  # behind everything that has a term
    timed = {row.number: row.accept_due_on for row in Case.objects.exclude(accept_due_on=None)}
    assert [timed[number] for number in queue[: -len(termless)]] == sorted(timed.values())
    work = walk(lambda after: approvals.my_work(reviewer(), after=after, limit=3))
    assert work == list(Approval.objects.filter(state="open").order_by("order_on", "id").values_list("number", flat=True))


@pytest.mark.parametrize("page", ["first", "next"])
def test_every_list_is_read_through_an_index_in_order(page: str, crowd: list[Case], town: Town) -> None:
    Approval.objects.filter(number__in=["N1-01", "N2-01"]).update(decided_at=MONDAY)
    by = reviewer()
    lists: tuple[tuple[Callable[..., object], Actor, str, str, str], ...] = (
        (cases.cases_of, town.firm, "zt_cases_case", "zt_case_of_subject", "submitted_at"),
        (cases.window_queue, town.clerk, "zt_cases_case", "zt_case_queue", "order_on"),
        (approvals.my_work, by, "zt_approvals_approval", "zt_approval_inbox", "order_on"),
        (approvals.decided_work, by, "zt_approvals_approval", "zt_approval_done", "decided_at"),
    )
    for read, actor, table, index, column in lists:
        after = read(actor, limit=1).next if page == "next" else ""  # type: ignore[attr-defined]
        assert bool(after) is (page == "next")
        told = plan(lambda read=read, actor=actor, after=after: read(actor, after=after), table)  # type: ignore[misc]
        assert index in told, told
        assert "Sort" not in told, told
        assert "TEMP B-TREE" not in told, told
        if page == "next":  # goes to its place in the index, not through all that stands before it
            places = [f"ROW({column}, id) "] if connection.vendor == "postgresql" else [f"{column}<", f"{column}>"]
            led = next(line for line in told.splitlines() if "Index Cond" in line or "USING INDEX" in line)
            assert any(place in led for place in places), told


def test_what_the_law_accepts_in_silence_is_found_through_an_index(crowd: list[Case]) -> None:
    told = plan(lambda: silent(date(2026, 3, 10)), "zt_cases_case")
    assert "zt_case_silent" in told, told


def test_a_stored_file_is_found_among_papers_through_an_index(submitted: CaseView) -> None:
    with CaptureQueriesContext(connection) as seen:
        cases.referred(["0" * 64])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + seen.captured_queries[-1]["sql"])
        assert "sha256" in " ".join(str(row[-1]).split("(sha256")[0] for row in cursor.fetchall())


def test_the_state_of_a_list_is_kept_from_page_to_page(crowd: list[Case], town: Town) -> None:
    Case.objects.filter(number__in=["N1", "N4"]).update(state=CaseState.SUPPLEMENTING)
    assert walk(lambda after: cases.window_queue(town.clerk, state=CaseState.SUPPLEMENTING, after=after, limit=1)) == ["N1", "N4"]
