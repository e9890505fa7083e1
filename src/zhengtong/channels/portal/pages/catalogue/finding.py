"""事项: the one question on the home page, suggestions while typing, results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhengtong.accountability.evaluation import api as evaluation
from zhengtong.channels.portal.events import doors
from zhengtong.channels.portal.places import places
from zhengtong.channels.ui.guards import actor_of, public
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import RUNNING
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import SubjectKind
from zhengtong.foundation.forms import api as forms
from zhengtong.kernel.actors import ActorKind
from zhengtong.kernel.ledger import api as ledger

_LONGEST = 200  # characters of a question that are looked at
_DOORS = 12  # life events on the home page


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页: what do you want to do?"""
    actor, shown, mine = actor_of(request), doors(), {}
    if actor.kind is ActorKind.MEMBER:
        mine = {"cases": cases.cases_of(actor, states=RUNNING, limit=3).lines, "drafts": forms.drafts_of(actor, limit=3)}
    where = places()
    given = {
        "mine": mine,
        "events": shown[:_DOORS],
        "more_events": len(shown) > _DOORS,
        "places": where,
        "head": ledger.head(),
        "satisfaction": evaluation.satisfaction(),
        "published": sum(one.items for place in where for one in catalogue.departments(place.division)),
    }
    return render(request, "portal/catalogue/home.html", given)


@public
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """查找: results with why each was found."""
    text = _question(request)
    subject = SubjectKind(request.GET["subject"]) if request.GET.get("subject") in set(SubjectKind) else None
    division = request.GET.get("division", "")[:12] or None
    hits = catalogue.find(text, division=division, subject=subject, limit=30) if text else ()
    return render(request, "portal/catalogue/find.html", {"text": text, "hits": hits, "subject": subject or "", "division": division or ""})


@public
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggestions while typing: a fragment, or nothing."""
    text = _question(request)
    return render(request, "portal/catalogue/suggestions.html", {"hits": catalogue.suggest(text, limit=7) if text else (), "text": text})


def _question(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST]
