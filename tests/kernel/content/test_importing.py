"""Importing: recognised or refused, all or nothing, the same bytes every time."""
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhengtong.kernel.content import api as content
from zhengtong.kernel.content import registry
from zhengtong.kernel.content.rules import writing, yaml_text
from zhengtong.kernel.content.terms import Contents, Converted, Source


@dataclass
class Shops:
    """A format for the test: a CSV of shops becomes items; a shop without a name is an error."""

    name: str = "shops"

    def recognises(self, source: Source) -> bool:
        return "shop" in source.columns

    def convert(self, source: Source, *, pack: str, beside: Contents) -> Converted:
        rows = [one.value for one in source.wholes]
        defects = tuple(source.defect(one.line, "no_name", "No name.") for one in source.wholes if not one.value["shop"])
        files = {f"imported/items/{row['file']}.yaml": ({"code": row["code"], "name": row["shop"]},) for row in rows}
        return Converted(self.name, files, f"# {pack} {len(beside.documents)}\n", ("imported/items/*.yaml",), {"n": len(rows)}, defects)


@pytest.fixture(autouse=True)
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_formats", {})
    content.register_format(Shops())


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_import_is_repeatable_and_readable(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "shops.csv"
    source.write_text("file,code,shop\na,007,甲\nb,1E5,乙\n", "utf-8")
    converted = content.convert(source, city="testcity", root=root)
    assert converted.report == "# testcity 4\n"
    out = tmp_path / "out" / "testcity"
    assert content.write(converted, out) == ("imported/items/a.yaml", "imported/items/b.yaml", "reports/shops.md")
    first = files(out)
    content.write(content.convert(source, city="testcity", root=root), out)
    assert files(out) == first
    whole, defects = yaml_text.read(first["imported/items/b.yaml"].decode(), "b")
    assert defects == []
    assert whole[0].value == {"code": "1E5", "name": "乙"}


def test_files_that_are_no_longer_made_are_removed_and_others_kept(root: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "shops.csv", tmp_path / "out"
    source.write_text("file,code,shop\na,1,甲\nb,2,乙\n", "utf-8")
    content.write(content.convert(source, city="testcity", root=root), out)
    (out / "authored").mkdir()
    (out / "authored/mine.yaml").write_text("x")
    source.write_text("file,code,shop\nb,2,乙\n", "utf-8")
    content.write(content.convert(source, city="testcity", root=root), out)
    assert sorted(files(out)) == ["authored/mine.yaml", "imported/items/b.yaml", "reports/shops.md"]


def test_a_source_with_errors_writes_nothing_and_names_the_line(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "shops.csv"
    source.write_text("file,code,shop\na,1,甲\nb,2,\n", "utf-8")
    with pytest.raises(content.SourceBroken) as refused:
        content.convert(source, city="testcity", root=root)
    assert [str(problem) for problem in refused.value.problems] == ["shops.csv:3: No name."]


def test_a_city_that_is_not_written_yet_can_be_imported_into(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "shops.csv"
    source.write_text("file,code,shop\na,1,甲\n", "utf-8")
    assert content.convert(source, city="newtown", root=root).report == "# newtown 4\n"


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("x.csv", b"a,b\n1,2\n", content.UnknownFormat),
        ("x.docx", b"PK\x03\x04", content.SourceBroken),
        ("x.csv", "shop,名\n甲,1\n".encode("gb18030")[:-2] + b"\xff\n", content.SourceBroken),
        ("x.csv", b"shop,file,code\n1\n", content.SourceBroken),
        ("x.yaml", b"guides: [&a 1, *a]\n", content.SourceBroken),
        ("x.yaml", b"\xff\xfe\x00", content.SourceBroken),
        ("x.csv.gz", b"nothing packed", content.UnreadableFile),
        ("x.yaml", b"", content.UnknownFormat),
    ],
)
def test_files_that_cannot_be_imported(root: Path, tmp_path: Path, name: str, data: bytes, refusal: type[Exception]) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(refusal):
        content.convert(tmp_path / name, city="testcity", root=root)


def test_a_file_that_is_not_there(root: Path, tmp_path: Path) -> None:
    with pytest.raises(content.UnreadableFile):
        content.convert(tmp_path / "none.csv", city="testcity", root=root)


def test_what_is_written_as_yaml_reads_back_the_same() -> None:
    texts = ["是", "on", "1.5", "2026-07-24", "", "- x", "# y", "a: b", "多行\n文字", "[x", "&a"]
    document = {"code": "0012", "a": texts, "b": {"c": 1, "d": None, "e": True}}
    (whole,), defects = yaml_text.read(writing.as_yaml([document], "说明\nnote"), "x")
    assert defects == []
    assert whole.value == document
