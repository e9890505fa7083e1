"""How sure we are of a session, when it was last used, and what this address allows."""

import ipaddress
import time

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS
from zhengtong.kernel.ledger import api as ledger

STRONG_FOR = 30 * 60  # seconds after a second factor was given
SEEN = "seen"
_EVERY = 600  # seconds between two notes of when a session was used


def is_strong(request: HttpRequest) -> bool:
    """强验证: whether this session gave a second factor or a passkey, not longer than half an hour ago, that is still the account's."""
    from allauth.mfa.models import Authenticator

    records = get_authentication_records(request, request.user)
    given = [one.get("id") for one in records if one.get("method") == "mfa" and 0 <= time.time() - one.get("at", 0) < STRONG_FOR]
    return bool(given) and Authenticator.objects.filter(user=request.user.pk, pk__in=given).exists()


def touch(request: HttpRequest) -> None:
    """Keep when the session was used, to ten minutes."""
    from allauth.usersessions.models import UserSession

    if time.time() - request.session.get(SEEN, 0) < _EVERY:
        return
    with ledger.writing(None, ANONYMOUS):
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=clock.now())
    request.session[SEEN] = int(time.time())


def passkeys_possible(request: HttpRequest) -> bool:
    """Browsers make passkeys for a name, not for a bare address."""
    host = request.get_host()
    try:
        ipaddress.ip_address(host.partition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0])
    except ValueError:
        return True
    return False
