"""电子表格: an XLSX workbook becomes tables. No formula is calculated, macros and passwords are refused, sizes bounded."""
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from zhengtong.kernel.content.rules.grids import MOST_COLUMNS, Grid, Row
from zhengtong.kernel.content.terms import Defect, Severity
from zhengtong.kernel.refusals import gettext_noop

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_UNPACKED = 128 * 1024 * 1024    # bytes of all parts together; 100,000 rows of a catalogue take some 60 MB
MOST_PARTS = 2_000
LAST_ROW = 1_048_576                 # of a sheet, by the file format
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_CHUNK = 1 << 20
_PLAIN = gettext_noop("Save it as an ordinary .xlsx workbook (or as CSV in UTF-8), then import again.")


class _Refused(Exception):
    def __init__(self, code: str, message: str, remedy: str = _PLAIN, **params: object) -> None:
        self.parts = (code, message, remedy, params)
        super().__init__(code)


def read(data: bytes, path: str) -> tuple[list[Grid], list[Defect]]:
    """Every visible sheet as one table, or the one reason why the workbook cannot be read."""
    try:
        _look(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")              # openpyxl tells of styles and extensions that a table does not need
            return _sheets(data, path)
    except _Refused as refused:
        code, message, remedy, params = refused.parts
        return [], [Defect(path, 1, code, Severity.ERROR, message, params, remedy)]
    except Exception as error:                           # a broken part can fail anywhere in the library; nothing was written
        message = gettext_noop("This workbook is broken: %(what)s.")
        return [], [Defect(path, 1, "workbook_broken", Severity.ERROR, message, {"what": f"{type(error).__name__} {error}"[:200]}, _PLAIN)]


def _look(data: bytes) -> None:
    """Refuse what must not even be unpacked."""
    if data.startswith(OLE):
        raise _Refused(
            "workbook_locked", gettext_noop("This workbook is protected by a password, or in the old .xls format."),
            gettext_noop("Open it, remove the password, save it as .xlsx, then import again."),
        )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _Refused(
                "workbook_too_large", gettext_noop("Unpacked, this workbook would take more than %(most)s MB."),
                gettext_noop("Split it into several files, and import each as a part of its own."), most=MOST_UNPACKED >> 20,
            )
        names = {part.filename for part in parts}
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise _Refused(
                "workbook_macros", gettext_noop("This workbook carries a program (macros)."),
                gettext_noop("Save it as .xlsx, without macros, then import again."),
            )
        if any(part.flag_bits & 1 for part in parts):
            raise _Refused("workbook_locked", gettext_noop("This archive is protected by a password."))
        if not any(name.endswith("workbook.xml") for name in names):
            raise _Refused("workbook_none", gettext_noop("This archive is not a workbook."))
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _without_doctype(archive, part)


def _without_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A workbook's parts never declare entities; only attacks do."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if any(word in rest + chunk for word in _DOCTYPES):
                raise _Refused("workbook_doctype", gettext_noop("A part of this workbook declares entities, which no workbook needs."))
            rest = chunk[-20:]


def _sheets(data: bytes, path: str) -> tuple[list[Grid], list[Defect]]:
    asked = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    grids: list[Grid] = []
    defects: list[Defect] = []
    for number, sheet in enumerate(asked.worksheets):
        if not isinstance(sheet, ReadOnlyWorksheet):
            continue
        if sheet.sheet_state != "visible":
            message = gettext_noop("The sheet %(sheet)s is hidden; it was not read.")
            remedy = gettext_noop("Show the sheet if it belongs to the data, then import again.")
            defects.append(Defect(path, 1, "sheet_hidden", Severity.WARNING, message, {"sheet": sheet.title}, remedy, sheet=sheet.title))
            continue
        grid = Grid(path, sheet.title, loose=True)
        grid.read(_rows(sheet, _Values(data, number), grid))
        defects += grid.defects
        if grid.head:
            grids.append(grid)
    asked.close()
    return grids, defects


class _Values:
    """The results of formulas as last saved, opened only where a sheet has formulas."""

    def __init__(self, data: bytes, number: int) -> None:
        self.data, self.number, self.rows = data, number, dict[int, Sequence[Any]]()
        self._found: Iterator[Any] | None = None
        self._line = 0

    def at(self, line: int, index: int) -> Any:
        if self._found is None:
            book = openpyxl.load_workbook(io.BytesIO(self.data), read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[self.number]
            sheet.reset_dimensions()
            self._found = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
            self._row: Sequence[Any] = ()
        while self._line < line:
            self._row, self._line = next(self._found, ()), self._line + 1
        return self._row[index] if index < len(self._row) else None


def _rows(sheet: Any, values: _Values, grid: Grid) -> Iterator[Row]:
    sheet.reset_dimensions()                             # what the file says of its own size is not believed
    gap: object = None
    for line, row in enumerate(sheet.iter_rows(), start=1):
        if line > LAST_ROW:
            raise ValueError(f"row {line}")
        if row is gap or not row:                        # the library repeats one row where some are missing
            continue
        gap = row
        if any(cell.value is not None for cell in row[MOST_COLUMNS + 1 :]):
            message = gettext_noop("A cell of this row stands beyond the last column that is read.")
            remedy = gettext_noop("Leave out the columns that are empty.")
            _add(grid, (line, len(row) - 1), "cell_beyond", message, remedy)
        texts: list[str] = []
        kinds: dict[int, str] = {}
        for index, cell in enumerate(row[: MOST_COLUMNS + 1]):
            text, kind = _text(cell.value, cell.data_type)
            if kind == "formula":
                text, kind = _formula(values.at(line, index), grid, (line, index))
            texts.append(text)
            if kind:
                kinds[index] = kind
            if kind == "error":
                message = gettext_noop("This cell holds an error of the spreadsheet: %(what)s.")
                _add(grid, (line, index), "cell_error", message, gettext_noop("Mend the cell in the spreadsheet."), what=text)
        yield line, texts, kinds


def _formula(value: Any, grid: Grid, at: tuple[int, int]) -> tuple[str, str]:
    """The value a formula had when the workbook was saved. Without one there is nothing to take."""
    remedy = gettext_noop("Copy the column and paste it as values, then import again.")
    if value is None:
        message = gettext_noop("This cell is a formula without a saved value; formulas are never calculated here.")
        _add(grid, at, "formula_without_value", message, remedy)
        return "", "formula"
    message = gettext_noop("This cell is a formula; the value it had when the workbook was saved was taken.")
    _add(grid, at, "formula", message, remedy, severity=Severity.WARNING)
    text, kind = _text(value, "n")
    return (text, "error") if text.startswith("#") and kind == "" else (text, "formula")


def _add(
    grid: Grid, at: tuple[int, int], code: str, message: str, remedy: str, *, severity: Severity = Severity.ERROR, **params: object
) -> None:
    line, index = at
    column = grid.head[index] if index < len(grid.head) else ""
    grid.errors += severity is Severity.ERROR
    letter = get_column_letter(index + 1)
    grid.defects.append(Defect(grid.path, line, code, severity, message, params, remedy, sheet=grid.sheet, column=column or letter))


def _text(value: Any, data_type: str) -> tuple[str, str]:
    """A cell's value as text, and what it is where it is not text."""
    if data_type == "f" or not isinstance(value, str | bool | int | float | date | time | None):
        return "", "formula"
    if value is None or isinstance(value, bool):
        return {None: ("", ""), True: ("TRUE", "boolean"), False: ("FALSE", "boolean")}[value]
    if isinstance(value, int | float):
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
        return (str(int(value)) if whole else repr(value)), "number"
    if isinstance(value, datetime):
        return (value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")), "date"
    if isinstance(value, date | time):
        return value.isoformat(), "date"
    return value, ("error" if data_type == "e" else "")
