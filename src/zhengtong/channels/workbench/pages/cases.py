"""窗口: cases as they come in. Accept, ask once for everything that is missing, or decline with direction."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui import clocks, translate
from zhengtong.channels.ui.guards import actor_of, duty
from zhengtong.channels.workbench import applicants, documents, lines, papers, posting
from zhengtong.channels.workbench.desk import QUEUE
from zhengtong.channels.workbench.pages import files
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal

_LONGEST = 1000  # characters of one point


@duty(Duty.INTAKE)
def queue(request: HttpRequest) -> HttpResponse:
    """All cases of the window in one state."""
    asked = request.GET.get("state", "")
    state = CaseState(asked) if asked in set(CaseState) else CaseState.RECEIVED
    after = request.GET.get("after", "")
    by = actor_of(request)
    found = cases.window_queue(by, state=state, after=after, limit=QUEUE)
    shown = zip(found.lines, lines.of_cases(found.lines, clock.today(), by), strict=True)
    context = {"place": "cases", "shown": tuple(shown), "state": state, "states": tuple(CaseState), "next": found.next, "first": after}
    return render(request, "workbench/cases/queue.html", context)


@duty(Duty.INTAKE)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case on one screen: answers and materials in the middle, what to do with it beside them."""
    return shown(request, number, doing=posting.restored(request))


@duty(Duty.INTAKE)
@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """受理."""
    by, at = actor_of(request), clock.now()
    return _acted(request, number, "accept", lambda: cases.accept(case=number, by=by, at=at, once=posting.once(request)))


@duty(Duty.INTAKE)
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """补正: one notice with every point ticked; or, where the law of the matter says so, declined with every point."""
    by, at, marked = actor_of(request), clock.now(), _marked(request)
    points, once, days = papers.points(marked), posting.once(request), posting.text(request, "days")
    least = int(days) if days.isdecimal() and len(days) < 4 else None
    if cases.reception(number, by).resubmit:
        return _acted(request, number, "resubmit", lambda: cases.decline(case=number, points=points, by=by, at=at, once=once))
    return _acted(
        request,
        number,
        "ask",
        lambda: cases.require_supplementation(case=number, points=points, answer_days=least, by=by, at=at, once=once),
    )


@duty(Duty.INTAKE)
@require_POST
def decline(request: HttpRequest, number: str) -> HttpResponse:
    """不予受理."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    reason, direction = posting.text(request, "reason"), posting.text(request, "direction")
    return _acted(
        request, number, "decline", lambda: cases.decline(case=number, reason=reason, direction=direction, by=by, at=at, once=once)
    )


@duty(Duty.INTAKE)
def file(request: HttpRequest, number: str, sha256: str) -> HttpResponseBase:
    """A file handed in."""
    return files.show(cases.file(number, actor_of(request)).files, sha256)


def _acted(request: HttpRequest, number: str, what: str, act: Callable[[], object]) -> HttpResponse:
    """Act, then on to the next case; a refusal that can be mended comes back on the form with everything that was entered."""
    by = actor_of(request)
    here = lines.of_cases(cases.window_queue(by, limit=QUEUE).lines, clock.today(), by)
    try:
        act()
    except Refusal as refusal:
        if not posting.mendable(refusal):
            return posting.kept(request, refusal)
        return shown(request, number, refused=refusal, doing="ask" if what == "resubmit" else what)
    said = {
        "accept": gettext("%(number)s is accepted; the clocks run."),
        "ask": gettext("The notice for %(number)s is with the applicant."),
    }
    messages.success(request, said.get(what, gettext("%(number)s is declined; the applicant has the reason.")) % {"number": number})
    return HttpResponseRedirect(lines.following(here, number))


def shown(request: HttpRequest, number: str, *, refused: Refusal | None = None, doing: str = "") -> HttpResponse:
    """The page of one case, with what came back from a form of it."""
    by, today = actor_of(request), clock.today()
    held = cases.file(number, by)
    here = lines.of_cases(cases.window_queue(by, limit=QUEUE).lines, today, by)
    due = held.case.accept_due
    tone, left = lines.clock(due.on if due else None, today)
    told = translate.refusal(refused) if refused else None
    names = identity.organisation_names({one.organisation for one in held.case.approvals})
    receiving = cases.reception(number, by)
    context = {
        "place": "work",
        "case": held.case,
        "applicant": applicants.of(held),
        "sheet": papers.sheet(held, marked=_marked(request) if doing == "ask" else None),
        "queue": here,
        "near": lines.neighbours(here, number),
        "open": held.case.state is CaseState.RECEIVED,
        "receiving": receiving,
        "later": held.later,
        "undertaken": held.undertaken,
        "due": due,
        "days": clocks.explain(due) if due else (),
        "tone": tone,
        "left": left,
        "parts": tuple((one, names.get(one.organisation)) for one in held.case.approvals),
        "documents": documents.of_case(number, cases.documents(number, by)),
        "story": tuple((step, translate.sentence(step.sentence.message, step.sentence.params)) for step in cases.story(number, by)),
        "once": posting.fresh(),
        "told": told,
        "doing": doing,
        "reason": posting.text(request, "reason"),
        "direction": posting.text(request, "direction"),
    }
    return files.beside(render(request, "workbench/cases/case.html", context, status=told.status if told else 200))


def _marked(request: HttpRequest) -> Mapping[str, str]:
    """Place → what is wrong with it, for every box ticked."""
    return {at: posting.text(request, f"what:{at}")[:_LONGEST] for at in dict.fromkeys(request.POST.getlist("at"))}
