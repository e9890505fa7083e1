"""材料与回答: what an applicant handed in, line by line, as an officer checks it."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhengtong.channels.ui import fields
from zhengtong.delivery.cases.terms import CaseFile, Point
from zhengtong.foundation.catalogue.terms import MaterialState, PlannedMaterial
from zhengtong.foundation.forms.terms import Attached
from zhengtong.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Paper:
    """One material: the files handed in for it, or what stands in for it."""

    code: str
    need: PlannedMaterial
    files: tuple[Attached, ...]
    told: str = ""  # what an earlier notice said of it
    marked: bool = False  # ticked on the form that came back
    what: str = ""

    @property
    def missing(self) -> bool:
        """To be brought, required, and not there."""
        return self.need.state is MaterialState.BRING and bool(self.need.material.required) and not self.files


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, as people read it."""

    code: str
    label: Words
    value: str
    told: str = ""
    marked: bool = False
    what: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything of one file that may be asked about."""

    sections: tuple[tuple[Words, tuple[Answer, ...]], ...]
    papers: tuple[Paper, ...]


def sheet(file: CaseFile, *, marked: Mapping[str, str] | None = None) -> Sheet:
    """``marked``: points of a form that came back, place → words."""
    came, told = marked or {}, _told(file)
    sections = tuple(
        (
            section.title,
            tuple(
                Answer(
                    key, field.element.title, fields.as_read(field.element, field.value), told.get(key, ""), key in came, came.get(key, "")
                )
                for field in section.fields
                if (key := field.element.key)
            ),
        )
        for section in file.form.sections
    )
    papers = tuple(_paper(need, file, told, came) for need in file.materials)
    return Sheet(sections, papers)


def _paper(need: PlannedMaterial, file: CaseFile, told: Mapping[str, str], came: Mapping[str, str]) -> Paper:
    code = need.material.code
    handed = tuple(one for one in file.files if one.material == code)
    return Paper(code, need, handed, told.get(code, ""), code in came, came.get(code, ""))


def _told(file: CaseFile) -> dict[str, str]:
    notice = file.case.supplementation
    return {point.at: point.what for point in notice.points} if notice else {}


def points(marked: Mapping[str, str]) -> tuple[Point, ...]:
    """The one consolidated notice (行政许可法 art. 32(1)(4))."""
    return tuple(Point(at, what) for at, what in marked.items())
