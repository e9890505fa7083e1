"""``zt content``: what people and scripts see."""
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from zhengtong.kernel.content import api as content
from zhengtong.site.cli.main import run

GUIDES = """
meta: {as_of: '2026-07-24'}
guides:
- {item_name: 生育登记, basic_code: 432023201W00, business_code: '01', item_type: 公共服务, special_procedure: {type: [现场考察], days: 15}}
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZT_LANGUAGE", "en")


@pytest.fixture
def small(tmp_path: Path, settings: Settings) -> Path:
    """A content folder with one city, one organisation and the shipped schemas."""
    root = tmp_path / "content"
    root.mkdir()
    (root / "schema").symlink_to(settings.ZT_CONTENT / "schema")
    (root / "town").mkdir()
    (root / "town/city.yaml").write_text('code: town\nname: 镇\ndivision: "999900000000"\n', "utf-8")
    settings.ZT_CONTENT = root
    return root


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_list_is_an_array_of_documents(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["content", "list", "changsha", "--kind", "bundle", "--json"]) == 0
    bundles = told(capsys)
    assert isinstance(bundles, list)
    assert len(bundles) >= 16
    restaurant = next(one for one in bundles if one["code"] == "43TCN0003")
    assert restaurant["title"] == "开办餐饮店一件事"
    assert restaurant["authored"] is True


def test_check_counts_and_leaves_with_1_where_there_are_errors(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["content", "check", "town", "--json"]) == 0
    assert told(capsys)["errors"] == 0
    (small / "town/items").mkdir()
    (small / "town/items/a.yaml").write_text("- code: 7\n", "utf-8")
    assert run(["content", "check", "town", "--json"]) == 1
    (defect,) = told(capsys)["defects"]
    assert (defect["path"], defect["line"], defect["code"]) == ("town/items/a.yaml", 1, "code_not_text")
    assert defect["remedy"].startswith("Write the code in quotes")
    assert run(["content", "check", "town"]) == 1
    assert "town/items/a.yaml:1: error: The code 7 is a number" in capsys.readouterr().err


def test_import_writes_files_and_a_report(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "g.yaml").write_text(GUIDES, "utf-8")
    out = tmp_path / "out"
    assert run(["content", "import", str(tmp_path / "g.yaml"), "--as", "town", "--out", str(out), "--json"]) == 0
    answer = told(capsys)
    assert answer["paths"] == ["imported/items/guides.yaml", "reports/guides.jsonl", "reports/guides.md"]
    assert answer["findings"]["visit_as_pause"] == 1
    assert "现场考察" in (out / "town/reports/guides.md").read_text("utf-8")
    assert not (small / "town/imported").exists()
    assert run(["content", "import", str(tmp_path / "g.yaml"), "--as", "town"]) == 0
    assert (small / "town/imported/items/guides.yaml").read_bytes() == (out / "town/imported/items/guides.yaml").read_bytes()
    capsys.readouterr()
    assert run(["content", "check", "town", "--json"]) == 0


def test_an_import_that_fails_is_refused_and_writes_nothing(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "g.yaml").write_text(GUIDES.replace("item_name: 生育登记", "item_name: ''"), "utf-8")
    assert run(["content", "import", str(tmp_path / "g.yaml"), "--as", "town", "--json"]) == 1
    assert [(one["code"], one["line"]) for one in told(capsys)["defects"] if one["severity"] == "error"] == [("guide_incomplete", 4)]
    assert run(["content", "import", str(tmp_path / "none.yaml"), "--as", "town", "--json"]) == 1
    assert [one["code"] for one in told(capsys)["defects"]] == ["content_unreadable_file"]
    assert sorted(path.name for path in (small / "town").iterdir()) == ["city.yaml"]


def test_diff_against_another_folder_and_against_the_originals(tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other"
    (other / "town").mkdir(parents=True)
    (other / "schema").symlink_to(small / "schema")
    (other / "town/city.yaml").write_text('code: town\nname: 旧镇\ndivision: "999900000000"\n', "utf-8")
    assert run(["content", "diff", "town", "--against", str(other), "--json"]) == 0
    (one,) = told(capsys)["differences"]
    assert (one["kind"], one["how"], one["edits"]) == ("city", "changed", [{"at": "name", "before": "旧镇", "after": "镇"}])


def test_diff_of_authored_against_as_published(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["content", "diff", "changsha", "--as-published", "--json"]) == 0
    found = {f"{one['kind']}:{one['code']}" for one in told(capsys)["differences"]}
    assert {"bundle:43TCN0003", *(f"item:43TCN0003-0{number}" for number in range(1, 7))} <= found
    assert not [one for one in found if one.startswith("law:")]          # only what an author wrote over an import


@pytest.mark.django_db
def test_publish_then_nothing_is_left_to_publish(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["content", "diff", "town", "--json"]) == 0
    assert [(one["how"], one["kind"]) for one in told(capsys)["differences"]] == [("new", "city")]
    assert run(["content", "publish", "town", "--json"]) == 0
    assert len(told(capsys)["published"]) == 1
    assert run(["content", "publish", "town", "--json"]) == 0
    assert told(capsys)["unchanged"] == 1
    assert run(["content", "diff", "town", "--json"]) == 0
    assert told(capsys)["differences"] == []
    (small / "town/city.yaml").write_text('code: town\nname: 新镇\ndivision: "999900000000"\n', "utf-8")
    assert run(["content", "diff", "town", "--json"]) == 0
    assert [(one["how"], one["edits"][0]["at"]) for one in told(capsys)["differences"]] == [("changed", "name")]


@pytest.mark.django_db
def test_publishing_errors_is_refused_with_each_place(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "town/city.yaml").write_text("code: town\nname: 镇\n", "utf-8")
    assert run(["content", "publish", "town", "--json"]) == 1
    answer = told(capsys)
    assert answer["refused"] == "content_has_errors"
    assert answer["problems"][0]["at"] == "town/city.yaml:1"
    assert content.versions("city", "town") == ()


def test_unknown_names_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["content", "list", "nowhere", "--json"]) == 1
    assert told(capsys)["refused"] == "content_no_such_pack"
    assert run(["content", "list", "changsha", "--kind", "itmes", "--json"]) == 1
    assert told(capsys)["refused"] == "content_no_such_kind"
    assert run(["content", "list"]) == 2
    assert run(["content", "import", "x.csv"]) == 2


@pytest.mark.slow
@pytest.mark.parametrize("verb", [["list", "guangan"], ["check", "national"], ["diff", "national"]])
def test_needs_no_database(verb: list[str], tmp_path: Path) -> None:
    environment = {**os.environ, "ZT_DATABASE_URL": "postgres://nobody:none@127.0.0.1:1/none", "ZT_HOME": str(tmp_path / "home")}
    environment.pop("ZT_TEST_SQLITE", None)
    done = subprocess.run(
        [sys.executable, "-m", "zhengtong", "content", *verb, "--json"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
