"""办件: cases that time acts on, oldest first."""

from datetime import date

from zhengtong.delivery.cases.models import Case, Deferral
from zhengtong.delivery.cases.terms import RUNNING, CaseState


def silent(today: date, *, limit: int = 200) -> tuple[str, ...]:
    """Numbers of received cases whose acceptance term has passed where silence accepts."""
    rows = Case.objects.filter(state=CaseState.RECEIVED, silence_on__lt=today)
    return tuple(rows.order_by("silence_on", "id").values_list("number", flat=True)[:limit])


def unheard(today: date, *, limit: int = 200) -> tuple[str, ...]:
    """Numbers of cases whose applicant let their own term to answer the notice pass."""
    rows = Case.objects.filter(state=CaseState.SUPPLEMENTING, answer_due_on__lt=today)
    return tuple(rows.order_by("answer_due_on", "id").values_list("number", flat=True)[:limit])


def to_remind(by: date, *, limit: int = 200) -> tuple[str, ...]:
    """Numbers of cases whose applicant's term ends on that day or before, and whom nobody has reminded yet."""
    rows = Case.objects.filter(
        state=CaseState.SUPPLEMENTING, answer_due_on__lte=by, notices__answered_at=None, notices__reminded_at=None
    )
    return tuple(rows.order_by("answer_due_on", "id").values_list("number", flat=True)[:limit])


def missing(today: date, *, limit: int = 200) -> tuple[str, ...]:
    """Numbers of running cases in which a promised paper is not there after its day."""
    rows = Deferral.objects.filter(due_on__lt=today, supplied_at=None, missed_at=None, case__state__in=RUNNING)
    return tuple(dict.fromkeys(rows.order_by("due_on", "id").values_list("case__number", flat=True)[:limit]))
