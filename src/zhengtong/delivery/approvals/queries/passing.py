"""审批: running approvals whose power has passed to another body."""

from datetime import date

from django.db.models import F

from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import RUNNING
from zhengtong.foundation.identity import api as identity


def misplaced(on: date) -> tuple[tuple[str, str, str], ...]:
    """Running approvals by body and item whose power is another's on that day: (who holds them, item, who acts)."""
    running = Approval.objects.filter(state__in=RUNNING)
    bodies = [code for code in running.order_by().values_list("organisation", flat=True).distinct() if identity.may_have_changed(code)]
    pairs = running.filter(organisation__in=bodies).exclude(unpublished=True, organisation=F("window"))
    found = []
    for organisation, item in pairs.order_by("organisation", "item").values_list("organisation", "item").distinct():
        acting = identity.authority_of(organisation=organisation, item=item, on=on, begun=True).acting
        if acting != organisation:
            found.append((organisation, item, str(acting)))
    return tuple(found)


def running(organisation: str, item: str) -> tuple[str, ...]:
    rows = Approval.objects.filter(organisation=organisation, item=item, state__in=RUNNING)
    return tuple(rows.order_by("id").values_list("number", flat=True))
