"""Forms of signing in where ours ask more than allauth's: waiting, counting, codes that work once."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from zhengtong.channels.ui.accounts import factors, troubles
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Way
from zhengtong.kernel import clock


def refusal(why: factors.Why) -> str:
    """What to do about a code that is not taken."""
    if why is factors.Why.USED:
        return gettext("This code was used already; each works once. Wait for the next one.")
    return gettext(
        "This code is not right. If it is the one your telephone shows now, the telephone's clock may be wrong: set it to automatic time."
    )


class _Code(forms.Form):
    """A one-time code or a recovery code of ``self.user``."""

    way = Way.SECOND_FACTOR
    user: Any

    def clean_code(self) -> str:
        tried = troubles.by_account(self.user.pk)
        troubles.check(tried)
        code = str(self.cleaned_data["code"])
        try:
            self.authenticator = factors.accept(self.user.pk, code)
        except factors.CodeRefused as no:
            troubles.refused(tried, self.way)
            raise ValidationError(refusal(no.why), code=no.why) from no
        self.authenticator.user = self.user
        return code


class Authenticate(_Code, AuthenticateForm):  # type: ignore[misc]
    """At sign-in."""


class Reauthenticate(_Code, ReauthenticateForm):  # type: ignore[misc]
    """In a session, before something that matters."""


class Recover(_Code, AuthenticateForm):  # type: ignore[misc]
    """Before a new password."""

    way = Way.RECOVERY


class ActivateTotp(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator; it does not work a second time at sign-in."""

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        step = factors.step_of(self.secret, code)
        if step is None:
            raise ValidationError(refusal(factors.Why.WRONG), code="wrong")
        context.request.zt_totp_step = step
        return code


class _Passkey(forms.Form):
    """A passkey that is not taken is recorded; it is no guess, so nobody waits for it."""

    user: Any

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as no:
            account = self.user.pk if self.user is not None else None
            identity.refuse_sign_in(account=account, way=Way.PASSKEY, at=clock.now(), counted=False)
            raise ValidationError(gettext("This passkey was not made for this account at this address."), code="passkey") from no


class AuthenticatePasskey(_Passkey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """As second factor."""


class LoginPasskey(_Passkey, LoginWebAuthnForm):  # type: ignore[misc]
    """Instead of a password."""


class ReauthenticatePasskey(_Passkey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """In a session."""


class RequestCode(RequestLoginCodeForm):  # type: ignore[misc]
    """Sign in by a code to the telephone: not for officers who have nothing but the telephone."""

    def clean_phone(self) -> str:
        phone = str(super().clean_phone())
        user = getattr(self, "_user", None)
        if user is not None and identity.serves(user.pk) and not factors.held_by(user.pk):
            self._user = None
        return phone
