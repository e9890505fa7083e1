"""What every form of the desk carries: an idempotency key, so that a double press or a reload acts once."""

import secrets

from django.http import HttpRequest

from zhengtong.kernel.refs import Key
from zhengtong.kernel.refusals import Kind, Refusal

_LONGEST = 64
MENDABLE = frozenset({Kind.INVALID, Kind.CONFLICT})


def fresh() -> str:
    """A key for a form that is being shown."""
    return secrets.token_urlsafe(16)


def once(request: HttpRequest) -> Key | None:
    """The key that came back with the form."""
    sent = request.POST.get("once", "")[:_LONGEST]
    return Key(sent) if sent else None


def text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def mendable(refusal: Refusal) -> bool:
    """Shown on the form itself; anything else (not yours, not there) is a page of its own."""
    return refusal.kind in MENDABLE
