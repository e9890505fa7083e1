"""导入: a file from outside becomes content files and a report. Everything is made and checked before anything is written."""
import hashlib
import re
import shutil
import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from zhengtong.kernel.content import checking, placing, reading, registry, reports, sources
from zhengtong.kernel.content.checking import root_of
from zhengtong.kernel.content.errors import BadName, NoSuchFormat, NoSuchPack, UnknownFormat
from zhengtong.kernel.content.rules import schema, writing
from zhengtong.kernel.content.sources import source_of
from zhengtong.kernel.content.terms import FIRST_DAY, Converted, Defect, Document, ImportReport, Severity, Source, Whole
from zhengtong.kernel.refusals import Refusal, gettext_noop

MADE_BY = (
    "由 zt content import 写成，请勿手改：要改写，在 authored/ 下写同一代码的文件（docs/content.md）。\n"
    "Written by zt content import; do not edit: write the same code below authored/ instead."
)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}$")
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*$")
_NOTHING = gettext_noop("There is nothing in this file to import.")
_FILL = gettext_noop("Fill in at least one row below the head, then import again.")


def convert(file: Path, *, city: str, root: Path | None = None, form: str = "") -> Converted:
    """Recognise the format and convert. Writes nothing. Raises NotAFile, UnreadableFile, UnknownFormat, NoSuchFormat, SourceBroken."""
    source = sources.whole(file)
    converted = _form_of(source, form).convert(source, pack=_named(city), beside=reading.read_everything(root_of(root), city))
    errors = tuple(one for one in converted.defects if one.is_error)
    if errors:
        raise sources.broken(source.name, errors)
    return converted


def write(converted: Converted, folder: Path) -> tuple[str, ...]:
    """Write what was converted, and its report, below a pack's folder; the same import twice writes the same bytes. Returns the paths."""
    return placing.place(folder, _bytes_of(converted), converted.owns)


def bring_in(
    file: Path, *, city: str, root: Path | None = None, out: Path | None = None, form: str = "", part: str = "",
    replacing: bool = False, dry: bool = False,
) -> tuple[ImportReport, tuple[str, ...]]:
    """导入: the whole way of one file into a city's folder. All or nothing: with one error in the report, not a byte is written.

    ``part``: beside what was imported earlier in the same format, instead of it. ``replacing``: documents of the earlier import that
    this file does not name may go. ``dry``: everything but the writing. ``out``: write below another content folder.
    Nothing about the file raises; the report says it. Raises BadName, NoSuchFormat.
    """
    folder = (out or root_of(root)) / _named(city)
    if part:
        _named(part)
    if form and form not in registry.formats():
        raise NoSuchFormat(format=form, formats=", ".join(sorted(registry.formats())))
    try:
        source = source_of(file)
        found = _form_of(source, form) if not source.errors else None
    except Refusal as refused:
        return _refused(file.name or str(file), refused, city), ()
    blank = ImportReport("", "", source.name, hashlib.sha256(source.data).hexdigest(), 0, source.defects, city, part)
    if found is None:
        return blank, ()
    converted = found.convert(source, pack=city, beside=reading.read_everything(root_of(root), city))
    seen = (*source.defects, *converted.defects, *converted.remarks)
    report = replace(
        blank, format=converted.format, title=getattr(found, "title", converted.format), documents=converted.documents, defects=seen,
        as_of=converted.as_of,
    )
    if not converted.documents and not converted.copies and not report.errors:
        report = _with(report, Defect(source.name, 1, "nothing_to_import", Severity.ERROR, _NOTHING, {}, _FILL))
    if report.errors:
        return report, ()
    converted = _apart(converted, part)
    contents = _bytes_of(converted, report)
    report = _with(report, *_leading_out(contents, source))
    if not report.errors and not replacing:
        report = _with(report, *_lost(converted, folder, root_of(root), contents, source))
    report = _with(report, *_unsound(folder, root_of(root), contents, converted, source)) if not report.errors else report
    if report.errors or dry:
        return report, ()
    return report, placing.place(folder, contents, converted.owns)


def misfits(shape: str, whole: Whole, *, path: str, kind: str) -> tuple[Defect, ...]:
    """Where one thing of an outside file departs from a JSON Schema (as text)."""
    if not isinstance(whole.value, dict):
        return ()
    document = Document(kind, "", FIRST_DAY, whole.value, "", None, path, whole.line, lines=whole.lines)
    remedy = gettext_noop("Correct this place in the source, then import again.")
    return tuple(replace(one, document="", remedy=remedy) for one in _shape(kind, shape).defects(document))


@lru_cache(maxsize=16)
def _shape(kind: str, text: str) -> schema.Schema:
    return schema.load(kind, text)


def _named(name: str) -> str:
    """A folder's name, and no way out of the content folder. Raises BadName."""
    if not _NAME.match(name) or name == "schema":
        raise BadName(name=name[:80] or "-")
    return name


def _form_of(source: Source, form: str) -> registry.Format:
    if form:
        if form not in registry.formats():
            raise NoSuchFormat(format=form, formats=", ".join(sorted(registry.formats())))
        asked = registry.formats()[form]
        if asked.recognises(source):
            return asked
    found = None if form else next((one for one in registry.formats().values() if one.recognises(source)), None)
    if found is None:
        raise UnknownFormat(file=source.name, formats=form or ", ".join(sorted(registry.formats())))
    return found


def _refused(name: str, refused: Refusal, city: str) -> ImportReport:
    defect = Defect(name, 1, refused.code, Severity.ERROR, refused.message, refused.params, refused.remedy)
    return ImportReport("", "", name, "", 0, (defect,), city)


def _with(report: ImportReport, *defects: Defect) -> ImportReport:
    return replace(report, defects=(*report.defects, *defects))


def _apart(converted: Converted, part: str) -> Converted:
    """The same under names of its own, so that it stands beside earlier imports and takes nothing of theirs away."""
    if not part:
        return converted
    files = {_beside(path, part) if path in converted.owns else path: rows for path, rows in converted.files.items()}
    copies = {_beside(path, part): data for path, data in converted.copies.items()}
    return replace(converted, format=f"{converted.format}-{part}", files=files, copies=copies, owns=())


def _beside(path: str, part: str) -> str:
    before, dot, suffix = path.partition(".")
    return f"{before}-{part}{dot}{suffix}"


def _bytes_of(converted: Converted, report: ImportReport | None = None) -> dict[str, bytes]:
    """Every file of the import by its path below the pack."""
    contents = {path: _text(path, documents).encode() for path, documents in converted.files.items()}
    contents |= dict(converted.copies)
    if report is not None:
        contents[f"reports/{converted.format}.jsonl"] = reports.as_lines(report).encode()
        contents[f"reports/{converted.format}.md"] = (converted.report + reports.seen_while_reading(report)).encode()
    else:
        contents[f"reports/{converted.format}.md"] = converted.report.encode()
    return contents


def _text(path: str, documents: object) -> str:
    assert isinstance(documents, list | tuple)
    if path.endswith(".jsonl"):
        return writing.as_jsonl(documents)
    return writing.as_csv(documents) if path.endswith(".csv") else writing.as_yaml(documents, MADE_BY)


def _leading_out(contents: dict[str, bytes], source: Source) -> list[Defect]:
    """Codes of the source become names of files; none may lead out of the pack."""
    message, remedy = gettext_noop("A code of the source cannot name a file: %(path)s."), gettext_noop("Mend the code in the source.")
    bad = [path for path in contents if not _PATH.match(path) or ".." in PurePosixPath(path).parts]
    return [source.defect(1, "path_bad", message, remedy, path=path[:120]) for path in bad]


def _lost(converted: Converted, folder: Path, root: Path, contents: dict[str, bytes], source: Source) -> list[Defect]:
    """Documents of an earlier import that this one would take away."""
    old = [path for path in placing.owned(folder, (*converted.owns, *converted.files)) if not path.startswith("reports/")]
    before = {one.ref for one in _documents(folder, root, old)} if old else set()
    if not before:
        return []
    with tempfile.TemporaryDirectory() as made:
        for path, data in contents.items():
            placing.lay(Path(made) / folder.name / path, data)
        after = {one.ref for one in _documents(Path(made) / folder.name, root, list(contents))}
    gone = sorted(before - after)
    message = gettext_noop("%(count)s documents of an earlier import are not in this file and would be withdrawn: %(codes)s.")
    remedy = gettext_noop("To keep both, import with --part NAME; to let them go, import with --replace.")
    codes = ", ".join(gone[:5]) + (" …" if len(gone) > 5 else "")
    return [source.defect(1, "would_withdraw", message, remedy, count=len(gone), codes=codes)] if gone else []


def _documents(where: Path, root: Path, paths: list[str]) -> list[Document]:
    """The documents in some files of a pack."""
    wanted = {f"{where.name}/{path}" for path in paths}
    return [one for one in reading.read(where, schemas=root).documents if one.path in wanted]


def _unsound(folder: Path, root: Path, contents: dict[str, bytes], converted: Converted, source: Source) -> list[Defect]:
    """What ``content check`` would say of the pack with this import in it, and did not say before: told at the place in the source."""
    with tempfile.TemporaryDirectory() as made:
        staged = Path(made)
        for other in root.iterdir():
            if other.is_dir() and other.name != folder.name:
                (staged / other.name).symlink_to(other.resolve(), target_is_directory=True)
        for own in dict.fromkeys((root / folder.name, folder)):
            if own.is_dir():
                shutil.copytree(own, staged / folder.name, symlinks=True, dirs_exist_ok=True)
        placing.place(staged / folder.name, contents, converted.owns)
        errors = checking.check(folder.name, root=staged).errors
    if not errors:
        return []
    try:
        known = {_told(one) for one in checking.check(folder.name, root=root).errors}
    except NoSuchPack:
        known = set()
    return [_at_source(one, converted, source) for one in errors if _told(one) not in known]


def _told(one: Defect) -> tuple[str, str, str]:
    return one.document or one.path, one.code, one.message % one.params


def _at_source(one: Defect, converted: Converted, source: Source) -> Defect:
    """The place in the file that somebody can mend, where the importer remembers it; else the place in what it would have written."""
    code = one.document.partition(":")[2]
    if code not in converted.places:
        return replace(one, path=f"{source.name} → {one.path}")
    sheet, line = converted.places[code]
    return replace(one, path=source.name, line=line, sheet=sheet)
