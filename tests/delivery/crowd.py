"""One real case made many, in the database, so that lists have something to list: each its own number and day."""

from copy import copy
from datetime import date, timedelta
from typing import Any

from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.cases.models import Case


def many(case: str, count: int, *, item: str, **columns: Any) -> list[str]:
    """``count`` more cases like this one, each with the one open approval of ``item`` (by the end of its code), due a day after another.

    ``columns``: of every approval, as they are or as a function of its place. Returns the numbers of the approvals.
    """
    pattern = Case.objects.get(number=case)
    part = Approval.objects.get(case=case, item__endswith=item)
    made = []
    for place in range(Case.objects.count(), Case.objects.count() + count):
        one = copy(pattern)
        one.pk, one.number, one.draft, one._state = None, f"Z{place:06d}", f"ZD{place:06d}", copy(pattern._state)
        one._state.adding = True
        one.save(force_insert=True)
        row = copy(part)
        row.pk, row.number, row.case, row._state = None, f"{one.number}-01", one.number, copy(part._state)
        row._state.adding = True
        at = len(made)
        due = date(2026, 8, 10) + timedelta(days=at)
        values: dict[str, Any] = {"order_on": due, "due_on": due, "legal_due_on": None, **columns}
        for name, value in values.items():
            setattr(row, name, value(at) if callable(value) else value)
        row.save(force_insert=True)
        made.append(row.number)
    return made
