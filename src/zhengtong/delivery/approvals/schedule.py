"""审批: what happens because time passes."""

from contextlib import suppress

from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.commands.claim import end_claims
from zhengtong.delivery.approvals.commands.clock_recomputing import recompute
from zhengtong.delivery.approvals.commands.escalate import escalate
from zhengtong.delivery.approvals.commands.external import carry, reconcile
from zhengtong.delivery.approvals.commands.flow import pass_time
from zhengtong.delivery.approvals.commands.succeeding import take_over
from zhengtong.delivery.approvals.errors import OutsideSystemDown
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger


@ledger.every("approvals.take_over", seconds=600)
def take_over_what_passed_on() -> None:
    """机构改革、委托到期: running approvals go to whoever acts today (行政复议法 art. 19(4))."""
    take_over(by=system("approvals"), at=clock.now())


@ledger.every("approvals.carry_outside", seconds=30, lease=300)
def carry_outside() -> None:
    """国垂、省垂: push what opened, ask for what was pushed."""
    carry(by=system("approvals"), at=clock.now())


@ledger.every("approvals.reconcile_outside", seconds=6 * 3600, lease=600)
def reconcile_outside() -> None:
    """对账: one book against the other, four times a day; a system that is down is compared next time."""
    for one in queries.outside_systems():
        with suppress(OutsideSystemDown):
            reconcile(system=one.code, by=system("approvals"), at=clock.now())


@ledger.every("approvals.escalate", seconds=600)
def escalate_what_is_late() -> None:
    """督办: late, or nearly so with nobody at it."""
    escalate(by=system("approvals"), at=clock.now())


@ledger.every("approvals.end_claims", seconds=600)
def end_old_claims() -> None:
    """认领终止: of who is away, serves elsewhere, or has left it lying."""
    end_claims(by=system("approvals"), at=clock.now())


@ledger.every("approvals.recompute", seconds=6 * 3600, lease=600)
def recompute_with_today() -> None:
    """重新推算: also what takes effect on a later day than it was published."""
    recompute(by=system("approvals"), at=clock.now())


@ledger.every("approvals.pass_time", seconds=600)
def pass_time_of_steps() -> None:
    """逾期未答复、未申请听证: what a silence means takes effect."""
    pass_time(at=clock.now())
