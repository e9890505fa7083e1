"""What ``zt content import`` says of one file: in the terminal, for machines, and as a page that can be sent to the file's owner."""
from collections import Counter
from pathlib import Path

import click

from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Defect, ImportReport
from zhengtong.kernel.refusals import Refusal, gettext_noop
from zhengtong.site.cli.speech import language, say

SHOWN = 20                           # places of one kind of defect that the terminal shows; a report shows every one


class ReportNotWritten(Refusal):
    code = "content_report_not_written"
    message = gettext_noop("The report cannot be written to %(file)s: %(why)s.")
    remedy = gettext_noop("Name a file in a folder that exists, ending in .html, .md or .jsonl.")


def tell(report: ImportReport, paths: tuple[str, ...], *, dry: bool) -> None:
    """Errors with place and remedy on the error stream; warnings by kind; what was written."""
    shown: Counter[str] = Counter()
    for one in report.errors:
        shown[one.code] += 1
        if shown[one.code] <= SHOWN:
            _tell_one(one)
    for code, number in shown.items():
        if number > SHOWN:
            rest = {"count": number - SHOWN, "code": code}
            click.echo(say("… and %(count)s more of this kind (%(code)s); --report FILE shows them all", rest))
    kinds: dict[str, list[Defect]] = {}
    for one in report.warnings:
        kinds.setdefault(one.code, []).append(one)
    for found in kinds.values():
        click.echo(f"{say(found[0].message, found[0].params)} × {len(found)}")
    click.echo(say("%(errors)s errors, %(warnings)s warnings", {"errors": len(report.errors), "warnings": len(report.warnings)}))
    if report.errors:
        click.echo(say("Not imported: nothing was written."), err=True)
        return
    numbers = {"format": say(report.title), "count": report.documents, "files": len(paths)}
    click.echo(say("%(format)s: %(count)s documents in %(files)s files.", numbers))
    if dry:
        click.echo(say("Only tried: nothing was written."))
    else:
        click.echo(say("Report: %(path)s", {"path": f"{report.pack}/reports/{report.name}.md"}))


def _tell_one(one: Defect) -> None:
    detail = f" {one.detail}" if one.detail else ""
    click.echo(f"{content.place_of(one)}: {say(str(one.severity))}: {say(one.message, one.params)}{detail}", err=True)
    if one.remedy:
        click.echo(f"    {say(one.remedy, one.params)}", err=True)


def as_json(report: ImportReport, paths: tuple[str, ...]) -> dict[str, object]:
    """Everything, for machines."""
    return {
        "format": report.format, "city": report.pack, "file": report.file, "sha256": report.sha256, "count": report.documents,
        "files": len(paths), "paths": paths, "findings": content.counts(report), "errors": len(report.errors),
        "warnings": len(report.warnings), "report": f"reports/{report.name}.md" if paths else None,
        "defects": [
            {
                "path": one.path, "sheet": one.sheet, "line": one.line, "column": one.column, "code": one.code, "severity": one.severity,
                "document": one.document, "name": one.name, "detail": one.detail, "message": say(one.message, one.params),
                "remedy": say(one.remedy, one.params),
            }
            for one in report.defects
        ],
    }


def save(report: ImportReport, file: Path) -> None:
    """The report as a page, as Markdown or as lines of JSON, by the name asked for. Raises ReportNotWritten."""
    if file.suffix == ".html":
        from zhengtong.channels.workbench import imports

        text = imports.page_to_send(report, language())
    else:
        text = content.report_as_lines(report) if file.suffix == ".jsonl" else content.as_markdown(report, say)
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise ReportNotWritten(file=str(file), why=error.strerror or str(error)) from error
