"""情形: the answers to a bundle's questions, carried in the address, which may be kept and shared: nothing personal is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from zhengtong.channels.ui import translate
from zhengtong.channels.ui.fields import as_text
from zhengtong.foundation.catalogue.terms import TICKED, Bundle
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.elements.terms import Element
from zhengtong.kernel.refusals import Refusal

LONGEST = 20_000                       # characters of one answer: a long list of items


@dataclass(frozen=True, slots=True)
class Situation:
    """What was answered so far, in the order of the questions, and what could not be read."""

    answers: Mapping[str, object]
    held: Mapping[str, Element]
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)

    def query(self, *, without: str = "") -> str:
        """As a query string."""
        return urlencode({key: as_text(value) for key, value in self.answers.items() if key != without})


def read(bundle: Bundle, given: QueryDict) -> Situation:
    """Only this bundle's questions are read, or what was ticked; an answer that does not pass its element's check is named, not used."""
    keys = [TICKED] if bundle.ticked else [question.element for question in bundle.questions]
    held = elements.elements(keys)
    answers: dict[str, object] = {}
    wrong: dict[str, tuple[str, ...]] = {}
    raw = {key: _written(given.getlist(key)) for key in keys if given.get(key)}
    for key, text in raw.items():
        try:
            value = elements.read_value(held[key], text)
            problems = elements.check_value(held[key], value)
        except Refusal as refused:
            wrong[key] = tuple(translate.problem(one).text for one in refused.problems) or (translate.refusal(refused).message,)
            continue
        if problems:
            wrong[key] = tuple(translate.problem(one).text for one in problems)
        elif value is not None and value != "":
            answers[key] = value
    return Situation(answers, held, wrong, raw)


def _written(values: list[str]) -> str:
    """One answer as it was written; of boxes that were ticked, all of them."""
    return ",".join(values)[:LONGEST] if len(values) > 1 else values[0][:LONGEST]
