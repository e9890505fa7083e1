"""接续办理: what a window had in hand goes to the one that goes on in its place."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases.facts import CaseTakenOver
from zhengtong.delivery.cases.models import Case, Delivery
from zhengtong.delivery.cases.terms import RUNNING, CaseNumber
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def take_over(*, by: Actor, at: datetime) -> int:
    """接续办理: running cases, and those with a document nobody has yet, of a window that was closed. How many.

    Receipt, acceptance, a notice that was sent and its term stay as they are; what was written before bears the name of who wrote it.
    """
    owed = Exists(Delivery.objects.filter(case=OuterRef("pk"), delivered_at=None))
    open_ones, moved = Case.objects.filter(Q(state__in=RUNNING) | owed), 0
    for former in open_ones.order_by().values_list("window", flat=True).distinct():
        window = identity.handed_on(former)
        if window == former:
            continue
        for number in open_ones.filter(window=former).order_by("id").values_list("number", flat=True):
            with ledger.writing(None, by):
                row = Case.objects.select_for_update().get(number=number)
                if row.window != former:
                    continue
                row.window, row.window_then = window, row.window_then or former
                row.save(update_fields=["window", "window_then"])
                approvals.rehouse(case=number, window=window, former=former)
                fact = CaseTakenOver(CaseNumber(number), window, former)
                ledger.record(fact, by=by, about=Ref("case", number), division=row.division, at=at)
                moved += 1
    return moved
