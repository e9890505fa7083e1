"""办件: what happens because time passes."""

from zhengtong.delivery.cases.commands.intake import accept_by_law
from zhengtong.delivery.cases.commands.relocate import relocate
from zhengtong.delivery.cases.queries.overdue import silent
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger


@ledger.every("cases.accept_by_law", seconds=600)
def accept_in_silence() -> None:
    """逾期不告知的，自收到申请材料之日起即为受理 (行政许可法 art. 32(1)(4))."""
    for number in silent(clock.today()):
        accept_by_law(case=number, by=system("cases"), at=clock.now())


@ledger.every("cases.relocate", seconds=3600)
def follow_divisions() -> None:
    """区划变更: running cases of a merged or renamed place go to its successor."""
    relocate(by=system("cases"), at=clock.now())
