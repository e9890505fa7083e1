"""找回密码: a code to the telephone, then the second factor where there is one, then a new password.

Nobody learns whether an account exists.
"""

import hmac
import secrets
import time
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages as notices
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhengtong.channels.ui.accounts import factors, phones, sessions, troubles
from zhengtong.channels.ui.accounts.forms import Recover
from zhengtong.channels.ui.guards import public
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Way
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref

_STATE, _LASTS, _TRIES = "recovery", 300, 3
_SERVES = gettext_noop(
    "Somebody asked for a new password with this number. Officers set one with their second factor, or the administrator of their body "
    "does. If it was not you, there is nothing to do."
)


class PhoneForm(forms.Form):
    phone = phones.Number()


class CodeForm(forms.Form):
    code = forms.CharField(max_length=20)


class NewPasswordForm(forms.Form):
    password1 = forms.CharField(strip=False, max_length=200)
    password2 = forms.CharField(strip=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        one, two = given.get("password1", ""), given.get("password2", "")
        if one and len(one) < identity.LEAST_PASSWORD:
            self.add_error("password1", gettext("Use at least %(n)s characters.") % {"n": identity.LEAST_PASSWORD})
        if one and two and one != two:
            self.add_error("password2", gettext("The two are not the same."))
        return given


@public
@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Which telephone. The answer is the same whether or not it is an account's; the telephone hears the rest."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        phone = form.cleaned_data["phone"]
        if not ratelimit.consume(request, action="reset_password", key=phone):
            form.add_error("phone", gettext("Too many requests. Wait a minute, then try again."))
        else:
            request.session[_STATE] = _sent(phone)
            return HttpResponseRedirect(reverse("account_recovery_code"))
    return render(request, "account/recovery_phone.html", {"form": form})


def _sent(phone: str) -> dict[str, Any]:
    """Send a code where one may be sent, another text elsewhere; what the session keeps of it."""
    account = identity.account_by_phone(phone)
    state: dict[str, Any] = {"phone": phone, "until": time.time() + _LASTS, "tries": 0}
    if account is None or identity.is_demonstration(account):
        messages.text(phone=phone, message=phones.UNKNOWN, about=Ref("account", "unknown"), at=clock.now())
    elif identity.serves(account) and not factors.held_by(account):
        messages.text(phone=phone, message=_SERVES, about=Ref("account", str(account)), at=clock.now())
    else:
        code = f"{secrets.randbelow(10**6):06d}"
        messages.text(phone=phone, message=phones.CODE, params={"code": code}, about=Ref("account", str(account)), at=clock.now())
        state |= {"account": account, "code": _kept(code)}
    return state


@public
@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code that came; three tries, five minutes."""
    state = _state(request)
    if state is None or state.get("proved"):
        return _again(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = troubles.by_phone(state.get("account"), state["phone"])
        if (until := troubles.held(tried)) is not None:
            form.add_error("code", troubles.told(until))
        elif hmac.compare_digest(_kept(form.cleaned_data["code"].strip()), state.get("code", "")):
            request.session[_STATE] = {"account": state["account"], "until": time.time() + _LASTS, "proved": True}
            request.session.cycle_key()
            return HttpResponseRedirect(reverse("account_recovery_new"))
        else:
            troubles.refused(tried, Way.RECOVERY)
            state["tries"] += 1
            if state["tries"] >= _TRIES:
                return _again(request, gettext("Three codes were wrong. Ask for a new one."))
            request.session[_STATE] = state
            form.add_error("code", gettext("This code is not right."))
    return render(request, "account/recovery_code.html", {"form": form, "phone": identity.mask_phone(state["phone"])})


@public
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The second factor first, where there is one; then the password. All sessions end, the holder is told, and signs in anew."""
    state = _state(request)
    if state is None or not state.get("proved"):
        return _again(request)
    account = get_user_model().objects.filter(pk=state["account"], is_active=True).first()
    if account is None:
        return _again(request)
    if factors.held_by(account.pk) and not state.get("factor"):
        return _factor(request, account, state)
    form = NewPasswordForm(request.POST if "password1" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        identity.change_password(
            account=account.pk, password=form.cleaned_data["password1"], why="recovered", by=ANONYMOUS, at=clock.now()
        )
        ended = sessions.end_of(account.pk)
        identity.end_sessions(account=account.pk, count=ended, why="recovered", by=ANONYMOUS, at=clock.now())
        identity.let_in(account=account.pk)
        request.session.flush()
        notices.success(request, gettext("The new password is set, and all sessions of the account were ended. Sign in with it."))
        return HttpResponseRedirect(reverse("account_login"))
    return render(request, "account/recovery_new.html", {"form": form})


def _factor(request: HttpRequest, account: Any, state: dict[str, Any]) -> HttpResponse:
    form = Recover(user=account, data=request.POST if "code" in request.POST else None)  # type: ignore[call-arg]
    if request.method == "POST" and form.is_valid():
        request.session[_STATE] = {**state, "factor": True, "until": time.time() + _LASTS}
        return HttpResponseRedirect(reverse("account_recovery_new"))
    return render(request, "account/recovery_factor.html", {"form": form})


def _state(request: HttpRequest) -> dict[str, Any] | None:
    state = request.session.get(_STATE)
    return state if isinstance(state, dict) and state.get("until", 0) >= time.time() else None


def _again(request: HttpRequest, why: str = "") -> HttpResponse:
    """From the start, and why."""
    request.session.pop(_STATE, None)
    notices.error(request, why or gettext("This code was used already, or its time is over. Ask for a new one."))
    return HttpResponseRedirect(reverse("account_reset_password"))


def _kept(code: str) -> str:
    """What the session keeps of a code: nobody reads it there."""
    return crypto.blind_index(code, of="recovery")
