"""Both languages: every English source string has its Chinese."""

import ast
import io
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from zhengtong.site import translations

SOURCE = translations.PACKAGE
KEYWORDS: dict[str, None] = dict.fromkeys(("gettext_noop", "gettext", "gettext_lazy", "_", "ngettext", "pgettext"))


def in_python() -> dict[str, str]:
    found = {}
    for path in SOURCE.rglob("*.py"):
        with path.open("rb") as file:
            for _, message, _, _ in extract("python", file, keywords=KEYWORDS):
                for one in message if isinstance(message, tuple) else (message,):
                    if one:
                        found[one] = str(path.relative_to(SOURCE))
    return found


def in_templates() -> dict[str, str]:
    found = {}
    for path in SOURCE.rglob("templates/**/*.*"):
        if path.suffix in (".html", ".txt"):
            code = templatize(path.read_text(), origin=path.name)
            for _, message, _, _ in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
                for one in message if isinstance(message, tuple) else (message,):
                    if one:
                        found[one] = str(path.relative_to(SOURCE))
    return found


def chinese() -> dict[str, str]:
    held = {}
    for path in translations.sources():
        with path.open("rb") as file:
            for entry in read_po(file, locale="zh_Hans"):
                key = entry.id if isinstance(entry.id, str) else entry.id[0]
                if entry.string:
                    held[key] = entry.string if isinstance(entry.string, str) else entry.string[0]
    return held


def test_every_source_string_has_its_chinese() -> None:
    held = chinese()
    missing = {message: where for message, where in {**in_python(), **in_templates()}.items() if message not in held}
    assert missing == {}


def test_a_text_without_context_says_one_thing_in_chinese_wherever_it_stands() -> None:
    """All catalogues are merged into one: of two Chinese texts for the same English, every page shows the same one."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for path in translations.sources():
        app = "/".join(path.relative_to(SOURCE).parts[:-4])
        with path.open("rb") as file:
            for entry in read_po(file, locale="zh_Hans"):
                if entry.id and not entry.context:
                    key = entry.id if isinstance(entry.id, str) else entry.id[0]
                    said[key][app] = entry.string if isinstance(entry.string, str) else entry.string[0]
    several = {key: apps for key, apps in sorted(said.items()) if len(set(apps.values())) > 1}
    told = [f"{key!r} → {'; '.join(f'{app}: {text}' for app, text in apps.items())}" for key, apps in several.items()]
    assert not told, "\n".join(["", *told])


def test_a_translation_uses_the_same_parameters() -> None:
    import re

    named = re.compile(r"%\((\w+)\)")
    wrong = {key: text for key, text in chinese().items() if not set(named.findall(text)) <= set(named.findall(key))}
    assert wrong == {}


def test_source_strings_are_english() -> None:
    """Chinese in a source string only as the name of a law or a term beside the English."""
    chinese_only = [
        message
        for message in {**in_python(), **in_templates()}
        if any("一" <= letter <= "鿿" for letter in message) and not any(letter.isascii() and letter.isalpha() for letter in message)
    ]
    assert chinese_only == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("templates/**/*.html")), ids=lambda path: path.name)
def test_templates_hold_no_chinese_of_their_own(path: Path) -> None:
    text = path.read_text().replace("政通", "")          # the product's own name
    outside = [
        line for line in text.splitlines() if any("一" <= letter <= "鿿" for letter in line) and "{#" not in line and "trans" not in line
    ]
    assert outside == [], path


def test_every_refusal_says_what_to_do() -> None:
    for path in (*SOURCE.rglob("errors.py"), *SOURCE.rglob("errors/*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "Refusal" for base in node.bases):
                given = {
                    target.id
                    for line in node.body
                    if isinstance(line, ast.Assign)
                    for target in line.targets
                    if isinstance(target, ast.Name)
                }
                assert {"code", "message", "remedy"} <= given, f"{path.parent.name}.{node.name}"


def test_the_default_language_is_chinese() -> None:
    assert settings.LANGUAGE_CODE == "zh-hans"
