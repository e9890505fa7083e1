"""督办: what is late, or nearly so with nobody at it, comes before the head of the body, once for each level."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.facts import ApprovalEscalated
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalNumber, ApprovalState, Level
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel import workdays
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def escalate(*, by: Actor, at: datetime, batch: int = 500) -> int:
    """How many stand on another level than before. What a pause, an extension or a claim made less urgent steps back, without a word."""
    today = at.astimezone(CHINA).date()
    near = workdays.due_on(catalogue.calendar(), today, rules.NEAR_DAYS)
    changed = 0
    for number in list(_to_look_at(today, near).values_list("pk", flat=True)[:batch]):
        with ledger.writing(None, by):
            row = Approval.objects.select_for_update().get(pk=number)
            changed += _set(row, today=today, near=near, by=by, at=at)
    return changed


def _to_look_at(today: date, near: date) -> QuerySet[Approval]:
    """Only rows whose level may be another: so a run that follows another finds nothing to do."""
    rows = Approval.objects.filter(state=ApprovalState.OPEN)
    law, promise = Q(legal_due_on__lt=today), Q(order_on__lt=today)
    moving = Q(paused_on=None) & (
        Q(law, escalated__lt=Level.LAW)
        | Q(promise, escalated__lt=Level.PROMISE)
        | Q(order_on__lte=near, escalated=Level.NONE, claimed_by="")
    )
    due = rows.filter(moving, order_on__lt=near + timedelta(days=1))
    back = rows.filter(escalated__gt=Level.NONE).filter(
        Q(paused_on__isnull=False)
        | Q(order_on__gt=near)
        | Q(~law | Q(legal_due_on=None), escalated=Level.LAW)
        | Q(order_on__gte=today, escalated__gte=Level.PROMISE)
        | (Q(order_on__gte=today) & ~Q(claimed_by=""))
    )
    return Approval.objects.filter(Q(pk__in=due.values("pk")) | Q(pk__in=back.values("pk"))).order_by("order_on", "pk")


def _set(row: Approval, *, today: date, near: date, by: Actor, at: datetime) -> int:
    before, due = Level(row.escalated), row.order_on if row.order_on != rules.NO_TERM else None
    now = rules.level(
        due_on=due, legal_due_on=row.legal_due_on, near=near, today=today, claimed=bool(row.claimed_by), paused=row.paused_on is not None
    )
    if row.state != ApprovalState.OPEN or now is before:
        return 0
    row.escalated = now
    row.save(update_fields=["escalated"])
    if now > before:
        day = row.legal_due_on if now is Level.LAW else due
        fact = ApprovalEscalated(ApprovalNumber(row.number), row.case, row.item, row.organisation, int(now), day.isoformat() if day else "")
        ledger.record(fact, by=by, about=Ref("approval", row.number), division=row.division, at=at)
    return 1
