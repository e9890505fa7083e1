"""The table of sign-ins that the start prints."""

import unicodedata
from collections.abc import Sequence

from zhengtong.foundation.identity.terms import DemoSignIn

_HEAD = ("登录名 sign-in", "密码 password", "姓名 name", "身份 role", "机构 body")


def table(rows: Sequence[DemoSignIn], language: str = "zh-hans") -> str:
    """Columns as wide as they are shown: a Chinese character takes two places."""
    lines = [_HEAD, *((row.username, row.password, row.name, row.role.say(language), row.organisation) for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(_HEAD))]
    return "\n".join("  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
