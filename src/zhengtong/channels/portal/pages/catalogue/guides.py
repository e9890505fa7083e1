"""办事指南: one item, one bundle, as published; where the source is silent, the page says so."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhengtong.channels.portal import basis, eligibility, offices, papers, pictures, voices
from zhengtong.channels.portal.eligibility import Checked
from zhengtong.channels.portal.pages.catalogue import versions
from zhengtong.channels.ui import authority, qr
from zhengtong.channels.ui.guards import actor_of, public
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, Filing, Guide, QuestionAnswer, Situation
from zhengtong.foundation.forms import api as forms
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind
from zhengtong.kernel.refs import Ref


@public
@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """办事指南."""
    guide, reader, matter = catalogue.guide(code), actor_of(request), Ref("item", code)
    acted = catalogue.acted(guide)
    checked = eligibility.check(matter, catalogue.matter(matter), request.GET, reader)
    start = reverse("portal:item-plan", args=[code])
    given = {
        "guide": guide,
        "materials": papers.at_hand(guide.materials or (), reader),
        "basis": basis.unfold(guide.basis),
        "bundles": [catalogue.bundle(one) for one in guide.bundles],
        "offices": offices.of_guide(acted),
        "authority": authority.tell(acted.authority),
        "picture": pictures.of_item(acted),
        "voices": voices.of_guide(guide),
        "burden": _burden(matter, guide, reader),
        "start": start,
        **_both(matter, checked, start, guide.questions_answers),
    }
    return render(request, "portal/catalogue/guide.html", given)


def _burden(matter: Ref, guide: Guide, reader: Actor) -> object:
    """Of somebody who has signed in: how many of the answers are known already. The same knowledge that the plan uses."""
    if guide.filing is not Filing.ONLINE or reader.kind is not ActorKind.MEMBER:
        return None
    return cases.plan(matter=matter, answers={}, by=reader).form


@public
@require_safe
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """一件事: what it is, and where to begin; whoever has begun goes on."""
    found, reader, matter = catalogue.bundle(code), actor_of(request), Ref("bundle", code)
    guides = catalogue.guides_of(found)
    checked = eligibility.check(matter, found, request.GET, reader)
    start = reverse("portal:questions" if found.questions else "portal:plan", args=[code])
    typical = _typical(found, request.GET.get("as", ""))
    given = {
        "bundle": found,
        "materials": papers.at_hand(found.materials, reader),
        "basis": basis.unfold(one for guide in guides.values() for one in guide.basis),
        "draft": forms.open_draft_for(matter, reader) if reader.kind is ActorKind.MEMBER else None,
        "linked": dict.fromkeys(guides, True),
        "offices": offices.of_bundle(found, guides.values()),
        "typical": typical,
        "picture": _lanes(matter, found, typical),
        "start": start,
        **_both(matter, checked, start, found.questions_answers),
    }
    return render(request, "portal/catalogue/bundle.html", given)


def _typical(found: Bundle, asked: str) -> Situation | None:
    return next((one for one in found.situations if one.code == asked), found.situations[0] if found.situations else None)


def _lanes(matter: Ref, found: Bundle, typical: Situation | None) -> object:
    """In a typical situation, or where nothing is asked. It hangs on nobody's records."""
    if found.questions and typical is None:
        return None
    answers: Mapping[str, object] = typical.answers if typical else {}
    return pictures.of_plan(cases.plan(matter=matter, answers=answers, by=ANONYMOUS))


def _both(matter: Ref, checked: Checked, start: str, answered: tuple[QuestionAnswer, ...]) -> dict[str, object]:
    """What the pages of items and bundles have in common."""
    page = reverse(f"portal:{matter.kind}", args=[matter.number])
    published, today = catalogue.versions(matter.kind, matter.number), clock.today()
    told = versions.editions(published, today)
    now = next((one for one in told if one.state == "now"), None)
    since: date | None = now.valid_from if now else None
    link = settings.ZT_PUBLIC_URL + page
    return {
        "page": page,
        "check": checked,
        "onward": eligibility.address(start, checked),
        "answers": [{"one": one, "basis": basis.unfold(one.basis)} for one in answered],
        "history": {"since": since, "count": len(told), "coming": versions.coming(published, today), "href": f"{page}history/"},
        "link": link,
        "qr": qr.svg(link),
    }
