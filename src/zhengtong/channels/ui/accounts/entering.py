"""allauth's views where ours count refused codes, and say clearly that a code was used."""

from typing import Any

from allauth.account import views
from allauth.account.stages import LoginByCodeStage, LoginStageController, PhoneVerificationStage
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from zhengtong.channels.ui.accounts import troubles
from zhengtong.foundation.identity.terms import Way


class ConfirmLoginCode(views.ConfirmLoginCodeView):  # type: ignore[misc]
    """手机验证码登录: a wrong code counts as a refused try."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        until = troubles.held(self._tried())
        if until is not None:
            self._process.abort()
            notices.error(request, troubles.told(until))
            return HttpResponseRedirect(reverse("account_login"))
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        troubles.refused(self._tried(), Way.CODE)
        answer: HttpResponse = super().form_invalid(form)
        return answer

    def _tried(self) -> troubles.Tried:
        user = self._process.user
        return troubles.by_phone(user.pk if user else None, self._process.state.get("phone", ""))


_confirm = ConfirmLoginCode.as_view()


def confirm_login_code(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST" and LoginStageController.enter(request, LoginByCodeStage.key) is None:
        _say_over(request)
    answer: HttpResponseBase = _confirm(request)
    return answer


def verify_phone(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST" and request.user.is_anonymous and LoginStageController.enter(request, PhoneVerificationStage.key) is None:
        _say_over(request)
    answer: HttpResponseBase = views.verify_phone(request)
    return answer


def _say_over(request: HttpRequest) -> None:
    notices.error(request, gettext("This code was used already, or its time is over. Ask for a new one."))
