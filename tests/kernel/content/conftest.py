"""A content folder made for the test, with kinds of its own and one capability that listens."""
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from zhengtong.kernel.content import registry

CITY = 'name: 测试市\ncode: testcity\nuses: [land]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """content/ with a schema for items and elements, a national pack ``land`` and a city ``testcity``."""
    schema = tmp_path / "schema"
    schema.mkdir()
    item = {
        "type": "object", "required": ["code", "name"], "additionalProperties": False,
        "properties": {
            "code": {"type": "string"}, "name": {"type": "string"}, "days": {"type": "integer", "minimum": 0},
            "materials": {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}},
            "valid_from": {"type": "string"}, "as_of": {"type": "string"}, "source": {"type": "string"}, "defects": {"type": "array"},
        },
    }
    (schema / "item.json").write_text(json.dumps(item))
    (schema / "element.json").write_text(json.dumps({"type": "object"}))
    (schema / "city.json").write_text(json.dumps({"type": "object", "required": ["name"]}))
    articles = {"files": ["articles"], "of": "law_id", "keep": ["no", "text"]}
    (schema / "law.json").write_text(json.dumps({"type": "object", "x-layout": {"code": "law_id", "parts": {"articles": articles}}}))
    (schema / "calendar.json").write_text(json.dumps({"type": "object", "x-layout": {"table": {"field": "rows", "code": "cn"}}}))
    write = writer(tmp_path)
    write("land/elements/person.yaml", '- code: "person.name"\n  title: 姓名\n')
    write("testcity/city.yaml", CITY)
    write("testcity/items/food.yaml", '- code: "0001"\n  name: 食品经营许可\n  days: 10\n- code: "0002"\n  name: 户外招牌\n')
    return tmp_path


def writer(root: Path) -> Callable[[str, str], None]:
    def write(path: str, text: str) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    return write


@pytest.fixture
def write(root: Path) -> Callable[[str, str], None]:
    return writer(root)


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> dict[str, registry.KindOfContent]:
    """No capability listens unless the test registers one."""
    known: dict[str, registry.KindOfContent] = {}
    monkeypatch.setattr(registry, "_kinds", known)
    return known
