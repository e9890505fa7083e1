"""再次确认: before what matters, the person confirms with a second factor, or sets one up first."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhengtong.channels.ui import assurance
from zhengtong.channels.ui.accounts import factors
from zhengtong.channels.ui.accounts.forms import Reauthenticate, ReauthenticatePasskey
from zhengtong.channels.ui.guards import signed_in
from zhengtong.channels.ui.preferences import way_back

AFTER = "after_factor"
SECURITY = "/my/security/"


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    """Confirm, and go on where one was; ``next`` only within this site."""
    account: Any = request.user
    onward, held = way_back(request, SECURITY), factors.held_by(account.pk)
    if held and request.method == "POST":
        chosen: Any = ReauthenticatePasskey if "credential" in request.POST else Reauthenticate
        form = chosen(user=account, data=request.POST)
        if form.is_valid():
            form.save()
            return HttpResponseRedirect(onward)
        wrong = [error for errors in form.errors.values() for error in errors]
    else:
        wrong = []
    if not held:
        request.session[AFTER] = onward
    shown = {
        "next": onward,
        "held": held,
        "has_code": bool(held & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}),
        "has_passkey": Authenticator.Type.WEBAUTHN in held,
        "passkeys_possible": assurance.passkeys_possible(request),
        "strong": assurance.is_strong(request),
        "wrong": wrong,
    }
    if shown["has_passkey"]:
        shown["js_data"] = {"request_options": webauthn.begin_authentication(account)}
    return render(request, "ui/security/step_up.html", shown)


def onward(request: HttpRequest) -> str:
    """Where somebody goes on who set up a factor because a page asked for it."""
    return str(request.session.pop(AFTER, SECURITY))
