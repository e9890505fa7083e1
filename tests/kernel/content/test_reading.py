"""Reading what people write: good files, broken files, hostile files. Nothing crashes, every defect has a place."""
import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from zhengtong.kernel.content import api as content
from zhengtong.kernel.content import reading

Write = Callable[[str, str], None]


def codes(root: Path, city: str = "testcity") -> list[tuple[str, int, str]]:
    return [(one.path, one.line, one.code) for one in content.check(city, root=root).errors]


def test_the_sound_city_has_no_errors(root: Path) -> None:
    report = content.check("testcity", root=root)
    assert report.errors == ()
    assert report.packs == ("land", "testcity")
    assert report.counts == {"city": 1, "element": 1, "item": 2}


def test_documents_know_their_place(root: Path) -> None:
    first, second = content.listing("testcity", "item", root=root)
    assert (first.code, first.path, first.line) == ("0001", "testcity/items/food.yaml", 1)
    assert (second.code, second.line) == ("0002", 4)
    assert first.valid_from == date(2026, 7, 24)
    assert first.source == "editor"


CITY = """
code: testcity
name: 测试市
uses: [land]
defaults: {valid_from: 2026-01-01, as_of: 2025-12-31, source: 甲}
"""


def test_defaults_of_the_city(root: Path, write: Write) -> None:
    write("testcity/city.yaml", CITY)
    one = content.listing("testcity", "item", root=root)[0]
    assert (one.valid_from, one.as_of, one.source) == (date(2026, 1, 1), date(2025, 12, 31), "甲")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ('- code: "1"\n  name: [a\n', 3, "yaml_broken"),
        ("- code: 0001\n  name: a\n  days: 1\n- code: 12\n  name: b\n", 4, "code_not_text"),
        ('- code: "1"\n  name: a\n  name: b\n', 3, "yaml_twice"),
        ('- code: "1"\n', 1, "schema_required"),
        ('- code: "1"\n  name: a\n  dasy: 3\n', 3, "schema_additionalProperties"),
        ('- code: "1"\n  name: a\n  days: ten\n', 3, "schema_type"),
        ('- code: "1"\n  name: a\n  days: -1\n', 3, "schema_minimum"),
        ('- code: "1"\n  name: a\n  materials:\n    - name: x\n    - nam: y\n', 5, "schema_required"),
        ('- code: "1"\n  name: a\n  valid_from: 2026-02-30\n', 3, "date_wrong"),
        ('- code: ""\n  name: a\n', 1, "code_missing"),
        ('- code: " 1"\n  name: a\n', 1, "code_missing"),
        ("- name: a\n", 1, "code_missing"),
        ("- just text\n", 1, "not_a_document"),
        ("just text\n", 1, "not_a_document"),
        ('- code: "0001"\n  name: 又一个\n', 1, "code_twice"),
        ('- code: "1"\n  name: !!python/object/apply:os.system ["id"]\n', 2, "yaml_tag"),
        ('- code: "1"\n  name: !secret x\n', 2, "yaml_tag"),
        ('- code: "1"\n  name: "\\0"\n', 1, "unpublishable"),
        ('- code: "1"\n  name: a\n  days: 99999999999999999999\n', 1, "unpublishable"),
        ("? [a, b]\n: c\n", 1, "yaml_key"),
        ("\x00", 1, "yaml_broken"),
    ],
)
def test_broken_yaml_is_a_defect_at_its_line(root: Path, write: Write, text: str, line: int, code: str) -> None:
    write("testcity/items/z.yaml", text)
    assert ("testcity/items/z.yaml", line, code) in codes(root)


def test_words_that_yaml_would_change_stay_as_written(root: Path, write: Write) -> None:
    write("testcity/items/z.yaml", '- code: 000131004000\n  name: on\n  source: 2026-07-24\n- code: "9"\n  name: 1:30\n')
    documents = {one.code: one.body for one in content.listing("testcity", "item", root=root)}
    assert documents["000131004000"]["name"] == "on"
    assert documents["000131004000"]["source"] == "2026-07-24"
    assert documents["9"]["name"] == "1:30"


def test_a_billion_laughs_is_refused_at_the_first_anchor(root: Path, write: Write) -> None:
    levels = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    levels += [f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]" for before, this in zip("abcdefgh", "bcdefghi", strict=True)]
    write("testcity/items/z.yaml", "\n".join(levels))
    assert codes(root) == [("testcity/items/z.yaml", 1, "yaml_alias")]


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 50_000, "- " * 3_000 + "x", "[" * 60 + "]" * 60])
def test_endless_nesting_is_refused(root: Path, write: Write, text: str) -> None:
    write("testcity/items/z.yaml", text)
    found = codes(root)
    assert len(found) == 1
    assert found[0][2] in ("yaml_too_deep", "yaml_broken")


def test_gbk_is_recognised(root: Path) -> None:
    (root / "testcity/items/z.yaml").write_bytes('- code: "1"\n  name: 食品经营许可\n'.encode("gb18030"))
    (found,) = content.check("testcity", root=root).errors
    assert (found.code, found.line, found.params["encoding"]) == ("not_utf8", 2, "GBK")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(root: Path) -> None:
    (root / "testcity/items/z.yaml").write_bytes(b"\xef\xbb\xbf- code: \"1\"\r\n  name: a\r\n")
    assert codes(root) == []


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ('{"code":"1","name":"a"}\n{"code":"2"\n', 2, "json_broken"),
        ('{"code":"1","name":"a","name":"b"}\n', 1, "json_broken"),
        ('{"code":"1","name":"a","days":NaN}\n', 1, "json_broken"),
        ('{"code":"1","name":"\\ud800"}\n', 1, "unpublishable"),
        ('[1,2]\n', 1, "not_a_document"),
        ('\n\n{"code":1,"name":"a"}\n', 3, "code_not_text"),
        ("[" * 100_000 + "\n", 1, "json_broken"),
    ],
)
def test_broken_jsonl_is_a_defect_at_its_line(root: Path, write: Write, text: str, line: int, code: str) -> None:
    write("testcity/items/z.jsonl", text)
    assert ("testcity/items/z.jsonl", line, code) in codes(root)


def test_a_huge_line_is_refused(root: Path, write: Write) -> None:
    write("testcity/items/z.jsonl", '{"code":"1","name":"' + "x" * 1_000_001 + '"}\n{"code":"2","name":"b"}\n')
    assert codes(root) == [("testcity/items/z.jsonl", 1, "line_too_long")]


def test_only_the_first_faults_of_a_hopeless_file_are_told(root: Path, write: Write) -> None:
    write("testcity/items/z.jsonl", "x\n" * 10_000)
    assert len(codes(root)) == 50


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [("code,name\n1,a\n2\n", 3, "csv_cells"), ("code,code\n1,a\n", 1, "csv_head"), ('code,name\n1,"a\n', 2, "csv_broken")],
)
def test_broken_csv_is_a_defect_at_its_line(root: Path, write: Write, text: str, line: int, code: str) -> None:
    write("testcity/items/z.csv", text)
    assert ("testcity/items/z.csv", line, code) in codes(root)


def test_an_empty_file_holds_nothing(root: Path, write: Write) -> None:
    for name in ("z.yaml", "z.jsonl", "z.csv"):
        write(f"testcity/items/{name}", "")
    assert codes(root) == []


def test_gzip_is_read_and_a_damaged_one_reported(root: Path) -> None:
    packed = gzip.compress('{"code":"1","name":"甲"}\n'.encode())
    (root / "testcity/items/z.jsonl.gz").write_bytes(packed)
    assert [one.code for one in content.listing("testcity", "item", root=root)] == ["0001", "0002", "1"]
    (root / "testcity/items/z.jsonl.gz").write_bytes(packed[:-9])
    assert codes(root) == [("testcity/items/z.jsonl.gz", 1, "unreadable")]
    (root / "testcity/items/z.jsonl.gz").write_bytes(b"no gzip")
    assert codes(root) == [("testcity/items/z.jsonl.gz", 1, "unreadable")]


def test_a_gzip_bomb_is_not_unpacked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1000)
    (root / "testcity/items/z.jsonl.gz").write_bytes(gzip.compress(b" " * 100_000))
    assert codes(root) == [("testcity/items/z.jsonl.gz", 1, "too_large")]


def test_a_file_of_no_kind_is_reported_and_reports_are_not(root: Path, write: Write) -> None:
    write("testcity/itmes/a.yaml", '- code: "1"\n')
    write("testcity/reports/import.md", "# 报告\n")
    write("testcity/README.md", "说明\n")
    assert codes(root) == [("testcity/itmes/a.yaml", 1, "unknown_kind")]


@pytest.mark.parametrize("city", ["nowhere", "", "..", "testcity/items", "schema"])
def test_a_city_that_is_not_there_is_refused(root: Path, city: str) -> None:
    with pytest.raises(content.NoSuchPack):
        content.check(city, root=root)


def test_a_pack_that_is_not_there_and_a_circle_of_packs(root: Path, write: Write) -> None:
    write("testcity/city.yaml", "code: testcity\nname: 测试市\nuses: [land, lnad]\nneighbours: [other]\n")
    write("other/city.yaml", "code: other\nname: 邻市\nuses: [testcity, land]\n")
    assert codes(root) == [("testcity/city.yaml", 1, "no_such_pack")]
    assert content.check("testcity", root=root).packs == ("land", "other", "testcity")


def test_the_same_code_in_two_packs(root: Path, write: Write) -> None:
    write("land/items/a.yaml", '- code: "0001"\n  name: 全国的\n')
    assert codes(root) == [("testcity/items/food.yaml", 1, "code_twice")]


def test_authored_wins_over_imported_which_stays_behind(root: Path, write: Write) -> None:
    write("testcity/imported/items/a.yaml", '- code: "7"\n  name: 原样\n  defects: ["The source is silent."]\n')
    write("testcity/authored/items/a.yaml", '- code: "7"\n  name: 改写\n')
    found = content.contents("testcity", root=root)
    held = found.get("item", "7")
    assert held is not None
    assert (held.body["name"], held.source, held.authored) == ("改写", "editor", True)
    assert [one.body["name"] for one in found.overlaid] == ["原样"]
    (change,) = content.authored("testcity", root=root)
    first = change.edits[0]
    assert (first.at, first.before, first.after) == ("name", "原样", "改写")
    assert [one.message for one in content.check("testcity", root=root).warnings] == ["The source is silent."]


def test_defects_of_the_source_are_warnings_and_stop_nothing(root: Path, write: Write) -> None:
    write("testcity/items/z.yaml", '- code: "1"\n  name: a\n  defects: ["One.", "Two."]\n')
    report = content.check("testcity", root=root)
    assert report.errors == ()
    assert [(one.message, one.document) for one in report.warnings] == [("One.", "item:1"), ("Two.", "item:1")]


def test_parts_are_joined_and_tables_are_one_document(root: Path, write: Write) -> None:
    write("land/laws/index.csv", "law_id,law_name\nl1,甲法\nl2,乙法\n")
    write("land/laws/articles.jsonl", '{"law_id":"l1","no":1,"text":"一","extra":0}\n{"law_id":"l1","no":2,"text":"二"}\n')
    write("land/calendar.csv", "date,is_off_day\n2026-01-01,true\n")
    first, second = content.listing("land", "law", root=root)
    assert first.body["articles"] == [{"no": 1, "text": "一"}, {"no": 2, "text": "二"}]
    assert "articles" not in second.body
    (calendar,) = content.listing("land", "calendar", root=root)
    assert (calendar.code, calendar.body["rows"]) == ("cn", [{"date": "2026-01-01", "is_off_day": "true"}])


def test_capabilities_see_sound_documents_only(root: Path, write: Write) -> None:
    write("testcity/items/z.yaml", '- code: "1"\n')
    seen: list[str] = []

    def check(documents: list[content.Document]) -> list[content.Defect]:
        seen.extend(one.code for one in documents)
        return [documents[0].defect("mine", "Too short.", at="name", code="x")]

    def across(documents: list[content.Document], whole: content.Contents) -> list[content.Defect]:
        return [] if whole.has("element", "person.name") else [documents[0].defect("lost", "Lost.")]

    content.register("item", check=check, across=across)
    report = content.check("testcity", root=root)
    assert seen == ["0001", "0002"]
    assert [(one.code, one.line) for one in report.errors] == [("mine", 2), ("schema_required", 1)]


def test_an_unknown_kind_is_refused(root: Path) -> None:
    with pytest.raises(content.NoSuchKind):
        content.listing("testcity", "itmes", root=root)


def test_two_capabilities_cannot_own_one_kind() -> None:
    content.register("item")
    with pytest.raises(ValueError, match="item"):
        content.register("item")
