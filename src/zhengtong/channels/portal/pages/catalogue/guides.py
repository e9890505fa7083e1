"""办事指南: one item, one bundle, as published; where the source is silent, the page says so."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from zhengtong.channels.portal import papers
from zhengtong.channels.ui.guards import actor_of, public
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Citation, CitationStatus
from zhengtong.foundation.forms import api as forms
from zhengtong.kernel.actors import ActorKind
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal

_MOST_ARTICLES = 12  # unfolded on one page


@dataclass(frozen=True, slots=True)
class ArticleText:
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Basis:
    citation: Citation
    articles: tuple[ArticleText, ...]


@public
@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """办事指南."""
    guide = catalogue.guide(code)
    given = {
        "guide": guide,
        "materials": papers.offered(guide.materials or ()),
        "basis": [_basis(one) for one in guide.basis],
        "bundles": [catalogue.bundle(one) for one in guide.bundles],
    }
    return render(request, "portal/catalogue/guide.html", given)


def _basis(citation: Citation) -> Basis:
    """The text of the articles we hold; a law no longer in force is named, not quoted."""
    if citation.status is not CitationStatus.HELD:
        return Basis(citation, ())
    told = []
    for number in citation.articles[:_MOST_ARTICLES]:
        try:
            article = catalogue.article(citation.law, number)
        except Refusal:
            continue
        told.append(ArticleText(gettext("%(law)s, article %(number)s") % {"law": article.law, "number": number}, article.text))
    return Basis(citation, tuple(told))


@public
@require_safe
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """一件事: what it is, and where to begin; whoever has begun goes on."""
    found, actor = catalogue.bundle(code), actor_of(request)
    draft = forms.open_draft_for(Ref("bundle", code), actor) if actor.kind is ActorKind.MEMBER else None
    given = {
        "bundle": found,
        "materials": papers.offered(found.materials),
        "draft": draft,
        "linked": dict.fromkeys(catalogue.guides_of(found), True),
        "start": reverse("portal:questions" if found.questions else "portal:plan", args=[code]),
    }
    return render(request, "portal/catalogue/bundle.html", given)
