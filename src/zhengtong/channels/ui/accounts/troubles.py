"""登录受阻: how long somebody has to wait after refused tries.

A name that no account goes by waits just as long, so that waiting tells nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Way
from zhengtong.kernel import clock
from zhengtong.kernel.crypto import api as crypto

_KEPT = 24 * 3600


@dataclass(frozen=True, slots=True)
class Tried:
    """Whose sign-in is tried; ``shadow`` stands for what was given where it is nobody's."""

    account: int | None
    shadow: str = ""


def by_name(name: str) -> Tried:
    """By a typed name or telephone."""
    return Tried(identity.account_named(name), _shadow(name))


def by_account(account: int) -> Tried:
    return Tried(account)


def by_phone(account: int | None, phone: str) -> Tried:
    """By a code sent to a telephone, whether or not an account has it."""
    return Tried(account, _shadow(phone))


def held(tried: Tried) -> datetime | None:
    """Until when no try is looked at."""
    at = clock.now()
    if tried.account is not None:
        return identity.held_until(tried.account, at)
    refused, last_at = cache.get(tried.shadow, (0, None))
    return identity.next_try(refused, last_at, at)


def check(tried: Tried) -> None:
    """Raises ValidationError while one has to wait."""
    until = held(tried)
    if until is not None:
        raise ValidationError(told(until), code="held")


def refused(tried: Tried, way: Way) -> None:
    """Count a refused try, and record it."""
    at = clock.now()
    identity.refuse_sign_in(account=tried.account, way=way, at=at)
    if tried.account is None and tried.shadow:
        count, last_at = cache.get(tried.shadow, (0, None))
        cache.set(tried.shadow, (identity.still_counted(count, last_at, at) + 1, at), _KEPT)


def told(until: datetime) -> str:
    """How long to wait, in words."""
    seconds = max(int((until - clock.now()).total_seconds()), 1)
    if seconds <= 90:
        return gettext("Too many tries in a row. Wait %(n)s seconds, then try again.") % {"n": seconds}
    return gettext("Too many tries in a row. Wait %(n)s minutes, then try again.") % {"n": -(-seconds // 60)}


def _shadow(name: str) -> str:
    return "sign-in:" + crypto.blind_index(name.strip().lower(), of="sign-in")
