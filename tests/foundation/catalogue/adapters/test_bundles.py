"""Bundles: one bundle, one item a line, the claim as a claim."""

from collections.abc import Callable

import pytest

from tests.foundation.catalogue.adapters.conftest import document
from zhengtong.foundation.catalogue.adapters import bundles
from zhengtong.kernel.content.terms import Contents, Converted, Source

Write = Callable[[str, str], Source]
HEAD = "meta: {as_of: '2026-07-24', region: {code: '430000'}}\nthemes:\n"


def theme(code: str = "43TCN0003", subject: str = "法人/个体工商户", total: int = 10, days: tuple[int, ...] = (1, 10), **more: str) -> str:
    lines = [f"- code: {code}", "  name: 开办餐饮店一件事", f"  subject: {subject}", f"  total_promised_days: {total}", "  fee: false"]
    lines += [
        f"  {field}: {value}" for field, value in {"materials": "[{name: 申请书, necessity: 必要, source: 申请人自备}]", **more}.items()
    ]
    lines += ["  items:", *[f"  - {{item: 事项{chr(65 + number)}, promised_days: {each}}}" for number, each in enumerate(days)]]
    return "\n".join(lines) + "\n"


def convert(source: Source, beside: Contents) -> Converted:
    return bundles.convert(source, pack="testcity", beside=beside)


def test_a_bundle_and_its_items(source: Write, beside: Contents) -> None:
    converted = convert(source("b.yaml", HEAD + theme()), beside)
    assert converted.defects == ()
    (bundle,) = converted.files["imported/bundles/43TCN0003.yaml"]
    assert [line["item"] for line in bundle["items"]] == ["43TCN0003-01", "43TCN0003-02"]  # type: ignore[attr-defined]
    assert bundle["subjects"] == ["firm"]
    assert bundle["claim"] == {"days": 10, "unit": "working_day"}
    items = converted.files["imported/items/43TCN0003.yaml"]
    assert [one["code"] for one in items] == ["43TCN0003-01", "43TCN0003-02"]
    assert all("organisation" not in one and "materials" not in one for one in items), "not published"
    assert converted.findings == {"unit_assumed": 1, "materials_not_by_item": 1, "department_not_named": 2, "power_not_named": 2}


@pytest.mark.parametrize(("total", "found"), [(9, 1), (10, 0), (11, 0)])
def test_a_claim_shorter_than_the_slowest_item(source: Write, beside: Contents, total: int, found: int) -> None:
    assert convert(source("b.yaml", HEAD + theme(total=total)), beside).findings.get("claim_too_short", 0) == found


def test_the_same_item_promised_differently_in_two_bundles(source: Write, beside: Contents) -> None:
    text = HEAD + theme("B1", days=(1, 5)) + theme("B2", days=(2, 5))
    converted = convert(source("b.yaml", text), beside)
    assert converted.findings["days_differ_between_bundles"] == 2
    assert [one["code"] for one in converted.files["imported/items/B1.yaml"] if "different numbers of days" in str(one["defects"])] == [
        "B1-01"
    ]


def test_guides_of_the_same_name_are_related_and_compared(source: Write) -> None:
    guide = document("item", "000-01", name="《事项》A", business_code="01", power="permit", promised={"days": 3})
    converted = convert(source("b.yaml", HEAD + theme()), Contents("testcity", ("testcity",), (guide,)))
    first = converted.files["imported/items/43TCN0003.yaml"][0]
    assert first["related"] == ["000-01"]
    assert first["power"] == "permit"
    assert converted.findings["days_differ_from_guide"] == 1


def test_what_else_is_wrong(source: Write, beside: Contents) -> None:
    more = {
        "lead_department": "芙蓉区卫生健康局",
        "before_after": "{materials: [22, 0]}",
        "legal_basis": "[环境保护法]",
        "rules": "[公示期间不计入时限]",
    }
    converted = convert(source("b.yaml", HEAD + theme(subject="破产管理人/清算组", **more)), beside)
    for code in ("lead_of_another_place", "claim_of_materials", "basis_superseded", "publicity_as_pause", "subject_unclear"):
        assert converted.findings[code] == 1, code
    none = convert(source("b.yaml", HEAD + theme(materials="[]")), beside)
    assert none.findings["no_materials"] == 1
    assert none.files["imported/bundles/43TCN0003.yaml"][0]["materials"] == []


def test_bundles_that_cannot_be_used_stop_the_import(source: Write, beside: Contents) -> None:
    assert [one.code for one in convert(source("b.yaml", HEAD + theme() + theme()), beside).defects] == ["bundle_twice"]
    assert [one.params["field"] for one in convert(source("b.yaml", HEAD + "- {code: X, name: Y}\n"), beside).defects] == ["items"]
