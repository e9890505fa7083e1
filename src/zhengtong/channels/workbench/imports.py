"""导入报告的页面: what came in, how many defects of each kind, every place; for the desk, and as one file to send to the source's owner."""
from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from zhengtong.kernel.content.terms import Defect, ImportReport, Severity

SHOWN = 200                          # places of one kind that the desk lists; the file to send lists every one


@dataclass(frozen=True, slots=True)
class Place:
    """Where one defect is, and what the source says there."""

    line: int
    sheet: str
    column: str
    code: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class KindOfDefect:
    """One kind of defect with all its places, in the reader's language."""

    code: str
    is_error: bool
    message: str
    remedy: str
    number: int
    places: tuple[Place, ...]
    has_sheets: bool
    has_columns: bool
    has_codes: bool
    left_out: int


@dataclass(frozen=True, slots=True)
class Page:
    """One report as it is read."""

    report: ImportReport
    title: str
    errors: int
    warnings: int
    kinds: tuple[KindOfDefect, ...]


def page_of(report: ImportReport, severity: Severity | None = None, *, most: int | None = SHOWN) -> Page:
    """The report in the language of the moment; errors first, then by number."""
    grouped: dict[tuple[Severity, str, str], list[Defect]] = {}
    for one in report.defects:
        if severity is None or one.severity is severity:
            grouped.setdefault((one.severity, one.code, one.message), []).append(one)
    ordered = sorted(grouped.values(), key=lambda found: (not found[0].is_error, -len(found), found[0].code))
    title = gettext(report.title) if report.title else gettext("In no known format")
    return Page(report, title, len(report.errors), len(report.warnings), tuple(_kind(found, most) for found in ordered))


def page_to_send(report: ImportReport, language: str) -> str:
    """The whole report as one HTML file that needs nothing else: no script, no address."""
    with override(language):
        return render_to_string("workbench/content/file.html", {"page": page_of(report, most=None), "language": language})


def _kind(found: list[Defect], most: int | None) -> KindOfDefect:
    first = found[0]
    same = all(one.params == first.params for one in found)
    places = tuple(_place(one, same=same) for one in found[:most])
    return KindOfDefect(
        first.code, first.is_error, _say(first.message, first.params if same else _dots(first.params)), _say(first.remedy, first.params),
        len(found), places, any(one.sheet for one in places), any(one.column for one in places), any(one.code for one in places),
        len(found) - len(places),
    )


def _place(one: Defect, *, same: bool) -> Place:
    detail = one.detail if same else "；".join(text for text in (_say(one.message, one.params), one.detail) if text)
    return Place(one.line, one.sheet, one.column, one.document.partition(":")[2], one.name, detail)


def _dots(params: Mapping[str, object]) -> dict[str, object]:
    """The heading of a kind whose places differ names none of them."""
    return dict.fromkeys(params, "…")


def _say(message: str, params: Mapping[str, object]) -> str:
    text = gettext(message) if message else ""
    return text % params if params else text
