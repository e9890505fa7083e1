"""本人声明: the person beside the helper declares what only they can, by a second code or on a page they sign."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhengtong.channels.portal.pages.forms.filling import elsewhere
from zhengtong.channels.portal.pages.forms.handing import limits
from zhengtong.channels.ui import sittings, translate
from zhengtong.channels.ui.guards import acting, actor_of, member
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.forms.terms import DraftState
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.files import api as files
from zhengtong.kernel.refusals import Kind, Refusal

_OF_THE_READER = frozenset({"another-persons-reading", "reading-of-another-place"})


@member
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, number: str) -> HttpResponse:
    """What is declared, in full; it prints as the page to sign."""
    actor, told = actor_of(request), None
    review = HttpResponseRedirect(reverse("portal:review", args=[number]))
    if request.method == "POST":
        try:
            if _said(request, number, actor):
                return review
        except Refusal as refused:
            if refused.kind in {Kind.FORBIDDEN, Kind.NOT_FOUND} and refused.code not in _OF_THE_READER:
                raise
            told = translate.refusal(refused)
    ready = cases.prepare(number, actor)
    if ready.draft.state is not DraftState.OPEN:
        return elsewhere(ready.draft)
    declarations = cases.declarations(ready, actor)
    if not declarations.missing:
        return review
    context = {
        "draft": ready.draft,
        "declarations": declarations,
        "sitting": identity.sitting(actor),
        "subject_name": identity.subject_name(ready.draft.subject),
        "today": clock.today(),
        "reader": sittings.at_counter(request),
        "cards": [one for one in identity.cards() if not one.behaves] if sittings.at_counter(request) else [],
        "told": told,
        **limits(),
    }
    return render(request, "portal/forms/declare.html", context, status=told.status if told else 200)


def _said(request: HttpRequest, number: str, by: Actor) -> bool:
    """Whether it is confirmed now; asking for the code does not confirm."""
    what, at = request.POST.get("what", ""), clock.now()
    if what == "code":
        cases.declare(draft=number, code=request.POST.get("code", "")[:20], by=by, at=at)
        return True
    if what == "card":
        return _read(request, number, by)
    if what == "paper":
        sent = request.FILES.get("paper")
        paper = files.store(sent, name=sent.name or "", limit=settings.ZT_UPLOAD_LIMIT).sha256 if sent else ""
        cases.declare_on_paper(draft=number, paper=paper, by=by, at=at)
        return True
    cases.ask_to_declare(draft=number, by=by, at=at)
    return False


def _read(request: HttpRequest, number: str, by: Actor) -> bool:
    """At a counter: the person's own document, read once more; a simulated reader has a card laid on it by the clerk."""
    at, card = clock.now(), request.POST.get("card", "")[:120]
    typed = identity.lay_card(card=card, by=acting(request, None), at=at) if card else request.POST.get("code", "").strip()[:4_000]
    cases.declare_by_card(draft=number, typed=typed, by=by, at=at)
    return True
