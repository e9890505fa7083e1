"""救济途径: each regime's refusal names the office, the term and the route (行政复议法 arts. 20, 22–24, 27; 行政诉讼法 arts. 44–46)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from zhengtong.delivery.cases.rules.remedies import comes_first
from zhengtong.delivery.cases.rules.writing import Named, ways
from zhengtong.foundation.catalogue.rules import reading
from zhengtong.foundation.catalogue.terms import Regime
from zhengtong.kernel.words import Words

ON = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
CITY, ABOVE = Words("长沙市人民政府"), Words("国家税务总局湖南省税务局")
BUREAU, TAX, GOVERNMENT = "bureau", "tax", "government"
NAMED = Named(
    regimes={}, bodies={}, governments={BUREAU: CITY, TAX: CITY, GOVERNMENT: Words("湖南省人民政府")}, respondents={}, papers={},
    licences={}, above={TAX: ABOVE}, elsewhere=frozenset({TAX, GOVERNMENT}), online="https://example.test/cases/1/",
)  # fmt: skip
SHIPPED = Path(__file__).parents[3] / "content/national/regimes"


def shipped() -> dict[str, Regime]:
    read = (yaml.safe_load(path.read_text("utf-8")) for path in sorted(SHIPPED.glob("*.yaml")))
    return {body["code"]: reading.regime(body["code"], body) for body in read}


REGIMES = shipped()
NO_DECISION = {"bank_loan", "birth_paper", "public_service", "utility"}  # nothing is decided: no remedy but a complaint


def said(regime: Regime, body: str = BUREAU) -> str:
    told = ((one.message, one.params) for one in ways([regime], AT, body, NAMED))
    return "\n".join(words % {key: one.zh if isinstance(one, Words) else one for key, one in params.items()} for words, params in told)


def test_only_where_nothing_is_decided_no_remedy_is_told() -> None:
    silent = {code for code, regime in REGIMES.items() if not ways([regime], AT, BUREAU, NAMED)}
    assert silent == NO_DECISION
    for code in silent:
        kind = REGIMES[code].at("decision.kind", ON)
        assert kind is not None
        assert kind.value in ("none", "contract"), code


# regime, body: office, its article, what is told of courts
BOTH, FIRST = "people's court within 6 months", "reconsideration comes first"
LAWYERS_TABLE = [
    *((code, BUREAU, "长沙市人民政府", "行政复议法 第二十四条", BOTH)
      for code in sorted(REGIMES.keys() - NO_DECISION - {"tax", "ruling", "information_request"})),
    ("information_request", BUREAU, "长沙市人民政府", "行政复议法 第二十四条", FIRST),
    ("ruling", GOVERNMENT, "湖南省人民政府", "行政复议法 第二十四条", "people's court within 30 days"),
    ("tax", TAX, "国家税务总局湖南省税务局", "行政复议法 第二十七条", BOTH),
    ("tax", BUREAU, "上一级主管部门", "行政复议法 第二十七条", BOTH),  # its name is not published
    ("other", TAX, "国家税务总局湖南省税务局", "行政复议法 第二十七条", BOTH),  # by the body, whatever the regime
]  # fmt: skip


@pytest.mark.parametrize(("code", "body", "office", "article", "route"), LAWYERS_TABLE)
def test_a_refusal_names_office_term_and_route(code: str, body: str, office: str, article: str, route: str) -> None:
    told = said(REGIMES[code], body)
    (first, *_) = told.splitlines()
    assert f"ask {office} for it within 60 days" in first
    assert f"(行政复议法 第二十条、{article})" in first
    assert route in told
    assert "within 15 days of receiving it (行政诉讼法 第四十五条)" in told
    assert "行政复议法 第二十二条" in told  # an online channel, or that none is named here
    assert ("example.test" in told) is (body == BUREAU)
    assert comes_first(REGIMES[code], ON) is (route == FIRST)
    assert (BOTH in told) is (route == BOTH)


def test_a_tax_dispute_is_paid_first_and_reconsidered_first_other_tax_acts_have_both_ways() -> None:
    told = said(REGIMES["tax"], TAX).splitlines()
    (dispute,) = (one for one in told if "dispute the tax" in one)
    assert "pay it or give security first" in dispute
    assert "only after that may you sue (税收征收管理法 第八十八条、行政复议法 第二十三条)" in dispute
    (other,) = (one for one in told if BOTH in one)
    assert other.startswith("In every other matter you may also sue")
    assert FIRST not in "\n".join(told)


def test_a_ruling_on_a_right_held_already_is_reconsidered_first() -> None:
    told = said(REGIMES["ruling"], GOVERNMENT)
    assert "already hold by law: ask for reconsideration first" in told
    assert "In every other matter" in told
    assert "(土地管理法 第十四条)" in told


def test_which_routes_exist_is_a_closed_list() -> None:
    """A kind of 复议前置 that a regime names and no sentence tells would be withheld from whoever is refused."""
    kinds: Mapping[str, set[str]] = {
        code: set(held.value)  # type: ignore[arg-type]
        for code, regime in REGIMES.items()
        if (held := regime.at("remedy.reconsideration_first", ON)) is not None
    }
    assert set().union(*kinds.values()) == {"silence", "tax_dispute", "natural_resource_right", "non_disclosure"}
