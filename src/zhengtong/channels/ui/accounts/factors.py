"""验证方式: one-time codes that work once, and recovery codes."""

import time
from enum import StrEnum
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.http import HttpRequest

from zhengtong.kernel.actors import ANONYMOUS
from zhengtong.kernel.ledger import api as ledger

TOTP, PASSKEY, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
_LAST = "last_step"


class Why(StrEnum):
    """Why a code was refused."""

    WRONG = "wrong"
    USED = "used"


class CodeRefused(Exception):
    """``why``: wrong, or used before."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def held_by(account: int) -> frozenset[str]:
    """Which second factors an account has; recovery codes alone are none."""
    found = frozenset(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    return found if found - {RECOVERY} else frozenset()


def confirmed(request: HttpRequest, kind: str) -> None:
    """A factor that was just set up was given, too."""
    made = Authenticator.objects.filter(user=request.user.pk, type=kind).order_by("-pk").first()
    if made is not None:
        record_authentication(request, request.user, "mfa", id=made.pk, type=kind, reauthenticated=True)


def step_of(secret: str, code: str) -> int | None:
    """The step of half a minute whose code this is: the present one, or one before or after it (clock skew)."""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    for step in range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


def accept(account: int, code: str) -> Authenticator:
    """Take a one-time code or a recovery code, once. Raises CodeRefused."""
    with ledger.writing(None, ANONYMOUS):
        held = {one.type: one for one in Authenticator.objects.select_for_update().filter(user=account)}
        if TOTP in held and (step := step_of(decrypt(held[TOTP].data["secret"]), code)) is not None:
            if step <= held[TOTP].data.get(_LAST, 0):
                raise CodeRefused(Why.USED)
            _remember(held[TOTP], step)
            return held[TOTP]
        if RECOVERY in held:
            return _recovery(held[RECOVERY], code)
    raise CodeRefused(Why.WRONG)


def remember(account: int, step: int) -> None:
    """The code that set a factor up does not work again."""
    with ledger.writing(None, ANONYMOUS):
        made = Authenticator.objects.select_for_update().filter(user=account, type=TOTP).first()
        if made is not None:
            _remember(made, step)


def _remember(made: Authenticator, step: int) -> None:
    made.data[_LAST] = step
    made.save(update_fields=["data"])


def _recovery(held: Authenticator, code: str) -> Authenticator:
    codes: Any = held.wrap()
    if codes.validate_code(code):
        return codes.instance
    known = {normalize_user_code(one) for one in codes.generate_codes()}
    raise CodeRefused(Why.USED if normalize_user_code(code) in known else Why.WRONG)
