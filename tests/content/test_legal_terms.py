"""法定期限: a term is one by law only where an article sets it, and is never longer than the law that the item runs under allows."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.content.test_handling import authored
from tests.content.test_restaurant import articles, documents, says
from zhengtong.foundation.catalogue.rules import governing, order, reading
from zhengtong.foundation.catalogue.rules.citations import parse
from zhengtong.foundation.catalogue.terms import Guide, Regime, Term

ON = date(2026, 7, 24)
SPECIAL = {
    "43PCN0009-05": "社会保险经办条例 第二十条",  # thirty working days for a refund by hand; the regime has ten for a registration
    "CSZT0001-04": "社会保险法 第五十七条",        # an employer's registration; ten are for persons and for changes
    "43TCN0003-04": "行政许可法 第四十二条",      # the way of commitment has no days of its own; ten are for whoever is checked first
}
"""Items whose own article gives longer than their regime; who adds one adds it here, with the article."""


@cache
def regimes() -> Mapping[str, Regime]:
    return {body["code"]: reading.regime(body["code"], body) for body in documents("national/regimes/*.yaml")}


def published() -> Iterator[tuple[Guide, Mapping[str, Any], Term]]:
    for guide, body in authored().values():
        if guide.legal is not None:
            yield guide, body, guide.legal


def unverified(body: Mapping[str, Any]) -> bool:
    """The authors say of the term by law itself that they could not read its text."""
    told = [str(one).split(":", 1) for one in body.get("authored_fields") or ()]
    return any("legal" in one[0] and "未核实" in one[-1] for one in told)


def test_each_term_by_law_stands_in_the_article_it_cites() -> None:
    wrong = []
    for guide, body, legal in published():
        cited = parse(legal.reference)
        texts = [articles().get((cited.law, number), "") for number in cited.articles]
        if not texts or (not all(texts) and not unverified(body)) or (all(texts) and not says("".join(texts), legal.days)):
            wrong.append((guide.code, legal.days, legal.reference))
    assert wrong == []


def test_no_term_by_law_is_longer_than_that_of_its_regime_but_by_a_special_provision() -> None:
    longer = {}
    for guide, _, legal in published():
        allowed = governing.law_term(regimes()[guide.regime], ON)
        if allowed is not None and order.working_days(legal) > order.working_days(allowed):
            longer[guide.code] = legal.reference
    assert longer == SPECIAL
    for reference in SPECIAL.values():
        cited = parse(reference)
        assert all(articles().get((cited.law, number)) for number in cited.articles), reference


def test_no_promise_is_longer_than_what_the_law_sets() -> None:
    """Also where the item names no term by law itself and its regime has one (行政许可法 art. 42)."""
    wrong = []
    for guide, _ in authored().values():
        by_law = governing.governed(guide, regimes(), ON).by_law
        if guide.promised is not None and by_law is not None and order.working_days(guide.promised) > order.working_days(by_law):
            wrong.append((guide.code, guide.promised.days, by_law.days, by_law.reference))
    assert wrong == []


def test_what_a_source_calls_a_term_by_law_without_an_article_is_none() -> None:
    """取水 (条例 art. 19 has forty-five, the guide says twenty), 低保, 税务信息确认, 歇业备案 and others: only promised."""
    for code in ("000119001000-01", "000511001000-01", "001030031000-01", "CSZT0001-03", "001031003000-01", "431009085W00-01"):
        guide, _ = authored()[code]
        assert (guide.legal, guide.promised is not None) == (None, True), code
    by_law = governing.governed(authored()["000119001000-01"][0], regimes(), ON).by_law
    assert by_law is not None
    assert (by_law.days, by_law.reference) == (45, "取水许可和水资源费征收管理条例 第十九条")


def test_a_parameter_that_nothing_reads_is_said_to_explain_only() -> None:
    """Whoever changes a parameter of a regime must know whether anything follows from it (docs/content.md)."""
    root = Path(__file__).parents[2]
    code = "\n".join(path.read_text("utf-8") for path in (root / "src/zhengtong").rglob("*.py"))
    written = {one.name for regime in regimes().values() for one in regime.parameters}
    unread = {name for name in written if f'"{name}"' not in code}
    (told,) = [line for line in (root / "docs/content.md").read_text("utf-8").splitlines() if "只作说明" in line]
    assert set(re.findall(r"`([a-z_.]+)`", told)) == unread
