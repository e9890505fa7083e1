"""JSON Schema of each kind: what a document must look like, and how its kind is laid out in files (``x-`` keys)."""
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import jsonschema_rs

from zhengtong.kernel.content.terms import Defect, Document
from zhengtong.kernel.refusals import gettext_noop

MOST_FAULTS = 20                     # of one document

_MESSAGES = {
    "required": gettext_noop("A field is missing: %(what)s."),
    "additionalProperties": gettext_noop("There is no such field here: %(what)s."),
    "unevaluatedProperties": gettext_noop("There is no such field here: %(what)s."),
    "type": gettext_noop("This has the wrong type: %(what)s."),
    "enum": gettext_noop("This is not one of the allowed words: %(what)s."),
    "pattern": gettext_noop("This has the wrong form: %(what)s."),
    "format": gettext_noop("This has the wrong form: %(what)s."),
    "minimum": gettext_noop("This number is too small: %(what)s."),
    "maximum": gettext_noop("This number is too large: %(what)s."),
}
_OTHER = gettext_noop("This does not fit the schema: %(what)s.")
_REMEDIES = {
    "required": gettext_noop("Add the field."),
    "additionalProperties": gettext_noop("Check the spelling, or leave the field out."),
    "unevaluatedProperties": gettext_noop("Check the spelling, or leave the field out."),
}
_LOOK = gettext_noop("See content/schema/%(kind)s.json for what is allowed here.")
_QUOTE = gettext_noop("Put codes and numbers that are names in quotes.")


@dataclass(frozen=True, slots=True)
class Part:
    """Files beside the documents whose rows belong into one field of theirs."""

    name: str                        # the field
    files: tuple[str, ...]           # stems of the files
    of: str                          # column that names the document's code
    keep: tuple[str, ...] = ()       # columns kept; empty: all but ``of``


@dataclass(frozen=True, slots=True)
class Layout:
    """How a kind lies in files. ``table``: the rows of one CSV file are one field of one document with that code."""

    code: str = "code"
    table: str = ""
    table_code: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    kind: str
    validator: Any
    layout: Layout = field(default_factory=Layout)

    def defects(self, document: Document) -> Iterable[Defect]:
        """Everything in which one document departs from its kind's schema."""
        for number, error in enumerate(self.validator.iter_errors(document.body)):
            if number >= MOST_FAULTS:
                return
            yield self._defect(document, error)

    def _defect(self, document: Document, error: Any) -> Defect:
        word = _keyword(error.schema_path)
        at = "/".join(str(step) for step in error.instance_path)
        what = error.message
        if word == "required":
            what = f"{at}/{error.kind.property}" if at else error.kind.property
        elif word == "additionalProperties":
            what = ", ".join(f"{at}/{name}" if at else name for name in error.kind.unexpected)
            at = what.partition(", ")[0]
        elif at:
            what = f"{at}: {what}"
        remedy = _QUOTE if word == "type" and isinstance(error.instance, (int, float)) else _REMEDIES.get(word, _LOOK)
        return document.defect(
            f"schema_{word}", _MESSAGES.get(word, _OTHER), at=at, remedy=remedy, what=what[:300], kind=document.kind
        )


def _keyword(path: Iterable[Any]) -> str:
    words = [step for step in path if isinstance(step, str)]
    return words[-1] if words else "schema"


def load(kind: str, text: str) -> Schema:
    """Read one schema. Raises ValueError where it is none: schemas are ours, a broken one is our mistake."""
    plain = json.loads(text)
    layout = plain.get("x-layout", {})
    parts = tuple(
        Part(name, tuple(part["files"]), part["of"], tuple(part.get("keep", ()))) for name, part in layout.get("parts", {}).items()
    )
    table: Mapping[str, str] = layout.get("table", {})
    return Schema(
        kind,
        jsonschema_rs.Draft202012Validator(plain, validate_formats=True),
        Layout(layout.get("code", "code"), table.get("field", ""), table.get("code", ""), parts),
    )
