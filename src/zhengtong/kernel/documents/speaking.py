"""行文: sentences as a document writes them. What is sealed is written once, in one language, whoever reads it later."""
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext, override

from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.words import Words

CHINESE = "zh-hans"


def said(message: str, params: Mapping[str, object], *, language: str = CHINESE) -> str:
    """A msgid with its parameters in ``language``."""
    with override(language):
        text = gettext(message) if message else ""
        if not params:
            return text
        return (text % {name: _plain(value, language) for name, value in params.items()}).replace("） ", "）")


def day(on: date, *, language: str = CHINESE) -> str:
    """2026年3月3日 · 2026-03-03."""
    return on.isoformat() if language.startswith("en") else f"{on.year}年{on.month}月{on.day}日"


def _plain(value: object, language: str) -> object:
    if isinstance(value, Words):
        return value.say(language)
    if isinstance(value, datetime):
        return f"{day(value.astimezone(CHINA).date(), language=language)} {value.astimezone(CHINA):%H:%M}"
    return day(value, language=language) if isinstance(value, date) else value
