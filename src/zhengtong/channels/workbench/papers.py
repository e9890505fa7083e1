"""材料与回答: what an applicant handed in, line by line, as an officer checks it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from zhengtong.channels.ui import fields
from zhengtong.delivery.cases.terms import CaseFile, Later, Point
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import PublicStatus
from zhengtong.foundation.catalogue.terms import MaterialState, PlannedMaterial
from zhengtong.foundation.elements.terms import Sensitivity
from zhengtong.foundation.forms.terms import Attached, Field
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

CLASSES: Mapping[Sensitivity, str] = {
    Sensitivity.PUBLIC: gettext_noop("public"),
    Sensitivity.INTERNAL: gettext_noop("internal"),
    Sensitivity.PERSONAL: gettext_noop("personal"),
    Sensitivity.SENSITIVE: gettext_noop("sensitive personal"),
    Sensitivity.TRADE_SECRET: gettext_noop("trade secret"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What has been, and what may be, asked of one line."""

    told: str = ""  # what an earlier notice said of it
    ticked: bool = False  # ticked on the form that came back
    what: str = ""
    open: bool = True  # False: not told the first time, so it cannot be asked now


@dataclass(frozen=True, slots=True)
class Paper:
    """One material: the files handed in for it, or what stands in for it."""

    code: str
    need: PlannedMaterial
    files: tuple[Attached, ...]
    mark: Mark = Mark()
    licence: PublicStatus | None = None  # the licence that stands in
    made_by: Words | None = None  # the item that makes it
    renewed: bool = False  # a file came with the answer to the notice
    withheld: bool = False  # whatever was handed in is not open to this reader
    later: Later | None = None  # 容缺: promised, and not there yet

    @property
    def label(self) -> Words:
        return self.need.material.name

    @property
    def missing(self) -> bool:
        """To be brought, required, and not there."""
        brought = self.files or self.withheld or self.later
        return self.need.state is MaterialState.BRING and bool(self.need.material.required) and not brought


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, as people read it."""

    code: str
    label: Words
    value: str
    mark: Mark = Mark()
    checked: bool = False  # the same as in the identity register or on a valid licence
    on_record: str = ""  # what a register or a valid licence says, where it is something else
    before: str = ""  # what was answered before the notice
    withheld: str = ""  # its class, which the reader's right does not open


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything of one file that may be asked about."""

    sections: tuple[tuple[Words, tuple[Answer, ...]], ...]  # what is to be read
    checked: tuple[Answer, ...]  # what a register or a licence says too, and nobody asked about
    papers: tuple[Paper, ...]
    told: tuple[tuple[Words | str, str], ...]  # points of the notice: of what, and what is wrong with it
    ticked: int = 0
    papers_withheld: bool = False


def sheet(file: CaseFile, *, marked: Mapping[str, str] | None = None) -> Sheet:
    """``marked``: points of a form that came back, place → words."""
    marks = _Marks(file, marked or {})
    agreed = _agreed(file)
    sections = tuple((one.title, tuple(_answer(field, marks, agreed, file) for field in one.fields)) for one in file.form.sections)
    papers = tuple(_paper(need, file, marks) for need in file.materials)
    folded = tuple(one for _, answers in sections for one in answers if _folds(one))
    rest = tuple((title, tuple(one for one in answers if not _folds(one))) for title, answers in sections)
    labels = {one.code: one.label for one in papers} | {one.code: one.label for _, answers in sections for one in answers}
    told = tuple((labels.get(at, at), what) for at, what in marks.told.items())
    return Sheet(tuple(one for one in rest if one[1]), folded, papers, told, len(marked or {}), file.papers_withheld)


class _Marks:
    """Places of a notice, and of a form that came back."""

    def __init__(self, file: CaseFile, came: Mapping[str, str]) -> None:
        notice = file.case.supplementation
        self.told = {point.at: point.what for point in notice.points} if notice else {}
        self.since: datetime | None = notice.asked_at if notice else None
        self._came = came

    def of(self, code: str) -> Mark:
        may = self.since is None or code in self.told
        return Mark(self.told.get(code, ""), may and code in self._came, self._came.get(code, ""), may)


def _answer(field: Field, marks: _Marks, agreed: Mapping[str, object], file: CaseFile) -> Answer:
    element, value, before = field.element, field.value, file.before
    key, given = element.key, value not in (None, "")
    checked = given and agreed.get(key) == value
    on_record = fields.as_read(element, agreed[key]) if given and agreed.get(key) not in (None, "", value) else ""
    earlier = fields.as_read(element, before[key]) if before.get(key) not in (None, "", value) else ""
    closed = _class(file.withheld.get(key))
    return Answer(key, element.title, fields.as_read(element, value), marks.of(key), checked, on_record, earlier, closed)


def _class(withheld: str | None) -> str:
    return CLASSES[Sensitivity(withheld)] if withheld else ""


def _folds(one: Answer) -> bool:
    return one.checked and not (one.mark.told or one.mark.ticked)


def _agreed(file: CaseFile) -> Mapping[str, object]:
    """What the identity register and valid licences answer now, of what this reader sees anyway; the case does not keep its sources."""
    subject, keys = file.case.subject, [field.element.key for field in file.form.fields]
    by_licence = licences.known(subject, keys)
    return {key: one.value for key, one in {**by_licence, **identity.known(subject, keys)}.items()}


def _paper(need: PlannedMaterial, file: CaseFile, marks: _Marks) -> Paper:
    code = need.material.code
    handed = tuple(one for one in file.files if one.material == code)
    mark = marks.of(code)
    renewed = bool(mark.told and marks.since and any(one.at >= marks.since for one in handed))
    names = {one.item: one.name for one in file.case.approvals}
    licence = _licence(need.by) if need.state is MaterialState.HELD else None
    made_by = names.get(need.by) if need.state is MaterialState.PRODUCED else None
    later = next((one for one in file.later if one.material == code and one.open), None)
    return Paper(code, need, handed, mark, licence, made_by, renewed, file.papers_withheld, later)


def _licence(number: str) -> PublicStatus | None:
    """What anybody may see of the licence that stands in."""
    with suppress(Refusal):
        return licences.verify_number(number, clock.now())
    return None


def points(marked: Mapping[str, str]) -> tuple[Point, ...]:
    """The one consolidated notice (行政许可法 art. 32(1)(4))."""
    return tuple(Point(at, what) for at, what in marked.items())
