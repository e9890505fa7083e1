"""The shapes that several operations share: texts, terms, clocks, materials."""
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field

from zhengtong.channels.ui import translate
from zhengtong.delivery.approvals.terms import Clock
from zhengtong.foundation.catalogue.terms import Material, PlannedMaterial, Term
from zhengtong.foundation.forms.terms import Attached
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refusals import Problem
from zhengtong.kernel.words import Words
from zhengtong.kernel.workdays import Due

Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(CHINA))]
"""As people here read it: with +08:00, however the database keeps it."""


class Given(Schema):
    """What is sent to us: an unknown field is an error, not a wish."""

    model_config = ConfigDict(extra="forbid")


class Problems(Schema):
    """RFC 9457, with a stable code, a remedy, and every point that is wrong."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    remedy: str
    problems: list["ProblemOut"] = Field(default_factory=list)


class Text(Schema):
    zh: str
    en: str = ""

    @classmethod
    def of(cls, words: Words) -> "Text":
        return cls(zh=words.zh, en=words.en)


class TermOut(Schema):
    days: int
    unit: str
    reference: str = ""

    @classmethod
    def of(cls, term: Term | None) -> "TermOut | None":
        return None if term is None else cls(days=term.days, unit=str(term.unit), reference=term.reference)


class DayOut(Schema):
    on: date
    kind: str
    number: int | None
    name: str


class DueOut(Schema):
    """A due date that explains itself, day by day."""

    on: date
    provisional: bool
    days: list[DayOut]

    @classmethod
    def of(cls, due: Due | None) -> "DueOut | None":
        if due is None:
            return None
        days = [DayOut(on=day.on, kind=str(day.kind), number=day.number, name=day.name) for day in due.days]
        return cls(on=due.on, provisional=due.provisional, days=days)


class ClockOut(Schema):
    started: date | None
    ended: date | None
    promised: DueOut | None
    legal: DueOut | None

    @classmethod
    def of(cls, clock: Clock | None) -> "ClockOut | None":
        if clock is None:
            return None
        return cls(started=clock.started, ended=clock.ended, promised=DueOut.of(clock.promised), legal=DueOut.of(clock.legal))


class ProblemOut(Schema):
    at: str
    message: str

    @classmethod
    def of(cls, problem: Problem) -> "ProblemOut":
        line = translate.problem(problem)
        return cls(at=line.at, message=line.text)


class MaterialOut(Schema):
    code: str
    name: Text
    required: bool | None
    copies: int | None
    form: str
    note: str
    state: str = "bring"
    by: str = ""
    needed_by: list[str] = Field(default_factory=list)

    @classmethod
    def of(cls, material: Material) -> "MaterialOut":
        return cls(
            code=material.code,
            name=Text.of(material.name),
            required=material.required,
            copies=material.copies,
            form=material.form,
            note=material.note,
        )

    @classmethod
    def planned(cls, planned: PlannedMaterial) -> "MaterialOut":
        shown = cls.of(planned.material)
        shown.state, shown.by, shown.needed_by = str(planned.state), planned.by, [str(code) for code in planned.needed_by]
        return shown


class FileOut(Schema):
    material: str
    sha256: str
    name: str
    size: int
    media_type: str
    at: Moment

    @classmethod
    def of(cls, file: Attached) -> "FileOut":
        return cls(
            material=file.material, sha256=file.sha256, name=file.name, size=file.size, media_type=str(file.media_type), at=file.at
        )


def sentence(message: str, params: Mapping[str, object]) -> str:
    """In the caller's language."""
    return translate.sentence(message, params)


Problems.model_rebuild()
REFUSALS: Mapping[int, type[Problems]] = dict.fromkeys((400, 401, 403, 404, 409, 413, 429, 503), Problems)
