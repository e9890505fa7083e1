"""``zt content``: what a city writes, checked, listed, imported, compared, published. Only publishing needs the database."""
import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.content.terms import Defect, Difference, Document, Report
from zhengtong.site.cli.speech import say
from zhengtong.site.starting import with_django

SHOWN = 20                           # warnings of one kind that the terminal shows; --json and --all show every one
as_json = click.option("--json", "as_json", is_flag=True, help="For machines.")


@click.group()
def content() -> None:
    """What a city writes: check, list, import, diff, publish."""


@content.command()
@click.argument("city")
@click.option("--all", "every", is_flag=True, help="Show every warning.")
@as_json
def check(city: str, every: bool, as_json: bool) -> int:
    """Read CITY's content and everything it builds on; say what is wrong and where. 1 where there are errors."""
    with_django()
    from zhengtong.kernel.content import api

    report = api.check(city)
    if as_json:
        _print(_report_json(report))
    else:
        _tell(report, every)
    return 1 if report.errors else 0


@content.command(name="list")
@click.argument("city")
@click.option("--kind", default="item", show_default=True, help="item, bundle, organisation, element, regime …")
@click.option("--neighbours", is_flag=True, help="Also what its neighbours and the packs it uses hold.")
@as_json
def listing(city: str, kind: str, neighbours: bool, as_json: bool) -> None:
    """The documents of one kind, by code."""
    with_django()
    from zhengtong.kernel.content import api

    documents = api.listing(city, kind, neighbours=neighbours)
    if as_json:
        _print([_document_json(one) for one in documents])
        return
    for one in documents:
        click.echo(f"{one.code}\t{_title(one.body)}")
    click.echo(say("%(count)s documents", {"count": len(documents)}), err=True)


@content.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "city", required=True, help="The content folder to write into: the name of a city's folder.")
@click.option("--format", "form", default="", help="Take it for this format; without it the columns decide.")
@click.option("--part", default="", help="Keep it beside earlier imports of the same format, under this name.")
@click.option("--replace", "replacing", is_flag=True, help="Withdraw what an earlier import held and this file does not name.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Also write the report: FILE.html, .md or .jsonl.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Another content folder than the shipped one.")
@click.option("--dry-run", "dry", is_flag=True, help="Do everything but write.")
@as_json
def import_(  # noqa: PLR0917 - click names them all
    file: Path, city: str, form: str, part: str, replacing: bool, report: Path | None, out: Path | None, dry: bool, as_json: bool
) -> int:
    """Turn a departments' export (YAML, CSV, XLSX) into content files, with a report of every defect. 1 where nothing was written."""
    with_django()
    from zhengtong.kernel.content import api
    from zhengtong.site.cli import reporting

    found, paths = api.bring_in(file, city=city, form=form, part=part, replacing=replacing, out=out, dry=dry)
    if report is not None:
        reporting.save(found, report)
    if as_json:
        _print(reporting.as_json(found, paths))
    else:
        reporting.tell(found, paths, dry=dry)
    return 1 if found.errors else 0


@content.command()
@click.argument("city")
@click.option("--against", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Another content folder.")
@click.option("--as-published", is_flag=True, help="Compare authored documents with the imported ones behind them.")
@as_json
def diff(city: str, against: Path | None, as_published: bool, as_json: bool) -> None:
    """What publishing CITY now would change; or what differs from another folder, or from the imported originals."""
    with_django()
    from zhengtong.kernel.content import api

    if as_published:
        found = api.authored(city)
    elif against is not None:
        found = api.between(city, against=against)
    else:
        found = api.against_published(city)
    if as_json:
        _print({"city": city, "counts": dict(Counter(one.how for one in found)), "differences": [_difference_json(one) for one in found]})
        return
    for one in found:
        click.echo(f"{say(str(one.how))}\t{one.kind}:{one.code}\t{one.valid_from.isoformat()}")
        for edit in one.edits:
            click.echo(f"    {edit.at}: {_short(edit.before)} → {_short(edit.after)}")
    click.echo(say("%(count)s differences", {"count": len(found)}), err=True)


@content.command()
@click.argument("city")
@as_json
def publish(city: str, as_json: bool) -> None:
    """Write what is new or changed in CITY's content as versions. All or nothing."""
    with_django(tables=True)
    from zhengtong.kernel.content import api

    report = api.publish(city, by=system("command-line"), at=clock.now())
    if as_json:
        _print(_report_json(report))
        return
    numbers = {"published": len(report.published), "withdrawn": len(report.withdrawn), "unchanged": report.unchanged}
    click.echo(say("Published %(published)s, withdrawn %(withdrawn)s, unchanged %(unchanged)s.", numbers))


def _tell(report: Report, every: bool) -> None:
    shown: Counter[str] = Counter()
    for one in report.defects:
        shown[one.message] += 1
        if one.is_error or every or shown[one.message] <= SHOWN:
            _tell_one(one)
    for message, number in shown.items():
        if number > SHOWN and not every:
            click.echo(say("… and %(count)s more: %(message)s (--all shows them)", {"count": number - SHOWN, "message": say(message)}))
    kinds = ", ".join(f"{kind} {number}" for kind, number in report.counts.items())
    click.echo(say("%(city)s: %(kinds)s", {"city": " + ".join(report.packs), "kinds": kinds}))
    click.echo(say("%(errors)s errors, %(warnings)s warnings", {"errors": len(report.errors), "warnings": len(report.warnings)}))


def _tell_one(defect: Defect) -> None:
    click.echo(f"{defect.path}:{defect.line}: {say(str(defect.severity))}: {say(defect.message, defect.params)}", err=defect.is_error)
    if defect.is_error and defect.remedy:
        click.echo(f"    {say(defect.remedy, defect.params)}", err=True)


def _print(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def _report_json(report: Report) -> dict[str, object]:
    return {
        "city": report.city, "packs": report.packs, "counts": report.counts, "errors": len(report.errors), "warnings": len(report.warnings),
        "published": [f"{pin.kind}:{pin.code}@{pin.sha256}" for pin in report.published],
        "withdrawn": [f"{pin.kind}:{pin.code}@{pin.sha256}" for pin in report.withdrawn],
        "unchanged": report.unchanged, "defects": [_defect_json(one) for one in report.defects],
    }


def _defect_json(one: Defect) -> dict[str, object]:
    return {
        "path": one.path, "line": one.line, "code": one.code, "severity": one.severity, "document": one.document,
        "message": say(one.message, one.params), "remedy": say(one.remedy, one.params),
    }


def _document_json(one: Document) -> dict[str, object]:
    return {
        "kind": one.kind, "code": one.code, "title": _title(one.body), "valid_from": one.valid_from, "source": one.source,
        "as_of": one.as_of,
        "pack": one.pack, "path": one.path, "line": one.line, "authored": one.authored, "body": one.body,
    }


def _difference_json(one: Difference) -> dict[str, object]:
    edits = [{"at": edit.at, "before": edit.before, "after": edit.after} for edit in one.edits]
    return {"kind": one.kind, "code": one.code, "how": one.how, "valid_from": one.valid_from, "edits": edits}


def _title(body: Any) -> str:
    named = body.get("name") or body.get("title") or body.get("law_name") or ""
    return str(named.get("zh", "")) if isinstance(named, dict) else str(named)


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else text[:79] + "…"
