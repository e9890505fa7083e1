"""Keyset paging: a list continues after the last row seen, never by counting. A token is opaque to whoever carries it."""
import base64
import json
from collections.abc import Sequence

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop


class BadPage(Refusal):
    code = "bad-page"
    kind = Kind.INVALID
    message = gettext_noop("This page of the list does not exist.")
    remedy = gettext_noop("Go back to the first page of the list.")


def token(values: Sequence[str | int]) -> str:
    """The token that continues after a row with these sort values."""
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode().rstrip("=")


def after(token: str, *, kinds: Sequence[type]) -> tuple[str | int, ...] | None:
    """Sort values to continue after; None for the first page. Raises BadPage for a token that is not ours."""
    if not token:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except ValueError as broken:
        raise BadPage from broken
    if not isinstance(values, list) or len(values) != len(kinds) or not all(isinstance(v, k) for v, k in zip(values, kinds, strict=True)):
        raise BadPage
    return tuple(values)
