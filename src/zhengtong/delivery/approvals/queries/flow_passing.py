"""移送: where an approval can go, and why it came."""

from dataclasses import dataclass
from datetime import datetime

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.models import Approval, Transfer
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationKind, OrganisationView
from zhengtong.kernel.actors import Actor

_TAKES = (OrganisationKind.DEPARTMENT, OrganisationKind.BUREAU)


@dataclass(frozen=True, slots=True)
class Passed:
    """One transfer, as both bodies read it."""

    former: str
    organisation: str
    reason: str
    at: datetime
    by: str


def may_take(number: str, by: Actor) -> tuple[OrganisationView, ...]:
    """To which bodies this officer may transfer it; none where they may not."""
    row = policy.decidable(by).filter(number=number, state=ApprovalState.OPEN, upper="").first()
    return takers(row) if row else ()


def takers(row: Approval) -> tuple[OrganisationView, ...]:
    """Departments and approval bureaus of the same place that act today, without those that had it before."""
    holder = identity.organisation(row.organisation)
    if holder is None or holder.kind not in _TAKES:
        return ()
    had = {row.organisation, *Transfer.objects.filter(approval=row).values_list("former", flat=True)}
    return tuple(
        one
        for one in identity.organisations(holder.division)
        if one.kind in _TAKES and one.code not in had and identity.authority_of(organisation=one.code, item=row.item).acting == one.code
    )


def passed(number: str) -> tuple[Passed, ...]:
    """For a reader who may see the approval as its body does."""
    found = Transfer.objects.filter(approval__number=number).order_by("id")
    return tuple(Passed(one.former, one.organisation, one.reason, one.at, one.by) for one in found)
