"""审批: what happens because time passes."""

from zhengtong.delivery.approvals.commands.hand import take_over
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger


@ledger.every("approvals.take_over", seconds=600)
def take_over_what_passed_on() -> None:
    """机构改革、委托到期: running approvals go to whoever acts today (行政复议法 art. 19(4))."""
    take_over(by=system("approvals"), at=clock.now())
