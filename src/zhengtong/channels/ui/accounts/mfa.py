"""二次验证: what allauth's mfa asks of us: the QR code, sealed secrets, names; and for whom a second factor is asked at sign-in."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext

from zhengtong.channels.ui import qr
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.crypto import api as crypto

_PLACE = "mfa.secret"
NAME = "政通"


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """政通's hooks into allauth's mfa."""

    def build_totp_svg(self, url: str) -> str:
        return qr.svg(url)

    def encrypt(self, text: str) -> str:
        return crypto.seal(text, place=_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal(encrypted_text, place=_PLACE)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        count = Authenticator.objects.filter(user=user.pk, type=type).count()
        return gettext("Passkey %(n)s") % {"n": count + 1}

    def _get_site_name(self) -> str:
        return NAME


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """A demonstration account is everybody's: a factor that one visitor added shuts nobody else out; it is asked at a step-up only."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is not None and identity.is_demonstration(user.pk):
            return False
        return bool(super()._should_handle(request))
