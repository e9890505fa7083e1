"""People who sign in, and what their telephones and authenticators show."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.test import Client

from zhengtong.foundation.identity.models import Account
from zhengtong.kernel.messages import api as messages

PASSWORD = "a long sentence of mine"
PHONE = "13912340001"


@pytest.fixture
def _line(settings: object) -> None:
    """A demonstration's simulated line, and no limits of allauth's between one test's tries; ours stay."""
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    settings.ACCOUNT_RATE_LIMITS = False  # type: ignore[attr-defined]
    settings.MFA_RATE_LIMITS = False  # type: ignore[attr-defined]
    cache.clear()


def texted(phone: str = PHONE) -> str:
    """The newest text to a telephone; "" where none came."""
    return next((one.text for one in messages.simulated_texts(limit=200) if one.phone == phone), "")


def code_in(phone: str = PHONE) -> str:
    found = re.search(r"\b(\d{6})\b", texted(phone))
    assert found, texted(phone)
    return found[1]


def sign_up(client: Client, name: str = "linxiaohe", phone: str = PHONE, password: str = PASSWORD) -> str:
    """Through the pages; where one is led in the end."""
    given = {"username": name, "phone": phone, "password1": password, "password2": password}
    asked = client.post("/accounts/signup/", given)
    assert asked.status_code == 302, asked.content.decode()[:3000]
    assert asked["Location"] == "/accounts/phone/verify/"
    done = client.post("/accounts/phone/verify/", {"action": "verify", "code": code_in(phone)})
    assert done.status_code == 302, done.content.decode()[:3000]
    return str(done["Location"])


def reauthenticate(client: Client, password: str = PASSWORD) -> None:
    answer = client.post("/accounts/reauthenticate/", {"password": password, "next": "/my/security/"})
    assert answer.status_code == 302, answer.content.decode()[:2000]


def totp_now(name: str, *, steps: int = 0) -> str:
    """What the authenticator shows, its clock this many half minutes ahead."""
    held = Authenticator.objects.get(user__username=name, type="totp")
    return code_of(decrypt(held.data["secret"]), steps=steps)


def code_of(secret: str, *, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def add_totp(client: Client, name: str = "linxiaohe", password: str = PASSWORD) -> list[str]:
    """Set an authenticator up with the code of half a minute ago; the recovery codes that came with it."""
    reauthenticate(client, password)
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret, steps=-1)})
    assert done.status_code == 302, done.content.decode()[:3000]
    held = Authenticator.objects.get(user__username=name, type="recovery_codes")
    codes: list[str] = held.wrap().get_unused_codes()
    return codes


@pytest.fixture
def somebody(_line: None, django_capture_on_commit_callbacks: Callable[..., object]) -> Account:
    """Somebody who opened an account, proved a telephone, and is signed out."""
    sign_up(Client())
    return Account.objects.get(username="linxiaohe")
