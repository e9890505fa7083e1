"""导入报告: kept beside the content as lines of JSON, one a defect; read again for the page; shown as text in either language."""
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from zhengtong.kernel.content.checking import root_of
from zhengtong.kernel.content.reading import LARGEST
from zhengtong.kernel.content.terms import Defect, ImportReport, Severity

Say = Callable[..., str]
_HEAD = ("format", "title", "file", "sha256", "documents", "pack", "part", "as_of")
_WORDS = ("path", "code", "message", "remedy", "document", "sheet", "column", "name", "detail")


def as_lines(report: ImportReport) -> str:
    """The whole report, always the same text for the same import: nothing in it says when."""
    head = {name: getattr(report, name) for name in _HEAD if getattr(report, name)}
    return "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in (head, *map(_plain, report.defects)))


def reports_of(city: str, *, root: Path | None = None) -> tuple[ImportReport, ...]:
    """The reports of what stands in a city's folder now, by format. A file somebody broke is passed over."""
    folder = root_of(root) / city / "reports"
    found = (_read(path) for path in sorted(folder.glob("*.jsonl")) if path.is_file() and path.stat().st_size <= LARGEST)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.name))


def packs_with_reports(*, root: Path | None = None) -> tuple[str, ...]:
    return tuple(sorted({path.parent.parent.name for path in root_of(root).glob("*/reports/*.jsonl")}))


def as_markdown(report: ImportReport, say: Say) -> str:
    """The report of one import for people, whether it was carried out or refused."""
    errors, warnings = len(report.errors), len(report.warnings)
    lines = [f"# {say('Import report')}：{report.file}", ""]
    lines += [say("Not imported: nothing was written."), ""] if errors else []
    lines += [f"- {say('Format')}：{say(report.title) or '–'}", f"- {say('Documents')}：{report.documents}"]
    lines += [f"- {say('%(errors)s errors, %(warnings)s warnings', {'errors': errors, 'warnings': warnings})}", ""]
    return "\n".join(lines) + "".join(_tables(report.defects, say))


def seen_while_reading(report: ImportReport) -> str:
    """What the reading itself remarked, in Chinese, for the end of the format's own report; empty where there is nothing."""
    from django.utils.translation import gettext, override

    def say(message: str, params: Mapping[str, object] | None = None) -> str:
        text = gettext(message) if message else ""
        return text % params if params else text

    seen = tuple(one for one in report.defects if not one.document)
    with override("zh-hans"):
        return "".join(_tables(seen, say))


def counts(report: ImportReport) -> dict[str, int]:
    """How often each kind of defect occurs, by its stable code."""
    return dict(Counter(one.code for one in report.defects))


def _tables(defects: tuple[Defect, ...], say: Say) -> Iterator[str]:
    kinds: dict[tuple[Severity, str, str], list[Defect]] = {}
    for one in sorted(defects, key=lambda one: not one.is_error):
        kinds.setdefault((one.severity, one.code, one.message), []).append(one)
    for (severity, _, _), found in kinds.items():
        yield f"\n## {say(str(severity))}：{_cell(say(found[0].message, found[0].params))}（{len(found)}）\n\n"
        if found[0].remedy:
            yield f"{_cell(say(found[0].remedy, found[0].params))}\n\n"
        yield "| " + " | ".join(say(one) for one in ("Sheet", "Line", "Column", "Code", "What")) + " |\n|---|---:|---|---|---|\n"
        for one in found:
            what = "；".join(text for text in (say(one.message, one.params), one.name, one.detail) if text)
            code = one.document.partition(":")[2]
            yield f"| {_cell(one.sheet)} | {one.line} | {_cell(one.column)} | {_cell(code)} | {_cell(what)} |\n"


def _plain(one: Defect) -> dict[str, object]:
    words = {name: getattr(one, name) for name in _WORDS if getattr(one, name)}
    params = {"params": {name: value if isinstance(value, int) else str(value) for name, value in one.params.items()}} if one.params else {}
    return {"severity": str(one.severity), "line": one.line, **words, **params}


def _read(path: Path) -> ImportReport | None:
    try:
        head, *rest = (json.loads(line) for line in path.read_text("utf-8").splitlines())
        defects = tuple(
            Defect(severity=Severity(one.pop("severity")), path=one.pop("path", ""), message=one.pop("message"), **one) for one in rest
        )
        return ImportReport(**{"format": "", "title": "", "file": "", "sha256": "", "documents": 0, **head, "defects": defects})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
