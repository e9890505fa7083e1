"""我的待办: what an officer has to do today, due soonest first; and what has been done."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zhengtong.channels.ui import authority
from zhengtong.channels.ui.guards import actor_of, officer
from zhengtong.channels.workbench import desk, lines, posting
from zhengtong.channels.workbench.desk import QUEUE
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor


@officer
def work(request: HttpRequest) -> HttpResponse:
    """Reviewers: approvals of their own body. Window clerks: cases to accept, cases with the applicant, items without a department."""
    by, today = actor_of(request), clock.today()
    if not any(map(by.has, (Duty.REVIEW, Duty.INTAKE, Duty.LEAD))):
        return HttpResponseRedirect(reverse(f"workbench:{_home(by)}"))
    context = {
        "place": "work",
        "card": authority.card(by.organisation) if by.organisation else None,
        "today": today,
        "once": posting.fresh(),
        **(_lists(request, by, today) if desk.reviews(by) else _unplaced(request, by, today)),
    }
    if by.has(Duty.INTAKE):
        received = cases.window_queue(by, state=CaseState.RECEIVED, limit=QUEUE)
        waiting = cases.window_queue(by, state=CaseState.SUPPLEMENTING, limit=QUEUE)
        context |= {
            "received": lines.of_cases(received.lines, today, by),
            "more_received": received.next,
            "waiting": lines.of_cases(waiting.lines, today, by),
            "more_waiting": waiting.next,
        }
    return render(request, "workbench/work/today.html", context)


def _lists(request: HttpRequest, by: Actor, today: date) -> dict[str, object]:
    """A reviewer's lists: each a tab, one of them open, searched where something is looked for."""
    which, words, after = desk.chosen(request, by), request.GET.get("q", "").strip()[:100], request.GET.get("after", "")
    found = approvals.my_work(by, which=which, words=words, after="" if words else after, limit=QUEUE)
    return {
        "tabs": desk.tabs(by),
        "which": which,
        "words": words,
        "held": desk.marked(lines.of_approvals(found.lines, today, by), which, found.lines),
        "next": found.next,
        "first": after,
        "empty": desk.empty(which),
        "query": request.GET.urlencode(),
        "watched": approvals.watched_among(by, [one.number for one in found.lines]),
    }


def _unplaced(request: HttpRequest, by: Actor, today: date) -> dict[str, object]:
    """A window clerk's: items whose department is not published."""
    after = request.GET.get("after", "")
    found = approvals.my_work(by, after=after, limit=QUEUE)
    return {"held": lines.of_approvals(found.lines, today, by), "next": found.next, "first": after}


def _home(by: Actor) -> str:
    """The first page of an officer without a work list."""
    pages = {
        Duty.GOVERN: "clock",
        Duty.ASSIST: "assist",
        Duty.OPERATE: "jobs",
        Duty.ADMINISTER: "staff",
        Duty.LOOK_UP: "people",
        Duty.COUNTERSIGN: "people",
    }
    return next((page for duty, page in pages.items() if by.has(duty)), "notices")


@officer
def done(request: HttpRequest) -> HttpResponse:
    """已办: what the officer's body has decided, latest first."""
    by, after = actor_of(request), request.GET.get("after", "")
    found = approvals.decided_work(by, after=after, limit=QUEUE)
    shown = zip(found.lines, lines.of_approvals(found.lines, clock.today(), by), strict=True)
    return render(request, "workbench/work/done.html", {"place": "done", "decided": tuple(shown), "next": found.next, "first": after})
