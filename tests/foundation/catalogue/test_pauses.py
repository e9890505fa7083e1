"""What stops a clock, as content may and may not say it; and every shipped guide that claims otherwise is reported."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from zhengtong.foundation.catalogue.content.timing import check_special
from zhengtong.kernel.content.terms import Contents, Document

CONTENT = Path(__file__).parents[3] / "content"
TODAY = date(2026, 8, 3)
NOT_A_PAUSE = re.compile("现场|实地|踏勘|勘查|核查|公示|考察")


def document(kind: str, code: str, body: dict[str, object]) -> Document:
    return Document(kind, code, date(2026, 1, 1), {"code": code, "name": "许可", **body}, "", None, f"{code}.yaml", 1)


@pytest.mark.parametrize(
    ("kind", "regime", "found"),
    [("hearing", "permit", 0), ("hearing", "", 0), ("third_party_opinion", "permit", 1), ("hearing", "tax", 1)],
)
def test_a_special_procedure_is_one_of_its_regimes_pauses(kind: str, regime: str, found: int) -> None:
    """No regime of its own: a permit runs under that of permits."""
    written = {one: yaml.safe_load((CONTENT / "national" / "regimes" / f"{one}.yaml").read_text()) for one in ("permit", "tax")}
    regimes = [document("regime", code, body) for code, body in written.items()]
    special = [{"kind": kind, "reference": "消防法 第十五条"}]
    item = document("item", "i", {"power": "permit", "regime": regime, "handling": {"special": special}})
    defects = check_special([item], Contents("c", ("c",), (*regimes, item)), TODAY)
    assert [one.code for one in defects] == ["pause_not_listed"] * found


def test_each_shipped_guide_that_lets_a_visit_or_publicity_stop_the_clock_stands_in_the_report() -> None:
    """The page /desk/content/ shows this report; nothing of what it names stops a clock, since none is on a regime's list."""
    guides = yaml.safe_load((CONTENT / "changsha" / "imported" / "items" / "guides.yaml").read_text())
    named = {f"item:{one['code']}": (one.get("special_procedure") or {}).get("types") or () for one in guides}
    claiming = {code for code, names in named.items() if any(map(NOT_A_PAUSE.search, names))}
    rows = [json.loads(line) for line in (CONTENT / "changsha" / "reports" / "guides.jsonl").read_text().splitlines()]
    reported = {row["document"] for row in rows if row.get("code") in {"visit_as_pause", "publicity_as_pause"}}
    assert claiming
    assert claiming == reported
