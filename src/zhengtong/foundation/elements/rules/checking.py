"""核对: what is wrong with a value that could be read, in words that say what to do."""
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import jsonschema_rs

from zhengtong.foundation.elements.terms import Check, Element, Type
from zhengtong.kernel.refusals import Problem, Refusal, gettext_noop

Checks = Mapping[Check, Callable[[str], object]]
"""How to check a code that another capability knows: returns where it is right, raises a Refusal where it is not."""

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:010|02\d|0[3-9]\d{2})[2-9]\d{6,7}(?:(?:转|,|x|#)\d{1,6})?|[48]00\d{7}|\+(?:852|853|886)\d{8,9}")
_SHAPES: Mapping[Type, tuple[type, ...]] = {
    Type.TEXT: (str,),
    Type.LONG_TEXT: (str,),
    Type.INTEGER: (int,),
    Type.NUMBER: (int, float),
    Type.BOOLEAN: (bool,),
    Type.DATE: (str,),
    Type.CHOICE: (str,),
    Type.CODES: (list,),
}
_TOLD: Mapping[str, tuple[str, str]] = {
    "minimum": ("limit", gettext_noop("This must be at least %(limit)s.")),
    "maximum": ("limit", gettext_noop("This must be at most %(limit)s.")),
    "exclusiveMinimum": ("limit", gettext_noop("This must be more than %(limit)s.")),
    "exclusiveMaximum": ("limit", gettext_noop("This must be less than %(limit)s.")),
    "minLength": ("limit", gettext_noop("This is too short: write at least %(limit)s characters.")),
    "maxLength": ("limit", gettext_noop("This is too long: write at most %(limit)s characters.")),
    "multipleOf": ("multiple_of", gettext_noop("This must be a multiple of %(multiple_of)s.")),
}


def problems_of(element: Element, value: object, *, on: date, checks: Checks) -> tuple[Problem, ...]:
    """What is wrong with ``value`` on this day, the first thing to mend; nothing where the value is not given (None).

    A future birth date is refused here (Check.PAST_DATE): nobody is born tomorrow.
    """
    if value is None:
        return ()
    told = next(_told(element, value, on, checks), None)
    return () if told is None else (Problem(element.key, *told),)


def _told(element: Element, value: object, on: date, checks: Checks) -> Iterator[tuple[str, dict[str, object]]]:
    if not _has_shape(element.type, value):
        yield gettext_noop("This answer is of another kind than asked for. Enter it again."), {}
    if element.type is Type.CHOICE and value not in {one.value for one in element.choices}:
        yield gettext_noop("Choose one of the answers offered."), {}
    if element.check is not None:
        yield from _checked(element.check, str(value), on, checks)
    if element.schema:
        yield from _against_schema(element, value)


def _has_shape(kind: Type, value: object) -> bool:
    if (isinstance(value, bool) and kind is not Type.BOOLEAN) or not isinstance(value, _SHAPES[kind]):
        return False
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return kind is not Type.DATE or _is_day(str(value))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _against_schema(element: Element, value: object) -> Iterator[tuple[str, dict[str, object]]]:
    for error in _validator(json.dumps(element.schema, sort_keys=True)).iter_errors(value):
        kind = error.kind.name
        if kind in _TOLD:
            name, message = _TOLD[kind]
            yield message, {name: getattr(error.kind, name)}
        elif kind == "const" and element.type is Type.BOOLEAN:
            yield gettext_noop("You need to agree to this to go on."), {}
        elif element.example:
            yield gettext_noop("This is not written as expected. Write it like this: %(example)s"), {"example": element.example}
        else:
            yield gettext_noop("This is not written as expected. Check it against your papers."), {}


@lru_cache(maxsize=2048)
def _validator(schema: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json.loads(schema), retriever=_nowhere)


def _nowhere(address: str) -> Any:
    raise ValueError(f"a schema of an element stands by itself: {address}")


def _checked(check: Check, value: str, on: date, checks: Checks) -> Iterator[tuple[str, dict[str, object]]]:
    if check is Check.PAST_DATE:
        if value > on.isoformat():
            yield gettext_noop("This date is in the future. Give the date on which it happened, at the latest today."), {}
    elif check is Check.PHONE:
        if not (_MOBILE.fullmatch(value) or _LANDLINE.fullmatch(value)):
            yield gettext_noop("This is not a telephone number. Give a mobile number of 11 digits, or a landline with its area code."), {}
    else:
        try:
            checks[check](value)
        except Refusal as refusal:
            yield refusal.message, dict(refusal.params)


def defects_of(key: str, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with an element's document beyond its JSON Schema: (message, remedy)."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", key):
        yield (
            gettext_noop("The key of an element is small English words with dots, such as premises.area."),
            gettext_noop("Rename the element and everything that asks for it."),
        )
    kind, choices = body.get("type"), body.get("choices") or ()
    if (kind == Type.CHOICE) != bool(choices):
        yield (
            gettext_noop("An element of type choice has choices, and no other type has."),
            gettext_noop("Add choices, or change the type."),
        )
    if len({str(one.get("value")) for one in choices}) < len(choices):
        yield gettext_noop("Two choices have the same value."), gettext_noop("Give each choice a value of its own.")
    try:
        _validator(json.dumps(body.get("schema") or {}, sort_keys=True))
    except (jsonschema_rs.ValidationError, TypeError, ValueError):
        yield gettext_noop("The schema of this element is not a valid JSON Schema."), gettext_noop("Correct the field schema.")
