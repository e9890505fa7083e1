"""The Chinese texts are compiled where they lie, by whoever comes first."""
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zhengtong.site import translations

TEXT = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Home"
msgstr "首页"
"""


@pytest.fixture
def two_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    folders = [tmp_path / name / "locale/zh_Hans/LC_MESSAGES" for name in ("portal", "workbench")]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(translations, "PACKAGE", tmp_path)
    return folders


def test_what_is_up_to_date_is_left_alone(two_texts: list[Path]) -> None:
    assert translations.ensure() == 2
    assert translations.ensure() == 0


def test_several_processes_may_compile_at_the_same_moment(two_texts: list[Path]) -> None:
    with ThreadPoolExecutor(8) as pool:
        for started in [pool.submit(translations.ensure) for _ in range(8)]:
            started.result()
    for folder in two_texts:
        assert sorted(file.name for file in folder.iterdir()) == ["django.mo", "django.po"]
