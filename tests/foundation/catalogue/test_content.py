"""检查: every way in which a matter can be written wrongly is told at its place, and nothing of it is published."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.foundation.catalogue import town
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Defect, Severity

HELD = {"element": "licence.business_held", "why": "?"}


@pytest.fixture
def checked(tmp_path: Path) -> Callable[..., list[Defect]]:
    """Checks the town with some documents written otherwise: ``items={"I-1": {…}}``, ``bundle={…}``, ``national={file: …}``."""
    root = town.write(tmp_path)

    def check(items: dict[str, dict[str, Any]] | None = None, bundle: dict[str, Any] | None = None, **files: Any) -> list[Defect]:
        town.rewrite(root, "items/all.yaml", [{**one, **(items or {}).get(one["code"], {})} for one in town.ITEMS])
        town.rewrite(root, "bundles/all.yaml", [{**town.BUNDLE, **(bundle or {})}])
        for name, text in files.items():
            town.rewrite(root, f"{name}.yaml", text)
        return list(content.check("town", root=root).defects)

    return check


def codes(defects: list[Defect]) -> set[str]:
    return {one.code for one in defects}


def lines(*lines: dict[str, Any]) -> dict[str, Any]:
    return {"items": [{"name": "事项", **line} for line in lines]}


def test_the_town_is_sound(checked: Callable[..., list[Defect]]) -> None:
    assert [one for one in checked() if one.is_error] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"asks": [{"element": "no.such"}]}, "unknown_element"),
        ({"asks": [{"element": "premises.area", "when": "premises.area >"}]}, "expression-unreadable"),
        ({"asks": [{"element": "premises.area", "when": "no.such"}]}, "expression-unknown-name"),
        ({"asks": [{"element": "premises.area", "when": 'premises.area == "big"'}]}, "expression-wrong-type"),
        ({"asks": [{"element": "premises.area", "when": 'fire.route == "c"'}]}, "expression-not-a-choice"),
        ({"asks": [{"element": "premises.area", "when": "premises.area"}]}, "not_a_condition"),
        ({"materials": [{"code": "m", "name": "材料", "when": "((("}]}, "expression-unreadable"),
        ({"materials": [{"code": "m", "name": "材料", "licence": "no_such"}]}, "unknown_licence_type"),
        ({"materials": [{"code": "m", "name": "材料"}, {"code": "m", "name": "同一材料"}]}, "material_twice"),
        ({"organisation": "11990100000000099"}, "unknown_organisation"),
        ({"regime": "no_such"}, "unknown_regime"),
        ({"regime": ""}, "no_regime"),
        ({"outcome": {"name": "证", "licence_type": "no_such"}}, "unknown_licence_type"),
        ({"outcome": {"name": "证", "licence_type": "food_permit", "values": {"colour": "premises.area"}}}, "unknown_licence_field"),
        ({"outcome": {"name": "证", "licence_type": "food_permit", "values": {"area": "no.such"}}}, "unknown_element"),
        ({"promised": {"days": 21}}, "longer_than_law"),
        ({"legal": {"days": 20}}, "legal_without_article"),
        ({"legal": {"days": 20, "reference": "指南 I-1"}}, "legal_without_article"),
        ({"legal": {"days": 20, "reference": "行政许可法 第九十九条"}}, "legal_not_held"),
        ({"legal": {"days": 20, "reference": "某办法 第一条"}}, "legal_not_held"),
        ({"legal": {"days": 20, "reference": "某办法 第一条"}, "authored_fields": ["basis: 某办法原文未核实"]}, "legal_not_held"),
    ],
)
def test_an_item_that_can_be_filed_must_be_sound(checked: Callable[..., list[Defect]], change: dict[str, Any], code: str) -> None:
    found = [one for one in checked({"I-1": change}) if one.code == code]
    assert found
    assert all(one.is_error and one.document == "item:I-1" and one.path == "town/items/all.yaml" and one.remedy for one in found)


def test_a_term_by_law_whose_text_we_do_not_hold_stands_where_the_authors_say_that_nobody_verified_it(
    checked: Callable[..., list[Defect]],
) -> None:
    said = {"legal": {"days": 20, "reference": "某办法 第一条"}, "authored_fields": ["basis, legal: 某办法原文不在本平台法库，未核实"]}
    assert [one for one in checked({"I-1": said}) if one.is_error] == []


def test_an_item_that_is_only_shown_is_shown_as_published_with_a_warning(checked: Callable[..., list[Defect]]) -> None:
    change = {"promised": {"days": 30}, "legal": {"days": 20}, "filing": "browse_only"}
    found = checked({"I-3": change})
    assert [one.severity for one in found if one.code == "longer_than_law"] == [Severity.WARNING]


def test_calendar_days_are_compared_as_working_days(checked: Callable[..., list[Defect]]) -> None:
    assert "longer_than_law" not in codes(checked({"I-1": {"promised": {"days": 28, "unit": "calendar_day"}}}))
    assert "longer_than_law" in codes(checked({"I-1": {"promised": {"days": 30, "unit": "calendar_day"}}}))


@pytest.mark.parametrize(
    ("note", "claims"),
    [
        ("现场核查时间不计入办理期限", True),
        ("办理期限不含公示时间", True),
        ("公示7天，不计入", True),
        ("现场核查不停止计时", False),
        ("听证时间不计入", False),
        ("现场核查5个工作日（不少于2人）；听证申请5个工作日内提出，不计入期限", False),
        ("", False),
    ],
)
def test_what_the_law_does_not_list_does_not_stop_the_clock(checked: Callable[..., list[Defect]], note: str, claims: bool) -> None:
    assert ("pause_claim" in codes(checked({"I-1": {"clock_note": note}}))) is claims


def test_citations_are_looked_up(checked: Callable[..., list[Defect]]) -> None:
    found = checked({"I-1": {"basis": ["旧法 第一条", "行政许可法 第九百条", "没有的法 第一条", "行政许可法 第三十二条"]}})
    told = [(one.code, one.params["citation"]) for one in found if "citation" in one.params]
    assert told == [("law_superseded", "旧法 第一条"), ("no_such_article", "行政许可法 第九百条")]


def test_the_law_behind_an_answer_is_looked_up_like_any_other(checked: Callable[..., list[Defect]]) -> None:
    asked = [{"question": "要钱吗", "answer": "不要", "basis": ["行政许可法 第三十二条", "旧法 第一条"]}]
    for found in (checked({"I-1": {"questions_answers": asked}}), checked(bundle={"questions_answers": asked})):
        assert [one.params["citation"] for one in found if one.code == "law_superseded"] == ["旧法 第一条"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lines({"item": "I-9"}), "unknown_item"),
        (lines({"item": "I-3"}), "item_browse_only"),
        (lines({"item": "I-1"}, {"item": "I-1"}), "item_twice"),
        (lines({"item": "I-1", "after": ["I-2"]}), "after_outside"),
        (lines({"item": "I-1", "after": ["I-2"]}, {"item": "I-2"}), "circular-order"),
        (lines({"item": "I-1", "produces": ["nobody-takes-it"]}, {"item": "I-2"}), "taken_by_nobody"),
        (lines({"item": "I-1", "when": "fire.route =="}), "expression-unreadable"),
        (lines({"item": "I-1", "when": 'fire.route == "a"'}), "not_asked"),
        (lines({"item": "I-1", "promised": {"days": 25}}), "longer_than_law"),
        ({"questions": [{"element": "no.such", "why": "?"}]}, "unknown_element"),
        ({"questions": [{"element": "premises.area", "why": "?", "when": "no.such"}]}, "expression-unknown-name"),
        ({"questions": [{"element": "premises.area", "why": "?", "answered_by_licence": "food_permit"}]}, "licence_answers_no_question"),
        ({"questions": [{"element": "licence.business_held", "why": "?", "answered_by_licence": "no_such"}]}, "unknown_licence_type"),
        ({"life_event": "no_such"}, "unknown_life_event"),
        ({"questions": [{**HELD, "otherwise": {"answer": False, "say": "?", "condition": "?"}}]}, "no_condition"),
        ({"materials": [{"code": "m", "name": "申请", "instead_of": "?"}]}, "no_condition"),
        ({"situations": [{"code": "a", "name": "甲", "answers": {"fire.route": "a"}}]}, "not_asked"),
        ({"situations": [{"code": "a", "name": "甲", "answers": {"licence.business_held": "yes"}}]}, "no_answer"),
    ],
)
def test_a_bundle_that_can_be_filed_must_be_sound(checked: Callable[..., list[Defect]], change: dict[str, Any], code: str) -> None:
    found = [one for one in checked(bundle=change) if one.code == code]
    assert found
    assert all(one.is_error and one.document == "bundle:B-1" for one in found)


def test_items_that_make_for_each_other_what_they_take_wait_in_a_circle(checked: Callable[..., list[Defect]]) -> None:
    """I-2 takes the food permit that I-1 makes; if I-1 takes what I-2 produces, neither can open."""
    taking = {"materials": [{"code": "fire-opinion", "name": "消防意见"}]}
    change = lines({"item": "I-1"}, {"item": "I-2", "produces": ["fire-opinion"]})
    found = [one for one in checked({"I-1": taking}, change) if one.code == "circular-order"]
    assert found[0].params["items"] == "I-1 → I-2 → I-1"


def test_a_bundle_that_claims_less_than_its_slowest_item_is_warned_of(checked: Callable[..., list[Defect]]) -> None:
    found = [one for one in checked(bundle={"claim": {"days": 4}}) if one.code == "claim_too_short"]
    assert [(one.severity, one.params["claim"], one.params["slowest"]) for one in found] == [(Severity.WARNING, 4, 10)]


@pytest.mark.parametrize(
    ("given", "expect", "differs"),
    [
        ({"licence.business_held": True, "premises.area": 120}, {"items": ["I-1", "I-2"], "days": 13, "materials": ["plan"]}, []),
        ({"licence.business_held": True, "premises.area": 20}, {"items": ["I-1"], "days": 10, "legal_days": 20, "undecided": []}, []),
        ({"licence.business_held": True}, {"undecided": ["premises.area"], "asks": ["premises.area"]}, []),
        ({"licence.business_held": True, "premises.area": 120}, {"items": ["I-1"], "days": 9}, ["items", "days"]),
        ({"licence.business_held": False, "premises.area": 1}, {"items": [], "asks": ["premises.area"]}, ["asks"]),
    ],
)
def test_examples_are_computed(
    checked: Callable[..., list[Defect]], given: dict[str, object], expect: dict[str, object], differs: list[str]
) -> None:
    example = {"code": "e-1", "matter": "bundle:B-1", "given": given, "expect": expect}
    found = [one.params["what"] for one in checked(examples=[example]) if one.code == "example_differs"]
    assert found == differs


def test_examples_may_name_only_what_there_is(checked: Callable[..., list[Defect]]) -> None:
    unknown = [
        {"code": "e-1", "matter": "bundle:B-9", "given": {}, "expect": {}},
        {"code": "e-2", "matter": "item:I-1", "given": {"no.such": 1}, "held": ["no_such"], "expect": {"items": ["I-1"]}},
    ]
    assert codes([one for one in checked(examples=unknown) if one.is_error]) == {
        "unknown_matter",
        "unknown_element",
        "unknown_licence_type",
    }


def test_a_city_names_a_window_that_is_one(checked: Callable[..., list[Defect]]) -> None:
    assert "not_a_window" in codes(checked(city={**town.CITY["city.yaml"], "lead_window": town.FIRE}))
    assert "unknown_organisation" in codes(checked(city={**town.CITY["city.yaml"], "lead_window": "11990100000000099"}))


def test_a_regime_says_each_parameter_once_for_a_day(tmp_path: Path) -> None:
    twice = [{"name": "decision.days", "value": days, "since": "2004-07-01", "reference": "行政许可法 第四十二条"} for days in (10, 20)]
    national = {**town.NATIONAL, "regimes/all.yaml": [{"code": "permit", "name": "许可", "parameters": twice}]}
    root = town.write(tmp_path, {"national": national, "town": town.CITY, "next": town.NEIGHBOUR})
    assert "parameter_twice" in codes(list(content.check("town", root=root).defects))


def test_a_broken_calendar_is_found_before_it_counts(tmp_path: Path) -> None:
    national = {**town.NATIONAL, "calendar.csv": "date,name,is_off_day,source_urls\n2026-10-10,国庆节,false,x\n"}
    root = town.write(tmp_path, {"national": national, "town": town.CITY, "next": town.NEIGHBOUR})
    assert "calendar_broken" in codes(list(content.check("town", root=root).defects))
