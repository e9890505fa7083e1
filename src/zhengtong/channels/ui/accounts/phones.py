"""手机: the part of allauth's adapter that knows telephones. Codes go out by the text line of this installation."""

from typing import Any

from allauth.account.fields import PhoneField
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref

CODE = gettext_noop("%(code)s is your Zhengtong code, valid for five minutes. Nobody from an authority will ever ask you for it.")
EXISTS = gettext_noop(
    "Somebody wants to use this number for an account, and an account with it exists. Sign in with it, or set a new password there. "
    "If it was not you, there is nothing to do."
)
UNKNOWN = gettext_noop(
    "Somebody asked for a code to this number, but no account can be opened with it. Sign up first, or ask at a service window. "
    "If it was not you, there is nothing to do."
)
MOVED = gettext_noop("This number no longer belongs to your Zhengtong account. If it was not you, call the hotline at once.")
_NOBODY = Ref("account", "unknown")


class Number(PhoneField):  # type: ignore[misc]
    """A telephone as people write it here."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"required": True, "validators": [], "label": gettext_lazy("Mobile number"), "max_length": 40}
        super().__init__(**kwargs)


class Phones:
    """What allauth asks of an account's telephone."""

    def phone_form_field(self, **kwargs: Any) -> Number:
        return Number(**kwargs)

    def clean_phone(self, phone: str) -> str:
        try:
            return identity.check_phone(phone)
        except identity.InvalidPhone as why:
            said = gettext("This is not a telephone number. Write 11 digits; abroad with +, country code and number.")
            raise ValidationError(said) from why

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        return identity.phone_of(user.pk)

    def get_user_by_phone(self, phone: str) -> AbstractBaseUser | None:
        account = identity.account_by_phone(phone)
        return get_user_model().objects.filter(pk=account, is_active=True).first() if account is not None else None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:
        if verified:
            self.set_phone_verified(user, phone)
        elif identity.is_pending(user.pk):
            identity.mend_phone(account=user.pk, phone=phone)

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        """The old telephone is told that it is the account's no more."""
        before = identity.phone_of(user.pk)
        by = identity.actor_of(account=user.pk) if not identity.is_pending(user.pk) else ANONYMOUS
        identity.prove_phone(account=user.pk, phone=phone, by=by, at=clock.now())
        if before and before[1] and before[0] != phone:
            self._tell(before[0], MOVED, Ref("account", str(user.pk)))

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **_kwargs: Any) -> None:
        """A telephone that is another account's hears so, and gets no code: nobody opens a second account with it."""
        if identity.account_by_phone(phone) not in (None, user.pk):
            self.send_account_already_exists_sms(phone)
        else:
            messages.text(phone=phone, message=CODE, params={"code": code}, about=Ref("account", str(user.pk)), at=clock.now())

    def send_unknown_account_sms(self, phone: str, **_kwargs: Any) -> None:
        """As long on its way as a code, and who holds the telephone knows why nothing else comes."""
        messages.text(phone=phone, message=UNKNOWN, about=_NOBODY, at=clock.now())

    def send_account_already_exists_sms(self, phone: str) -> None:
        messages.text(phone=phone, message=EXISTS, about=_NOBODY, at=clock.now())

    def _tell(self, phone: str, message: str, about: Ref) -> None:
        try:
            messages.text(phone=phone, message=message, about=about, at=clock.now())
        except messages.NotSent:
            return
