"""案头: which list an officer works from, and what stands beside an approval: who works on it, who watches, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from zhengtong.channels.ui.fields import Option
from zhengtong.channels.workbench import lines
from zhengtong.channels.workbench.lines import Line
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Note, WorkList
from zhengtong.foundation.identity.terms import Duty, StaffView
from zhengtong.kernel.actors import Actor

QUEUE = 30  # lines shown at once
_KEPT = "desk_list"
NAMES: Mapping[WorkList, str] = {
    WorkList.ESCALATED: gettext_noop("Escalated to you"),
    WorkList.ALL: gettext_noop("All of my body"),
    WorkList.MINE: gettext_noop("Claimed by me"),
    WorkList.FREE: gettext_noop("Unclaimed"),
    WorkList.LIMITED: gettext_noop("In order of acceptance"),
    WorkList.LATE: gettext_noop("Past the law's term"),
    WorkList.SLIPPED: gettext_noop("Past the promise"),
    WorkList.STILL: gettext_noop("Standing still"),
    WorkList.OTHERS: gettext_noop("Waiting for others"),
    WorkList.WATCHED: gettext_noop("Watched"),
}
_EMPTY: Mapping[WorkList, str] = {
    WorkList.ESCALATED: gettext_noop("Nothing of your body is late, and nothing nearly late is without somebody at it."),
    WorkList.ALL: gettext_noop("Nothing is waiting for your decision."),
    WorkList.MINE: gettext_noop("You work on nothing at present. Claim something from the list of what is unclaimed."),
    WorkList.FREE: gettext_noop("Somebody works on everything that is open."),
    WorkList.LIMITED: gettext_noop("Nothing of limited number is open."),
    WorkList.LATE: gettext_noop("Nothing is past its term by law."),
    WorkList.SLIPPED: gettext_noop("No promise is broken."),
    WorkList.STILL: gettext_noop("No clock stands still."),
    WorkList.OTHERS: gettext_noop("No other body has a question of yours unanswered."),
    WorkList.WATCHED: gettext_noop("You watch nothing. Press W on an approval to be told what happens with it."),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One list and how many stand in it."""

    code: WorkList
    name: str
    count: str
    tone: str = ""  # a list that should be empty is coloured while it is not


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one approval, for the officers of its body."""

    claim: str = ""  # the colleague who works on it
    claimed_by: str = ""
    mine: bool = False
    may_claim: bool = False
    may_release: bool = False
    may_assign: bool = False
    may_note: bool = False
    watching: bool = False
    takers: tuple[Option, ...] = ()
    notes: tuple[Note, ...] = ()
    earlier: str = ""

    @property
    def colleagues(self) -> bool:
        """Whether it is a colleague's, not the reader's."""
        return bool(self.claimed_by) and not self.mine


def reviews(by: Actor) -> bool:
    """Whether this officer has lists of their own: they decide, or they head a body."""
    return by.has(Duty.REVIEW) or by.has(Duty.LEAD)


def chosen(request: HttpRequest, by: Actor) -> WorkList:
    """The list that was asked for, else the one looked at last."""
    asked = request.GET.get("list", "")
    found = next((one for one in NAMES if one == asked), None)
    if found is not None and request.session.get(_KEPT) != found:
        request.session[_KEPT] = str(found)
    return found or kept(request, by)


def kept(request: HttpRequest, by: Actor) -> WorkList:
    """The list looked at last; a head of a body begins with what comes before them."""
    held = request.session.get(_KEPT, "")
    first = WorkList.ALL if by.has(Duty.REVIEW) or not by.has(Duty.LEAD) else WorkList.ESCALATED
    return next((one for one in offered(by) if one == held), first)


def offered(by: Actor) -> tuple[WorkList, ...]:
    """The lists an officer has by their duties."""
    leads = (WorkList.ESCALATED,) if by.has(Duty.LEAD) else ()
    return (*leads, *(one for one in NAMES if one is not WorkList.ESCALATED)) if by.has(Duty.REVIEW) else (*leads, WorkList.WATCHED)


def tabs(by: Actor) -> tuple[Tab, ...]:
    """With their counts; one that is hardly ever needed shows only while something stands in it."""
    counts = approvals.work_counts(by, offered(by))
    rare = {WorkList.LIMITED, WorkList.STILL, WorkList.OTHERS}
    return tuple(_tab(one, counts[one]) for one in offered(by) if counts[one] or one not in rare)


def empty(which: WorkList) -> str:
    return gettext(_EMPTY[which])


def queue(request: HttpRequest, by: Actor, today: date) -> tuple[Line, ...]:
    """The list beside an approval: the one the officer came from."""
    which = kept(request, by) if reviews(by) else None
    return lines.of_approvals(approvals.my_work(by, which=which, limit=QUEUE).lines, today, by)


def marked(found: Sequence[Line], which: WorkList, views: Sequence[ApprovalView]) -> tuple[Line, ...]:
    """Lines of the list by order of acceptance know their place in it."""
    if which is not WorkList.LIMITED:
        return tuple(found)
    places = approvals.ranks(views)
    return tuple(replace(one, place=places.get(one.number, 0)) for one in found)


def beside(view: ApprovalView, by: Actor, *, may_decide: bool) -> Beside:
    """Nothing for whoever is not of the body that holds it, but the notes that are public."""
    notes = approvals.notes(view.number, by)
    if not reviews(by) and not may_decide:
        return Beside(notes=notes)
    running = view.state is ApprovalState.OPEN
    leads = running and by.has(Duty.LEAD) and approvals.leads(view.number, by)
    claim = view.claim
    mine = claim is not None and claim.by == str(by.who)
    return Beside(
        claim=claim.name if claim else "",
        claimed_by=claim.by if claim else "",
        mine=mine,
        may_claim=running and may_decide and not mine,
        may_release=running and mine,
        may_assign=leads,
        may_note=approvals.may_note(view.number, by),
        watching=approvals.watches(view.number, by),
        takers=tuple(Option(str(one.account), _named(one.name, one.unit)) for one in _takers(view, by, wanted=leads or mine)),
        notes=notes,
        earlier=approvals.earlier_of(view.number) if view.limited and may_decide else "",
    )


def back(request: HttpRequest, number: str) -> str:
    """Where a press came from: the list, with what was asked of it, or the approval."""
    if request.POST.get("back") != "list":
        return reverse("workbench:approval", args=[number])
    return f"{reverse('workbench:work')}?{request.POST.get('query', '')[:400]}".rstrip("?") + f"#n-{number}"


def _tab(which: WorkList, count: int) -> Tab:
    tone = {WorkList.LATE: "late", WorkList.SLIPPED: "wait", WorkList.ESCALATED: "wait"}.get(which, "") if count else ""
    return Tab(which, gettext(NAMES[which]), f"{approvals.MANY}+" if count > approvals.MANY else str(count), tone)


def _takers(view: ApprovalView, by: Actor, *, wanted: bool) -> tuple[StaffView, ...]:
    return approvals.takers(view.number, by) if wanted else ()


def _named(name: str, unit: str) -> str:
    return " · ".join(filter(None, (name, unit)))
