"""来源文件: whatever somebody puts on the command line becomes a Source or a refusal; never a crash, never more memory than its bounds."""
import codecs
import csv
import io
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

from zhengtong.kernel.content import reading, spreadsheets
from zhengtong.kernel.content.errors import NotAFile, SourceBroken, UnreadableFile
from zhengtong.kernel.content.rules import folders, tables, yaml_text
from zhengtong.kernel.content.rules.grids import Grid, Row
from zhengtong.kernel.content.terms import Defect, Severity, Source, Whole
from zhengtong.kernel.refusals import Problem, gettext_noop

_UTF8 = gettext_noop("Save it again as UTF-8, then import again.")
_SEPARATORS = (",", "\t", ";")


def source_of(file: Path) -> Source:
    """An outside file, read but not understood. What kind it is says its content, not its name. Raises NotAFile, UnreadableFile."""
    data, raw = _bytes_of(file)
    if data.startswith((spreadsheets.ZIP, spreadsheets.OLE)):
        return _tables(file.name, raw, *spreadsheets.read(data, file.name))
    encoding = _encoding(data, file.name)
    if isinstance(encoding, Defect):
        return Source(file.name, (), raw, (encoding,))
    notes = _notes(encoding, file.name)
    kind = _kind(file.name, data[:4096].decode(encoding, "ignore"))
    if kind == "csv":
        grid = _csv(data, encoding, file.name)
        return _tables(file.name, raw, [grid], [*notes, *grid.defects])
    if kind == "yaml" and len(data) > reading.LARGEST_YAML:
        raise UnreadableFile(file=file.name, why=f"> {reading.LARGEST_YAML >> 20} MB")
    text = data.decode(encoding).replace("\r\n", "\n")
    wholes, defects = tables.read_jsonl(text, file.name) if kind == "jsonl" else yaml_text.read(text, file.name)
    return Source(file.name, tuple(wholes), raw, (*notes, *defects))


def whole(file: Path) -> Source:
    """As source_of, but errors are raised. Raises SourceBroken too."""
    source = source_of(file)
    if source.errors:
        raise broken(source.name, source.errors)
    return source


def broken(name: str, defects: tuple[Defect, ...]) -> SourceBroken:
    problems = [Problem(place_of(one), one.message, one.params) for one in defects]
    return SourceBroken(file=name, count=len(defects), problems=problems)


def place_of(one: Defect) -> str:
    """Where a defect is, as a person writes it: file, sheet, line, column."""
    return ":".join(part for part in (one.path, one.sheet, str(one.line), one.column) if part)


def _bytes_of(file: Path) -> tuple[bytes, bytes]:
    """The bytes of a file, unpacked where it is a .gz; and as they came."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            raise NotAFile(file=file.name or str(file))
        data = reading.unpacked(file)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise UnreadableFile(file=file.name, why=getattr(error, "strerror", None) or str(error)) from error
    if data is None:
        raise UnreadableFile(file=file.name, why=f"> {reading.LARGEST >> 20} MB")
    return data, (file.read_bytes() if file.suffix == ".gz" else data)


def _encoding(data: bytes, name: str) -> str | Defect:
    """The encoding in which every byte can be read: by its mark, else UTF-8, else GB 18030."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _unread(name, 1, "UTF-32")
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not marked and data[:4096].count(0) > len(data[:4096]) // 4:
        return _unread(name, 1, "UTF-16, without its mark")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        if (stop := _stops_at(data, encoding)) is None:
            return encoding
    return _unread(name, data.count(b"\n", 0, stop or 0) + 1, "UTF-16" if marked else "?")


def _unread(name: str, line: int, seems: str) -> Defect:
    message = gettext_noop("This file is not UTF-8 (it looks like %(encoding)s).")
    return Defect(name, line, "not_utf8", Severity.ERROR, message, {"encoding": seems}, _UTF8)


def _stops_at(data: bytes, encoding: str) -> int | None:
    """The first byte that cannot be read in an encoding; None where all can. Reads in pieces."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    for start in range(0, len(data) + 1, 1 << 20):
        try:
            decoder.decode(data[start : start + (1 << 20)], final=start + (1 << 20) > len(data))
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def _notes(encoding: str, name: str) -> list[Defect]:
    if encoding == "utf-8-sig":
        return []
    message = gettext_noop("This file is not UTF-8; it was read as %(encoding)s.")
    remedy = gettext_noop("Look whether the names read right; save as UTF-8 next time.")
    return [Defect(name, 1, "encoding", Severity.WARNING, message, {"encoding": encoding.upper()}, remedy)]


def _kind(name: str, beginning: str) -> str:
    """By the name where it says it, else by how the file begins."""
    suffix = folders.suffix_of(name)
    for kind, words in (("jsonl", ("jsonl",)), ("csv", ("csv",)), ("yaml", ("yaml", "yml"))):
        if any(word in suffix for word in words):
            return kind
    first = next((line for line in beginning.splitlines() if line.strip()), "")
    if first.startswith("{"):
        return "jsonl"
    return "csv" if any(first.count(one) for one in _SEPARATORS) and not first.rstrip().endswith(":") else "yaml"


def _csv(data: bytes, encoding: str, name: str) -> Grid:
    grid = Grid(name)
    first = data[:65536].decode(encoding, "ignore").partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    stream = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    reader = csv.reader(stream, strict=True, delimiter=separator)

    def rows() -> Iterator[Row]:
        for row in reader:
            yield reader.line_num, row, {}

    try:
        grid.read(rows())
    except csv.Error as error:
        message = gettext_noop("This is not a valid CSV row: %(what)s.")
        remedy = gettext_noop("Put cells that contain a comma or a line break in double quotes.")
        grid.defects.append(Defect(name, reader.line_num, "csv_broken", Severity.ERROR, message, {"what": str(error)}, remedy))
    return grid


def _tables(name: str, data: bytes, grids: list[Grid], defects: list[Defect]) -> Source:
    wholes: list[Whole] = [one for grid in grids for one in grid.wholes]
    return Source(name, tuple(wholes), data, tuple(defects), {grid.sheet: grid.head for grid in grids})
