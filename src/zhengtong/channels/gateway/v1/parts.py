"""The shapes that several operations share: texts, terms, clocks, materials, pages. Fields are read off our views by their names."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from ninja import HeaderEx, PathEx, QueryEx
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictFloat, StrictInt

from zhengtong.channels.gateway import problems
from zhengtong.channels.ui import translate
from zhengtong.foundation.catalogue.terms import Filing, MaterialState, PlannedMaterial, Unit
from zhengtong.kernel import keyset
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refusals import Problem, Refusal
from zhengtong.kernel.workdays import Counted

T = TypeVar("T")
Shape = TypeVar("Shape", bound="Out")

Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(CHINA))]
"""As people here read it: with +08:00, however the database keeps it."""
Number = Annotated[str, BeforeValidator(str)]
"""A number or reference of ours, as it is written."""
Said = Annotated[str, BeforeValidator(lambda told: told if isinstance(told, str) else translate.sentence(told.message, told.params))]
"""A sentence in the caller's language."""
Online = Annotated[bool, BeforeValidator(lambda filing: filing if isinstance(filing, bool) else filing is Filing.ONLINE)]

Several = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=100, description="where several may be chosen")]
Answer = Annotated[str, Field(max_length=20_000)] | StrictInt | StrictFloat | StrictBool | Several | None
Answers = Annotated[
    dict[Annotated[str, Field(max_length=100)], Answer],
    Field(max_length=500, description="element key → value", examples=[{"premises.area": 180, "food.business_kind": "full"}]),
]
Matter = Annotated[
    str, Field(pattern=r"^(bundle|item):[^\s:]{1,80}$", description="bundle:<code> or item:<code>", examples=["bundle:43TCN0003"])
]
Code = Annotated[str, Field(min_length=1, max_length=100)]
Body = Annotated[str, Field(min_length=1, max_length=18, description="credit code of a body")]
Written = Annotated[str, Field(max_length=2000)]
Uploads = Annotated[list[Annotated[str, Field(max_length=2000)]], Field(max_length=60, description="what uploads returned")]
Id = Annotated[int, PathEx(ge=1, le=2**62)]
After = Annotated[str, QueryEx(max_length=200, description="`next` of the page before; nothing for the first page")]
Limit = Annotated[int, QueryEx(ge=1, le=100, description="lines of one page")]
Once = Annotated[
    str | None,
    HeaderEx(alias="Idempotency-Key", description="1 to 100 visible characters, your own for each thing: the same again acts once"),
]


class Given(BaseModel):
    """What is sent to us: an unknown field is an error, not a wish."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """What we answer: read from a view's attributes of the same names."""

    model_config = ConfigDict(from_attributes=True, populate_by_name=True, json_schema_serialization_defaults_required=True)


def read(shape: type[Shape], view: object, /, **more: object) -> Shape:
    """A shape from the attributes of a view, but for the fields given here."""
    names = [str(one.validation_alias or name) for name, one in shape.model_fields.items() if name not in more]
    return shape.model_validate({**{name: getattr(view, name) for name in names}, **more})


class FieldProblem(Out):
    """One thing that is wrong, and where: an element, a material, a field of the request."""

    field: str
    message: str

    @classmethod
    def of(cls, problem: Problem) -> "FieldProblem":
        line = translate.problem(problem)
        return cls(field=line.at, message=line.text)


class Refused(Out):
    """RFC 9457, with a stable code, a remedy, and every point that is wrong."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    remedy: str
    errors: list[FieldProblem] | None = None

    @classmethod
    def of(cls, raised: Refusal) -> "Refused":
        return cls.model_validate(problems.document(raised))

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)


class Text(Out):
    zh: str
    en: str = ""


class TermOut(Out):
    """期限. 0 days: on the spot."""

    days: int
    unit: Unit
    reference: str = ""


class DayOut(Out):
    on: date
    kind: Counted
    number: int | None
    name: str


class DueOut(Out):
    """A due date that explains itself, day by day."""

    on: date
    provisional: bool
    days: list[DayOut]


class ClockOut(Out):
    started: date | None
    ended: date | None
    promised: DueOut | None
    legal: DueOut | None


class MaterialOut(Out):
    code: str
    name: Text
    required: bool | None = Field(description="null: the source does not say")
    copies: int | None
    form: str
    note: str
    why: Text


class PlannedMaterialOut(MaterialOut):
    """A paper of this plan: to bring, held as a licence, or made by another item."""

    state: MaterialState
    by: str = Field(description="licence number, or the code of the item that makes it")
    needed_by: list[str]

    @classmethod
    def planned(cls, one: PlannedMaterial) -> "PlannedMaterialOut":
        return read(cls, one.material, state=one.state, by=one.by, needed_by=one.needed_by)


class FileOut(Out):
    material: str
    sha256: str
    name: str
    size: int = Field(description="bytes")
    media_type: Number
    at: Moment


def cut(rows: Sequence[T], key: Callable[[T], str], after: str, limit: int) -> tuple[Sequence[T], str]:
    """One page of a short list, and the token of the next: it goes on after the row last seen. Raises BadPage where that is gone."""
    first = 0
    seen = keyset.after(after, kinds=(str,))
    if seen is not None:
        place = next((at for at, row in enumerate(rows) if key(row) == seen[0]), None)
        if place is None:
            raise keyset.BadPage
        first = place + 1
    shown = rows[first : first + limit]
    return shown, keyset.token([key(shown[-1])]) if first + limit < len(rows) else ""


NEXT = Field(description="send as `?after=` for the following page; empty at the end")
_ALWAYS = (400, 401, 404, 413, 415, 422, 429, 503)
OPEN: Mapping[Any, Any] = dict.fromkeys(_ALWAYS, Refused)
"""How anybody may be refused: told in the description of every operation."""
REFUSALS: Mapping[Any, Any] = dict.fromkeys(sorted((*_ALWAYS, 403, 409)), Refused)
"""How somebody with a token may be refused, too."""
