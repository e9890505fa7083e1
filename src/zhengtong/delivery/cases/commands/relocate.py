"""办件: when a place becomes part of another."""

from datetime import datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases.facts import CaseRelocated
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import RUNNING, CaseNumber
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def relocate(*, by: Actor, at: datetime) -> int:
    """区划变更: running cases go to the division that their place is part of today; permits and closed cases stay as they are. How many."""
    day, moved = at.astimezone(CHINA).date(), 0
    running = Case.objects.filter(state__in=RUNNING).order_by()
    for former in sorted(identity.former_divisions(frozenset(running.values_list("division", flat=True).distinct()), day)):
        division, changes = identity.division_today(former, day), identity.division_history(former, day)
        befores = (former, *(one.successor for one in changes))
        steps = [[before, one.since.isoformat()] for before, one in zip(befores, changes, strict=False)]
        for number in running.filter(division=former).values_list("number", flat=True):
            with ledger.writing(None, by):
                row = Case.objects.select_for_update().filter(number=number, division=former, state__in=RUNNING).first()
                if row is None:
                    continue
                row.moved = [*row.moved, *steps]
                row.division = division
                row.save(update_fields=["division", "moved"])
                approvals.relocate(case=number, division=division, moved=row.moved)
                fact = CaseRelocated(CaseNumber(number), division, former)
                ledger.record(fact, by=by, about=Ref("case", number), division=division, at=at)
                moved += 1
    return moved
