"""征求意见: what other bodies ask of ours, and what we ask of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, duty, officer
from zhengtong.channels.workbench import flow as flows
from zhengtong.channels.workbench import papers, posting
from zhengtong.channels.workbench.pages import files
from zhengtong.channels.workbench.pages.flow import done, view
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.approvals.terms.flow import Asked
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

_LONGEST = 60


@officer
@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """征求意见: the reviewer asks another body."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    to, question, days = (posting.text(request, name) for name in ("to", "question", "days"))
    term = Term(int(days) if days.isdecimal() and len(days) <= 3 and int(days) <= _LONGEST else 0, Unit.WORKING_DAY)

    def act() -> None:
        approvals.consult(approval=number, organisation=to, question=question, term=term, by=by, at=at, once=once)

    return done(request, number, "consult", gettext("Asked. The clock of %(number)s runs on."), act)


@duty("review")
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """被征求意见: open questions first, then what was answered; and what lower offices examine for us."""
    by = actor_of(request)
    open_ones, answered, below = approvals.asked_of_us(by), approvals.asked_of_us(by, answered=True, limit=30), approvals.examined_below(by)
    codes = {one.approval.organisation for one in (*open_ones, *answered)} | {one.organisation for one in below}
    names = identity.organisation_names(codes)
    given = {
        "place": "consultations",
        "today": clock.today(),
        "asked": [(one, names.get(one.approval.organisation)) for one in open_ones],
        "answered": [(one, names.get(one.approval.organisation), *_said(one)) for one in answered],
        "below": [(one, names.get(one.organisation)) for one in below],
    }
    return render(request, "workbench/flow/consultations.html", given)


@duty("review")
@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: HttpRequest, number: int) -> HttpResponse:
    """One question to our body: only what its item needs; the answer on the right."""
    by, once = actor_of(request), posting.once(request)
    if request.method == "POST":
        said, why = view(request), posting.text(request, "why")
        try:
            approvals.answer_consultation(consultation=number, view=said, reason=why, by=by, at=clock.now(), once=once)
        except Refusal as refusal:
            if not posting.mendable(refusal):
                raise
            return _shown(request, number, refusal)
        messages.success(request, gettext("Answered. The body that asked reads it at once."))
        return HttpResponseRedirect(reverse("workbench:consultations"))
    return _shown(request, number, None)


@duty("review")
@require_safe
def file(request: HttpRequest, number: int, sha256: str) -> HttpResponseBase:
    """A file that the item we are asked about needs."""
    return files.show(cases.consulted_file(number, actor_of(request)).files, sha256)


def _shown(request: HttpRequest, number: int, refused: Refusal | None) -> HttpResponse:
    by = actor_of(request)
    asked, held = approvals.consultation_asked(number, by), cases.consulted_file(number, by)
    told = translate.refusal(refused) if refused else None
    tone, word = _said(asked)
    given = {
        "place": "consultations",
        "asked": asked,
        "case": held.case,
        "sheet": papers.sheet(held),
        "body": identity.organisation_names({asked.approval.organisation}).get(asked.approval.organisation, Words("")),
        "open": asked.consultation.view is None and asked.approval.state is ApprovalState.OPEN,
        "late": asked.consultation.due_on is not None and asked.consultation.due_on < clock.today(),
        "tone": tone,
        "word": word,
        "once": posting.fresh(),
        "told": told,
        "typed": {name: posting.text(request, name) for name in ("view", "why")},
    }
    return files.beside(render(request, "workbench/flow/consultation.html", given, status=told.status if told else 200))


def _said(one: Asked) -> tuple[str, str]:
    return flows.SAID[one.consultation.view] if one.consultation.view else ("", "")
