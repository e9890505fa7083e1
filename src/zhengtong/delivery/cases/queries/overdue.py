"""办件: cases that time acts on."""

from datetime import date

from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseState


def silent(today: date, *, limit: int = 200) -> tuple[str, ...]:
    """Numbers of received cases whose acceptance term has passed where silence accepts, oldest first."""
    rows = Case.objects.filter(state=CaseState.RECEIVED, silence_accepts=True, accept_due_on__lt=today)
    return tuple(rows.order_by("accept_due_on", "id").values_list("number", flat=True)[:limit])
