"""开办餐饮店: what is written by hand holds together, follows the law it cites, and plans what a jurist expects."""

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import lucide
import pytest
from django.conf import settings

from zhengtong.foundation.catalogue.rules import choice, plan, reading, single
from zhengtong.foundation.catalogue.rules.citations import parse
from zhengtong.foundation.catalogue.terms import Bundle, Chosen, Citation, Guide, MaterialState
from zhengtong.foundation.elements.rules import element_of as element
from zhengtong.foundation.elements.rules import problems_of, read
from zhengtong.foundation.elements.terms import Check, Element, Type
from zhengtong.foundation.forms.terms import Ask, Form
from zhengtong.foundation.identity import rules as identity
from zhengtong.kernel.content.rules import yaml_text
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.expressions.terms import ValueType
from zhengtong.kernel.refs import Pin

CONTENT = Path(settings.ZT_CONTENT)
CITED = Path(__file__).with_name("cited_articles.yaml")
FIGURES = "零一二三四五六七八九十"
UNVERIFIED = "未核实"
PROMISE = "平台承诺，不是法定期限"
TYPES = {Type.TEXT: ValueType.STRING, Type.LONG_TEXT: ValueType.STRING, Type.CHOICE: ValueType.STRING, Type.DATE: ValueType.STRING,
         Type.CODES: ValueType.STRING,
         Type.INTEGER: ValueType.INT, Type.NUMBER: ValueType.DOUBLE, Type.BOOLEAN: ValueType.BOOL}  # fmt: skip


def documents(*patterns: str) -> Iterator[dict[str, Any]]:
    for pattern in patterns:
        for path in sorted(CONTENT.glob(pattern)):
            wholes, defects = yaml_text.read(path.read_text(), path.name)
            assert defects == []
            for whole in wholes:
                yield whole.value


@cache
def elements() -> dict[str, Element]:
    return {body["code"]: element(body["code"], body) for body in documents("national/elements/*.yaml")}


@cache
def guides() -> dict[str, Guide]:
    return {
        body["code"]: reading.guide(Pin("item", body["code"], ""), body, cite=Citation, division="")
        for body in documents("changsha/authored/items/*.yaml")
    }


@cache
def bundle() -> Bundle:
    return bundles()["43TCN0003"]


@cache
def bundles() -> dict[str, Bundle]:
    return {body["code"]: _bundle(body) for body in documents("changsha/authored/bundles/*.yaml")}


def _bundle(body: dict[str, Any]) -> Bundle:
    return reading.bundle(Pin("bundle", body["code"], ""), body, division="")


def examples() -> list[dict[str, Any]]:
    return list(documents("changsha/examples.yaml"))


def conditions() -> Iterator[str]:
    yield from (item.when for item in bundle().items if item.when)
    yield from (question.when for question in bundle().questions if question.when)
    for one in (bundle(), *guides().values()):
        yield from (material.when for material in one.materials or () if material.when)
    for guide in guides().values():
        yield from (text for ask in guide.asks for text in (ask.when, ask.check) if text)


def test_every_element_asked_for_exists_and_is_written_in_both_languages() -> None:
    asked = {ask.element for guide in guides().values() for ask in guide.asks} | {one.element for one in bundle().questions}
    told = {key for guide in guides().values() for key in guide.outcome.values.values()}
    assert (asked | told) - elements().keys() == set()
    for one in elements().values():
        assert one.title.zh, one.key
        assert one.title.en, one.key
        assert one.help.zh, one.key
        assert one.why.zh, one.key
        assert one.example, one.key


@pytest.mark.parametrize("key", sorted(elements()))
def test_the_example_of_an_element_is_a_right_answer(key: str) -> None:
    one = elements()[key]
    today = date(2026, 9, 1)
    checks: dict[Check, Callable[[str], object]] = {
        Check.CITIZEN_ID: lambda text: identity.check_citizen_id(text, today),
        Check.CREDIT_CODE: identity.check_credit_code,
    }
    value = read(one, one.example)
    assert value is not None
    assert problems_of(one, value, on=today, checks=checks) == ()


def test_every_condition_is_a_question_of_known_elements_answered_by_yes_or_no() -> None:
    types = {key: TYPES[one.type] for key, one in elements().items()}
    written = set(conditions())
    assert len(written) >= 8
    for text in written:
        assert expressions.check(expressions.parse(text), types) is ValueType.BOOL, text


def test_what_a_question_hangs_on_is_asked_by_the_same_item() -> None:
    """Else its condition might stay open for ever, and what the law requires would never be demanded."""
    for code, guide in guides().items():
        asked = {ask.element for ask in guide.asks}
        for ask in guide.asks:
            named = {key for text in (ask.when, ask.check) if text for key in expressions.names(expressions.parse(text))}
            assert named <= asked, (code, ask.element)


def test_whoever_has_no_licence_is_told_what_to_do_first_and_not_that_nothing_is_needed() -> None:
    def first(**answers: object) -> list[tuple[str, ...]]:
        told = {key.replace("__", "."): value for key, value in answers.items()}
        found = plan.plan(bundle(), guides(), told, known={}, held={}, merge=lambda *_: Form(()))
        return [advice.matters for advice in found.first]

    assert first(licence__business_held=False) == [("bundle:CSZT0001",)]
    assert first(licence__business_held=True, food__business_kind="full") == []
    assert first() == []


def test_the_choices_named_in_conditions_exist() -> None:
    offered = {choice.value for one in elements().values() for choice in one.choices}
    named = {word for text in conditions() for word in text.split('"')[1::2]}
    assert named - offered == set()


def test_the_same_code_is_the_same_paper_everywhere() -> None:
    papers: dict[str, set[str]] = {}
    for one in (bundle(), *guides().values()):
        for material in one.materials or ():
            papers.setdefault(material.code, set()).add(material.name.zh)
    assert {code: names for code, names in papers.items() if len(names) > 1} == {}


def test_organisations_have_right_synthetic_codes() -> None:
    bodies = list(documents("changsha/organisations.yaml"))
    assert len({body["code"] for body in bodies}) == len(bodies)
    for body in bodies:
        assert identity.check_credit_code(body["code"]) == body["code"]
        assert body["code"][2:4] == "99"
        assert body["synthetic_code"] is True
    held = {body["code"]: body["name"]["zh"] for body in bodies}
    assert all(held[guide.organisation] == guide.organisation_name for guide in guides().values() if guide.organisation)
    unpublished = {code for code, guide in guides().items() if not guide.organisation}
    assert unpublished == {*(f"43TCN0005-0{number}" for number in range(1, 5)), "43TCP0021-06"}  # a bank's answer is no department's


def planned(example: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """What the plan of an example comes to, and what its form asks."""
    kind, code = example["matter"].split(":")
    asked: set[str] = set()

    def merge(asks: Any, answers: Any, known: Any) -> Form:
        asked.update(ask.element for ask in asks if isinstance(ask, Ask) and choice.verdict(ask.when, answers).chosen is Chosen.YES)
        return Form(())

    held = dict.fromkeys(example.get("held", ()), "1")
    whole = bundles()[code] if kind == "bundle" else single.alone(guides()[code])
    found = plan.plan(whole, guides(), example["given"], known={}, held=held, merge=merge)
    return {
        "items": sorted(one.code for one in found.chosen),
        "days": found.days,
        "legal_days": found.legal_days,
        "undecided": list(found.undecided),
        "first": sorted({matter for advice in found.first for matter in advice.matters}),
        "materials": sorted(one.material.code for one in found.materials if one.state is MaterialState.BRING),
    }, asked


@pytest.mark.parametrize("example", examples(), ids=lambda one: one["code"])
def test_a_situation_is_planned_as_a_jurist_expects(example: dict[str, Any]) -> None:
    found, asked = planned(example)
    expect = {name: sorted(value) if name in ("items", "materials") else value for name, value in example["expect"].items()}
    assert set(expect.pop("asks", ())) <= asked
    assert {name: found[name] for name in expect} == expect


def test_there_are_at_least_twelve_examples_and_every_item_stands_in_one() -> None:
    assert len(examples()) >= 12
    assert {item for one in examples() for item in one["expect"]["items"]} >= {item.item for item in bundle().items}


@cache
def articles() -> dict[tuple[str, int], str]:
    """Every article we can open: laws as published, and the articles of regulations that our content cites."""
    found: dict[tuple[str, int], str] = {}
    with gzip.open(CONTENT / "national/laws/articles.jsonl.gz", "rt") as file:
        for line in file:
            row = json.loads(line)
            key = (row["law_name"].removeprefix("中华人民共和国"), row["article_no_arabic"])
            found[key] = found.get(key, "") + row["article_text"]
    with (CONTENT / "national/laws/regulations.csv").open(encoding="utf-8") as file:
        names = {row["law_id"]: row["law_name"] for row in csv.DictReader(file) if row["status"] == "现行有效"}
    for line in (CONTENT / "national/laws/regulation_articles.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["law_id"] in names:
            found[(names[row["law_id"]], row["article_no_arabic"])] = row["article_text"]
    wholes, _ = yaml_text.read(CITED.read_text(), CITED.name)
    found |= {(one.value["law"], one.value["article"]): one.value["text"] for one in wholes}
    return found


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (FIGURES[tens] if tens > 1 else "") + ("十" if tens else "") + (FIGURES[ones] if ones or not tens else "")


def says(text: str, number: int) -> bool:
    return str(number) in text or chinese(number) in text or (number == 2 and "两" in text) or (number == 0 and "当场" in text)


def test_every_parameter_of_a_regime_is_in_the_article_it_cites() -> None:
    held = articles()
    wrong = []
    for regime in documents("national/regimes/*.yaml"):
        for one in regime["parameters"]:
            cited = parse(one["reference"])
            texts = [held.get((cited.law, number), "") for number in cited.articles]
            if UNVERIFIED in one.get("note", ""):
                continue
            if not texts or not all(texts):
                wrong.append((regime["code"], one["name"], one["reference"]))
            elif PROMISE in one.get("note", ""):
                continue
            elif isinstance(one["value"], int) and not isinstance(one["value"], bool) and not says("".join(texts), one["value"]):
                wrong.append((regime["code"], one["name"], one["reference"], one["value"]))
    assert wrong == []


def test_what_is_not_verified_is_said_and_is_little() -> None:
    parameters = [one for regime in documents("national/regimes/*.yaml") for one in regime["parameters"]]
    doubtful = [one["name"] for one in parameters if "未核实：" in one.get("note", "")]
    assert len(doubtful) < len(parameters) / 20


def test_the_permit_regime_counts_as_the_law_does() -> None:
    """行政许可法 art. 26, 32, 42, 44, 45, 47, 50."""
    (body,) = documents("national/regimes/permit.yaml")
    regime = reading.regime("permit", body)
    on = date(2026, 9, 1)
    expected = {"acceptance.days": 5, "acceptance.silence": "accepted_from_receipt", "decision.days": 20, "decision.extension_days": 10,
                "decision.joint_days": 45, "decision.joint_extension_days": 15, "delivery.days": 10, "hearing.ask_days": 5,
                "hearing.hold_days": 20, "renewal.ask_before_days": 30, "renewal.silence": "renewed",
                "pauses": ("hearing", "tender", "auction", "inspection_test", "quarantine", "appraisal", "expert_review")}  # fmt: skip
    found = {name: parameter.value for name in expected if (parameter := regime.at(name, on))}
    assert found == expected
    assert regime.at("decision.days", date(2004, 6, 30)) is None


def test_doors_by_life_event_lead_somewhere() -> None:
    """Each life event has an icon that exists, and matters behind it."""
    events = list(documents("national/life_events.yaml"))
    for event in events:
        assert lucide._render_icon(event["icon"], 24)
        assert event["matters"], event["code"]
    assert {"open_restaurant", "newborn", "retirement"} <= {event["code"] for event in events}


def test_search_cases_cover_what_people_say() -> None:
    wholes, defects = yaml_text.read(Path(__file__).with_name("search_cases.yaml").read_text(), "search_cases.yaml")
    assert defects == []
    cases = [one.value for one in wholes]
    assert len(cases) >= 80
    assert len({one["query"] for one in cases}) == len(cases)
    assert {one["how"] for one in cases} >= {"plain", "synonym", "dialect", "pinyin", "typo", "title"}
    assert all(one["expect"] for one in cases)
