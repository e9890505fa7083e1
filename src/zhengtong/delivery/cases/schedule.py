"""办件: what happens because time passes."""

from datetime import timedelta

from zhengtong.delivery.cases.commands.accepting import accept_by_law
from zhengtong.delivery.cases.commands.defer import miss
from zhengtong.delivery.cases.commands.delivering import remind_of_deliveries
from zhengtong.delivery.cases.commands.reconsidering import accept_in_silence
from zhengtong.delivery.cases.commands.relocate import relocate
from zhengtong.delivery.cases.commands.renewing import follow_renewals, remind_of_endings
from zhengtong.delivery.cases.commands.silence import abandon, remind
from zhengtong.delivery.cases.commands.succeeding import take_over
from zhengtong.delivery.cases.queries.overdue import missing, silent, to_remind, unheard
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger

_BEFORE = timedelta(days=3)


@ledger.every("cases.accept_by_law", seconds=600)
def accept_cases_in_silence() -> None:
    """逾期不告知的，自收到申请材料之日起即为受理 (行政许可法 art. 32(1)(4))."""
    for number in silent(clock.today()):
        accept_by_law(case=number, by=system("cases"), at=clock.now())


@ledger.every("cases.abandon", seconds=600)
def give_up_what_nobody_answered() -> None:
    """无正当理由逾期不补正的，视为放弃申请 (政府信息公开条例 art. 30)."""
    for number in unheard(clock.today()):
        abandon(case=number, by=system("cases"), at=clock.now())


@ledger.every("cases.remind", seconds=600)
def remind_before_it_ends() -> None:
    """提醒补正: once, three days before the term ends."""
    for number in to_remind(clock.today() + _BEFORE):
        remind(case=number, by=system("cases"), at=clock.now())


@ledger.every("cases.miss", seconds=600)
def note_missing_papers() -> None:
    """逾期未补交: papers that were promised by a day that has passed."""
    for number in missing(clock.today()):
        miss(case=number, by=system("cases"), at=clock.now())


@ledger.every("cases.relocate", seconds=3600)
def follow_divisions() -> None:
    """区划变更: running cases of a merged or renamed place go to its successor."""
    relocate(by=system("cases"), at=clock.now())


@ledger.every("cases.take_over", seconds=600)
def take_over_from_windows() -> None:
    """机构改革: what a closed window had in hand goes to its successor (行政复议法 art. 19(4))."""
    take_over(by=system("cases"), at=clock.now())


@ledger.every("cases.reconsiderations", seconds=600)
def accept_reconsiderations_in_silence() -> None:
    """审查期限届满，视为受理 (行政复议法 art. 30)."""
    accept_in_silence(by=system("cases"), at=clock.now())


@ledger.every("cases.renewals", seconds=600)
def follow_what_is_renewed() -> None:
    """逾期未作决定的，视为准予延续 (行政许可法 art. 50)."""
    follow_renewals(by=system("cases"), at=clock.now())


@ledger.every("cases.endings", seconds=6 * 3600, lease=600)
def remind_before_licences_end() -> None:
    """提醒延续: in time for the holder's own last day to ask."""
    remind_of_endings(at=clock.now())


@ledger.every("cases.deliveries", seconds=3600)
def remind_of_what_nobody_has() -> None:
    """逾期未送达 (行政许可法 art. 44)."""
    remind_of_deliveries(by=system("cases"), at=clock.now())
