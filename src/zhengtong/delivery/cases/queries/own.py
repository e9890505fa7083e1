"""办件: what the subject acted for has: how many cases, at how many it is their turn, and what they once told."""

from collections.abc import Iterable

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


def told(case: str, keys: Iterable[str], by: Actor) -> dict[str, object]:
    """What was answered in a case of one's own, the situation included; nothing of anybody else's."""
    wanted, row = set(keys), policy.own(by).filter(number=case).only("answers").first()
    return {key: value for key, value in (row.answers if row else {}).items() if key in wanted}
