"""读取: from a page string or a JSON value to the one normal form of an element's value.

Normal forms: text without stray spaces, whole numbers as int, others as float, booleans, dates as ``2026-07-24``,
choices by value, codes as a list.
"""
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from zhengtong.foundation.elements.errors import InvalidAnswer
from zhengtong.foundation.elements.terms import Check, Element, ElementChoice, Sensitivity, Type
from zhengtong.kernel.refusals import Problem, gettext_noop
from zhengtong.kernel.words import Words

_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))} | {0x3000: 0x20}
_NUMERIC = _HALF_WIDTH | {ord("．"): ".", ord("，"): ",", ord("－"): "-", ord("−"): "-", ord("／"): "/", ord("＋"): "+"}
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_NUMBER = re.compile(r"([+-]?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,6})?)\s*([^\d\s.,].*)?")
_DATE = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?|(\d{2})(\d{2}))")
_SAME_UNIT = (
    frozenset({"m²", "m2", "㎡", "平方米", "平米", "平方", "平", "sqm", "squaremetres", "squaremeters"}),
    frozenset({"m", "米", "公尺", "metre", "metres", "meters"}),
    frozenset({"人", "名", "位", "people", "person", "persons"}),
    frozenset({"个", "處", "处", "間", "间"}),
    frozenset({"元", "块", "yuan", "rmb", "cny", "¥"}),
    frozenset({"天", "日", "day", "days"}),
    frozenset({"年", "year", "years"}),
)
_CODE = re.compile(r"[^\s,，、;；:]{1,128}")
_YES = frozenset({"true", "yes", "y", "on", "1", "是", "有", "对", "同意"})
_NO = frozenset({"false", "no", "n", "off", "0", "否", "无", "没有", "不是", "不同意"})


def element_of(key: str, body: Mapping[str, Any]) -> Element:
    """An element from its content document."""
    return Element(
        key=key,
        title=Words.read(body["title"]),
        type=Type(body["type"]),
        schema=dict(body.get("schema") or {}),
        choices=tuple(ElementChoice(str(one["value"]), Words.read(one["title"])) for one in body.get("choices") or ()),
        check=Check(body["check"]) if body.get("check") else None,
        sensitivity=Sensitivity(body.get("sensitivity", Sensitivity.INTERNAL)),
        unit=Words.read(body.get("unit")),
        help=Words.read(body.get("help")),
        why=Words.read(body.get("why")),
        example=str(body.get("example", "")),
        each_time=bool(body.get("each_time", False)),
    )


def read(element: Element, raw: object) -> object:
    """The value in its normal form; None where nothing was given. Raises InvalidAnswer.

    Reading a value that is already normal gives the same value: what was stored can be read again.
    """
    if isinstance(raw, str):
        raw = _UNSEEN.sub("", raw).strip()
    if raw is None or raw == "":
        return None
    return _READERS[element.type](element, raw)


def _refuse(element: Element, message: str, **params: object) -> InvalidAnswer:
    return InvalidAnswer(problems=[Problem(element.key, message, params)])


def _text(element: Element, raw: object) -> str | None:
    if not isinstance(raw, str):
        raise _refuse(element, gettext_noop("Write this answer as text."))
    wide = raw.translate(_HALF_WIDTH)
    if element.check in (Check.CITIZEN_ID, Check.CREDIT_CODE):
        return re.sub(r"[\s\-]", "", wide).upper() or None
    if element.check is Check.PHONE:
        return re.sub(r"^(\+|00)86(?=[01])", "", re.sub(r"[\s\-()（）]", "", wide.translate(_NUMERIC))) or None
    if element.type is Type.LONG_TEXT:
        return re.sub(r"\r\n?", "\n", wide).strip() or None
    return " ".join(wide.split()) or None


def _number(element: Element, raw: object) -> int | float:
    how = gettext_noop("Write a number in digits, for example 120.")
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise _refuse(element, how)
    if isinstance(raw, str):
        found = _NUMBER.fullmatch(raw.translate(_NUMERIC).lower())
        if found is None:
            raise _refuse(element, how)
        if found[2] and not _same_unit(found[2], element.unit):
            raise _refuse_unit(element)
        raw = float(found[1].replace(",", ""))
    if not abs(raw) < 10**15:                       # also not a number (NaN)
        raise _refuse(element, how)
    value = int(raw) if raw == int(raw) else float(raw)
    if element.type is Type.INTEGER and not isinstance(value, int):
        raise _refuse(element, gettext_noop("Write a whole number, without decimals."))
    return value


def _refuse_unit(element: Element) -> InvalidAnswer:
    if element.unit:
        return _refuse(element, gettext_noop("Write the number in %(unit)s only."), unit=element.unit)
    return _refuse(element, gettext_noop("Write only the number, without a unit."))


def _same_unit(written: str, unit: Words) -> bool:
    said, ours = re.sub(r"[\s.]", "", written), {unit.zh.lower().replace(" ", ""), unit.en.lower().replace(" ", "")} - {""}
    return said in ours or any(said in alike and ours & alike for alike in _SAME_UNIT)


def _boolean(element: Element, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    said = str(raw).translate(_HALF_WIDTH).lower() if isinstance(raw, str | int) else ""
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise _refuse(element, gettext_noop("Answer yes or no."))


def _date(element: Element, raw: object) -> str:
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day).isoformat()
    found = _DATE.fullmatch(raw.translate(_NUMERIC)) if isinstance(raw, str) else None
    if found is None:
        raise _refuse(element, gettext_noop("Write the date as year, month and day, for example 2026-07-24."))
    try:
        return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5])).isoformat()
    except ValueError:
        raise _refuse(element, gettext_noop("There is no such day. Check the month and the day.")) from None


def _choice(element: Element, raw: object) -> str:
    said = raw.translate(_HALF_WIDTH).strip() if isinstance(raw, str) else ""
    for one in element.choices:
        if said == one.value:
            return one.value
    for one in element.choices:
        if said and said.casefold() in {one.value.casefold(), one.title.zh.casefold(), one.title.en.casefold()}:
            return one.value
    raise _refuse(element, gettext_noop("Choose one of the answers offered."))


def _codes(element: Element, raw: object) -> list[str] | None:
    """Several codes: a list, or one text with commas or spaces between. Each is kept once, in the order given."""
    parts = re.split(r"[\s,，、;；]+", raw.translate(_HALF_WIDTH)) if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple) or not all(isinstance(one, str) and (not one or _CODE.fullmatch(one)) for one in parts):
        raise _refuse(element, gettext_noop("Give a list of codes."))
    return list(dict.fromkeys(one for one in parts if one)) or None


_READERS: Mapping[Type, Callable[[Element, object], object]] = {
    Type.TEXT: _text,
    Type.LONG_TEXT: _text,
    Type.INTEGER: _number,
    Type.NUMBER: _number,
    Type.BOOLEAN: _boolean,
    Type.DATE: _date,
    Type.CHOICE: _choice,
    Type.CODES: _codes,
}
