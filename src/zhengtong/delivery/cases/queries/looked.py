"""办件: what a look at a person shows of their cases; and how many running cases an officer had a hand in."""

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import policy
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import RUNNING, CaseLine
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger

_MOST = 50
_TOUCHED = 20_000


def is_at_body(number: str, by: Actor) -> bool:
    """Whether a case came through the officer's window, or has a part in the hands of their body, within their right to look up."""
    if policy.for_look_up(by).filter(number=number).exists():
        return True
    return bool(approvals.cases_reached([number], Duty.LOOK_UP, by))


def cases_at_body(look: int, by: Actor) -> tuple[CaseLine, ...]:
    """本机构办件: of the person whose record is open, only those at the officer's own body, latest first. Raises as ``identity.opened``."""
    person = identity.opened(look, by).person.ref
    own = Case.objects.filter(subject_kind=person.kind, subject_number=person.number)
    numbers = list(own.order_by("-submitted_at").values_list("number", flat=True)[:500])
    reached = approvals.cases_reached(numbers, Duty.LOOK_UP, by)
    reached |= set(policy.for_look_up(by).filter(number__in=numbers).values_list("number", flat=True))
    return reading.lines(list(own.filter(number__in=reached).order_by("-submitted_at", "-id").defer("answers")[:_MOST]))


def running_touched(account: int) -> int:
    """经手在办: running cases that this officer ever recorded something of. They stay with the body, whoever goes."""
    numbers = [one.number for one in ledger.touched_by(f"account:{account}", ["case"])[:_TOUCHED]]
    found = 0
    for at in range(0, len(numbers), 500):
        found += Case.objects.filter(number__in=numbers[at : at + 500], state__in=sorted(RUNNING)).count()
    return found
