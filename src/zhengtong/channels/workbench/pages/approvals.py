"""审批: one approval on one screen. What its item needs of the case on the left, the decision on the right."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui import authority, clocks, translate
from zhengtong.channels.ui.guards import actor_of, officer
from zhengtong.channels.workbench import basis, deciding, decisions, desk, documents, flow, lines, papers, posting, systems, timing
from zhengtong.channels.workbench.pages import files
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import OrganisationKind, OrganisationView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refusals import Refusal


@officer
def approval(request: HttpRequest, number: str) -> HttpResponse:
    """One approval, for the body that holds it and for the window it came through."""
    return _shown(request, number, doing=posting.restored(request))


@officer
@require_POST
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """作出决定: approve, or refuse with reason, article and what would change the answer (行政许可法 art. 38)."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    refusing = request.POST.get("opinion") == Opinion.REFUSE
    opinion = Opinion.REFUSE if refusing else Opinion.APPROVE
    reasons = (
        Reasons(posting.text(request, "text"), posting.text(request, "article"), posting.text(request, "would_pass_if"))
        if refusing
        else None
    )
    note, taking = posting.text(request, "note"), posting.text(request, "taking_over")
    return _acted(
        request,
        number,
        opinion,
        lambda: approvals.decide(
            approval=number,
            opinion=opinion,
            reasons=reasons,
            note=note,
            conditions=() if refusing else deciding.conditions(request),
            fails_on=deciding.fails_on(request) if refusing else (),
            weighed=deciding.weighed(request),
            taking_over=taking,
            by=by,
            at=at,
            once=once,
        ),
    )


@officer
@require_POST
def forward(request: HttpRequest, number: str) -> HttpResponse:
    """转办: to the department that decides it, where the source named none."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    organisation = posting.text(request, "organisation")
    return _acted(
        request, number, "forward", lambda: approvals.forward(approval=number, organisation=organisation, by=by, at=at, once=once)
    )


@officer
def file(request: HttpRequest, number: str, sha256: str) -> HttpResponseBase:
    """A file that this approval's item needs."""
    return files.show(cases.approval_file(number, actor_of(request)).files, sha256)


def _acted(request: HttpRequest, number: str, what: str, act: Callable[[], object]) -> HttpResponse:
    by = actor_of(request)
    here = desk.queue(request, by, clock.today())
    try:
        act()
    except Refusal as refusal:
        if not posting.mendable(refusal):
            return posting.kept(request, refusal)
        return _shown(request, number, refused=refusal, doing=what)
    messages.success(request, _said(request, number, what) % {"number": number})
    return HttpResponseRedirect(lines.following(here, number))


def _said(request: HttpRequest, number: str, what: str) -> str:
    if what == "forward":
        return gettext("%(number)s is with the department now.")
    view = approvals.approval(number, actor_of(request))
    words = decisions.wording(catalogue.guide(view.item, pin=view.pin).power)
    return gettext(words.refused if what == Opinion.REFUSE else words.approved)


def _shown(request: HttpRequest, number: str, *, refused: Refusal | None = None, doing: str = "") -> HttpResponse:
    by, today = actor_of(request), clock.today()
    held = cases.approval_file(number, by)
    view = approvals.approval(number, by)
    here = desk.queue(request, by, today)
    guide = catalogue.guide(view.item, pin=view.pin)
    time = held.clocks.get(view.number)
    told = translate.refusal(refused) if refused else None
    context = {
        "place": "work",
        "approval": view,
        "case": held.case,
        "sheet": papers.sheet(held),
        "queue": here,
        "near": lines.neighbours(here, number),
        "tone": lines.of_clock(view, today),
        "time": clocks.tell(time, catalogue.calendar(view.division, view.moved), today),
        "annulled": cases.annulled_before(number) if view.turn > 1 else None,
        "basis": basis.of(guide, on=time.started if time and time.started else today),
        "outside": systems.of(number, by),
        "guide": guide,
        "words": decisions.wording(guide.power),
        "others": _others(view, held.case.approvals),
        "authority": authority.tell(view.authority),
        "may_decide": (may := approvals.may_decide(number, by)),
        "desk": desk.beside(view, by, may_decide=may),
        "hindered": translate.refusal(hindrance) if (hindrance := approvals.hindrance(number, by)) else None,
        "stands_in": identity.standing_in_for(by).get(view.through) if view.through else None,
        "departments": _departments(view, by),
        "documents": documents.of_approval(number, cases.approval_documents(number, by)),
        "once": posting.fresh(),
        "told": told,
        "doing": doing,
        "deciding": deciding.show(request, view, guide, by),
        "flow": flow.of(request, view, guide, by),
        "timing": timing.of(request, view, time, by),
        "later": held.later,
        "undertaken": held.undertaken,
        "posted": {name: posting.text(request, name) for name in ("text", "article", "would_pass_if", "note", "organisation")},
    }
    return files.beside(render(request, "workbench/approvals/approval.html", context, status=told.status if told else 200))


def shown(request: HttpRequest, number: str, *, refused: Refusal, doing: str) -> HttpResponse:
    """The approval again, for the pages of its parts: with what was refused there."""
    return _shown(request, number, refused=refused, doing=doing)


def _others(view: ApprovalView, parts: tuple[ApprovalView, ...]) -> tuple[tuple[ApprovalView, object], ...]:
    """Other bodies' parts: how far they are, never what they were told."""
    others = tuple(one for one in parts if one.number != view.number)
    names = identity.organisation_names({one.organisation for one in others})
    return tuple((one, names.get(one.organisation, one.organisation)) for one in others)


def _departments(view: ApprovalView, by: Actor) -> tuple[OrganisationView, ...]:
    """Where a clerk may hand an approval that lies at the window because no department is published."""
    if not (view.unpublished and view.state is ApprovalState.OPEN and approvals.may_forward(view.number, by)):
        return ()
    window = identity.organisation(view.organisation)
    found = identity.organisations(window.division) if window else ()
    takes = (OrganisationKind.DEPARTMENT, OrganisationKind.BUREAU)
    return tuple(one for one in found if one.kind in takes and identity.handed_on(one.code) == one.code)
