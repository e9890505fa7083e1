"""案头: claim and give back, watch, write a note, and decide several of one item together."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.guards import actor_of, officer
from zhengtong.channels.workbench import desk, posting
from zhengtong.delivery.approvals import api as approvals
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Refusal


@officer
@require_POST
def claim(request: HttpRequest, number: str) -> HttpResponse:
    """认领; ``taking_over`` names the colleague it is taken from."""
    by, at, key = actor_of(request), clock.now(), _key(request, "claim", number)
    taking = posting.text(request, "taking_over")
    return _done(
        request, number, gettext("You work on %(number)s now."),
        lambda: approvals.claim(approval=number, taking_over=taking, by=by, at=at, once=key),
    )  # fmt: skip


@officer
@require_POST
def release(request: HttpRequest, number: str) -> HttpResponse:
    """退回, or to a colleague."""
    by, at, to, key = actor_of(request), clock.now(), _account(request), _key(request, "release", number)
    said = gettext("%(number)s is with your colleague now, who has been told.") if to else gettext("%(number)s is open to your colleagues.")
    return _done(request, number, said, lambda: approvals.release(approval=number, to=to, by=by, at=at, once=key))


@officer
@require_POST
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """指派: by the head of the body."""
    by, at, key = actor_of(request), clock.now(), _key(request, "assign", number)
    to = _account(request) or 0
    said = gettext("%(number)s is assigned, and the colleague has been told.")
    return _done(request, number, said, lambda: approvals.assign(approval=number, to=to, by=by, at=at, once=key))


@officer
@require_POST
def watch(request: HttpRequest, number: str) -> HttpResponse:
    """关注, and no more."""
    by, at = actor_of(request), clock.now()
    if request.POST.get("watching") == "no":
        said = gettext("You are no longer told about %(number)s.")
        return _done(request, number, said, lambda: approvals.unwatch(approval=number, by=by))
    said = gettext("You will be told when %(number)s is decided, paused, extended or withdrawn.")
    return _done(request, number, said, lambda: approvals.watch(approval=number, by=by, at=at))


@officer
@require_POST
def note(request: HttpRequest, number: str) -> HttpResponse:
    """批注: for the body, or for the applicant too."""
    by, at, once = actor_of(request), clock.now(), posting.once(request)
    text, public = posting.text(request, "note"), request.POST.get("public") == "yes"
    said = gettext("The note is written, and the applicant will be told.") if public else gettext("The note is written for your body.")
    return _done(
        request, number, said, lambda: approvals.write_note(approval=number, text=text, public=public, by=by, at=at, once=once)
    )


def _done(request: HttpRequest, number: str, said: str, act: Callable[[], object]) -> HttpResponse:
    """Back to where the press came from, with a word on how it went."""
    try:
        act()
    except Refusal as refused:
        if not posting.mendable(refused):
            return posting.kept(request, refused)
        told = translate.refusal(refused)
        messages.error(request, f"{told.message} {told.remedy}")
    else:
        messages.success(request, said % {"number": number})
    return HttpResponseRedirect(desk.back(request, number))


def _key(request: HttpRequest, what: str, number: str) -> Key | None:
    """One page carries one key for all of its buttons: each press has its own, made from it."""
    once = posting.once(request)
    return Key(f"{once}:{what}:{number}:{posting.text(request, 'to')[:12]}") if once else None


def _account(request: HttpRequest) -> int | None:
    sent = posting.text(request, "to")
    return int(sent) if sent.isdecimal() and len(sent) < 12 else None
