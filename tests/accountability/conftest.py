"""A finished matter to rate: the same town and the same restaurant as in delivery."""
from datetime import timedelta

from tests.delivery.conftest import MONDAY, Town, officer, submitted, town
from tests.support.scenes import scene
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.foundation.identity.terms import Duty

__all__ = ["closed", "submitted", "town"]

LATER = MONDAY + timedelta(days=1)


@scene()
def closed(submitted: CaseView, town: Town) -> CaseView:
    """Accepted, and every part approved."""
    cases.accept(case=submitted.number, by=town.clerk, at=LATER)
    for _ in range(3):
        for one in cases.case(submitted.number, town.firm).approvals:
            if one.state is ApprovalState.OPEN:
                approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=officer(one.organisation, Duty.REVIEW), at=LATER)
    done = cases.case(submitted.number, town.firm)
    assert done.state is CaseState.CLOSED
    return done
