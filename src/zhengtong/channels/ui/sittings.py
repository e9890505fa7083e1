"""帮办与窗口收件: what a page meets when a sitting is over: what was typed is kept for the person, and nothing more is done.

At a counter the clerk stays the officer on every page of their own desk; on the portal's pages they act for the person who is there.
"""

from typing import NoReturn

from django.http import HttpRequest

from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor

PREFIX = "assistance:"
_FORM = "portal:form"
_COUNTER, _SEEN = "counter", "counter_seen"
_DESK = "workbench"
_EVERY = 60  # seconds: how often a sitting that goes on is written down
_OWN = frozenset({"csrfmiddlewaretoken", "go", "shown", "revision", "window"})


def over(request: HttpRequest, token: str) -> NoReturn:
    """Always raises SittingOver. A form sent in the meantime is put into the draft first, where it is not the person who stopped it."""
    match = request.resolver_match
    if request.method == "POST" and match is not None and match.view_name == _FORM:
        revision = request.POST.get("revision", "")
        forms.keep_late(
            draft=str(match.kwargs["number"]),
            answers={key: request.POST[key] for key in request.POST if key not in _OWN},
            revision=int(revision) if revision.isdecimal() and len(revision) < 10 else None,
            sitting=token.removeprefix(PREFIX),
            account=request.user.pk or 0,
            at=clock.now(),
            window=request.POST.get("window", "")[:40],
        )
    raise identity.SittingOver


def seat(request: HttpRequest, number: str) -> None:
    """窗口收件: from now on this session acts for who is at the counter, beside the clerk's own desk."""
    request.session["acting_for"] = f"{PREFIX}{number}"
    request.session[_COUNTER] = number
    request.session[_SEEN] = int(clock.now().timestamp())


def leave(request: HttpRequest) -> None:
    """Nobody is at the counter any more."""
    request.session.pop(_COUNTER, None)
    request.session.pop(_SEEN, None)


def at_counter(request: HttpRequest) -> bool:
    """Whether this session has somebody at its counter."""
    return _COUNTER in request.session


def at_own_desk(request: HttpRequest) -> bool:
    """Whether this is a page of the clerk's own desk while somebody is at their counter."""
    match = request.resolver_match
    return at_counter(request) and match is not None and _DESK in match.app_names


def touch(request: HttpRequest, by: Actor) -> None:
    """Something was done, so the half hour begins anew; written once a minute at most."""
    now = int(clock.now().timestamp())
    if at_counter(request) and now - int(request.session.get(_SEEN, 0)) >= _EVERY:
        request.session[_SEEN] = now
        identity.stay_at_counter(number=request.session[_COUNTER], by=by, at=clock.now())


def sign_out(request: HttpRequest, by: Actor) -> None:
    """The clerk goes home: so does whoever was at the counter."""
    if at_counter(request):
        identity.close_counter(by=by, at=clock.now(), why="sign_out")
        leave(request)
