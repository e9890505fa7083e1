"""Sign-in: allauth does it; this says who may open an account (nobody by themselves, the platform opens them) and where each goes first.

Failed attempts are throttled by allauth's own rates (ten a minute from one address, five in five minutes for one name).
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from zhengtong.channels.ui.guards import actor_of
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import ActorKind

DESK = "/desk/"
MINE = "/my/"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """政通's hooks into allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Accounts are opened by the platform, for registered people and appointed officers."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Officers go to their desk, members to their own space; a page asked for before signing in comes first (allauth sees to that)."""
        actor = identity.actor_of(account=request.user.pk or 0, acting_for=None)
        return DESK if actor.kind is ActorKind.STAFF else MINE

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of the host that was asked; an address that cannot be read is none."""
        asked = self.request
        return url_has_allowed_host_and_scheme(url, allowed_hosts={asked.get_host()}, require_https=asked.is_secure())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the settings; officers to their desk."""
        return DESK if actor_of(request).kind is ActorKind.STAFF else f"{MINE}settings/"

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """As long as identity asks. Of a demonstration sign-in everybody knows the password, so nobody changes it."""
        if user is not None and identity.is_demonstration(user.pk):
            raise ValidationError(gettext("The password of a demonstration sign-in cannot be changed."))
        if len(password) < identity.LEAST_PASSWORD:
            raise ValidationError(gettext("Use at least %(n)s characters.") % {"n": identity.LEAST_PASSWORD})
        return password

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **told: Any) -> HttpResponse | None:
        """A demonstration account, whose password everybody knows, opens nothing outside a demonstration."""
        if identity.is_demonstration(user.pk) and not identity.demo_allowed():
            refused: HttpResponse = self.respond_user_inactive(request, user)
            return refused
        answer: HttpResponse | None = super().pre_login(request, user, **told)
        return answer
