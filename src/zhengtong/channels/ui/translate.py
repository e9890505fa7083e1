"""Refusals and problems in the reader's language: what stopped, why, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language, gettext, gettext_noop

from zhengtong.channels.ui.dates import day_as_written, moment_as_written
from zhengtong.kernel.refusals import Kind, Problem, Refusal
from zhengtong.kernel.words import Words

STATUS: Mapping[Kind, int] = {
    Kind.INVALID: 400,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.TOO_LARGE: 413,
    Kind.UNAVAILABLE: 503,
}
_TITLES: Mapping[Kind, str] = {
    Kind.INVALID: gettext_noop("Something in this needs to be put right"),
    Kind.FORBIDDEN: gettext_noop("This is not yours to open"),
    Kind.NOT_FOUND: gettext_noop("There is nothing here that you may see"),
    Kind.CONFLICT: gettext_noop("This cannot be done as things stand"),
    Kind.TOO_LARGE: gettext_noop("This is too large"),
    Kind.UNAVAILABLE: gettext_noop("Not possible at the moment"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A problem to show: where, and what to do."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal as a person reads it."""

    code: str
    status: int
    title: str
    message: str
    remedy: str
    problems: tuple[Line, ...] = ()


def language() -> str:
    return get_language() or "zh-hans"


def plain(value: object) -> object:
    """A parameter as people read it: Words in their language, dates as they are written, lists with commas."""
    if isinstance(value, Words):
        return value.say(language())
    if isinstance(value, datetime):
        return moment_as_written(value)
    if isinstance(value, date):
        return day_as_written(value)
    if isinstance(value, (tuple, list, frozenset, set)):
        return gettext(", ").join(str(plain(one)) for one in value)
    return value


def sentence(message: str, params: Mapping[str, object]) -> str:
    """A msgid with its parameters, in the current language. A parameter that is missing leaves the text as it stands."""
    text = gettext(message) if message else ""
    if not params:
        return text
    try:
        return (text % {name: plain(value) for name, value in params.items()}).replace("） ", "）")
    except (KeyError, ValueError, TypeError):
        return text


def problem(found: Problem) -> Line:
    return Line(found.at, sentence(found.message, found.params))


def problems(found: "tuple[Problem, ...]") -> dict[str, list[str]]:
    """Field key → texts."""
    told: dict[str, list[str]] = {}
    for one in found:
        told.setdefault(one.at, []).append(sentence(one.message, one.params))
    return told


def refusal(raised: Refusal) -> Told:
    return Told(
        code=raised.code,
        status=STATUS[raised.kind],
        title=gettext(_TITLES[raised.kind]),
        message=sentence(raised.message, raised.params),
        remedy=sentence(raised.remedy, raised.params),
        problems=tuple(problem(one) for one in raised.problems),
    )
