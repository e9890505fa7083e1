"""期限: both terms of approvals, computed from what happened."""

from collections.abc import Iterable

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries.showing import view
from zhengtong.delivery.approvals.terms import ApprovalView, Clock
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.clock import CHINA


def clock(number: str) -> Clock:
    """Both terms of an approval, explained; computed from what happened, never read from a stored target."""
    return clock_of(view(Approval.objects.get(number=number)))


def clocks(case: str) -> dict[str, Clock]:
    return clocks_of(map(view, Approval.objects.filter(case=case).order_by("number")))


def clocks_of(shown: Iterable[ApprovalView]) -> dict[str, Clock]:
    """The clocks of approvals that were read already."""
    return {one.number: clock_of(one) for one in shown}


def clock_of(shown: ApprovalView) -> Clock:
    regime = catalogue.regime(shown.regime) if shown.regime else None
    on = shown.started_on
    return rules.clock(
        catalogue.calendar(),
        started=on,
        promised=shown.promised,
        legal=rules.legal_term(shown.legal, regime, on) if on else None,
        ended=shown.decided_at.astimezone(CHINA).date() if shown.decided_at else None,
    )
