"""What is wrong with a field of a request, in the caller's language: the validator's reasons in our words."""

from collections.abc import Mapping
from typing import Any

from zhengtong.channels.gateway.bodies import UNKNOWN
from zhengtong.kernel.refusals import Problem, gettext_noop

_TEXT = gettext_noop("This must be text.")
_NUMBER = gettext_noop("This must be a number.")
_SAID: Mapping[str, str] = {
    "missing": gettext_noop("This is missing."),
    "extra_forbidden": UNKNOWN,
    "string_type": _TEXT,
    "string_too_long": gettext_noop("This has more than %(max_length)s characters."),
    "string_too_short": gettext_noop("This has fewer than %(min_length)s characters."),
    "string_pattern_mismatch": gettext_noop("This does not have the form %(pattern)s."),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": gettext_noop("This must be a whole number."),
    "int_parsing_size": gettext_noop("This number is too large."),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "bool_type": gettext_noop("This must be true or false."),
    "bool_parsing": gettext_noop("This must be true or false."),
    "list_type": gettext_noop("This must be a list."),
    "dict_type": gettext_noop("This must be an object."),
    "model_type": gettext_noop("This must be an object."),
    "model_attributes_type": gettext_noop("This must be an object."),
    "too_long": gettext_noop("This has more than %(max_length)s entries."),
    "too_short": gettext_noop("This has fewer than %(min_length)s entries."),
    "greater_than_equal": gettext_noop("This must be at least %(ge)s."),
    "less_than_equal": gettext_noop("This must be at most %(le)s."),
    "enum": gettext_noop("This must be one of: %(expected)s."),
    "literal_error": gettext_noop("This must be one of: %(expected)s."),
}
_SOURCES = frozenset({"body", "query", "path", "header", "form", "file"})


def problem(error: Mapping[str, Any]) -> Problem:
    """One of the validator's errors; a reason we have no words for stays in the validator's own."""
    where = [str(part) for part in error["loc"]]
    said = _SAID.get(error["type"])
    if said is None:
        return Problem(field(where), "%(reason)s", {"reason": str(error["msg"])})
    known = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, (str, int, float))}
    return Problem(field(where), said, known)


def field(where: list[str]) -> str:
    """``body.given.answers.x`` is ``answers.x`` to whoever sent it; what lacks a name is ``body``."""
    if where[:1] == ["body"]:
        return ".".join(where[2:]) or "body"
    return ".".join(where[1:] if where[:1] and where[0] in _SOURCES else where)
