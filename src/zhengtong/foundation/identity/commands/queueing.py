"""取号与叫号: a number is drawn, called, called again, given up. It says nothing about anybody, so no fact is recorded."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from zhengtong.foundation.identity.errors.counter import NotAtAWindow, NotHere
from zhengtong.foundation.identity.models import Ticket
from zhengtong.foundation.identity.queries import bodies, queueing
from zhengtong.foundation.identity.queries import counter as counters
from zhengtong.foundation.identity.rules import counter as limits
from zhengtong.foundation.identity.terms import OrganisationKind, OrganisationView
from zhengtong.foundation.identity.terms.counter import TicketState, TicketView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger


def draw_ticket(*, organisation: str, by: Actor, at: datetime) -> TicketView:
    """取号 at the machine in the hall. Raises NotHere, QueueFull."""
    body = bodies.organisation(organisation)
    if body is None or body.kind is not OrganisationKind.WINDOW:
        raise NotHere
    today = at.astimezone(CHINA).date()
    with ledger.writing(None, by):
        _one_at_a_time(organisation)
        waiting, recent, last = queueing.drawn_since(organisation, today, at - timedelta(minutes=1))
        limits.check_queue(waiting, recent)
        row = Ticket.objects.create(organisation=organisation, day=today, serial=last + 1, drawn_at=at)
    return queueing.view(row, ahead=waiting)


def call_next(*, by: Actor, at: datetime) -> TicketView | None:
    """叫号: whoever this clerk has called is done; the longest waiting comes. None where nobody waits. Raises NotAtAWindow."""
    body = _window(by, at)
    with ledger.writing(None, by):
        _close_mine(by, TicketState.SERVED, at)
        rows = Ticket.objects.filter(organisation=body.code, day=at.astimezone(CHINA).date(), state=TicketState.WAITING)
        row = _free(rows.order_by("serial")).first()
        if row is not None:
            _call(row, by, at)
    return queueing.view(row) if row else None


def call_again(*, key: int, by: Actor, at: datetime) -> TicketView:
    """重呼: the one in hand once more, or one that nobody came for. Raises NotAtAWindow, NotHere."""
    body = _window(by, at)
    with ledger.writing(None, by):
        rows = Ticket.objects.filter(organisation=body.code, day=at.astimezone(CHINA).date(), serial=key)
        row = rows.select_for_update(of=("self",)).first()
        mine = row is not None and row.state == TicketState.CALLED and row.called_by_id == int(by.who.number)
        if row is None or not (mine or row.state == TicketState.MISSED):
            raise NotHere
        if not mine:
            _close_mine(by, TicketState.SERVED, at)
        _call(row, by, at)
    return queueing.view(row)


def miss_ticket(*, by: Actor, at: datetime) -> TicketView:
    """过号: called, and nobody came. It can be called again today. Raises NotAtAWindow, NotHere."""
    _window(by, at)
    with ledger.writing(None, by):
        row = _close_mine(by, TicketState.MISSED, at)
    if row is None:
        raise NotHere
    return queueing.view(row)


def _close_mine(by: Actor, state: TicketState, at: datetime) -> Ticket | None:
    rows = Ticket.objects.select_for_update(of=("self",)).filter(called_by=int(by.who.number), state=TicketState.CALLED)
    last = None
    for row in rows.order_by("last_called_at"):
        row.state, row.closed_at, last = state, at, row
        row.save(update_fields=["state", "closed_at"])
    return last


def _call(row: Ticket, by: Actor, at: datetime) -> None:
    row.state, row.called_by_id, row.last_called_at, row.closed_at = TicketState.CALLED, int(by.who.number), at, None
    row.called_at, row.calls = row.called_at or at, row.calls + 1
    row.save()


def _free(rows: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Two clerks who call at the same moment call two people."""
    return rows.select_for_update(of=("self",), skip_locked=connection.features.has_select_for_update_skip_locked)


def _one_at_a_time(organisation: str) -> None:
    """Two people at two machines draw two numbers."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"ticket:{organisation}"])


def _window(by: Actor, at: datetime) -> OrganisationView:
    body = counters.window(by, at)
    if body is None:
        raise NotAtAWindow
    return body
