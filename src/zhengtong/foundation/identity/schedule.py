"""身份与机构: what happens because time passes."""

from zhengtong.foundation.identity.commands.ending import end_overdue
from zhengtong.foundation.identity.commands.enrolling import clear_pending
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger


@ledger.every("identity.end_assistances", seconds=60)
def end_assistances() -> None:
    """帮办到时: the sitting is over at its time even without this; here it is written down."""
    end_overdue(by=system("identity"), at=clock.now())


@ledger.every("identity.clear_pending", seconds=600)
def clear_pending_accounts() -> None:
    """清理注册: accounts begun and never proved."""
    clear_pending(at=clock.now())
