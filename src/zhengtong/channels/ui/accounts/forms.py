"""Forms of signing in where ours ask more than allauth's: waiting, counting, codes that work once."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm, SignupForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
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


class Credential(forms.JSONField):
    """What a browser hands over of a passkey; anything of another shape is none."""

    def to_python(self, value: Any) -> Any:
        try:
            given = super().to_python(value)
        except (ValueError, RecursionError) as no:
            raise ValidationError(_not_ours(), code="passkey") from no
        held = given.get("response") if isinstance(given, dict) else None
        if not isinstance(held, dict) or not isinstance(given.get("clientExtensionResults", {}), dict):
            raise ValidationError(_not_ours(), code="passkey")
        names = held.get("transports") or []
        texts = [given.get(name) for name in ("id", "rawId", "type")] + [held[name] for name in held if name != "transports"]
        if not isinstance(names, list) or not all(isinstance(one, str) for one in (*texts, *names) if one is not None):
            raise ValidationError(_not_ours(), code="passkey")
        return given


def _not_ours() -> str:
    return gettext("This passkey was not made for this account at this address.")


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; its name keeps to a line."""

    name = forms.CharField(required=False, max_length=60)
    credential = Credential(widget=forms.HiddenInput)

    def clean(self) -> Any:
        try:
            return super().clean()
        except (ValueError, TypeError, KeyError, AttributeError) as no:
            raise ValidationError(_not_ours(), code="passkey") from no


class _Passkey(forms.Form):
    """A passkey that is not taken is recorded; it is no guess, so nobody waits for it."""

    user: Any
    credential = Credential(widget=forms.HiddenInput)

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as no:
            account = self.user.pk if self.user is not None else None
            identity.refuse_sign_in(account=account, way=Way.PASSKEY, at=clock.now(), counted=False)
            raise ValidationError(_not_ours(), code="passkey") from no


class AuthenticatePasskey(_Passkey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """As second factor."""


class LoginPasskey(_Passkey, LoginWebAuthnForm):  # type: ignore[misc]
    """Instead of a password."""


class ReauthenticatePasskey(_Passkey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """In a session."""


class SignUp(SignupForm):  # type: ignore[misc]
    """A telephone that has an account is treated as any other until the code would be sent; what is sent then is another text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, wanted in (
            ("username", gettext("Choose a sign-in name.")),
            ("phone", gettext("Enter your telephone.")),
            ("password1", gettext("Choose a password.")),
            ("password2", gettext("Enter the password once more.")),
        ):
            if name in self.fields:
                self.fields[name].error_messages["required"] = wanted

    def _clean_phone(self) -> None:
        """Nobody is told by this page, nor by what the next ones offer."""


class RequestCode(RequestLoginCodeForm):  # type: ignore[misc]
    """Sign in by a code to the telephone: not for officers who have nothing but the telephone."""

    def clean_phone(self) -> str:
        phone = str(super().clean_phone())
        user = getattr(self, "_user", None)
        if user is not None and identity.serves(user.pk) and not factors.held_by(user.pk):
            self._user = None
        return phone
