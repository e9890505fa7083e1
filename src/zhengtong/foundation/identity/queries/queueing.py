"""排队: numbers of today at a window; nobody's name is with them."""

from datetime import date, datetime, timedelta

from django.db.models import Avg, Count, F, Q

from zhengtong.foundation.identity.models import Ticket
from zhengtong.foundation.identity.rules.counter import ticket_label
from zhengtong.foundation.identity.terms.counter import QueueView, TicketState, TicketView
from zhengtong.kernel.actors import Actor

_MOST = 8


def queue_at(organisation: str, by: Actor, today: date) -> QueueView:
    """How many wait, how long people waited today on average, whom this clerk has called, and who did not come."""
    rows = Ticket.objects.filter(organisation=organisation, day=today)
    told = rows.aggregate(waiting=Count("pk", filter=Q(state=TicketState.WAITING)), average=Avg(F("called_at") - F("drawn_at")))
    mine = rows.filter(called_by=int(by.who.number), state=TicketState.CALLED).order_by("-last_called_at").first()
    missed = rows.filter(state=TicketState.MISSED).order_by("-closed_at")[:_MOST]
    average = told["average"]
    return QueueView(
        waiting=told["waiting"],
        average=average if isinstance(average, timedelta) else None,
        mine=view(mine) if mine else None,
        missed=tuple(view(one) for one in missed),
    )


def called_at(organisation: str, today: date) -> tuple[TicketView, ...]:
    """叫号屏: the numbers that are called now, the latest first."""
    rows = Ticket.objects.filter(organisation=organisation, day=today, state=TicketState.CALLED)
    return tuple(view(one) for one in rows.order_by("-last_called_at")[:_MOST])


def ticket(organisation: str, serial: int, today: date) -> TicketView | None:
    """A number of today, with how many wait before it."""
    row = Ticket.objects.filter(organisation=organisation, day=today, serial=serial).first()
    return view(row, ahead=ahead_of(row)) if row else None


def ahead_of(row: Ticket) -> int:
    held = Ticket.objects.filter(organisation=row.organisation, day=row.day, state=TicketState.WAITING, serial__lt=row.serial)
    return held.count() if row.state == TicketState.WAITING else 0


def drawn_since(organisation: str, today: date, since: datetime) -> tuple[int, int, int]:
    """How many wait, how many were drawn since, and the last number."""
    rows = Ticket.objects.filter(organisation=organisation, day=today)
    told = rows.aggregate(waiting=Count("pk", filter=Q(state=TicketState.WAITING)), recent=Count("pk", filter=Q(drawn_at__gt=since)))
    return told["waiting"], told["recent"], rows.order_by("-serial").values_list("serial", flat=True).first() or 0


def view(row: Ticket, *, ahead: int = 0) -> TicketView:
    return TicketView(
        key=row.serial,
        label=ticket_label(row.serial),
        organisation=row.organisation,
        state=TicketState(row.state),
        drawn_at=row.drawn_at,
        called_at=row.called_at,
        calls=row.calls,
        ahead=ahead,
    )
