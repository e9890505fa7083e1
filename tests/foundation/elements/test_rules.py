"""数据元规则: what people write, and what we make of it."""
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.foundation.elements import rules
from zhengtong.foundation.elements.errors import InvalidAnswer
from zhengtong.foundation.elements.terms import Check, Element, ElementChoice, Type
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words

TODAY = date(2026, 7, 24)


class WrongCode(Refusal):
    message = "The last character of %(code)s does not fit."


def only_nines(text: str) -> str:
    if set(text) - {"9"}:
        raise WrongCode(code=text)
    return text


CHECKS = {Check.CITIZEN_ID: only_nines, Check.CREDIT_CODE: only_nines}


def element(kind: Type = Type.TEXT, **fields: object) -> Element:
    return Element(key="a.b", title=Words("名"), type=kind, **fields)  # type: ignore[arg-type]


AREA = element(Type.NUMBER, schema={"exclusiveMinimum": 0, "maximum": 100_000}, unit=Words("平方米", "m²"))
PEOPLE = element(Type.INTEGER, schema={"minimum": 0}, unit=Words("人"))
KIND = element(
    Type.CHOICE, choices=(ElementChoice("small", Words("小餐饮", "Small eatery")), ElementChoice("full", Words("餐馆", "Restaurant")))
)
BORN = element(Type.DATE, check=Check.PAST_DATE)


def problems(what: Element, value: object) -> list[str]:
    return [str(one) for one in rules.problems_of(what, value, on=TODAY, checks=CHECKS)]


@pytest.mark.parametrize(
    ("what", "raw", "value"),
    [
        (AREA, "120", 120),
        (AREA, " １２０．５ ", 120.5),
        (AREA, "1,200", 1200),
        (AREA, "1，200.50", 1200.5),
        (AREA, "120㎡", 120),
        (AREA, "120 平方米", 120),
        (AREA, "120平", 120),
        (AREA, "120 m2", 120),
        (AREA, 120.0, 120),
        (PEOPLE, "８ 名", 8),
        (PEOPLE, "8", 8),
        (BORN, "1990年3月5日", "1990-03-05"),
        (BORN, "1990/3/5", "1990-03-05"),
        (BORN, "１９９０.０３.０５", "1990-03-05"),
        (BORN, "19900305", "1990-03-05"),
        (BORN, date(1990, 3, 5), "1990-03-05"),
        (KIND, "small", "small"),
        (KIND, "小餐饮", "small"),
        (KIND, "restaurant", "full"),
        (element(Type.BOOLEAN), "是", True),
        (element(Type.BOOLEAN), "false", False),
        (element(Type.BOOLEAN), "on", True),
        (element(Type.BOOLEAN), "没有", False),
        (element(), "　岳麓区\u200b  麓山路 １２号 ", "岳麓区 麓山路 12号"),
        (element(Type.LONG_TEXT), "一\r\n二\n", "一\n二"),
        (element(check=Check.CREDIT_CODE), "９1 43-00ma x", "914300MAX"),
        (element(check=Check.PHONE), "+86 138-0013-8000", "13800138000"),
        (element(check=Check.PHONE), "（0731）8888 6666", "073188886666"),
        (element(), "   ", None),
        (AREA, "", None),
        (AREA, None, None),
    ],
)
def test_people_write_as_they_like(what: Element, raw: object, value: object) -> None:
    assert rules.read(what, raw) == value


@pytest.mark.parametrize(
    ("what", "raw"),
    [
        (AREA, "很大"),
        (AREA, "120亩"),
        (AREA, "1,20"),
        (AREA, "12 34"),
        (AREA, True),
        (AREA, float("nan")),
        (AREA, float("inf")),
        (AREA, "1e400"),
        (AREA, "9" * 40),
        (AREA, [120]),
        (PEOPLE, "8.5"),
        (BORN, "1990-02-30"),
        (BORN, "昨天"),
        (BORN, 19900305),
        (KIND, "huge"),
        (KIND, 3),
        (element(Type.BOOLEAN), "maybe"),
        (element(Type.BOOLEAN), 2),
        (element(), {"a": 1}),
        (element(), 5),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(what: Element, raw: object) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        rules.read(what, raw)
    assert refused.value.problems[0].at == "a.b"
    assert refused.value.problems[0].message


def test_a_wrong_unit_names_the_right_one() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        rules.read(AREA, "3亩")
    assert "平方米" in str(refused.value.problems[0])


@pytest.mark.parametrize(
    ("what", "value", "told"),
    [
        (AREA, 0, "more than 0"),
        (AREA, 100_001, "at most 100000"),
        (PEOPLE, -1, "at least 0"),
        (element(schema={"minLength": 3, "maxLength": 4}), "ab", "at least 3 characters"),
        (element(schema={"minLength": 3, "maxLength": 4}), "abcde", "at most 4 characters"),
        (element(schema={"pattern": "^A"}, example="A1"), "B1", "Write it like this: A1"),
        (element(schema={"pattern": "^A"}), "B1", "Check it against your papers"),
        (element(Type.NUMBER, schema={"multipleOf": 0.5}), 1.2, "multiple of 0.5"),
        (BORN, "2026-07-25", "in the future"),
        (element(check=Check.CITIZEN_ID), "998", "last character of 998"),
        (element(check=Check.PHONE), "12345", "not a telephone number"),
        (element(check=Check.PHONE), "23800138000", "not a telephone number"),
        (AREA, "120", "another kind"),
        (AREA, True, "another kind"),
        (BORN, "1990-2-3", "another kind"),
        (KIND, "huge", "Choose one"),
        (element(Type.BOOLEAN, schema={"type": "boolean", "const": True}), False, "need to agree"),
        (element(check=Check.CREDIT_CODE, schema={"minLength": 18, "pattern": "^9"}), "12", "last character of 12"),
    ],
)
def test_wrong_values_are_told_with_what_to_do(what: Element, value: object, told: str) -> None:
    found = problems(what, value)
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    ("what", "value"),
    [
        (AREA, 120),
        (AREA, 0.5),
        (BORN, "2026-07-24"),
        (KIND, "full"),
        (element(check=Check.CREDIT_CODE), "999"),
        (element(check=Check.PHONE), "13800138000"),
        (element(check=Check.PHONE), "073188886666"),
        (element(check=Check.PHONE), "01088886666"),
        (element(check=Check.PHONE), "4008123123"),
        (element(check=Check.CITIZEN_ID), None),
    ],
)
def test_right_values_pass(what: Element, value: object) -> None:
    assert problems(what, value) == []


def test_length_counts_characters_not_bytes() -> None:
    assert problems(element(schema={"maxLength": 3}), "长沙市") == []


@given(st.text() | st.integers() | st.floats() | st.booleans() | st.none() | st.dates(), st.sampled_from(Type))
def test_reading_twice_is_reading_once(raw: object, kind: Type) -> None:
    what = element(kind, choices=KIND.choices if kind is Type.CHOICE else ())
    try:
        value = rules.read(what, raw)
    except InvalidAnswer:
        return
    assert rules.read(what, value) == value
    assert problems(what, value) == []


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d"]))
def test_a_day_is_the_same_day_however_written(day: date, written: str) -> None:
    if day.year >= 1000:
        assert rules.read(element(Type.DATE), day.strftime(written)) == day.isoformat()


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_number_survives_its_thousands_separators(number: int) -> None:
    assert rules.read(element(Type.INTEGER), f"{number:,}") == number


@pytest.mark.parametrize(
    ("key", "body"),
    [
        ("area", {"type": "text"}),
        ("Premises.area", {"type": "text"}),
        ("a.b", {"type": "choice"}),
        ("a.b", {"type": "text", "choices": [{"value": "a"}]}),
        ("a.b", {"type": "choice", "choices": [{"value": "a"}, {"value": "a"}]}),
        ("a.b", {"type": "text", "schema": {"pattern": "("}}),
        ("a.b", {"type": "text", "schema": {"$ref": "http://elsewhere.example/schema"}}),
    ],
)
def test_a_wrong_document_has_one_defect(key: str, body: dict[str, object]) -> None:
    assert len(list(rules.defects_of(key, body))) == 1


def test_an_element_reads_from_its_document() -> None:
    made = rules.element_of(
        "premises.area",
        {"title": {"zh": "面积", "en": "Area"}, "type": "number", "unit": "平方米", "schema": {"minimum": 1}, "example": 120},
    )
    assert (made.title.en, made.unit.zh, made.type, made.example) == ("Area", "平方米", Type.NUMBER, "120")
    assert list(rules.defects_of("premises.area", {"type": "number", "schema": {"minimum": 1}})) == []
