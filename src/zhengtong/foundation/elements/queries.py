"""数据元: reads. The dictionary is small and read on every page, so each process keeps a copy and looks once a second whether it is old."""
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zhengtong.foundation.elements import rules
from zhengtong.foundation.elements.errors import UnknownElement
from zhengtong.foundation.elements.models import Edition
from zhengtong.foundation.elements.rules import Checks
from zhengtong.foundation.elements.terms import Check, Element
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.refusals import Problem

_LOOK_AGAIN = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class _Copy:
    edition: int
    day: date
    looked: float
    elements: Mapping[str, Element]


_copy: _Copy | None = None


def element(key: str) -> Element:
    """The element of this key. Raises UnknownElement."""
    found = _dictionary().get(key)
    if found is None:
        raise UnknownElement(key=key)
    return found


def elements(keys: Iterable[str]) -> dict[str, Element]:
    """The elements of these keys; a key that nobody published is left out."""
    dictionary = _dictionary()
    return {key: dictionary[key] for key in keys if key in dictionary}


def remembered(keys: Iterable[str]) -> dict[str, Element]:
    """These elements, also those withdrawn since: what somebody once answered stays readable in its file."""
    wanted = set(keys)
    found = elements(wanted)
    for key in wanted - found.keys():
        for last in content.versions("element", key)[-1:]:
            found[key] = rules.element_of(key, last.body)
    return found


def every_element() -> tuple[Element, ...]:
    """The whole dictionary, by key."""
    return tuple(one for _, one in sorted(_dictionary().items()))


def read_value(element: Element, raw: object) -> object:
    """The normal form of what somebody gave; None where nothing. Raises InvalidAnswer."""
    return rules.read(element, raw)


def check_value(element: Element, value: object, *, on: date | None = None) -> tuple[Problem, ...]:
    """What is wrong with a normal value on a day (today unless said)."""
    day = on or clock.today()
    return rules.problems_of(element, value, on=day, checks=_checks(day))


def _checks(day: date) -> Checks:
    return {
        Check.CITIZEN_ID: lambda number: identity.check_citizen_id(number, day),
        Check.CREDIT_CODE: identity.check_credit_code,
    }


def forget() -> None:
    """Drop this process's copy, after publishing or between tests."""
    global _copy  # noqa: PLW0603 - the one cache of this capability
    _copy = None


def _dictionary(now: Callable[[], float] = time.monotonic) -> Mapping[str, Element]:
    global _copy  # noqa: PLW0603
    today, moment = clock.today(), now()
    if _copy is not None and _copy.day == today and moment - _copy.looked < _LOOK_AGAIN:
        return _copy.elements
    edition = Edition.objects.values_list("number", flat=True).first() or 0
    if _copy is not None and (_copy.edition, _copy.day) == (edition, today):
        _copy = _Copy(edition, today, moment, _copy.elements)
        return _copy.elements
    published = content.current_of("element", today)
    _copy = _Copy(edition, today, moment, {one.code: rules.element_of(one.code, one.body) for one in published})
    return _copy.elements
