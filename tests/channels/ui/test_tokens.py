"""Colour: every pair of text and ground that the styles use reaches its contrast, in light and in dark."""

import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[3] / "src/zhengtong/channels/ui/static/ui"
TOKENS = (UI / "tokens.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", part))
    for part in TOKENS.split("@media print")[0].split("@media (prefers-color-scheme: dark)")
)
AAA = [(ink, ground) for ink in ("ink", "ink-soft", "act") for ground in ("paper", "sheet", "sunken")] + [
    ("on-act", "act"), ("act", "act-wash"), ("done", "done-wash"), ("wait", "wait-wash"), ("late", "late-wash"), ("sleep", "sleep-wash"),
    ("ink", "act-wash"), ("ink", "wait-wash"), ("ink", "late-wash"), ("ink", "done-wash"), ("late", "sheet"), ("done", "sheet"),
]  # fmt: skip
AA = [
    ("ink-faint", "sheet"),
    ("ink-faint", "paper"),
    ("ink-soft", "act-wash"),
    ("ink-soft", "wait-wash"),
    ("on-seal", "seal"),
    ("act-hover", "sheet"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), AAA)
def test_text_reaches_seven(tokens: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(tokens[ink], tokens[ground]) >= 7


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), AA)
def test_lesser_text_reaches_four_and_a_half(tokens: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_a_control_reaches_three(tokens: dict[str, str]) -> None:
    assert contrast(tokens["line-strong"], tokens["sheet"]) >= 3


def test_colours_are_named_in_one_file_only() -> None:
    """Elsewhere only tokens; white and black of a printed code are no colours of ours."""
    for path in sorted(UI.parents[2].rglob("*.css")):
        if path.name != "tokens.css":
            found = [one for one in re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text()) if one not in ("#fff", "#000")]
            assert found == [], path.name
