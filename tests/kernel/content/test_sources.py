"""What somebody puts on the command line: read within bounds, or refused with place and remedy. Never a crash, never a formula run."""
import codecs
import os
import time
import tracemalloc
from pathlib import Path

import pytest

from tests.kernel.content.workbooks import changed, part, workbook
from zhengtong.kernel.content import spreadsheets
from zhengtong.kernel.content.errors import NotAFile, UnreadableFile
from zhengtong.kernel.content.rules import grids
from zhengtong.kernel.content.sources import source_of
from zhengtong.kernel.content.terms import Source

SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(事项=[["名称", "编码"], ["开店", "001"], ["关店", "002"]])


def read(folder: Path, data: bytes | str, name: str = "x.csv") -> Source:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return source_of(file)


def codes(source: Source) -> list[str]:
    assert all(one.remedy and one.message % one.params for one in source.defects), "every defect says what and what to do"
    return [one.code for one in source.defects]


def test_a_table_is_read_with_its_places(tmp_path: Path) -> None:
    found = read(tmp_path, '名称,编码\n"开\n店",001\n\n关店,002\n')
    assert [(one.line, one.value) for one in found.wholes] == [(3, {"名称": "开\n店", "编码": "001"}), (5, {"名称": "关店", "编码": "002"})]
    assert found.heads == {"": ("名称", "编码")}
    assert found.defects == ()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('a,b\n1,"open\n', "csv_broken", 2),
        ('a,b\n1,"x"y\n', "csv_broken", 2),
        ("a,b\n1,2\n3,4,5\n", "csv_cells", 3),
        ("a,b\n1\n", "csv_cells", 2),
        ("a,b\n1,x\0y\n", "cell_control", 2),
        ("a,b\n1,x\u202ey\n", "cell_control", 2),
        ("a,a\n1,2\n", "csv_head", 1),
        ("a,b\n1," + "长" * 20_001 + "\n", "cell_long", 2),
        ("a,b\n1," + "x" * 200_000 + "\n", "csv_broken", 2),
    ],
)
def test_a_broken_table_is_refused_at_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    found = read(tmp_path, text)
    assert (code, line) in [(one.code, one.line) for one in found.errors]
    assert codes(found)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("=cmd|' /C calc'!A0", "cell_like_formula"), ("@SUM(A1)", "cell_like_formula"), ("+HYPERLINK(1)", "cell_like_formula"),
        ("<script>alert(1)</script>", "cell_markup"), ("丢\ufffd了", "cell_lost"),
    ],
)
def test_a_hostile_cell_is_text_and_told(tmp_path: Path, cell: str, code: str) -> None:
    found = read(tmp_path, f'a,b\n1,"{cell}"\n')
    assert found.wholes[0].value["b"] == cell
    assert [(one.code, one.line, one.column) for one in found.defects] == [(code, 2, "b")]
    assert found.errors == ()


@pytest.mark.parametrize("cell", ["-5", "+86 731", "- 无", "a=b", "1 < 2", "甲@乙"])
def test_an_ordinary_cell_is_not_suspected(tmp_path: Path, cell: str) -> None:
    assert read(tmp_path, f"a,b\n1,{cell}\n").defects == ()


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        ("名称,编码\n开店,1\n".encode("utf-8-sig"), []),
        ("名称,编码\n开店,1\n".encode("gb18030"), ["encoding"]),
        ("名称,编码\n开店,1\n".encode("utf-16"), ["encoding"]),
        (codecs.BOM_UTF16_BE + "名称,编码\n开店,1\n".encode("utf-16-be"), ["encoding"]),
        ("名称;编码\n开店;1\n".encode(), []),
        ("名称\t编码\n开店\t1\n".encode(), []),
        ("某市事项清单,\n名称,编码\n开店,1\n".encode(), []),
    ],
)
def test_tables_as_offices_write_them_are_understood(tmp_path: Path, data: bytes, noted: list[str]) -> None:
    found = read(tmp_path, data)
    assert [one.value for one in found.wholes] == [{"名称": "开店", "编码": "1"}]
    assert codes(found) == noted


@pytest.mark.parametrize(
    "data",
    [
        "名称,编码\n开店,1\n".encode("utf-32"),
        "名称,编码\n开店,1\n".encode("utf-16-le"),
        "a,b\n开".encode("gb18030") + b"\xff",
        b"\xff\xfea",
    ],
)
def test_an_encoding_that_cannot_be_told_is_refused_with_a_remedy(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, data)
    assert codes(found) == ["not_utf8"]
    assert found.wholes == ()


def test_a_workbook_gives_the_same_rows_as_a_table(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD, "x.csv")                # what it is says its content, not its name
    assert [(one.sheet, one.line, one.value) for one in found.wholes] == [
        ("事项", 2, {"名称": "开店", "编码": "001"}), ("事项", 3, {"名称": "关店", "编码": "002"})
    ]
    assert found.heads == {"事项": ("名称", "编码")}


def test_numbers_dates_and_titles_of_a_workbook_are_told_apart(tmp_path: Path) -> None:
    import datetime

    rows = [["某市清单", None], ["名称", "编码", "日期", "是"]]
    rows += [["开店", 131004000, datetime.date(2026, 7, 24), True], ["关店", 2.5, None, False]]  # type: ignore[list-item]
    found = read(tmp_path, workbook(一=rows), "x.xlsx")
    assert [one.value for one in found.wholes] == [
        {"名称": "开店", "编码": "131004000", "日期": "2026-07-24", "是": "TRUE"},
        {"名称": "关店", "编码": "2.5", "日期": "", "是": "FALSE"},
    ]
    assert found.wholes[0].kinds == {"编码": "number", "日期": "date", "是": "boolean"}


def test_a_formula_is_never_calculated(tmp_path: Path) -> None:
    found = read(tmp_path, workbook(一=[["a", "b"], ["x", "=1+1"]]), "x.xlsx")
    assert [(one.code, one.sheet, one.line, one.column) for one in found.errors] == [("formula_without_value", "一", 2, "b")]
    data = workbook(一=[["a", "b"], ["x", "=1+1"], ["y", "=1/0"]])
    xml = part(data, SHEET).replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>7</v>").replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>7</v>")
    xml = xml.replace(b'<c r="B3"><f>1/0</f><v></v>', b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v>')
    xml = xml.replace(b'<c r="B3"><f>1/0</f><v />', b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v>')
    found = read(tmp_path, changed(data, {SHEET: xml}), "x.xlsx")
    assert found.wholes[0].value["b"] == "7", "the value the workbook was saved with, wrong as it is"
    assert [(one.code, one.line) for one in found.defects] == [("formula", 2), ("formula", 3), ("cell_error", 3)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (changed(GOOD, {"xl/vbaProject.bin": b"x"}), "workbook_macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "workbook_locked"),
        (GOOD[: len(GOOD) // 2], "workbook_broken"),
        (b"PK\x03\x04rubbish", "workbook_broken"),
        (changed(GOOD, {"xl/workbook.xml": None}), "workbook_none"),
        (changed(GOOD, {"xl/workbook.xml": b"<not"}), "workbook_broken"),
        (changed(GOOD, {SHEET: b"<worksheet><sheetData><row r='x'/>"}), "workbook_broken"),
        (changed(GOOD, {SHEET: b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'}), "workbook_doctype"),
        (changed(GOOD, {SHEET: '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'.encode("utf-16")}), "workbook_doctype"),
        (changed(GOOD, {"xl/media/big.bin": b"\0" * (spreadsheets.MOST_UNPACKED + 1)}), "workbook_too_large"),
        (changed(GOOD, {f"xl/{number}": b"" for number in range(spreadsheets.MOST_PARTS)}), "workbook_too_large"),
    ],
)
def test_a_workbook_that_would_do_harm_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    found = read(tmp_path, data, "x.xlsx")
    assert codes(found) == [code]
    assert found.wholes == ()


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    data = workbook(一=[["a", "b"], ["1", "2"]], 二=[["c", "d"], ["3", "4"]])
    xml = part(data, "xl/workbook.xml").replace(b'name="&#20108;"', b'name="x"')
    book = xml.replace(b'sheetId="2" state="visible"', b'sheetId="2" state="hidden"')
    assert book != xml
    found = read(tmp_path, changed(data, {"xl/workbook.xml": book}), "x.xlsx")
    assert codes(found) == ["sheet_hidden"]
    assert list(found.heads) == ["一"]


def test_a_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    """A grid of the size such a workbook claims has seventeen thousand million cells."""
    far = part(GOOD, SHEET).replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    endless = part(GOOD, SHEET).replace(b"</sheetData>", b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>')
    tracemalloc.start()
    for xml, code in ((far, "cell_beyond"), (endless, "workbook_broken")):
        claiming = xml.replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:XFD1048576"')
        begun = time.process_time()
        found = read(tmp_path, changed(GOOD, {SHEET: claiming}), "x.xlsx")
        assert time.process_time() - begun < 20
        assert codes(found) == [code]
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_a_million_rows_are_refused_in_bounded_time_and_memory(tmp_path: Path) -> None:
    file = tmp_path / "million.csv"
    with file.open("w") as stream:
        stream.write("事项名称,实施编码\n")
        for number in range(1_000_000):
            stream.write(f"事项,{number}\n")
    begun = time.process_time()
    tracemalloc.start()
    found = source_of(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(one.code, one.line) for one in found.errors] == [("too_many_rows", grids.MOST_ROWS + 2)]
    assert peak < 200_000_000
    assert time.process_time() - begun < 60


def test_only_an_ordinary_file_is_read(tmp_path: Path) -> None:
    real = tmp_path / "real.csv"
    real.write_text("a,b\n1,2\n")
    (tmp_path / "link.csv").symlink_to(real)
    os.mkfifo(tmp_path / "pipe.csv")
    for one in (tmp_path, tmp_path / "link.csv", tmp_path / "pipe.csv", Path("/dev/zero")):
        with pytest.raises(NotAFile):
            source_of(one)
    for name in ("none.csv", "x\0y.csv"):
        with pytest.raises(UnreadableFile):
            source_of(tmp_path / name)
    with (tmp_path / "huge.csv").open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    with pytest.raises(UnreadableFile):
        source_of(tmp_path / "huge.csv")
