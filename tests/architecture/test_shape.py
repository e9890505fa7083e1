"""Small rooms, the same rooms, house names (docs/architecture.md)."""

import ast
import statistics
from pathlib import PurePath

import pytest

STRATA = ("foundation", "delivery", "accountability")
ROOMS = {
    "__init__",
    "terms",
    "errors",
    "facts",
    "rules",
    "models",
    "policy",
    "ports",
    "adapters",
    "queries",
    "commands",
    "api",
    "reactions",
    "schedule",
    "content",
    "apps",
    "migrations",
    "locale",
}
NOT_A_ROOM = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc", "signals"}


def capabilities(modules: dict[str, ast.Module]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in modules:
        parts = PurePath(path).parts
        if parts[0] in STRATA and len(parts) > 2:
            found.setdefault("/".join(parts[:2]), set()).add(PurePath(parts[2]).stem)
    return found


def test_no_module_is_longer_than_four_hundred_lines(lines: dict[str, int]) -> None:
    assert {path: count for path, count in lines.items() if count > 400} == {}


def test_half_of_all_modules_are_under_one_hundred_and_twenty_lines(lines: dict[str, int]) -> None:
    assert statistics.median(count for count in lines.values() if count) <= 120


def test_no_function_is_longer_than_sixty_lines(modules: dict[str, ast.Module]) -> None:
    long = {
        f"{path}:{node.name}": node.end_lineno - node.lineno + 1
        for path, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 60
    }
    assert long == {}


def test_every_capability_has_the_same_rooms_and_no_others(modules: dict[str, ast.Module]) -> None:
    strangers = {place: rooms - ROOMS for place, rooms in capabilities(modules).items() if rooms - ROOMS}
    assert strangers == {}


def test_every_capability_has_a_front_door_and_a_sign(modules: dict[str, ast.Module]) -> None:
    for place, rooms in capabilities(modules).items():
        assert {"__init__", "api", "terms", "apps"} <= rooms, place
        sign = ast.get_docstring(modules[f"{place}/__init__.py"])
        assert sign, f"{place} does not say what it is"
        assert any("一" <= letter <= "鿿" for letter in sign.split(":")[0]), f"{place}: the Chinese term comes first"


def test_a_front_door_is_not_a_house(modules: dict[str, ast.Module]) -> None:
    """api.py only imports and names."""
    for path, tree in modules.items():
        if path.endswith("/api.py") and path.split("/")[0] in (*STRATA, "kernel"):
            other = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.Expr)]
            assert not other, f"{path} holds code"


@pytest.mark.parametrize("word", sorted(NOT_A_ROOM))
def test_no_room_without_a_purpose(modules: dict[str, ast.Module], word: str) -> None:
    assert [path for path in modules if PurePath(path).stem == word or word in PurePath(path).parts] == []


def test_nothing_overrides_save_or_listens_to_signals(modules: dict[str, ast.Module]) -> None:
    bad = [
        f"{path}:{node.lineno}"
        for path, tree in modules.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.FunctionDef) and node.name == "save" and "models" in path)
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("django.dispatch", "django.db.models.signals")))
    ]
    assert bad == []


def test_public_functions_say_what_they_do(modules: dict[str, ast.Module]) -> None:
    """Commands and rules are read by jurists: each public one has a docstring."""
    silent = [
        f"{path}:{node.name}"
        for path, tree in modules.items()
        if path.split("/")[0] in STRATA and any(room in path for room in ("/commands", "/rules"))
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node) and len(node.body) > 3
    ]
    assert silent == []
