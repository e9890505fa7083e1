"""Sign-in: allauth does it; this says who may come in, where each goes first, and records what happened to an account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy

from zhengtong.channels.ui import sittings
from zhengtong.channels.ui.accounts import devices, factors, sessions, troubles
from zhengtong.channels.ui.accounts.phones import Phones
from zhengtong.channels.ui.guards import actor_of
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Way
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind

DESK = "/desk/"
MINE = "/my/"
PROVE = "/my/identity/"
STAGES = [
    "allauth.account.stages.LoginByCodeStage",
    "allauth.account.stages.PhoneVerificationStage",
    "zhengtong.channels.ui.accounts.mfa.SecondFactorStage",
]
_FACTORS = {
    "mfa/email/totp_activated": (identity.add_factor, factors.TOTP),
    "mfa/email/totp_deactivated": (identity.remove_factor, factors.TOTP),
    "mfa/email/webauthn_added": (identity.add_factor, factors.PASSKEY),
    "mfa/email/webauthn_removed": (identity.remove_factor, factors.PASSKEY),
    "mfa/email/recovery_codes_generated": (identity.add_factor, factors.RECOVERY),
}


class Adapter(Phones, DefaultAccountAdapter):  # type: ignore[misc]
    """政通's hooks into allauth."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right."),
        "incorrect_password": gettext_lazy("This password is not right."),
        "enter_current_password": gettext_lazy("This is not the present password."),
        "username_password_mismatch": gettext_lazy("This name and this password do not belong together."),
        "phone_password_mismatch": gettext_lazy("This name and this password do not belong together."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait a few minutes, then try again."),
        "username_taken": gettext_lazy("This sign-in name is taken. Choose another one."),
        "same_as_current": gettext_lazy("This is the number you have already."),
        "phone_taken": gettext_lazy("Another account has this telephone already."),
        "rate_limited": gettext_lazy("Too many requests. Wait a minute, then try again."),
    }

    def get_login_stages(self) -> list[str]:
        return STAGES

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Officers go to their desk, members to their own space; a page asked for before signing in comes first (allauth sees to that)."""
        actor = identity.actor_of(account=request.user.pk or 0, acting_for=None)
        return DESK if actor.kind is ActorKind.STAFF else MINE

    def get_signup_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Next they say, and prove, who they are."""
        return PROVE

    def is_safe_url(self, url: str | None) -> bool:
        """Only pages of the host that was asked; an address that cannot be read is none."""
        asked = self.request
        return url_has_allowed_host_and_scheme(url, allowed_hosts={asked.get_host()}, require_https=asked.is_secure())

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with it: the password alone would take it away, or add a thief's own."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.pk and factors.held_by(user.pk) and not identity.is_demonstration(user.pk):
            return [one for one in methods if one["id"] != "reauthenticate"]
        return methods

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return "/my/security/"

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Begins with a letter. Who began with this name and password, and could not prove the telephone, may begin again."""
        if not identity.is_sign_in_name(username):
            raise ValidationError(gettext("Begin with a letter; at least 4 letters or digits, no telephone, no document number."))
        identity.give_up_account(username=username, password=self.request.POST.get("password1", ""))
        return str(super().clean_username(username, shallow))

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """As long as identity asks. Of a demonstration sign-in everybody knows the password, so nobody changes it."""
        if user is not None and user.pk and identity.is_demonstration(user.pk):
            raise ValidationError(gettext("The password of a demonstration sign-in cannot be changed."))
        if len(password) < identity.LEAST_PASSWORD:
            raise ValidationError(gettext("Use at least %(n)s characters.") % {"n": identity.LEAST_PASSWORD})
        return password

    def save_user(self, request: HttpRequest, user: AbstractBaseUser, form: Any, commit: bool = True) -> AbstractBaseUser:  # noqa: ARG002
        """开始注册: kept until the telephone is proved, which opens the account."""
        given = form.cleaned_data
        account = identity.begin_account(
            username=given["username"], password=given["password1"], phone=given["phone"], at=clock.now()
        )
        return type(user).objects.get(pk=account)  # type: ignore[attr-defined,no-any-return]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Nothing is looked at while one has to wait; what is refused is counted. The interface for programs comes through here, too."""
        tried = troubles.by_name(str(credentials.get("username") or credentials.get("phone") or ""))
        troubles.check(tried)
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is None:
            troubles.refused(tried, Way.PASSWORD)
        return user

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **told: Any) -> HttpResponse | None:
        """A demonstration account opens nothing outside a demonstration, and a leaver's sign-in opens nothing at all."""
        shared = identity.is_demonstration(user.pk) and not identity.demo_allowed()
        if shared or identity.actor_of(account=user.pk).kind is ActorKind.ANONYMOUS:
            refused: HttpResponse = self.respond_user_inactive(request, user)
            return refused
        answer: HttpResponse | None = super().pre_login(request, user, **told)
        return answer

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **told: Any) -> HttpResponse:
        """What was refused before counts no more; the session and the device are noted."""
        response: HttpResponse = super().post_login(request, user, **told)
        identity.let_in(account=user.pk)
        sessions.enter(request)
        devices.note(request, response, account=user.pk, by=_who(request))
        return response

    def logout(self, request: HttpRequest) -> None:
        """Whoever is at a clerk's counter has gone when the clerk signs out."""
        if request.user.is_authenticated:
            sittings.sign_out(request, identity.actor_of(account=request.user.pk or 0))
        super().logout(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        user.password = identity.change_password(account=user.pk, password=password, why="changed", by=_who(self.request), at=clock.now())

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, context: dict[str, Any] | None = None, email: str | None = None  # noqa: ARG002
    ) -> None:
        """Not by mail: recorded, and the holder is told because of the record."""
        if template_prefix == "account/email/password_changed":
            sessions.enter(self.request)
        if template_prefix not in _FACTORS:
            return
        record, kind = _FACTORS[template_prefix]
        record(account=user.pk, factor=str(kind.value), by=_who(self.request), at=clock.now())
        if record is identity.add_factor and kind is not factors.RECOVERY:
            factors.confirmed(self.request, kind)
        step = getattr(self.request, "zt_totp_step", None)
        if step is not None and template_prefix == "mfa/email/totp_activated":
            factors.remember(user.pk, step)


def _who(request: HttpRequest) -> Actor:
    """The account itself, whoever it acts for."""
    if not request.user.is_authenticated:
        return ANONYMOUS
    request.__dict__.pop("zt_actor", None)
    return actor_of(request)
