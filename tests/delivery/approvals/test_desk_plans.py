"""Each list of the desk goes down an index that begins with its body; none reads the table from end to end, on either database."""

from datetime import date

import pytest
from django.db import connection

from tests.delivery.conftest import officer
from zhengtong.delivery.approvals.queries import lists
from zhengtong.delivery.approvals.terms import WorkList
from zhengtong.foundation.identity.terms import Duty

pytestmark = pytest.mark.django_db
INDEX = {
    WorkList.ALL: ("zt_approval_inbox",),
    WorkList.MINE: ("zt_approval_claims",),
    WorkList.FREE: ("zt_approval_claims", "zt_approval_inbox"),
    WorkList.LIMITED: ("zt_approval_limited",),
    WorkList.LATE: ("zt_approval_late",),
    WorkList.SLIPPED: ("zt_approval_inbox",),
    WorkList.STILL: ("zt_approval_still",),
    WorkList.ESCALATED: ("zt_approval_escalated", "zt_approval_inbox"),  # SQLite takes the one with the state in it
    WorkList.WATCHED: ("zt_watch_once", "zt_approvals_watch"),  # SQLite names a constraint's index after the table
    WorkList.OTHERS: ("zt_consultation_open",),
}


@pytest.mark.parametrize("which", list(WorkList))
def test_a_list_goes_down_its_index(which: WorkList) -> None:
    by = officer("119901000000000355", Duty.REVIEW, Duty.LEAD, account="7")
    rows = lists.chosen(by, which, date(2026, 8, 4)).order_by(*(name for name, _ in lists.order_of(which)))[:31]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = rows.explain()
    if connection.vendor == "sqlite":  # PostgreSQL chooses among indexes by what the tables hold; bench/lists asks it at a million
        assert any(name in plan for name in INDEX[which]), plan
    assert " zt_" in plan, plan
    assert "SCAN zt_approvals_approval\n" not in f"{plan}\n", plan
    assert "Seq Scan on zt_approvals_approval" not in plan, plan
