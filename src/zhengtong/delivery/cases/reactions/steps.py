"""告知: what happens while it is decided: clocks, hearings, notes, checks."""

from collections.abc import Mapping
from datetime import date

from zhengtong.delivery.approvals.facts import (
    ApprovalTransferred,
    ClockExtended,
    ClockPaused,
    ClockRecomputed,
    ClockRestarted,
    ClockResumed,
    CommitmentChecked,
    DecisionExplained,
    HearingCalled,
    HearingHeld,
    HearingRightTold,
    NoteWritten,
)
from zhengtong.delivery.approvals.terms import AfterCheckState
from zhengtong.delivery.cases.commands.consequence import item_name
from zhengtong.delivery.cases.commands.tell import tell
from zhengtong.delivery.cases.queries.clock_telling import clock_told
from zhengtong.delivery.cases.rules import ClockFact
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refusals import gettext_noop

_CHECKED = {
    AfterCheckState.KEPT: gettext_noop("%(title)s (%(case)s): what you promised for “%(name)s” was checked, and found as promised."),
    AfterCheckState.TO_CORRECT: gettext_noop(
        "%(title)s (%(case)s): “%(name)s” was not found as promised. Put it right by %(until)s; what was found is on the page of the case."
    ),
    AfterCheckState.CORRECTED: gettext_noop("%(title)s (%(case)s): “%(name)s” was checked again, and is as promised now."),
    AfterCheckState.BROKEN: gettext_noop("%(title)s (%(case)s): “%(name)s” was not put right. %(article)s: %(consequence)s"),
}
_AND_AT_ONCE = gettext_noop(
    "%(title)s (%(case)s): “%(name)s” was not found as promised. Put it right by %(until)s; what was found is on the page of the case. "
    "Besides, %(article)s: %(consequence)s"
)


@ledger.afterwards(NoteWritten)
def tell_noted(fact: NoteWritten, row: ledger.Row) -> None:
    """公开批注: the applicant hears that there is one; what it says stands on the page of the case. Nothing of an internal one."""
    if fact.public:
        said = gettext_noop("%(title)s (%(case)s): the department wrote you a note. It is on the page of the case.")
        tell(case=fact.case, message=said, row=row.id, at=row.at)

_STEPS: Mapping[type, str] = {
    ApprovalTransferred: gettext_noop("%(title)s (%(case)s): another office is competent and goes on with it. You need do nothing."),
    HearingRightTold: gettext_noop(
        "%(title)s (%(case)s): you may ask for a hearing until %(ask_by)s, on the page of the case. It costs you nothing."
    ),
    HearingCalled: gettext_noop("%(title)s (%(case)s): a hearing is held on %(hearing_on)s at %(at_hour)s. The place is on its page."),
    HearingHeld: gettext_noop("%(title)s (%(case)s): the hearing was held; the decision follows its record."),
}


def _tell_step(fact: ApprovalTransferred | HearingRightTold | HearingCalled | HearingHeld, row: ledger.Row) -> None:
    days = {key: date.fromisoformat(on) for key in ("ask_by", "hearing_on") if (on := getattr(fact, key, ""))}
    hour = {"at_hour": fact.at_hour} if isinstance(fact, HearingCalled) else {}
    tell(case=fact.case, message=_STEPS[type(fact)], params={**days, **hour}, row=row.id, at=row.at)


@ledger.afterwards(ApprovalTransferred)
def tell_transferred(fact: ApprovalTransferred, row: ledger.Row) -> None:
    _tell_step(fact, row)


@ledger.afterwards(HearingRightTold)
def tell_of_hearing(fact: HearingRightTold, row: ledger.Row) -> None:
    """告知听证权利 (行政许可法 art. 47)."""
    _tell_step(fact, row)


@ledger.afterwards(HearingCalled)
def tell_hearing_called(fact: HearingCalled, row: ledger.Row) -> None:
    """听证通知 (行政许可法 art. 48)."""
    _tell_step(fact, row)


@ledger.afterwards(HearingHeld)
def tell_hearing_held(fact: HearingHeld, row: ledger.Row) -> None:
    _tell_step(fact, row)


@ledger.afterwards(CommitmentChecked)
def tell_checked(fact: CommitmentChecked, row: ledger.Row) -> None:
    """The holder hears of each step: as promised, to correct and by when, corrected, or not."""
    params = {"name": item_name(fact), "until": fact.correct_by, "article": fact.article, "consequence": fact.consequence}
    at_once = fact.outcome is AfterCheckState.TO_CORRECT and fact.consequence
    tell(case=fact.case, message=_AND_AT_ONCE if at_once else _CHECKED[fact.outcome], params=params, row=row.id, at=row.at)


@ledger.afterwards(DecisionExplained)
def tell_explained(fact: DecisionExplained, row: ledger.Row) -> None:
    said = gettext_noop("%(title)s (%(case)s): a person has looked through what was decided automatically; the answer is on its page.")
    tell(case=fact.case, message=said, row=row.id, at=row.at)


@ledger.afterwards(ClockPaused)
def tell_paused(fact: ClockPaused, row: ledger.Row) -> None:
    """特别程序: the time it needs is told in writing (行政许可法 art. 45)."""
    _tell_clock(fact, row)


@ledger.afterwards(ClockResumed)
def tell_resumed(fact: ClockResumed, row: ledger.Row) -> None:
    _tell_clock(fact, row)


@ledger.afterwards(ClockExtended)
def tell_extended(fact: ClockExtended, row: ledger.Row) -> None:
    """延期: its reason is told (行政许可法 art. 42)."""
    _tell_clock(fact, row)


@ledger.afterwards(ClockRestarted)
def tell_restarted(fact: ClockRestarted, row: ledger.Row) -> None:
    _tell_clock(fact, row)


@ledger.afterwards(ClockRecomputed)
def tell_recomputed(fact: ClockRecomputed, row: ledger.Row) -> None:
    _tell_clock(fact, row)


def _tell_clock(fact: ClockFact, row: ledger.Row) -> None:
    said = clock_told(fact)
    tell(case=fact.case, message=said.message, params=said.params, row=row.id, at=row.at)
