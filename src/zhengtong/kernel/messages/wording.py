"""Parameters as they are stored and as a page gets them back: Words and dates keep what they are."""
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext

from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.words import Words


def stored(message: str, params: Mapping[str, object]) -> dict[str, Any]:
    """Parameters as JSON. Raises ValueError where the message needs one that is not there."""
    try:
        message % dict(params) if params else message % ()
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"the message does not go with its parameters: {message!r}") from wrong
    return {name: _stored(value) for name, value in params.items()}


def _stored(value: object) -> object:
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, datetime):
        return {"moment": value.astimezone(CHINA).isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, str | int | float | bool | dict | None) else str(value)


def given_back(params: Mapping[str, Any]) -> dict[str, object]:
    return {name: _given_back(value) for name, value in params.items()}


def _given_back(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    if "zh" in value:
        return Words.read(value)
    if "moment" in value:
        return datetime.fromisoformat(value["moment"])
    return date.fromisoformat(value["day"]) if "day" in value else str(value)


def said(message: str, params: Mapping[str, object]) -> str:
    """A msgid with its parameters in the language in use, as plain text."""
    return gettext(message) % {name: _plain(value) for name, value in params.items()} if params else gettext(message)


def _plain(value: object) -> object:
    if isinstance(value, Words):
        return value.say(get_language() or "zh-hans")
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else value
