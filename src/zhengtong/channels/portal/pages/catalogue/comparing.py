"""比较两种情形: the plans of two situations side by side, with what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from zhengtong.channels.portal import situation
from zhengtong.channels.portal.situation import Situation
from zhengtong.channels.ui.fields import Control, Option, as_text, control
from zhengtong.channels.ui.guards import public
from zhengtong.channels.ui.templatetags.ui import days
from zhengtong.channels.ui.translate import language
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Bundle, Plan
from zhengtong.foundation.elements.terms import Type
from zhengtong.foundation.forms.terms import Field
from zhengtong.kernel.actors import ANONYMOUS
from zhengtong.kernel.refs import Ref

SIDES = ("a", "b")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    icon: str = ""  # in its place


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    cells: tuple[Cell, Cell]

    @property
    def differs(self) -> bool:
        return self.cells[0] != self.cells[1]


@dataclass(frozen=True, slots=True)
class Side:
    letter: str
    code: str  # of the typical situation
    name: str
    told: Situation
    plan: Plan
    controls: tuple[Control, ...]
    onward: str


@public
@require_safe
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """Both situations are answered here or taken from the typical ones; all of it stands in the address."""
    found = catalogue.bundle(code)
    if not found.questions:
        raise Http404
    sides = [_side(found, letter, place, request.GET) for place, letter in enumerate(SIDES)]
    both = (sides[0], sides[1])
    given = {
        "bundle": found,
        "sides": sides,
        "lines": list(zip(both[0].controls, both[1].controls, strict=True)),
        "groups": [(title, rows) for title, rows in _groups(both) if rows],
        "pairs": _pairs(found, {side.code for side in sides}),
        "ready": all(side.plan.chosen for side in sides),
        "same": not any(row.differs for _, rows in _groups(both) for row in rows),
    }
    return render(request, "portal/catalogue/compare.html", given)


def _side(found: Bundle, letter: str, place: int, given: QueryDict) -> Side:
    """What was answered for this side, else a typical situation: the one named, or the first and the second of content."""
    own = QueryDict(mutable=True)
    own.update({key.removeprefix(f"{letter}."): str(value) for key, value in given.items() if key.startswith(f"{letter}.")})
    typical = {one.code: one for one in found.situations}
    otherwise = found.situations[place] if len(found.situations) > place and not own else None
    named = typical.get(given.get(letter, "")) or otherwise
    if named is not None:
        own.clear()
        own.update({key: as_text(value) for key, value in named.answers.items()})
    told = situation.read(found, own)
    plan = cases.plan(matter=Ref("bundle", found.code), answers=told.answers, by=ANONYMOUS)
    name = named.name.say(language()) if named else gettext("Situation A") if letter == "a" else gettext("Situation B")
    controls = tuple(_control(told, letter, question.element) for question in found.questions)
    onward = f"{reverse('portal:plan', args=[found.code])}?{told.query()}"
    return Side(letter, named.code if named else "", name, told, plan, controls, onward)


def _control(told: Situation, letter: str, key: str) -> Control:
    """A narrow control: what has choices is a select."""
    element = told.held[key]
    value = told.answers.get(key, told.raw.get(key))
    shown = control(Field(element, required=False, value=value), told.wrong.get(key, ()), name=f"{letter}.{key}")
    kind = "select" if element.type in {Type.CHOICE, Type.BOOLEAN} else shown.kind
    options = tuple(Option(one.value, one.label.partition("（")[0].partition(" (")[0], one.chosen) for one in shown.options)
    return Control(shown.name, shown.label, kind, as_text(value), options, unit=shown.unit, inputmode=shown.inputmode, errors=shown.errors)


def _groups(sides: tuple[Side, Side]) -> list[tuple[str, list[Row]]]:
    first, second = sides[0].plan, sides[1].plan
    return [
        (gettext("In short"), _short(first, second)),
        (gettext("Items"), _ticks(_items(first), _items(second))),
        (gettext("Papers to bring"), _ticks(_papers(first), _papers(second))),
        (gettext("What only one of them is asked"), [row for row in _ticks(_answers(first), _answers(second)) if row.differs]),
    ]


def _short(first: Plan, second: Plan) -> list[Row]:
    def row(title: str, told: Sequence[object]) -> Row:
        return Row(title, (Cell(str(told[0])), Cell(str(told[1]))))

    plans = (first, second)
    return [
        row(gettext("Promised"), [days(one.days) if one.chosen else "—" for one in plans]),
        row(gettext("By law at most"), [days(one.legal_days) if one.legal_days is not None else gettext("Not published") for one in plans]),
        row(gettext("Items"), [len(one.chosen) for one in plans]),
        row(gettext("Departments"), [len(one.lanes) for one in plans]),
        row(gettext("Papers to bring"), [len(one.materials) for one in plans]),
        row(gettext("Answers to give"), [one.form.to_give for one in plans]),
    ]


def _items(plan: Plan) -> dict[str, str]:
    return {str(one.code): one.name.say(language()) for one in plan.chosen}


def _papers(plan: Plan) -> dict[str, str]:
    return {one.material.code: one.material.name.say(language()) for one in plan.materials}


def _answers(plan: Plan) -> dict[str, str]:
    return {one.element.key: one.element.title.say(language()) for one in plan.form.fields}


def _ticks(first: Mapping[str, str], second: Mapping[str, str]) -> list[Row]:
    """One row for each thing that either needs."""
    needed, not_needed = Cell(gettext("Yes"), "check"), Cell(gettext("No"), "minus")
    cells = {True: needed, False: not_needed}
    return [Row(title, (cells[code in first], cells[code in second])) for code, title in {**first, **second}.items()]


def _pairs(found: Bundle, shown: set[str]) -> list[dict[str, object]]:
    """Each two typical situations, to choose with one tap."""
    held = found.situations
    pairs = [(one, other) for place, one in enumerate(held) for other in held[place + 1 :]]
    words = gettext("%(one)s ↔ %(other)s")
    return [
        {
            "text": words % {"one": one.name.say(language()), "other": other.name.say(language())},
            "href": "?" + urlencode({"a": one.code, "b": other.code}),
            "here": {one.code, other.code} == shown,
        }
        for one, other in pairs
    ]
