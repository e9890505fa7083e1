"""区划变更: what a place is called today, with changes that really happened."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from zhengtong.foundation.identity.rules import divisions as rules
from zhengtong.foundation.identity.terms import DivisionChange

FILE = Path(__file__).parents[3] / "content/national/division_changes.jsonl.gz"
ROWS = json.loads(gzip.decompress(FILE.read_bytes()))["rows"]
CHANGES = rules.by_code(DivisionChange(row["code"], row["successor"], date.fromisoformat(row["since"]), row["kind"]) for row in ROWS)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("what", "code", "now"),
    [
        ("撤县设区 2011: 望城县 → 望城区", "430122000000", "430112000000"),
        ("撤县设市 2017: 宁乡县 → 宁乡市", "430124000000", "430182000000"),
        ("同名改码 1993, 撤县设区 1998: 广安县 → 广安区", "512925000000", "511602000000"),
        ("撤市设区 2021: 偃师市 → 偃师区", "410381000000", "410307000000"),
        ("合并 2025: 江北区 → 两江新区", "500105000000", "500157000000"),
        ("合并 2025: 渝北区 → 两江新区", "500112000000", "500157000000"),
        ("a town goes with its county", "430122101000", "430112000000"),
        ("what did not change", "430111000000", "430111000000"),
        ("no code at all", "", ""),
    ],
)
def test_what_a_place_is_called_today(what: str, code: str, now: str) -> None:
    assert rules.today(CHANGES, code, TODAY) == now, what


def test_before_the_change_it_is_called_as_it_was() -> None:
    assert rules.today(CHANGES, "430122000000", date(2010, 6, 1)) == "430122000000"
    assert rules.today(CHANGES, "512925000000", date(1995, 6, 1)) == "513622000000"
    assert [one.kind for one in rules.path(CHANGES, "512925000000", TODAY)] == ["同名改码", "撤县设区"]


@pytest.mark.parametrize(
    ("what", "prefixes", "reaches", "not_reached"),
    [
        ("a right for the district reaches the county it was", ["430112"], ["430112101000", "430122000000", "430122101000"], ["430124000000"]),  # noqa: E501
        ("a right cut by the old code reaches the new district", ["430122"], ["430112000000", "430112101000", "430122000000"], ["430124000000"]),  # noqa: E501
        ("a right for the new area reaches both that were merged", ["500157"], ["500105000000", "500112003000"], ["500103000000"]),
        ("a right for one of the two reaches what it became", ["500105"], ["500157000000"], ["500103000000"]),
        ("a right for the city reaches a county that came from elsewhere", ["5116"], ["511602000000", "512925000000", "513622000000"], ["512924000000"]),  # noqa: E501
        ("a code written in full stays one place", ["430122000000"], ["430112000000", "430122000000"], ["430112101000"]),
        ("a right that is not cut stays so", [], [], []),
    ],
)  # fmt: skip
def test_a_right_cut_by_a_division_reaches(what: str, prefixes: list[str], reaches: list[str], not_reached: list[str]) -> None:
    found = rules.reach(CHANGES, prefixes, TODAY)
    assert all(code.startswith(found) for code in reaches), (what, found)
    assert not any(found and code.startswith(found) for code in not_reached), (what, found)


def test_a_circle_in_the_source_ends() -> None:
    there_and_back = rules.by_code(
        [DivisionChange("110001000000", "110002000000", TODAY), DivisionChange("110002000000", "110001000000", TODAY)]
    )
    assert rules.today(there_and_back, "110001000000", TODAY) == "110002000000"


def test_every_change_ends_and_none_leads_from_a_place_of_today_elsewhere() -> None:
    assert len(ROWS) > 2500
    for code in CHANGES:
        assert rules.today(CHANGES, code, TODAY) != code
