"""Keyset paging: a list continues after the last row seen, never by counting. A token is opaque to whoever carries it."""
import base64
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NoReturn

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop

_LARGEST = 2**63                      # of a number that a database keeps


class BadPage(Refusal):
    code = "bad-page"
    kind = Kind.INVALID
    message = gettext_noop("This page of the list does not exist.")
    remedy = gettext_noop("Go back to the first page of the list.")


def token(values: Sequence[str | int]) -> str:
    """The token that continues after a row with these sort values."""
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode().rstrip("=")


def after(token: str, *, kinds: Sequence[type]) -> tuple[Any, ...] | None:
    """Sort values to continue after, of these kinds (str, int, date, datetime); None for the first page. Raises BadPage for a token
    that is not ours."""
    if not token:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        if not isinstance(values, list):
            raise BadPage
        return tuple(_read(value, kind) for value, kind in zip(values, kinds, strict=True))
    except (ValueError, RecursionError) as broken:
        raise BadPage from broken


def _read(value: object, kind: type) -> str | int | date | datetime:
    if kind is datetime and isinstance(value, str):
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else _no()
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, bool) or not isinstance(value, kind) or (isinstance(value, int) and not -_LARGEST <= value < _LARGEST):
        raise BadPage
    return value  # type: ignore[return-value]  # str or int, as asked


def _no() -> NoReturn:
    raise BadPage
