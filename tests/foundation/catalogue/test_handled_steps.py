"""What content may say of an item's own steps: bodies, questions and papers that are there, articles that stand in their law."""

from datetime import date

import pytest

from zhengtong.foundation.catalogue.content.handled import handled
from zhengtong.foundation.catalogue.content.references import Books, guide_of
from zhengtong.foundation.catalogue.rules import citations
from zhengtong.kernel.content.terms import Contents, Document

LAW = {"law_name": "水法", "status": "现行有效", "level": "law", "articles": [{"article_no_arabic": 7, "article_text": "……"}]}
BODY = "11990100000000182N"
ELEMENT = {"title": "水源", "type": "choice", "choices": [{"value": "surface", "title": "地表"}]}


def document(kind: str, code: str, body: dict[str, object]) -> Document:
    return Document(kind, code, date(2026, 1, 1), {"code": code, "name": "取水许可", **body}, "", None, f"{code}.yaml", 1)


def found(**handling: object) -> list[tuple[str, str]]:
    own = {"asks": [{"element": "water.source"}], "materials": [{"code": "m", "name": "图"}]}
    item = document("item", "i", {"power": "permit", "handling": handling, **own})
    held = [document("law", "w", LAW), document("organisation", BODY, {"kind": "department"}), document("element", "water.source", ELEMENT)]
    defects = handled(item, guide_of(item), Books.of(Contents("c", ("c",), (*held, item))))
    return [(one.code, one.severity) for one in defects]


def asked(**changed: object) -> dict[str, object]:
    return {"organisation": BODY, "question": "有意见吗？", "reference": "水法 第七条", **changed}


def test_what_is_there_and_cites_right_passes() -> None:
    term = {"days": 5, "reference": "水法 第七条"}
    assert found(consulted=[asked(term=term, when='water.source == "surface"')], limited={"reference": "水法 第七条"}) == []


@pytest.mark.parametrize(
    ("handling", "code"),
    [
        ({"lower": {"organisation": "nobody", "reference": "水法 第七条"}}, "unknown_organisation"),
        ({"consulted": [asked(organisation="nobody")]}, "unknown_organisation"),
        ({"consulted": [asked(when="premises.area > 100")]}, "step_not_asked"),
        ({"commitment": {"told": "我承诺", "reference": "水法 第七条", "answer": "commitment.fire"}}, "step_not_asked"),
        ({"deferrable": [{"material": "x", "term": {"days": 5}, "reference": "水法 第七条"}]}, "unknown_material"),
    ],
)
def test_what_is_not_there_is_an_error(handling: dict[str, object], code: str) -> None:
    assert (code, "error") in found(**handling)


@pytest.mark.parametrize(
    "handling",
    [
        {"limited": {"reference": "水法 第八条"}},
        {"limited": {"reference": "水法 第七条、水法 第九十九条"}},
        {"interested": [{"who": "邻居", "term": {"days": 5, "reference": "水法 第八条"}, "reference": "水法 第七条"}]},
        {"special": [{"kind": "hearing", "reference": "水法 第八条"}]},
    ],
)
def test_an_article_that_its_law_does_not_have_is_told(handling: dict[str, object]) -> None:
    assert found(**handling) == [("no_such_article", "warning")]


def test_a_text_that_is_not_held_cannot_be_judged() -> None:
    assert found(limited={"reference": "某办法 第三条"}) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("行政许可法 第三十六条、水法 第七条", ("行政许可法 第三十六条", "水法 第七条")),
        ("行政许可法 第三十六条、第四十七条", ("行政许可法 第三十六条、第四十七条",)),
        ("行政许可法 第三十六、四十七条；水法 第七条", ("行政许可法 第三十六、四十七条", "水法 第七条")),
        ("指南 000117020000-01 材料：公安交管、消防意见", ("指南 000117020000-01 材料：公安交管、消防意见",)),
    ],
)
def test_citations_of_several_laws_are_told_apart(text: str, parts: tuple[str, ...]) -> None:
    assert citations.several(text) == parts
