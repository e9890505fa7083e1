"""会话: which are open, and ending them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.internal.flows import logout
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from zhengtong.channels.ui.accounts.devices import described
from zhengtong.channels.ui.assurance import SEEN
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor
from zhengtong.kernel.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class SessionView:
    id: int
    described: str
    address: str
    since: datetime
    seen: datetime
    here: bool


def enter(request: HttpRequest) -> None:
    """Keep the session somebody is in, under its present key."""
    with ledger.writing(None, ANONYMOUS):
        UserSession.objects.create_from_request(request)
    request.session[SEEN] = int(time.time())


def listed(request: HttpRequest) -> list[SessionView]:
    """This one first, then the latest used. What has ended by itself is no longer there."""
    open_ = UserSession.objects.purge_and_list(request.user)
    here = request.session.session_key
    found = [
        SessionView(one.pk, described(one.user_agent), one.ip, one.created_at, one.last_seen_at, here=one.session_key == here)
        for one in open_
    ]
    return sorted(found, key=lambda one: (not one.here, -one.seen.timestamp()))


def end(request: HttpRequest, *, by: Actor, only: int | None = None) -> int:
    """End one session, or all but this one. Another account's is not touched. Returns how many."""
    here = request.session.session_key
    count = end_of(request.user.pk or 0, lambda pk, key: pk == only if only is not None else key != here)
    identity.end_sessions(account=request.user.pk or 0, count=count, why="holder", by=by, at=clock.now())
    return count


def end_of(account: int, which: Callable[[int, str], bool] = lambda _pk, _key: True) -> int:
    """End the sessions of an account, those for which ``which(id, key)`` says so."""
    with ledger.writing(None, ANONYMOUS):
        chosen = [one for one in UserSession.objects.filter(user=account) if which(one.pk, one.session_key)]
        for one in chosen:
            one.end()
    return len(chosen)


def leave(request: HttpRequest) -> None:
    """End the present session."""
    logout.logout(request, show_message=False)
