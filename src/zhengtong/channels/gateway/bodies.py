"""What is read from a request before an operation sees it: bodies within bounds, and no name that the description does not know."""

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny

from zhengtong.channels.gateway.errors import MalformedJson, NestedTooDeep, NotDescribed, WrongMediaType
from zhengtong.kernel.refusals import Problem, gettext_noop

DEEPEST = 20
JSON, FORM = "application/json", "multipart/form-data"
UNKNOWN = gettext_noop("This interface has no field of this name here.")


class Reader(Parser):
    """Strict JSON: each name once, finite numbers, texts that can be kept (no NUL, no half character), at most DEEPEST levels."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        check_media_type(request, JSON)
        try:
            body: DictStrAny = json.loads(
                request.body.decode(), object_pairs_hook=_each_once, parse_constant=_no_number, parse_float=_finite
            )
            _check(body, DEEPEST)
        except RecursionError:
            raise NestedTooDeep(most=DEEPEST) from None
        except ValueError as why:
            raise MalformedJson from why
        return body


def check_media_type(request: HttpRequest, wanted: str) -> None:
    """Raises WrongMediaType."""
    if request.content_type != wanted:
        raise WrongMediaType(given=(request.content_type or "")[:100], wanted=wanted)


def check_names(given: Iterable[str], known: Iterable[str]) -> None:
    """Raises NotDescribed with every name that is not known."""
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise NotDescribed(problems=[Problem(name[:100], UNKNOWN) for name in unknown[:50]])


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a name stands twice")
    return read


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number


def _check(value: object, deeper: int) -> None:
    if isinstance(value, str):
        value.encode()                 # a lone surrogate raises
        if "\x00" in value:
            raise ValueError("NUL")
    elif isinstance(value, (dict, list)):
        if not deeper:
            raise NestedTooDeep(most=DEEPEST)
        for one in value:
            _check(one, deeper - 1)
        if isinstance(value, dict):
            for one in value.values():
                _check(one, deeper - 1)
