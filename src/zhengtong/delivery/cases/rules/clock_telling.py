"""告知期限: what the applicant is told when a clock stops, starts, is lengthened, begins anew, or was worked out again."""

from datetime import date

from zhengtong.delivery.approvals.facts import ClockExtended, ClockPaused, ClockRecomputed, ClockRestarted, ClockResumed
from zhengtong.delivery.approvals.terms import OFFICES, PAUSES
from zhengtong.delivery.cases.terms import Sentence
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

ClockFact = ClockPaused | ClockResumed | ClockExtended | ClockRestarted | ClockRecomputed

_PAUSED = gettext_noop("%(title)s (%(case)s), %(name)s: the clock stands still for %(pause)s, about %(days)s working days (%(reference)s).")
_PAUSED_OPEN = gettext_noop("%(title)s (%(case)s), %(name)s: the clock stands still for %(pause)s until it is over (%(reference)s).")
_RESUMED = gettext_noop("%(title)s (%(case)s), %(name)s: the clock runs again; the answer is due by %(due)s.")
_RUNS = gettext_noop("%(title)s (%(case)s), %(name)s: the clock runs again.")
_EXTENDED = gettext_noop(
    "%(title)s (%(case)s), %(name)s: the term by law was extended by %(days)s working days by %(office)s, to %(due)s. "
    "The reason is on the page."
)
_EXTENDED_JOINT = gettext_noop(
    "%(title)s (%(case)s): the joint term was extended by %(days)s working days by %(office)s, to %(due)s. The reason is on the page."
)
_RESTARTED = gettext_noop("%(title)s (%(case)s), %(name)s: your answer has arrived and the term begins anew; the answer is due by %(due)s.")
_RECOMPUTED = gettext_noop("%(title)s (%(case)s), %(name)s: days off were published; the answer is now due by %(due)s, not %(former)s.")
_LATER = Words("恢复计时后另行推算的日期", "a day worked out once the clock runs again")


def clock_told(fact: ClockFact, name: Words) -> Sentence:
    """``name``: of the part. The title and the number of the case are added where it is sent."""
    if isinstance(fact, ClockPaused):
        params = {"name": name, "pause": PAUSES[fact.pause], "days": fact.days, "reference": fact.reference}
        return Sentence(_PAUSED if fact.days else _PAUSED_OPEN, params)
    if isinstance(fact, ClockExtended):
        extended = {"days": fact.days, "office": OFFICES[fact.office], "due": day(fact.legal_due)}
        return Sentence(_EXTENDED, {"name": name, **extended}) if fact.approval else Sentence(_EXTENDED_JOINT, extended)
    if isinstance(fact, ClockRecomputed):
        return Sentence(_RECOMPUTED, {"name": name, "due": day(fact.due), "former": day(fact.former_due)})
    due = min((one for one in (fact.promised_due, fact.legal_due) if one), default="")
    if isinstance(fact, ClockRestarted):
        return Sentence(_RESTARTED, {"name": name, "due": day(due)})
    return Sentence(_RESUMED, {"name": name, "due": day(due)}) if due else Sentence(_RUNS, {"name": name})


def day(iso: str) -> date | Words:
    """A date of a fact as people read it; empty while the clock stands still."""
    return date.fromisoformat(iso) if iso else _LATER
