"""审批: an approval in the hands of the officer who takes a step in it."""

from datetime import datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalNumber, ApprovalState
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def in_hand(number: str, by: Actor, *, earlier: bool = False) -> tuple[Approval, Actor]:
    """Locked and open, of this officer's own body, and not their own matter; with the ground on which they have it.

    ``earlier``: the step was taken already, so it need not be open any more.
    Raises ApprovalNotFound, OwnMatter, NotOpen, DecidedOutside (外部系统办理: its steps are taken there).
    """
    row = policy.decidable(by).select_for_update().filter(number=number).first()
    if row is None:
        raise ApprovalNotFound(number=number)
    held = policy.deciding_rights(by, row)
    duty = Duty.INTAKE if row.unpublished and row.organisation == row.window else Duty.REVIEW
    identity.check_not_own(by, queries.subject(row), held, duty=duty, organisation=row.organisation, basis=queries.basis(row))
    if not earlier:
        rules.check_open(row.number, ApprovalState(row.state))
        queries.not_outside(row)
    return row, identity.standing_in(by, held)


def step(row: Approval, organisation: str = "") -> tuple[ApprovalNumber, str, str, str]:
    """What every fact of a step says first: approval, case, item, organisation."""
    return ApprovalNumber(row.number), row.case, row.item, organisation or row.organisation


def recorded(fact: object, row: Approval, by: Actor, at: datetime) -> None:
    ledger.record(fact, by=by, about=Ref("case", row.case), division=row.division, at=at)
