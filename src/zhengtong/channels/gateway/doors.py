"""Who calls: a bearer token, signed, for half an hour. Each operation names its guard; without a token the caller is nobody."""
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest
from ninja.security import HttpBearer

from zhengtong.channels.gateway.errors import KeyMissing, SignInFirst
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import ANONYMOUS, Actor, ActorKind
from zhengtong.kernel.refs import Key

MINUTES = 30
_SALT = "zhengtong.gateway.token.1"
_LONGEST_KEY = 100

Operation = Callable[..., Any]


def token_for(user: AbstractBaseUser, acting_for: str | None) -> str:
    """It ends with its time, with the account, and with a change of password."""
    return signing.dumps([user.pk, identity.mark_of(user), acting_for], salt=_SALT)


def actor_by(token: str) -> Actor:
    """The actor behind a token. Raises SignInFirst."""
    try:
        account, mark, acting_for = signing.loads(token, salt=_SALT, max_age=MINUTES * 60)
    except (signing.BadSignature, ValueError, TypeError) as why:
        raise SignInFirst from why
    actor = identity.holder_of(account=account, mark=mark, acting_for=acting_for)
    if actor.kind is ActorKind.ANONYMOUS:
        raise SignInFirst
    return actor


class Bearer(HttpBearer):
    """What the interface's description calls the way in."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        request.zt_caller = actor = actor_by(token)  # type: ignore[attr-defined]  # the guard does not look again
        return actor


BEARER = Bearer()


def actor_of(request: HttpRequest) -> Actor:
    """Once per request; session cookies say nothing here, so that no page of another site can act with them."""
    known: Actor | None = getattr(request, "zt_caller", None)
    if known is None:
        given = request.headers.get("Authorization", "")
        scheme, _, token = given.partition(" ")
        if given and scheme.lower() != "bearer":
            raise SignInFirst
        known = actor_by(token.strip()) if given else ANONYMOUS
        request.zt_caller = known  # type: ignore[attr-defined]
    return known


def _guard(name: str, may: Callable[[Actor], bool]) -> Callable[[Operation], Operation]:
    def guarded(operation: Operation) -> Operation:
        @wraps(operation)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            actor = actor_of(request)
            if not may(actor):
                raise SignInFirst if actor.kind is ActorKind.ANONYMOUS else identity.NotPermitted
            return operation(request, *args, **kwargs)

        inner.guard = name  # type: ignore[attr-defined]
        return inner

    return guarded


public = _guard("public", lambda _: True)
member = _guard("member", lambda actor: actor.kind is ActorKind.MEMBER)


def key_of(given: str | None) -> Key:
    """The Idempotency-Key header as a key of its own space. Raises KeyMissing."""
    if not given or len(given) > _LONGEST_KEY or not given.isascii() or not given.isprintable() or " " in given:
        raise KeyMissing
    return Key(f"api:{given}")
