"""Who calls: a bearer token, signed, for half an hour. Each operation names its guard; without a token the caller is nobody."""
import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypedDict

from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest
from ninja.security import HttpBearer

from zhengtong.channels.gateway import rates
from zhengtong.channels.gateway.errors import KeyMissing, SignInFirst
from zhengtong.channels.gateway.rates import Sort
from zhengtong.channels.ui import entries
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind
from zhengtong.kernel.refs import Key

MINUTES = 30
_SALT = "zhengtong.gateway.token.2"
TAKES_KEY = r"^[!-~]{1,100}$"          # what an Idempotency-Key looks like

Operation = Callable[..., Any]


class Acting(TypedDict):
    """What every command is told beside its own subject."""

    by: Actor
    at: datetime
    once: Key


def token_for(user: AbstractBaseUser, acting_for: str | None, *, strong: bool = False) -> str:
    """It ends with its time, with the account, and with a change of password. ``strong``: it was given for a second factor, too."""
    return signing.dumps([user.pk, identity.mark_of(user), acting_for, strong], salt=_SALT)


def actor_by(token: str) -> Actor:
    """The actor behind a token. Raises SignInFirst; GroundEnded where they may act no longer for whom it names."""
    try:
        account, mark, acting_for, strong = signing.loads(token, salt=_SALT, max_age=MINUTES * 60)
    except (signing.BadSignature, ValueError, TypeError) as why:
        raise SignInFirst from why
    actor = identity.holder_of(account=account, mark=mark, acting_for=acting_for, strong=strong is True)
    if actor.kind is ActorKind.ANONYMOUS:
        raise SignInFirst
    if acting_for and not identity.acts_on(actor, acting_for):
        raise identity.GroundEnded  # what was meant for somebody else is not silently done as one's own
    return actor


class Bearer(HttpBearer):
    """What the interface's description calls the way in."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        return _came(request, actor_by(token))


BEARER = Bearer()


def actor_of(request: HttpRequest) -> Actor:
    """Once per request; session cookies say nothing here, so that no page of another site can act with them."""
    known: Actor | None = getattr(request, "zt_caller", None)
    if known is None:
        given = request.headers.get("Authorization", "")
        scheme, _, token = given.partition(" ")
        if given and scheme.lower() != "bearer":
            raise SignInFirst
        known = _came(request, actor_by(token.strip()) if given else ANONYMOUS)
    return known


def _came(request: HttpRequest, actor: Actor) -> Actor:
    """Counted, and kept on the request so that nobody looks again."""
    sort: Sort | None = getattr(request, "zt_sort", None)
    if sort is not None and actor.kind is not ActorKind.ANONYMOUS:
        rates.count_caller(str(actor.who), sort)
    request.zt_caller = actor  # type: ignore[attr-defined]
    return actor


def _guard(name: str, may: Callable[[Actor], bool]) -> Callable[[Operation], Operation]:
    def guarded(operation: Operation) -> Operation:
        @wraps(operation)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            actor = actor_of(request)
            if not may(actor):
                if actor.kind is ActorKind.ANONYMOUS:
                    raise SignInFirst
                entries.note(request, name, actor)
                raise identity.NotPermitted
            try:
                return operation(request, *args, **kwargs)
            except identity.NotPermitted:
                entries.note(request, name, actor)
                raise

        inner.guard = name  # type: ignore[attr-defined]
        return inner

    return guarded


public = _guard("public", lambda _: True)
member = _guard("member", lambda actor: actor.kind is ActorKind.MEMBER)
signed_in = _guard("signed_in", lambda actor: actor.kind in {ActorKind.MEMBER, ActorKind.STAFF})
officer = _guard("officer", lambda actor: actor.kind is ActorKind.STAFF)


def duty(name: str) -> Callable[[Operation], Operation]:
    """Officers who hold this duty."""
    return _guard(f"duty:{name}", lambda actor: actor.kind is ActorKind.STAFF and actor.has(name))


def key_of(given: str | None) -> Key:
    """The Idempotency-Key header as a key of its own space. Raises KeyMissing."""
    if not given or not re.fullmatch(TAKES_KEY, given):
        raise KeyMissing
    return Key(f"api:{given}")


def acting(request: HttpRequest, given: str | None) -> Acting:
    """By whom, when, and under which key. Raises KeyMissing."""
    return {"by": actor_of(request), "at": clock.now(), "once": key_of(given)}
