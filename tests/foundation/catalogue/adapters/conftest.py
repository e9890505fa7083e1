"""Sources as they come from outside, a few lines each; read by the same reader as real ones."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhengtong.kernel.content import importing
from zhengtong.kernel.content.terms import Contents, Document, Source

Write = Callable[[str, str], Source]


@pytest.fixture
def source(tmp_path: Path) -> Write:
    """``source(name, text)``: the file as an importer sees it."""

    def write(name: str, text: str) -> Source:
        file = tmp_path / name
        file.write_text(text, "utf-8")
        return importing.source_of(file)

    return write


def document(kind: str, code: str, **body: Any) -> Document:
    return Document(kind, code, date(2026, 7, 24), {"code": code, **body}, "editor", None, f"testcity/{kind}.yaml", 1, pack="testcity")


@pytest.fixture
def beside() -> Contents:
    """A city with its division, one department and two laws, one of them repealed."""
    return Contents(
        "testcity",
        ("testcity",),
        (
            document("city", "testcity", name="测试市", division="430100000000"),
            document("organisation", "O1", name="市公安局", also=["公安"]),
            document("law", "l1", law_name="中华人民共和国行政许可法", status="现行有效", articles=[{"article_no_arabic": 45}]),
            document("law", "l2", law_name="中华人民共和国环境保护法", status="已废止"),
        ),
    )
