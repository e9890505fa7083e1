"""Guards: each route says who may come in. A route without one fails the architecture test; deny unless granted."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from zhengtong.channels.ui import assurance, entries, sittings, unsent
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import SubjectView
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind
from zhengtong.kernel.refusals import Kind, Refusal

_MOST_SUBJECTS = 20
type_view = Callable[..., HttpResponseBase]


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request: nobody, a member acting for the subject chosen in this session, or an officer. Once per request."""
    known: Actor | None = getattr(request, "zt_actor", None)
    if known is None:
        known = ANONYMOUS
        if request.user.is_authenticated:
            known = acting(request, None if sittings.at_own_desk(request) else request.session.get("acting_for"))
            if known.kind is ActorKind.ANONYMOUS:
                logout(request)  # the account was closed, or the post has ended: so has the session
            else:
                assurance.touch(request)
                sittings.touch(request, known)
        request.zt_actor = known  # type: ignore[attr-defined]
    return known


def acting(request: HttpRequest, token: str | None) -> Actor:
    """Whoever is signed in here, acting for whom this token names, if they may."""
    return identity.actor_of(account=request.user.pk or 0, acting_for=token, strong=assurance.is_strong(request))


def _guard(name: str, may: Callable[[Actor], bool]) -> Callable[[type_view], type_view]:
    def guarded(view: type_view) -> type_view:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if name == "member":
                check_ground(request, actor)
            if not may(actor):
                if actor.kind is ActorKind.ANONYMOUS:
                    return _sign_in_first(request)
                entries.note(request, name, actor)
                raise identity.NotPermitted
            try:
                return view(request, *args, **kwargs)
            except identity.NotPermitted:
                entries.note(request, name, actor_of(request))
                raise

        inner.guard = name  # type: ignore[attr-defined]
        return inner

    return guarded


def check_ground(request: HttpRequest, actor: Actor) -> None:
    """代理终止: a page of somebody else's is not silently done as one's own. Told once; then one acts for oneself. Raises GroundEnded."""
    chosen = request.session.get("acting_for")
    if chosen and actor.kind is not ActorKind.ANONYMOUS and not identity.acts_on(actor, chosen):
        act_for(request, "")
        if chosen.startswith(sittings.PREFIX):
            sittings.over(request, chosen)
        raise identity.GroundEnded


def act_for(request: HttpRequest, token: str) -> None:
    """From now on this session acts for whom ``token`` names; "" for oneself. Identity decides on each request whether it may."""
    if token:
        request.session["acting_for"] = token
    else:
        request.session.pop("acting_for", None)
        sittings.leave(request)


def _sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """Signed out in mid-form: what was typed is kept and filled in again afterwards, on the page that held the form."""
    back = request.get_full_path()
    if request.method == "POST":
        held = request.headers.get("Referer", "")
        if url_has_allowed_host_and_scheme(held, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
            back = urlunsplit(("", "", *urlsplit(held)[2:4], ""))
        unsent.keep(request, back)
    login = redirect_to_login(back)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": login["Location"]})
    return login


def _for_whom_it_is(view: type_view) -> type_view:
    """What belongs to a firm one represents opens without asking for whom one acts: after signing in again, or from a receipt's QR code.

    Reading only. The session then acts for that firm, as the header says. What is nobody's of these stays not found.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refused:
            first = actor_of(request)
            if refused.kind is not Kind.NOT_FOUND or request.method not in {"GET", "HEAD"}:
                raise
            for other in identity.subjects_of(first)[:_MOST_SUBJECTS]:
                if not identity.acts_on(first, "" if other.me else other.token) and (answer := _as(request, other, view, args, kwargs)):
                    return answer
            request.zt_actor = first  # type: ignore[attr-defined]
            raise

    return inner


def _as(request: HttpRequest, other: SubjectView, view: type_view, args: tuple[Any, ...], named: dict[str, Any]) -> HttpResponseBase | None:
    """The page as whoever may act for this subject sees it; None where it is not theirs either. Identity decides whether one may."""
    token = "" if other.me else other.token
    request.zt_actor = acting(request, token)  # type: ignore[attr-defined]
    try:
        answer = view(request, *args, **named)
    except Refusal as refused:
        if refused.kind is not Kind.NOT_FOUND:
            raise
        return None
    act_for(request, token)
    return answer


public = _guard("public", lambda _actor: True)
_member = _guard("member", lambda actor: actor.kind is ActorKind.MEMBER)
signed_in = _guard("signed_in", lambda actor: actor.kind in {ActorKind.MEMBER, ActorKind.STAFF})
officer = _guard("officer", lambda actor: actor.kind is ActorKind.STAFF)


def member(view: type_view) -> type_view:
    """People, for themselves or for a firm they may act for."""
    return _member(_for_whom_it_is(view))


def duty(name: str) -> Callable[[type_view], type_view]:
    """Officers who hold this duty."""
    return _guard(f"duty:{name}", lambda actor: actor.kind is ActorKind.STAFF and actor.has(name))
