"""导入: a file from outside becomes content files and a report. Everything is made before anything is written."""
import os
import tempfile
import zlib
from pathlib import Path

from zhengtong.kernel.content import reading, registry
from zhengtong.kernel.content.checking import root_of
from zhengtong.kernel.content.errors import SourceBroken, UnknownFormat, UnreadableFile
from zhengtong.kernel.content.rules import folders, tables, writing, yaml_text
from zhengtong.kernel.content.terms import Converted, Defect, Source, Whole
from zhengtong.kernel.refusals import Problem

MADE_BY = (
    "由 zt content import 写成，请勿手改：要改写，在 authored/ 下写同一代码的文件（docs/content.md）。\n"
    "Written by zt content import; do not edit: write the same code below authored/ instead."
)


def convert(file: Path, *, city: str, root: Path | None = None) -> Converted:
    """Recognise the format and convert. Writes nothing. Raises UnreadableFile, UnknownFormat, SourceBroken."""
    source = source_of(file)
    form = next((one for one in registry.formats().values() if one.recognises(source)), None)
    if form is None:
        if source.defects:
            raise _broken(source, source.defects)
        raise UnknownFormat(file=source.name, formats=", ".join(sorted(registry.formats())))
    if source.defects:
        raise _broken(source, source.defects)
    converted = form.convert(source, pack=city, beside=reading.read_everything(root_of(root), city))
    errors = tuple(one for one in converted.defects if one.is_error)
    if errors:
        raise _broken(source, errors)
    return converted


def write(converted: Converted, folder: Path) -> tuple[str, ...]:
    """Write the content files and the report below a pack's folder; the same import twice writes the same bytes. Returns the paths."""
    contents = {path: _text(path, documents).encode() for path, documents in converted.files.items()}
    contents |= dict(converted.copies)
    contents[f"reports/{converted.format}.md"] = converted.report.encode()
    for path, data in sorted(contents.items()):
        _replace(folder / path, data)
    for pattern in converted.owns:
        for old in sorted(folder.glob(pattern)):
            if old.relative_to(folder).as_posix() not in contents:
                old.unlink()
    return tuple(sorted(contents))


def source_of(file: Path) -> Source:
    """An outside file, read but not understood. Raises UnreadableFile, SourceBroken."""
    if not file.is_file():
        raise UnreadableFile(file=str(file), why="?")
    try:
        data = reading.unpacked(file)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(file=file.name, why=getattr(error, "strerror", None) or str(error)) from error
    if data is None:
        raise UnreadableFile(file=file.name, why=f"> {reading.LARGEST // 1024 // 1024} MB")
    text = reading.text_of(data, file.name)
    if isinstance(text, Defect):
        raise SourceBroken(file=file.name, count=1, problems=[Problem(f"{file.name}:{text.line}", text.message, text.params)])
    wholes, defects = _parsed(text, file.name)
    return Source(file.name, tuple(wholes), file.read_bytes(), tuple(defects))


def _parsed(text: str, name: str) -> tuple[list[Whole], list[Defect]]:
    suffix = folders.suffix_of(name)
    if "jsonl" in suffix:
        return tables.read_jsonl(text, name)
    if "csv" in suffix:
        return tables.read_csv(text, name)
    return yaml_text.read(text, name) if suffix else ([], [])


def _text(path: str, documents: object) -> str:
    assert isinstance(documents, list | tuple)
    if path.endswith(".jsonl"):
        return writing.as_jsonl(documents)
    return writing.as_csv(documents) if path.endswith(".csv") else writing.as_yaml(documents, MADE_BY)


def _replace(path: Path, data: bytes) -> None:
    """Put a file in place whole: never half of it, and untouched where it says the same already."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _broken(source: Source, defects: tuple[Defect, ...]) -> SourceBroken:
    problems = [Problem(f"{one.path}:{one.line}", one.message, one.params) for one in defects]
    return SourceBroken(file=source.name, count=len(defects), problems=problems)
