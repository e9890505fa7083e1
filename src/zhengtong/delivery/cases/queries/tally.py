"""办件: how many cases the subject acted for has, and at how many it is their turn."""

from django.db.models import Count

from zhengtong.delivery.cases import policy
from zhengtong.delivery.cases.terms import RUNNING, CaseState, Tally
from zhengtong.kernel.actors import Actor


def tally(by: Actor) -> Tally:
    """One query, whatever their number."""
    found = dict(policy.own(by).order_by().values_list("state").annotate(Count("id")))
    held = {CaseState(state): count for state, count in found.items()}
    running = sum(count for state, count in held.items() if state in RUNNING)
    return Tally(held.get(CaseState.SUPPLEMENTING, 0), running, sum(held.values()))
