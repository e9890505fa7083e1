"""The table of sign-ins that the start prints."""

import unicodedata
from collections.abc import Sequence

from zhengtong.foundation.identity.terms import DemoSignIn
from zhengtong.site.synth import names
from zhengtong.site.synth.cast import Helped

_HEAD = ("登录名 sign-in", "密码 password", "姓名 name", "身份 role", "机构 body")


def table(rows: Sequence[DemoSignIn], language: str = "zh-hans") -> str:
    """Columns as wide as they are shown: a Chinese character takes two places."""
    lines = [_HEAD, *((row.username, row.password, row.name, row.role.say(language), row.organisation) for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(_HEAD))]
    return "\n".join("  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def helped(people: Sequence[Helped]) -> str:
    """Whom the helper of the station helps: no account, so the document and the simulated telephone that gets the code."""
    lines = ["", "", "没有账号，请 helper 帮办 without an account, helped by helper:"] if people else []
    lines += [f"  {one.name}{names.MARK}  身份证 document {one.document}  手机 telephone {one.phone}" for one in people]
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
