"""Form components: one element as it is shown, asked or known. Workbench and portal build their forms from these."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from zhengtong.channels.ui.dates import whole_day
from zhengtong.channels.ui.translate import language
from zhengtong.foundation.elements.terms import Check, Element, Type
from zhengtong.foundation.forms.terms import Field, Form
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a form. ``kind``: text, long_text, number, date, choice, checks (several of them), select,
    consent (a box to tick), known."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = True
    help: str = ""
    why: str = ""
    unit: str = ""
    example: str = ""
    errors: tuple[str, ...] = ()
    source: str = ""
    inputmode: str = ""
    autocomplete: str = ""
    most: int | None = None
    rows: int = 4
    side: bool = False  # two short choices beside each other
    heading: bool = False  # the only question of its page: its label is the page's heading

    @property
    def id(self) -> str:
        return "f-" + re.sub(r"[^0-9A-Za-z]+", "-", self.name).strip("-")

    @property
    def described(self) -> str:
        """For aria-describedby."""
        parts = [f"{self.id}-help"] if self.help or self.example else []
        if self.errors:
            parts.append(f"{self.id}-error")
        return " ".join(parts)

    @property
    def first(self) -> str:
        """Id of what an error summary links to."""
        return f"{self.id}-0" if self.kind in {"choice", "checks"} else self.id


_AUTOCOMPLETE: Mapping[str, str] = {"person.name": "name", "person.phone": "tel", "person.email": "email"}


def as_text(value: object) -> str:
    """A stored value as it stands in an input."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def as_read(element: Element, value: object) -> str:
    """A value as people read it: yes or no, the title of a choice, a date, a number with its unit."""
    if value is None or value == "":
        return ""
    told = as_text(value)
    if element.type is Type.BOOLEAN:
        told = gettext("Yes") if value in (True, "true") else gettext("No")
    elif element.type is Type.CHOICE:
        told = next((one.title.say(language()) for one in element.choices if one.value == str(value)), told)
    elif element.type is Type.DATE:
        told = _date(value)
    elif element.unit:
        told = f"{told} {element.unit.say(language())}"
    return told


def _date(value: object) -> str:
    from datetime import date

    try:
        return whole_day(value if isinstance(value, date) else date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def control(field: Field, errors: Sequence[str] = (), *, editable: bool = False, name: str = "") -> Control:
    """The control of one field: what is known is shown with its source, the rest is asked."""
    element, lang = field.element, language()
    known = field.known is not None and not editable
    kind, options, side = _kind(element), _options(element, field.value), element.type is Type.BOOLEAN
    return Control(
        name=name or element.key,
        label=element.title.say(lang),
        kind="known" if known else kind,
        value=as_read(element, field.known.value) if known and field.known else as_text(field.value),
        options=() if known else options,
        required=field.required,
        help=element.help.say(lang),
        why=element.why.say(lang),
        unit=element.unit.say(lang),
        example=element.example if element.type not in {Type.BOOLEAN, Type.CHOICE} else "",
        errors=tuple(errors),
        source=_source(field),
        inputmode={Type.INTEGER: "numeric", Type.NUMBER: "decimal"}.get(element.type, "tel" if element.check is Check.PHONE else ""),
        autocomplete=_AUTOCOMPLETE.get(element.key, ""),
        most=_most(element),
        side=side,
    )


def with_value(shown: Control, value: str) -> Control:
    """The same control holding another value."""
    return replace(shown, value=value, options=tuple(replace(one, chosen=one.value == value) for one in shown.options))


def named(label: str, text: str) -> str:
    """A message for a summary: it says of what it speaks, once."""
    bare = label.rstrip("?？ ")
    return text if not bare or bare in text else gettext("%(label)s: %(text)s") % {"label": bare, "text": text}


def _kind(element: Element) -> str:
    if element.type is Type.BOOLEAN and element.schema.get("const") is True:
        return "consent"
    if element.type in {Type.INTEGER, Type.NUMBER}:
        return "number"
    if element.type is Type.BOOLEAN:
        return "choice"
    if element.type is Type.CHOICE:
        return "choice" if len(element.choices) <= 7 else "select"
    return element.type.value


def _options(element: Element, value: object) -> tuple[Option, ...]:
    now = as_text(value)
    if element.type is Type.BOOLEAN:
        return (Option("true", gettext("Yes"), now == "true"), Option("false", gettext("No"), now == "false"))
    return tuple(Option(one.value, one.title.say(language()), one.value == now) for one in element.choices)


def _most(element: Element) -> int | None:
    most = element.schema.get("maxLength")
    return most if isinstance(most, int) else None


def _source(field: Field) -> str:
    """Who already told us."""
    if field.known is None:
        return ""
    if field.known.label:
        return field.known.label.say(language())
    kind = field.known.source.partition(":")[0]
    named = {"identity": gettext("from your registered identity"), "licence": gettext("from a licence you hold")}
    return named.get(kind, gettext("from an earlier answer of yours"))


def controls(form: Form, problems: Mapping[str, Sequence[str]], *, editable: Iterable[str] = ()) -> list[tuple[Words, list[Control]]]:
    """Sections with their controls."""
    free = frozenset(editable)
    return [
        (section.title, [control(one, problems.get(one.element.key, ()), editable=one.element.key in free) for one in section.fields])
        for section in form.sections
    ]
