"""``zt content import``, from a file to a folder: whatever the file is, either a report with errors and not a byte written, or a pack that
passes the check and stays the same when the file is imported again."""
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from pytest_django import Settings

from tests.kernel.content.workbooks import changed, workbook
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content import placing
from zhengtong.site.cli.main import run

GUIDE = """
- item_name: 生育登记
  basic_code: 432023201W00
  business_code: '%s'
  item_type: 公共服务
"""
GUIDES = "meta: {as_of: '2026-07-24'}\nguides:" + GUIDE % "01"
THEME = "meta: {}\nthemes:\n- {code: T1, name: 搬家, items: [{item: 搬, promised_days: 2}]}\n"
GOOD = "事项名称,实施编码,事项类型\n开店,X1,行政许可\n关店,X2,行政许可\n"
DISTRICT = (
    "department,item_name,basic_code,item_code,area_code,task_type_name,dept_uscc,raw_dept_code,link\n"
    "甲局,办事,511Z07001006,C-1,999900000000,行政许可,12,12,http://x\n"
)


@pytest.fixture
def root(tmp_path: Path, settings: Settings) -> Path:
    """A content folder with one city and the shipped schemas."""
    return small(tmp_path / "content", settings)


def small(root: Path, settings: Any) -> Path:
    root.mkdir(parents=True)
    (root / "schema").symlink_to(Path(settings.ZT_CONTENT) / "schema")
    (root / "town").mkdir()
    (root / "town/city.yaml").write_text('code: town\nname: 镇\ndivision: "999900000000"\n', "utf-8")
    settings.ZT_CONTENT = root
    return root


def snapshot(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """``told(data, name, *options)``: exit code and what the command said, as JSON."""

    def command(data: bytes | str, name: str = "x.csv", *options: str) -> tuple[int, Any]:
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        code = run(["content", "import", str(tmp_path / name), "--as", "town", "--json", *options])
        return code, json.loads(capsys.readouterr().out)

    return command


XLSX = workbook(事项=[["事项名称", "实施编码"], ["开店", "X1"]])
BAD = {
    "unclosed.csv": '事项名称,实施编码\n"开店,X1\n',
    "ragged.csv": "事项名称,实施编码\n开店,X1,多\n",
    "nul.csv": "事项名称,实施编码\n开\0店,X1\n",
    "empty.csv": "",
    "head.csv": "事项名称,实施编码\n",
    "other.csv": "甲,乙\n1,2\n",
    "latin.csv": b"name,code\nCaf\xe9,\xff\n",
    "twice.csv": GOOD + "开店,X1,行政许可\n",
    "missing.csv": "事项名称,实施编码\n,X1\n",
    "colon.csv": "事项名称,实施编码\n开店,a:b\n",
    "long.csv": f"事项名称,实施编码\n开店,{'9' * 200}\n",
    "dates.csv": "事项名称,实施编码,计划生效日期,计划取消日期\n开店,X1,2026-08-01,2026-07-01\n",
    "rows.csv": "事项名称,实施编码\n" + "".join(f"事,{number}\n" for number in range(100_001)),
    "formula.xlsx": workbook(事项=[["事项名称", "实施编码"], ["开店", "=A1"]]),
    "macros.xlsm": changed(XLSX, {"xl/vbaProject.bin": b"x"}),
    "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "bomb.xlsx": changed(XLSX, {"xl/media/x.bin": b"\0" * (129 << 20)}),
    "half.xlsx": XLSX[:500],
    "anchors.yaml": "guides: [&a 1, *a]\n",
    "shape.yaml": "meta: {as_of: [1]}\nguides: {a: 1}\n",
    "deep.yaml": "guides: " + "[" * 500 + "]" * 500 + "\nmeta: {}\n",
    "materials.yaml": GUIDES + "  materials: [{necessity: 必要}]\n",
    "legal.yaml": GUIDES + "  legal_days: -3\n",
    "guide_twice.yaml": GUIDES + GUIDE % "01",
    "guide_code.yaml": GUIDES.replace("432023201W00", "../../x"),
    "bundle_path.yaml": THEME.replace("T1", "../../../evil"),
    "bundle_items.yaml": THEME.replace("[{item: 搬, promised_days: 2}]", "搬"),
    "bundle_item_text.yaml": THEME.replace("{item: 搬, promised_days: 2}", "搬"),
    "bundle_twice.yaml": THEME + "- {code: T1, name: 又搬, items: [{item: 搬}]}\n",
    "district_twice.csv": DISTRICT + DISTRICT.splitlines()[1] + "\n",
    "district_place.csv": DISTRICT.replace("999900000000", "9999"),
    "departments.csv": "department,uscc,valid,items\n甲局,12,maybe,many\n",
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_a_report_and_nothing_else(root: Path, told: Callable[..., tuple[int, Any]], name: str) -> None:
    before = snapshot(root)
    code, report = told(BAD[name], name)
    assert code == 1
    errors = [one for one in report["defects"] if one["severity"] == "error"]
    assert errors
    assert report["paths"] == []
    assert all(one["message"] and one["remedy"] and one["line"] >= 1 and name in one["path"] for one in errors), errors
    assert snapshot(root) == before


def test_a_good_file_is_written_once_and_again_changes_nothing(root: Path, told: Callable[..., tuple[int, Any]]) -> None:
    for name, text in (("x.csv", GOOD), ("g.yaml", GUIDES), ("b.yaml", THEME), ("d.csv", DISTRICT)):
        assert told(text, name)[0] == 0
    first = snapshot(root)
    times = {path: path.stat().st_mtime_ns for path in (root / "town").rglob("*") if path.is_file()}
    for name, text in (("x.csv", GOOD), ("g.yaml", GUIDES), ("b.yaml", THEME), ("d.csv", DISTRICT)):
        assert told(text, name)[0] == 0
    assert snapshot(root) == first
    assert {path: path.stat().st_mtime_ns for path in times} == times, "what says the same is not even touched"
    assert content.check("town").errors == ()


def test_a_workbook_is_imported_as_the_same_table_is(root: Path, told: Callable[..., tuple[int, Any]]) -> None:
    assert told(GOOD, "x.csv", "--dry-run")[0] == 0
    assert not (root / "town/imported").exists(), "only tried"
    told(GOOD, "liste.csv")
    from_table = (root / "town/imported/items/elements.jsonl").read_text("utf-8").replace("liste.csv", "?")
    told(workbook(一=[row.split(",") for row in GOOD.splitlines()]), "liste.xlsx")
    assert (root / "town/imported/items/elements.jsonl").read_text("utf-8").replace("liste.xlsx", "?") == from_table
    told(workbook(一=[row.split(",") for row in DISTRICT.splitlines()]), "d.xlsx", "--format", "district_catalogue")
    assert (root / "town/imported/items/catalogue.jsonl").is_file(), "the formats of before come as workbooks, too"


def test_the_format_may_be_named_and_must_fit(told: Callable[..., tuple[int, Any]]) -> None:
    assert told(GOOD, "x.csv", "--format", "item_elements")[1]["format"] == "item_elements"
    assert [one["code"] for one in told(GOOD, "x.csv", "--format", "guides")[1]["defects"]] == ["content_unknown_format"]
    assert told(GOOD, "x.csv", "--format", "nonsense")[1]["refused"] == "content_no_such_format"


def test_a_second_file_takes_nothing_away_unless_it_is_told_to(root: Path, told: Callable[..., tuple[int, Any]]) -> None:
    assert told(GUIDES, "g.yaml")[0] == 0
    before = snapshot(root)
    other = GUIDES.replace("'01'", "'02'")
    code, report = told(other, "h.yaml")
    assert (code, report["defects"][-1]["code"]) == (1, "would_withdraw")
    assert "432023201W00-01" in report["defects"][-1]["message"]
    assert snapshot(root) == before
    assert told(other, "h.yaml", "--part", "second")[0] == 0
    assert {one.code for one in content.listing("town", "item")} == {"432023201W00-01", "432023201W00-02"}
    assert [one.name for one in content.reports_of("town")] == ["guides", "guides-second"]
    assert told(other, "g.yaml", "--part", "third")[1]["defects"][-1]["code"] == "code_twice"
    assert told(GUIDES.replace("'01'", "'03'"), "g.yaml", "--replace")[0] == 0
    assert {one.code for one in content.listing("town", "item")} == {"432023201W00-02", "432023201W00-03"}


def test_a_further_bundle_stands_beside_the_first(root: Path, told: Callable[..., tuple[int, Any]]) -> None:
    told(THEME, "b.yaml")
    assert told(THEME.replace("T1", "T2"), "c.yaml")[0] == 1
    assert told(THEME.replace("T1", "T2"), "c.yaml", "--part", "second")[0] == 0
    assert {one.code for one in content.listing("town", "bundle")} == {"T1", "T2"}


def test_an_error_of_the_check_is_told_at_the_row_of_the_source(told: Callable[..., tuple[int, Any]]) -> None:
    _, report = told("事项名称,实施编码\n关店,X2\n开店,a:b\n", "x.csv")
    found = [(one["path"], one["line"], one["code"]) for one in report["defects"] if one["severity"] == "error"]
    assert found == [("x.csv", 3, "code_bad")]
    _, report = told(DISTRICT.replace("999900000000", "9999"), "d.csv")
    assert [(one["path"], one["line"]) for one in report["defects"] if one["severity"] == "error"] == [("d.csv", 2)]


@pytest.mark.parametrize("city", ["../evil", "..", "a/b", "/tmp", "", "schema", ".hidden", "A", "名", "a" * 80])
def test_a_name_that_leads_out_of_the_folder_is_refused(root: Path, tmp_path: Path, city: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.csv").write_text(GOOD, "utf-8")
    before = snapshot(tmp_path)
    for options in (["--as", city], ["--as", "town", "--part", city or "."]):
        assert run(["content", "import", str(tmp_path / "x.csv"), *options, "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["refused"] == "content_bad_name"
    assert snapshot(tmp_path) == before


def test_a_link_inside_the_folder_leads_nothing_out(root: Path, tmp_path: Path, told: Callable[..., tuple[int, Any]]) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "town/imported").symlink_to(tmp_path / "elsewhere")
    code, report = told(GOOD)
    assert (code, report["refused"]) == (1, "content_unwritable_folder")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_or_a_link_in_place_of_the_file_is_a_report(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "link.csv").symlink_to(root / "town/city.yaml")
    for path in (tmp_path, tmp_path / "link.csv", tmp_path / "none.csv", Path("/dev/zero")):
        assert run(["content", "import", str(path), "--as", "town"]) == 1
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert path.name in said


def test_where_the_last_file_cannot_be_placed_the_first_ones_are_put_back(
    root: Path, told: Callable[..., tuple[int, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(GOOD, "x.csv")
    before = snapshot(root)
    replacing, calls = Path.replace, []

    def fails_at_the_second(self: Path, target: Path) -> Path:
        calls.append(target) if target.is_relative_to(root) else None   # what is laid out to be checked is elsewhere
        if len(calls) == 2:
            calls.append(target)
            raise OSError(28, "No space left on device")
        return replacing(self, target)

    monkeypatch.setattr(placing.Path, "replace", fails_at_the_second)
    code, report = told(GOOD.replace("关店", "闭店"), "y.csv")
    assert (code, report["refused"]) == (1, "content_unwritable_folder")
    assert calls[0].name == "elements.jsonl", "one file had its new name already"
    assert snapshot(root) == before


def test_a_report_can_be_sent_as_a_page_of_its_own(
    root: Path, tmp_path: Path, told: Callable[..., tuple[int, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = '事项名称,实施编码,心得\n<script>alert(1)</script>,X1,"=cmd|x"\n'
    for language, words in (("en", ("What to do:", "The platform does not know this column")), ("zh", ("怎么办：", "不认识这一列"))):
        monkeypatch.setenv("ZT_LANGUAGE", language)
        assert told(hostile, "x.csv", "--report", str(tmp_path / "r.html"), "--dry-run")[0] == 0
        page = (tmp_path / "r.html").read_text("utf-8")
        assert all(word in page for word in words)
        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")
    assert told(BAD["twice.csv"], "x.csv", "--report", str(tmp_path / "r.md"))[0] == 1
    assert "| 4 |" in (tmp_path / "r.md").read_text("utf-8").replace("|  | 4 |", "| 4 |")
    assert told(GOOD, "x.csv", "--report", str(tmp_path / "none/r.md"))[1]["refused"] == "content_report_not_written"


cell = st.one_of(
    st.sampled_from(["X1", "X2", "开店", "行政许可", "01", "5", "20个工作日", "是", "2026-07-24", "2027-01-01", "自然人", ""]),
    st.sampled_from(["=1+1", "<b>x</b>", "a:b", "9" * 130]),
    st.text(max_size=12),
)
heads = st.lists(
    st.sampled_from(
        ["事项名称", "实施编码", "基本编码", "事项类型", "实施主体", "承诺办结时限", "法定办结时限", "法定办结时限单位",
         "受理条件", "申请材料", "设定依据", "是否收费", "收费标准", "服务对象", "计划生效日期", "计划取消日期", "行政区划代码",
         "到办事现场次数", "特别程序", "怪列"]
    ), min_size=1, max_size=8, unique=True,
)  # fmt: skip


@given(data=st.data(), head=heads)
@trying(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_table_is_imported(tmp_path_factory: pytest.TempPathFactory, head: list[str], data: st.DataObject) -> None:
    """Either errors and nothing written, or a pack that passes the check and stays the same."""
    from types import SimpleNamespace

    from django.conf import settings as django_settings

    rows = data.draw(st.lists(st.lists(cell, min_size=len(head), max_size=len(head)), max_size=5))
    as_workbook = data.draw(st.booleans())
    place = tmp_path_factory.mktemp("any")
    root = small(place / "content", SimpleNamespace(ZT_CONTENT=django_settings.ZT_CONTENT))
    file = place / "x"
    if as_workbook:
        import re

        shown = [[re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", one) for one in row] for row in rows]
        file.write_bytes(workbook(一=[head, *shown]))
    else:
        import csv

        with file.open("w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
            csv.writer(stream).writerows([head, *rows])
    before = snapshot(root)
    report, paths = content.bring_in(file, city="town", root=root)
    if report.errors:
        assert paths == ()
        assert snapshot(root) == before
        return
    assert content.check("town", root=root).errors == ()
    first = snapshot(root)
    assert content.bring_in(file, city="town", root=root)[0] == report
    assert snapshot(root) == first
