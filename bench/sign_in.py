"""sign_in: people who sign in one after the other, through every layer from the request to the session, beside the bare password hash."""

import statistics
import time
from collections.abc import Callable

from bench.rows import row

PEOPLE, AGAIN = 12, 3
PASSWORD = "a-long-enough-sentence-9"
LEAST = 0.7  # of the rate of the bare hash: the rest must not cost more than the hash


def run() -> list[dict[str, object]]:
    """In this process, on the embedded database: form, token against forged requests, hash, session, notice. No limits on guessing."""
    from django.test import override_settings

    from zhengtong.site import preparing

    preparing.prepare(lambda _: None)
    with override_settings(ACCOUNT_RATE_LIMITS=False, ALLOWED_HOSTS=["testserver"], DEBUG=False):
        names = _people()
        bare = _seconds([_hash] * PEOPLE)
        plain = _seconds([lambda name=name: _by_password(name) for name in names] * AGAIN)
        second = _seconds([lambda name=name: _with_second(name) for name in _with_factors(names)])
    return [_row("by password", plain, bare), _row("by password and a code of a second factor", second, bare)]


def _row(how: str, took: float, bare: float) -> dict[str, object]:
    ratio = bare / took
    return row(f"{1 / took:.1f} sign-ins a second {how}", f"{1 / bare:.1f} password hashes a second", ratio, f"≥ {LEAST}", ratio >= LEAST)


def _seconds(each: list[Callable[[], object]]) -> float:
    """Of the one in the middle, after one that warms."""
    took = []
    for one in each:
        began = time.perf_counter()
        one()
        took.append(time.perf_counter() - began)
    return statistics.median(took[1:])


def _hash() -> None:
    from django.contrib.auth.hashers import check_password

    assert check_password(PASSWORD, _held())


def _held() -> str:
    from zhengtong.foundation.identity.models import Account

    return str(Account.objects.order_by("pk").values_list("password", flat=True).last())


def _people() -> list[str]:
    from zhengtong.foundation.identity import api as identity
    from zhengtong.foundation.identity.terms import DocumentType
    from zhengtong.kernel import clock, numbering
    from zhengtong.kernel.actors import system

    by, at, names = system("bench"), clock.now(), []
    for one in range(PEOPLE):
        text = f"99010119850615{one + 700:03d}"
        person = identity.register_person(
            document_type=DocumentType.RESIDENT_ID, document=text + numbering.mod_11_2(text), name="甄登录", synthetic=True, by=by, at=at
        )
        names.append(f"bench-sign-in-{one}")
        identity.open_account(username=names[-1], password=PASSWORD, person=person.number, by=by, at=at)
    return names


def _with_factors(names: list[str]) -> list[str]:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from zhengtong.foundation.identity.models import Account

    for name in names:
        TOTP.activate(Account.objects.get(username=name), generate_totp_secret())
    return names


def _by_password(name: str):  # type: ignore[no-untyped-def]
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")
    token = client.cookies["csrftoken"].value
    answer = client.post("/accounts/login/", {"login": name, "password": PASSWORD, "csrfmiddlewaretoken": token})
    assert answer.status_code == 302, (answer.status_code, answer.content.decode()[:500])
    return client, token, answer


def _with_second(name: str) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal import auth as totp
    from allauth.mfa.utils import decrypt
    from django.core.cache import cache

    client, _, answer = _by_password(name)
    assert "authenticate" in answer["Location"], answer["Location"]
    held = Authenticator.objects.get(user__username=name, type="totp")
    code = totp.format_hotp_value(totp.hotp_value(decrypt(held.data["secret"]), next(iter(totp.yield_hotp_counters_from_time()))))
    cache.clear()
    answer = client.post(answer["Location"], {"code": code, "csrfmiddlewaretoken": client.cookies["csrftoken"].value})
    assert answer.status_code == 302, (answer.status_code, answer.content.decode()[:500])
    assert "_auth_user_id" in client.session
