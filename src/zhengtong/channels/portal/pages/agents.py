"""委托代理: who acts for me, for whom I act; give, take and end a power of attorney."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.channels.portal import scopes
from zhengtong.channels.ui import translate
from zhengtong.channels.ui.fields import Control, Option
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import SubjectKind
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, Level, MandateState, MandateView
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Refusal

_LIVE = frozenset({MandateState.OFFERED, MandateState.IN_FORCE})
_USUAL = timedelta(days=90)
type_act = Callable[..., MandateView]


@member
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """谁为我办、我为谁办: what waits for an answer first, then what is in force, then what has ended."""
    actor = actor_of(request)
    given, taken = identity.mandates_given(actor), identity.mandates_taken(actor)
    titles = scopes.titles({matter for one in (*given, *taken) for matter in one.matters})
    shown = {
        "given": [(one, scopes.named(one.matters, titles)) for one in given if one.state in _LIVE],
        "taken": [(one, scopes.named(one.matters, titles)) for one in taken if one.state in _LIVE],
        "past": [(one, one in taken) for one in (*given, *taken) if one.state not in _LIVE],
        "acts_narrowly": actor.narrow or actor.matters is not None,
    }
    return render(request, "portal/agents/mine.html", shown)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """授权: to whom, for what, until when. Whoever is not sure enough who is acting confirms it first."""
    actor = actor_of(request)
    try:
        identity.check_may_offer(actor)
    except identity.LevelNeeded as needed:
        return surer(request, needed)
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            given = _offered(request.POST, actor)
        except identity.LevelNeeded as needed:
            return surer(request, needed)
        except Refusal as raised:
            refused = raised
        else:
            return HttpResponseRedirect(reverse("portal:mandate", args=[given.number]))
    shown = {
        "controls": _controls(request, actor),
        "principal": identity.subject_name(actor.subject) if actor.subject else "",
        "told": translate.refusal(refused) if refused else None,
        "once": uuid4(),
    }
    return render(request, "portal/agents/offer.html", shown, status=400 if refused else 200)


def surer(request: HttpRequest, needed: identity.LevelNeeded) -> HttpResponse:
    """To where one proves who one is, and back."""
    there = "/my/step-up/" if needed.needed is Level.STRONG and actor_of(request).level >= Level.VERIFIED else "/my/identity/"
    back = request.get_full_path() if request.method != "POST" else reverse("portal:agents")
    return HttpResponseRedirect(f"{there}?{urlencode({'next': back})}")


@member
@require_safe
def mandate(request: HttpRequest, number: str) -> HttpResponse:
    """授权委托书, to read and to print; what the reader can do with it."""
    actor = actor_of(request)
    found = identity.mandate(number, actor)
    agent = any(one.number == number for one in identity.mandates_taken(actor))
    shown = {
        "mandate": found,
        "matters": scopes.named(found.matters, scopes.titles(found.matters)),
        "agent": agent,
        "may_accept": agent and found.state is MandateState.OFFERED,
        "may_revoke": not agent and found.state in _LIVE,
        "may_resign": agent and found.state is MandateState.IN_FORCE,
        "once": uuid4(),
    }
    return render(request, "portal/agents/mandate.html", shown)


@member
@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    return _act(request, number, identity.accept_mandate)


@member
@require_POST
def decline(request: HttpRequest, number: str) -> HttpResponse:
    return _act(request, number, identity.decline_mandate)


@member
@require_POST
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    """At once: the agent's next click finds it so."""
    return _act(request, number, identity.revoke_mandate)


@member
@require_POST
def resign(request: HttpRequest, number: str) -> HttpResponse:
    return _act(request, number, identity.resign_mandate)


def _act(request: HttpRequest, number: str, act: type_act) -> HttpResponse:
    once = request.POST.get("once", "")[:64]
    try:
        act(mandate=number, by=actor_of(request), at=clock.now(), once=Key(once) if once else None)
    except identity.LevelNeeded as needed:
        return surer(request, needed)
    return HttpResponseRedirect(reverse("portal:mandate", args=[number]))


def _offered(form: QueryDict, actor: Actor) -> MandateView:
    written = form.get("document_type", "")
    kind = DocumentType(written) if written in set(DocumentType) else DocumentType.RESIDENT_ID
    once = form.get("once", "")[:64]
    return identity.offer_mandate(
        agent=identity.Named(form.get("name", "")[:100].strip(), form.get("number", "")[:40].strip(), kind),
        matters=[one[:100] for one in form.getlist("matters")][:200],
        since=day_of(form.get("since", "")) or clock.today(),
        until=day_of(form.get("until", "")) or date.min,
        one_time=form.get("times", "one") == "one",
        by=actor,
        at=clock.now(),
        once=Key(once) if once else None,
    )


def day_of(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


_DOCUMENTS: Mapping[DocumentType, str] = scopes.DOCUMENTS


def _controls(request: HttpRequest, actor: Actor) -> list[Control]:
    said, today = request.POST, clock.today()
    chosen = set(said.getlist("matters")) or set(request.GET.getlist("matter"))
    kind = SubjectKind(actor.subject.kind) if actor.subject else None
    offered = [(f"{one.kind}:{one.code}", one.name.say(translate.language())) for one in catalogue.online(kind)]
    times = said.get("times", "one")
    documents = tuple(Option(str(one), gettext(word), str(one) == said.get("document_type", "")) for one, word in _DOCUMENTS.items())
    once = gettext("used up when it is handed in; they can follow that case to its end")
    standing = gettext("until the last day, or until you revoke it")
    return [
        Control("name", gettext("Name of the person who acts for you"), value=said.get("name", ""), most=100),
        Control(
            "number",
            gettext("Number of their identity document, or their mobile telephone"),
            help=gettext("It must agree with the name. Nothing about the person is shown to you."),
            value=said.get("number", ""),
            most=40,
        ),
        Control("document_type", gettext("Which document"), kind="select", options=documents, required=False),
        Control(
            "matters",
            gettext("For which matters"),
            help=gettext("They can do these for you, and nothing else."),
            kind="checks",
            options=tuple(Option(ref, name, ref in chosen) for ref, name in offered),
        ),
        Control(
            "times",
            gettext("How often"),
            kind="choice",
            options=(
                Option("one", gettext("Once"), times == "one", once),
                Option("standing", gettext("As often as needed"), times != "one", standing),
            ),
        ),
        Control("since", gettext("From"), kind="date", value=said.get("since", today.isoformat())),
        Control(
            "until",
            gettext("Last day"),
            help=gettext("A year from the first day at most."),
            kind="date",
            value=said.get("until", (today + _USUAL).isoformat()),
        ),
    ]
