"""我的身份: confirm who one is, see what is held and from where, make one of two accounts, read for whom one acts as guardian."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhengtong.channels.ui import levels, translate, unsent
from zhengtong.channels.ui.guards import actor_of, member
from zhengtong.channels.ui.preferences import way_back
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import DocumentType, IdentityView, Level, Verified
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Kind, Refusal

DOCUMENTS = {
    DocumentType.RESIDENT_ID: (gettext_noop("Resident identity card"), gettext_noop("18 digits, the last may be X")),
    DocumentType.PASSPORT: (gettext_noop("Passport"), gettext_noop("6 to 9 letters and digits")),
    DocumentType.HK_MACAO: (gettext_noop("Mainland travel permit for Hong Kong and Macao residents"), gettext_noop("H or M and 8 digits")),
    DocumentType.TAIWAN: (gettext_noop("Mainland travel permit for Taiwan residents"), gettext_noop("8 digits")),
}
NO_DOCUMENT = gettext_noop("No document yet")
SOURCES = {
    Verified.NO: gettext_noop("nobody has confirmed it"),
    Verified.REGISTER: gettext_noop("confirmed by the real-name register"),
    Verified.WINDOW: gettext_noop("an officer saw the document"),
    Verified.PLATFORM: gettext_noop("entered when the demonstration was made"),
}
_TYPED = ("document_type", "document", "name")


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    note: str
    chosen: bool


@member
@sensitive_post_parameters("document", "name")
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What is known, and a form to prove it. A register that does not answer loses nothing: the form is filled in when one comes back."""
    actor, onward = actor_of(request), way_back(request, "")
    if request.method != "POST":
        return _page(request, actor, typed=unsent.take(request))
    typed = {name: request.POST.get(name, "")[:120] for name in _TYPED}
    try:
        identity.prove_identity(
            account=int(actor.who.number),
            document_type=_kind(typed["document_type"]),
            document=typed["document"],
            name=typed["name"],
            by=actor,
            at=clock.now(),
            once=Key(request.POST["once"][:64]) if request.POST.get("once") else None,
        )
    except identity.PersonHasAccount:
        return HttpResponseRedirect(_here(onward))
    except Refusal as refused:
        if refused.kind is Kind.UNAVAILABLE:
            unsent.keep(request, _here(onward))
        return _page(request, actor, typed=typed, refused=refused)
    return HttpResponseRedirect(onward or f"{reverse('portal:my-identity')}?done=1")


def _kind(told: str) -> DocumentType:
    return DocumentType(told) if told in DOCUMENTS else DocumentType.NONE


def _here(onward: str) -> str:
    address = reverse("portal:my-identity")
    return f"{address}?{urlencode({'next': onward})}" if onward else address


def _page(request: HttpRequest, actor: Actor, *, typed: dict[str, str], refused: Refusal | None = None, at: str = "prove") -> HttpResponse:
    known = identity.identity_of(actor, clock.now())
    told = translate.refusal(refused) if refused else None
    chosen = typed.get("document_type") or DocumentType.RESIDENT_ID
    given = {
        "known": known,
        "level": gettext(levels.WORDS[known.level]),
        "tone": levels.TONES[known.level],
        "strong_now": known.level is Level.STRONG,
        "kind": gettext(DOCUMENTS[known.person.document_type][0] if known.person.document_type in DOCUMENTS else NO_DOCUMENT)
        if known.person
        else "",
        "source": gettext(SOURCES[known.person.verified]) if known.person else "",
        "choices": [Choice(str(kind), gettext(words[0]), gettext(words[1]), kind == chosen) for kind, words in DOCUMENTS.items()],
        "typed": typed,
        "told": told,
        "at": at,
        "next": way_back(request, ""),
        "done": request.GET.get("done") == "1",
        "once": uuid4(),
        "examples": identity.register_examples(),
        "wards": [one for one in identity.subjects_of(actor) if one.office == "guardian"],
        "shared": identity.is_demonstration(known.account),
        "may_prove": _may_prove(actor, known),
    }
    return render(request, "portal/identity/mine.html", given, status=told.status if told else 200)


def _may_prove(actor: Actor, known: IdentityView) -> bool:
    """Not a helper in somebody's place, and not a sign-in that belongs to everybody."""
    return known.account != 0 and not (actor.basis is not None and actor.basis.kind == "assistance")


@member
@sensitive_post_parameters("password", "username")
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """合并账号: everything from the other account to this one, by whoever can sign in to it."""
    actor = actor_of(request)
    try:
        identity.merge_accounts(
            account=int(actor.who.number),
            username=request.POST.get("username", "")[:150],
            password=request.POST.get("password", "")[:200],
            by=actor,
            at=clock.now(),
            once=Key(request.POST["once"][:64]) if request.POST.get("once") else None,
        )
    except Refusal as refused:
        return _page(request, actor, typed={}, refused=refused, at="move")
    return HttpResponseRedirect(way_back(request, "") or f"{reverse('portal:my-identity')}?done=1")


@member
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """注销账号: this one, since there is another; then to signing in."""
    actor = actor_of(request)
    try:
        identity.close_account(account=int(actor.who.number), by=actor, at=clock.now())
    except Refusal as refused:
        return _page(request, actor, typed={}, refused=refused, at="move")
    logout(request)
    return HttpResponseRedirect(reverse("account_login"))


@member
@require_POST
def wards(request: HttpRequest) -> HttpResponse:
    """监护: ask the household register again."""
    actor = actor_of(request)
    known = identity.identity_of(actor, clock.now())
    try:
        identity.read_guardians(guardian=known.person.number if known.person else "", by=actor, at=clock.now())
    except Refusal as refused:
        return _page(request, actor, typed={}, refused=refused, at="wards")
    return HttpResponseRedirect(reverse("portal:my-identity") + "#wards")
