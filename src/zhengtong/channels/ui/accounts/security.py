"""登录与安全: the ways to confirm that it is oneself, open sessions, known devices."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.channels.ui import assurance
from zhengtong.channels.ui.accounts import factors, sessions
from zhengtong.channels.ui.accounts.confirming import SECURITY, onward
from zhengtong.channels.ui.guards import actor_of, signed_in
from zhengtong.foundation.identity import api as identity


@dataclass(frozen=True, slots=True)
class Factor:
    id: int
    name: str
    since: datetime
    used: datetime | None
    alone: bool = False  # a passkey that signs in by itself


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """What guards the account, and where it is open."""
    if request.method == "POST":
        return _change(request)
    account: Any = request.user
    held = list(Authenticator.objects.filter(user=account).order_by("pk"))
    recovery = next((one for one in held if one.type == factors.RECOVERY), None)
    phone = identity.phone_of(account.pk)
    shown = {
        "totp": next((_factor(one) for one in held if one.type == factors.TOTP), None),
        "passkeys": [_factor(one) for one in held if one.type == factors.PASSKEY],
        "has_recovery": recovery is not None,
        "unused": len(recovery.wrap().get_unused_codes()) if recovery else 0,
        "phone": identity.mask_phone(phone[0]) if phone and phone[1] else "",
        "passkeys_possible": assurance.passkeys_possible(request),
        "shared": identity.is_demonstration(account.pk),
        "strong": assurance.is_strong(request),
        "sessions": sessions.listed(request),
        "devices": identity.devices_of(account.pk),
    }
    return render(request, "ui/security/overview.html", shown)


def _factor(held: Authenticator) -> Factor:
    wrapped: Any = held.wrap()
    if held.type != factors.PASSKEY:
        return Factor(held.pk, "", held.created_at, held.last_used_at)
    return Factor(held.pk, wrapped.name, held.created_at, held.last_used_at, alone=bool(wrapped.is_passwordless))


def _change(request: HttpRequest) -> HttpResponse:
    """End a session, all others, or forget a device; each of them only one's own."""
    asked, number = request.POST.get("do", ""), request.POST.get("id", "")
    chosen = int(number) if number.isdecimal() and len(number) < 18 else 0
    if asked == "end":
        here = next((one.id for one in sessions.listed(request) if one.here), None)
        ended = sessions.end(request, by=actor_of(request), only=chosen)
        if here is not None and chosen == here and ended:
            sessions.leave(request)
            return HttpResponseRedirect(reverse("account_login"))
        _say_ended(request, ended)
    elif asked == "end_others":
        _say_ended(request, sessions.end(request, by=actor_of(request)))
    elif asked == "forget" and identity.forget_device(account=request.user.pk or 0, device=chosen):
        notices.success(request, gettext("The device is forgotten. A sign-in from it will be told to you as from a new one."))
    return HttpResponseRedirect(SECURITY)


def _say_ended(request: HttpRequest, ended: int) -> None:
    if ended:
        notices.success(request, ngettext("%(n)s session was ended.", "%(n)s sessions were ended.", ended) % {"n": ended})
    else:
        notices.info(request, gettext("That session had ended already."))


@signed_in
@require_safe
def go_on(request: HttpRequest) -> HttpResponse:
    """After a factor is set up: back to the page that asked for it."""
    return HttpResponseRedirect(onward(request))


@signed_in
@require_safe
def to_overview(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """allauth's own lists are parts of our page."""
    return HttpResponseRedirect(SECURITY)


