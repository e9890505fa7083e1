"""Lines of a work list: whose, what, and how the clock stands, in words and tone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from zhengtong.channels.ui import states
from zhengtong.channels.ui.states import Tone
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases.terms import CaseLine, CaseState
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import LeaveView
from zhengtong.kernel import workdays
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

SOON = 2  # working days left from which a line turns amber


@dataclass(frozen=True, slots=True)
class Line:
    """One matter in a list."""

    number: str
    href: str
    who: str
    what: Words
    matter: Words
    tone: Tone
    clock: str
    due_on: date | None
    unplaced: bool = False  # department not published
    stands_in: LeaveView | None = None  # 代理: for whom, and until when
    own: bool = False  # 回避: the reader's own matter
    claimed: str = ""  # 认领: the colleague who works on it
    claimed_by: str = ""
    mine: bool = False  # the reader works on it
    watched: bool = False
    limited: bool = False  # 有数量限制
    place: int = 0  # its place in the order of acceptance
    accepted_on: date | None = None
    claimable: bool = False
    escalated: bool = False


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What j and k lead to."""

    before: str = ""
    after: str = ""


def of_approvals(views: Sequence[ApprovalView], today: date, by: Actor) -> tuple[Line, ...]:
    """Approvals with the names of their subjects; one look-up for all. Marked where the reader has it for an absent colleague."""
    names, away = identity.subject_names({view.subject for view in views}), identity.standing_in_for(by)
    return tuple(_approval(view, names.get(view.subject, ""), today, away, by) for view in views)


def of_cases(found: Sequence[CaseLine], today: date, by: Actor) -> tuple[Line, ...]:
    """Cases at the window, with the day by which each must be accepted or asked about."""
    away = identity.standing_in_for(by)
    return tuple(_case(line, today, away) for line in found)


def clock(due_on: date | None, today: date, division: str = "") -> tuple[Tone, str]:
    """How much time is left: late, today, soon, later; or that no term runs."""
    if due_on is None:
        return Tone.SLEEP, gettext("No term published")
    left = workdays.working_days_left(catalogue.calendar(division), today, due_on)
    if due_on < today:
        told = ngettext("%(n)s working day over", "%(n)s working days over", -left) % {"n": -left}
        return Tone.LATE, told if left else gettext("Overdue")
    if due_on == today:
        return Tone.LATE, gettext("Due today")
    tone = Tone.WAIT if left <= SOON else Tone.ACT
    return tone, ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}


def neighbours(lines: Sequence[Line], number: str) -> Neighbours:
    """The lines before and after one; a line that is no longer in the list is followed by the first."""
    places = [line.number for line in lines]
    if number not in places:
        return Neighbours(after=lines[0].href if lines else "")
    at = places.index(number)
    return Neighbours(lines[at - 1].href if at else "", lines[at + 1].href if at + 1 < len(lines) else "")


def following(lines: Sequence[Line], number: str) -> str:
    """Where to go once a matter is done: the next line, else the first that is left, else the list itself."""
    rest = [line for line in lines if line.number != number]
    places = [line.number for line in lines]
    at = places.index(number) if number in places else 0
    if not rest:
        return reverse("workbench:work")
    return rest[at].href if at < len(rest) else rest[0].href


def _approval(view: ApprovalView, who: str, today: date, away: Mapping[Ref, LeaveView], by: Actor) -> Line:
    tone, told = of_clock(view, today)
    claim = view.claim
    return Line(
        number=view.number,
        href=reverse("workbench:approval", args=[view.number]),
        who=who,
        what=view.name,
        matter=view.title,
        tone=tone,
        clock=told,
        due_on=view.due_on,
        unplaced=view.unpublished,
        stands_in=_for(view.through, away),
        own=view.own,
        claimed=claim.name if claim else "",
        claimed_by=claim.by if claim else "",
        mine=claim is not None and claim.by == str(by.who),
        limited=view.limited,
        claimable=view.state is ApprovalState.OPEN and not view.own,
        escalated=view.escalated > 0,
    )


def of_clock(view: ApprovalView, today: date) -> tuple[Tone, str]:
    """By both terms: past the one by law is red, past the promised one alone amber; what stands still is grey."""
    if view.state is not ApprovalState.OPEN:
        shown = states.shown(view.state)
        return shown.tone, gettext(shown.text)
    if view.paused_on is not None:
        return Tone.SLEEP, gettext("Stands still")
    tone, told = clock(view.due_on, today, view.division)
    if view.due_on is None or view.due_on > today:
        return tone, told
    broken = view.legal_due_on is not None and view.legal_due_on < today
    if view.due_on == today:
        return Tone.LATE if view.legal_due_on == today else Tone.WAIT, told
    over = view.legal_due_on if broken and view.legal_due_on else view.due_on
    return (Tone.LATE if broken else Tone.WAIT), _over(over, today, by_law=broken)


def _over(due_on: date, today: date, *, by_law: bool) -> str:
    """How long a term is over: the law's, or the promised one alone."""
    over = -workdays.working_days_left(catalogue.calendar(), today, due_on)
    if not over:
        return gettext("Past the law's term") if by_law else gettext("Past the promise")
    if by_law:
        return ngettext("%(n)s working day past the law's term", "%(n)s working days past the law's term", over) % {"n": over}
    return ngettext("%(n)s working day past the promise", "%(n)s working days past the promise", over) % {"n": over}


def _for(leave: Ref | None, away: Mapping[Ref, LeaveView]) -> LeaveView | None:
    return away.get(leave) if leave else None


def _case(line: CaseLine, today: date, away: Mapping[Ref, LeaveView]) -> Line:
    running = line.state is CaseState.RECEIVED
    tone, told = clock(line.accept_due_on, today) if running else (Tone.SLEEP, "")
    href = reverse("workbench:case", args=[line.number])
    due = line.accept_due_on if running else None
    stands = _for(line.through, away)
    return Line(line.number, href, line.subject_name, line.title, line.title, tone, told, due, stands_in=stands, own=line.own)
