"""表单用语: a form is computed from elements; a draft keeps what somebody has begun."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from zhengtong.foundation.elements.terms import Element
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.refusals import Problem
from zhengtong.kernel.words import Words

DraftNumber = NewType("DraftNumber", str)


@dataclass(frozen=True, slots=True)
class Ask:
    """One element that one item needs. ``when`` is an expression over answers; ``needed_by`` an item code."""

    element: str
    needed_by: str
    section: str = "matter"
    required: bool = True
    when: str = ""
    check: str = ""                  # expression that must hold once everything it names is known
    check_says: Words = Words("")    # what is wrong where it does not hold


@dataclass(frozen=True, slots=True)
class Agreement:
    """What must hold between this answer and others."""

    expression: str
    says: Words


@dataclass(frozen=True, slots=True)
class Field:
    element: Element
    required: bool
    value: object = None
    known: Known | None = None       # set when somebody already told us; shown with its source, not asked
    needed_by: tuple[str, ...] = ()
    conditional: bool = False        # whether it is needed hangs on another answer still to be given; not required until then
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    title: Words
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Form:
    sections: tuple[Section, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def known(self) -> int:
        return sum(1 for field in self.fields if field.known)

    @property
    def to_give(self) -> int:
        return len(self.fields) - self.known


class DraftState(StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Attached:
    material: str                    # material code of the plan
    sha256: str
    name: str
    size: int                        # bytes
    media_type: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftView:
    number: DraftNumber
    matter: Ref                      # bundle:<code> or item:<code>
    pins: tuple[Pin, ...]
    subject: Ref
    title: Words
    answers: Mapping[str, object]
    files: tuple[Attached, ...]
    state: DraftState
    saved_at: datetime
    revision: int                    # optimistic: a save names the revision it saw
    case: str = ""                   # set once submitted
    extra: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()   # after a save: what is wrong with the answers just given, which are kept as typed
    discarded_at: datetime | None = None
