"""身份与机构: what happens because time passes."""

from zhengtong.foundation.identity.commands.breaking import end_overdue_break_glass
from zhengtong.foundation.identity.commands.ending import end_overdue
from zhengtong.foundation.identity.commands.enrolling import clear_pending
from zhengtong.foundation.identity.commands.firms import end_overdue_offices, refresh_stale
from zhengtong.foundation.identity.commands.guardians import come_of_age
from zhengtong.foundation.identity.commands.mandates import expire_mandates
from zhengtong.foundation.identity.commands.staffing import close_ended_posts
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


@ledger.every("identity.come_of_age", seconds=3600)
def end_guardianships() -> None:
    """成年: nobody could act on it since midnight; here it is written down and told."""
    come_of_age(by=system("identity"), at=clock.now())


@ledger.every("identity.end_break_glass", seconds=60)
def end_break_glass() -> None:
    """应急到时: the right has ended by itself; here it is written down."""
    end_overdue_break_glass(by=system("identity"), at=clock.now())


@ledger.every("identity.close_ended_posts", seconds=600)
def close_posts() -> None:
    """到期离职: the rights ended with the last day; now the account is closed."""
    close_ended_posts(by=system("identity"), at=clock.now())


@ledger.every("identity.expire_mandates", seconds=3600)
def end_mandates() -> None:
    """委托到期: a power reaches nothing since its last day; here it is written down and told."""
    expire_mandates(by=system("identity"), at=clock.now())


@ledger.every("identity.end_overdue_offices", seconds=3600)
def end_offices() -> None:
    """经办到期: the same for staff of firms."""
    end_overdue_offices(by=system("identity"), at=clock.now())


@ledger.every("identity.refresh_firms", seconds=3600)
def refresh_firms() -> None:
    """登记核对: each firm once a day; a register that is down is asked again in an hour."""
    refresh_stale(by=system("identity"), at=clock.now())
