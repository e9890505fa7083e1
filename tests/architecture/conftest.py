"""What the architecture tests look at: the source as text and as syntax, nothing is run."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "zhengtong"


@pytest.fixture(scope="session")
def modules() -> dict[str, ast.Module]:
    """Every module of the product by its path below ``zhengtong``; migrations are left out."""
    return {
        str(path.relative_to(SOURCE)): ast.parse(path.read_text())
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
    }


@pytest.fixture(scope="session")
def lines() -> dict[str, int]:
    return {
        str(path.relative_to(SOURCE)): len(path.read_text().splitlines())
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
    }
