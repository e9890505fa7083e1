"""From the things read in a file to documents: code, dates, source."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhengtong.kernel.content.rules.folders import Place, default_code
from zhengtong.kernel.content.rules.schema import Layout
from zhengtong.kernel.content.terms import EDITOR, FIRST_DAY, Defect, Document, Severity, Whole
from zhengtong.kernel.refusals import gettext_noop

_QUOTED = gettext_noop('Write the code in quotes, such as code: "000131004000", so that no zero is lost.')
_DATE = gettext_noop("Write the date as 2026-07-24.")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a pack's city.yaml says for documents that do not say it themselves."""

    valid_from: date = FIRST_DAY
    source: str = EDITOR
    as_of: date | None = None


def document(whole: Whole, *, place: Place, layout: Layout, path: str, pack: str, defaults: Defaults) -> Document | Defect:
    """One document, or what keeps it from being one."""
    kind, value = place.kind or "", whole.value
    if not isinstance(value, dict):
        message = gettext_noop("A document must be a mapping of fields, not a bare value.")
        return Defect(path, whole.line, "not_a_document", Severity.ERROR, message, {}, gettext_noop("Write fields as name: value."))
    code = value.get(layout.code, default_code(kind, pack))
    line = whole.lines.get(layout.code, whole.line)
    if not isinstance(code, str):
        message = gettext_noop("The code %(code)s is a number, not text.")
        return Defect(path, line, "code_not_text", Severity.ERROR, message, {"code": code}, _QUOTED)
    if not code or code != code.strip() or len(code) > 128 or ":" in code:
        message = gettext_noop("This document has no usable code: %(code)s.")
        remedy = gettext_noop("Give it a code of at most 128 characters without spaces around it and without a colon.")
        return Defect(path, line, "code_missing", Severity.ERROR, message, {"code": code[:40] or "-"}, remedy)
    dates: dict[str, date | None] = {"valid_from": defaults.valid_from, "as_of": defaults.as_of}
    for name in dates:
        if value.get(name) not in (None, ""):
            try:
                dates[name] = date.fromisoformat(str(value[name]))
            except ValueError:
                message = gettext_noop("%(field)s is not a date: %(value)s.")
                params, line = {"field": name, "value": str(value[name])[:40]}, whole.lines.get(name, whole.line)
                return Defect(path, line, "date_wrong", Severity.ERROR, message, params, _DATE, f"{kind}:{code}")
    source = value.get("source") or defaults.source
    return Document(
        kind, code, dates["valid_from"] or defaults.valid_from, value, str(source), dates["as_of"], path, whole.line,
        pack=pack, authored=place.authored, lines=whole.lines,
    )


def read_defaults(city: Mapping[str, object]) -> Defaults:
    """The ``defaults`` of a city.yaml, as far as they can be read; what cannot is reported by the schema."""
    written = city.get("defaults")
    if not isinstance(written, dict):
        return Defaults()
    found: dict[str, date | None] = {"valid_from": FIRST_DAY, "as_of": None}
    for name in found:
        try:
            found[name] = date.fromisoformat(str(written.get(name)))
        except ValueError:
            continue
    return Defaults(found["valid_from"] or FIRST_DAY, str(written.get("source") or EDITOR), found["as_of"])


def overlay(documents: list[Document]) -> tuple[list[Document], list[Document]]:
    """Authored documents win over imported ones of the same kind and code. Returns (those that hold, those behind)."""
    authored = {(one.kind, one.code) for one in documents if one.authored}
    front = [one for one in documents if one.authored or (one.kind, one.code) not in authored]
    return front, [one for one in documents if not one.authored and (one.kind, one.code) in authored]


def doubles(documents: list[Document]) -> list[Defect]:
    """Two documents of one kind, code and day: which one holds cannot be said."""
    seen: dict[tuple[str, str, date], Document] = {}
    faults: list[Defect] = []
    packs: dict[tuple[str, str], Document] = {}
    for one in documents:
        first = seen.setdefault((one.kind, one.code, one.valid_from), one)
        other = packs.setdefault((one.kind, one.code), one)
        if first is not one:
            message = gettext_noop("%(document)s is written twice for the same day; the first is in %(path)s, line %(line)s.")
            remedy = gettext_noop("Keep one of the two, or give the later one a later valid_from.")
            faults.append(one.defect("code_twice", message, remedy=remedy, document=one.ref, path=first.path, line=first.line))
        elif other.pack != one.pack:
            message = gettext_noop("%(document)s is already written in the folder %(pack)s.")
            remedy = gettext_noop("Give one of the two another code.")
            faults.append(one.defect("code_twice", message, remedy=remedy, document=one.ref, pack=other.pack))
    return faults
