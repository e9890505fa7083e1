"""窗口查看受保护的人: what somebody protected did before opens at the counter only once a second officer released it."""

from datetime import datetime

from zhengtong.foundation.identity.commands.counter import locked
from zhengtong.foundation.identity.commands.looking import ask_second, note_look
from zhengtong.foundation.identity.errors.looking import NothingToShow
from zhengtong.foundation.identity.models import ProtectedQuery
from zhengtong.foundation.identity.queries import counter as counters
from zhengtong.foundation.identity.terms import ProtectedQueryState
from zhengtong.foundation.identity.terms.counter import CounterView
from zhengtong.foundation.identity.terms.looking import Purpose
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.words import Words

WHY = Words("本人在窗口办事", "the person is at the counter")


def ask_history(*, by: Actor, at: datetime) -> CounterView:
    """请求复核: for each protected record of this sitting, once. Raises NobodyAtTheCounter."""
    with ledger.writing(None, by):
        row = locked(by, at)
        shown = counters.view(row, by)
        waits = (ProtectedQueryState.ASKED, ProtectedQueryState.RELEASED)
        for one in shown.closed:
            asked = ProtectedQuery.objects.filter(asked_by=row.helper_id, person=one.number, case=row.number, state__in=waits)
            if not asked.exists():
                ask_second(one.number, (Purpose.HANDLE, WHY.zh, str(row.number)), by, at)
    return counters.view(row, by)


def open_history(*, by: Actor, at: datetime) -> CounterView:
    """打开已放行的历史: within the time that the second officer gave, on record; the person reads of it. Raises NothingToShow."""
    with ledger.writing(None, by):
        row = locked(by, at)
        for one in counters.view(row, by).closed:
            held = ProtectedQuery.objects.select_for_update(of=("self",)).filter(
                asked_by=row.helper_id, person=one.number, case=row.number, state=ProtectedQueryState.RELEASED, until__gt=at
            )
            query = held.order_by("-pk").first()
            if query is None:
                raise NothingToShow
            told = (Purpose.HANDLE, WHY.zh, str(row.number))
            note_look(one.number, told, by, at, query=query, until=query.until)
    return counters.view(row, by)
