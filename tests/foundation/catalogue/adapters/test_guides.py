"""Guides: as published, every defect found, nothing filled in."""

from collections.abc import Callable

from zhengtong.foundation.catalogue.adapters import guides
from zhengtong.kernel.content.terms import Contents, Source

Write = Callable[[str, str], Source]
GUIDE = """
meta: {as_of: '2026-07-24', provenance: somewhere, caveats: [], region: {code: '430000'}}
guides:
- item_name: 生育登记
  basic_code: 432023201W00
  business_code: '01'
  item_type: 公共服务
  department: 公安
  exercise_level: 镇
  service_object: [自然人]
  handling_scope: 全国
  online: true
  min_visits: 0
  legal_days: 10
  promised_days: 5
  day_unit: 工作日
  fee: false
  result: null
  legal_basis: [行政许可法 第四十五条]
  conditions: [夫妻一方户籍在本省]
  materials:
  - {name: 结婚证, necessity: 容缺后补, source: 政府部门核发, form: 纸质和电子, copies: 1}
  source_url: https://example.org/guide?rightsCode=432023201W00&ywCode=01
"""


def changed(*lines: str) -> str:
    """The guide with some lines replaced, by the field they begin with."""
    text = GUIDE
    for line in lines:
        field = line.strip().partition(":")[0]
        before = next(one for one in text.splitlines() if one.strip().startswith(f"{field}:"))
        text = text.replace(before, line)
    return text


def findings(source: Source, beside: Contents) -> dict[str, int]:
    return dict(guides.convert(source, pack="testcity", beside=beside).findings)


def test_a_sound_guide_has_no_defect(source: Write, beside: Contents) -> None:
    converted = guides.convert(source("g.yaml", GUIDE), pack="testcity", beside=beside)
    assert converted.defects == ()
    assert converted.findings == {}
    assert "没有发现缺陷" in converted.report
    (document,) = converted.files["imported/items/guides.yaml"]
    assert document["code"] == "432023201W00-01"
    assert (document["power"], document["organisation"], document["organisation_name"]) == ("public_service", "O1", "公安")
    assert document["promised"] == {"days": 5, "unit": "working_day"}
    assert document["visits"] == 0
    assert document["fee"] is False
    assert "outcome" not in document, "silence is not filled in"
    (material,) = document["materials"]  # type: ignore[misc]
    assert (material["required"], material["deferrable"], material["source"]) == (True, True, "government")


def test_recognised_by_its_fields(source: Write) -> None:
    assert guides.recognises(source("g.yaml", GUIDE))
    assert not guides.recognises(source("b.yaml", "meta: {}\nthemes: []\n"))
    assert not guides.recognises(source("l.yaml", "- 1\n"))


def test_visits_and_publicity_are_no_pause_but_an_appraisal_is(source: Write, beside: Contents) -> None:
    text = changed("  fee: false\n  special_procedure: {type: [鉴定, 公示, 现场勘查, 联合审查], days: 12}")
    assert findings(source("g.yaml", text), beside) == {"publicity_as_pause": 1, "visit_as_pause": 1, "other_as_pause": 1}


def test_a_note_that_lets_a_visit_stop_the_clock(source: Write, beside: Contents) -> None:
    bad = changed("  fee: false\n  clock_note: 受理后10日；现场踏勘时间不计入承诺时限；公示期间除外；不含特别程序")
    assert findings(source("g.yaml", bad), beside) == {"visit_as_pause": 1, "publicity_as_pause": 1, "pause_not_named": 1}
    good = changed("  fee: false\n  clock_note: 现场核查5个工作日；听证不计入期限；公示7天")
    assert findings(source("g.yaml", good), beside) == {}


def test_each_defect_is_found_and_kept(source: Write, beside: Contents) -> None:
    text = changed(
        "  department: 天文",
        "  min_visits: 2",
        "  promised_days: 11",
        "  day_unit: 工作日(推定)",
        "  fee: true",
        "  legal_basis: [环境保护法 第四十五条, 无名办法, 行政许可法, 行政许可法（官网写第九条，须核对）]",
        "  conditions: [疑为官网误填]",
        "  source_url: https://example.org/guide?rightsCode=1&ywCode=2",
    )
    converted = guides.convert(source("g.yaml", text), pack="testcity", beside=beside)
    assert converted.findings == {
        "department_not_found": 1,
        "visit_without_reason": 1,
        "promise_over_law": 1,
        "unit_assumed": 1,
        "fee_without_amount": 1,
        "link_of_another_item": 1,
        "basis_superseded": 1,
        "basis_not_held": 1,
        "basis_without_article": 2,
        "doubted": 2,
    }
    (document,) = converted.files["imported/items/guides.yaml"]
    assert "organisation" not in document
    assert document["promised"] == {"days": 11, "unit": "working_day"}, "kept as published"
    assert len(document["defects"]) == 9, "what we do not hold is our gap, not the source's defect"  # type: ignore[arg-type]


def test_words_outside_the_code_tables(source: Write, beside: Contents) -> None:
    text = GUIDE
    for before, after in (
        ("公共服务", "行政指导"),
        ("[自然人]", "[自然人, 外星人]"),
        ("容缺后补", "也许"),
        ("政府部门核发", "邻居"),
        ("纸质和电子", "石板"),
    ):
        text = text.replace(before, after)
    converted = guides.convert(source("g.yaml", text), pack="testcity", beside=beside)
    assert converted.findings == {"word_unknown": 5}
    (document,) = converted.files["imported/items/guides.yaml"]
    assert document["power"] == "other"
    assert document["subjects"] == ["person"]
    (material,) = document["materials"]  # type: ignore[misc]
    assert material["required"] is None


def test_guides_that_cannot_be_used_stop_the_import_at_their_line(source: Write, beside: Contents) -> None:
    twice = GUIDE + GUIDE[GUIDE.index("- item_name") :]
    converted = guides.convert(source("g.yaml", twice), pack="testcity", beside=beside)
    assert [(one.code, one.line) for one in converted.defects] == [("guide_twice", 24)]
    nameless = GUIDE.replace("item_name: 生育登记", "item_name: ''")
    converted = guides.convert(source("g.yaml", nameless), pack="testcity", beside=beside)
    assert [(one.code, one.params["field"]) for one in converted.defects] == [("guide_incomplete", "item_name")]
    converted = guides.convert(source("g.yaml", "meta: {}\nguides: [1, text, null]\n"), pack="testcity", beside=beside)
    assert [(one.code, one.line) for one in converted.defects] == [("schema_type", 2)] * 3


def test_without_a_city_the_region_of_the_source_is_the_division(source: Write) -> None:
    converted = guides.convert(source("g.yaml", GUIDE), pack="new", beside=Contents("new", (), ()))
    assert converted.files["imported/items/guides.yaml"][0]["division"] == "430000000000"
