"""新生儿出生, 退休: what the authors added keeps to the source and the law, and plans what a jurist expects."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from zhengtong.foundation.catalogue.rules import choice, plan, reading, single
from zhengtong.foundation.catalogue.terms import Bundle, Chosen, Citation, Guide, ItemCode, MaterialState, Plan, Regime
from zhengtong.foundation.forms.terms import Ask, Form
from zhengtong.kernel.content.rules import yaml_text
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.refs import Pin

CONTENT = Path(settings.ZT_CONTENT)
NEWBORN, RETIREMENT = "43PCN0009", "43PCN0013"
OF_A_CHILD = {"birth_certificate", "vaccination_book", "child_household_page", "social_security_card", "residents_insurance_record"}
YES_TO_ALL = {"birth.hunan_hospital": True, "birth.under_six_months": True, "family.married": True}
ON = date(2026, 9, 1)


def documents(path: str) -> Iterator[dict[str, Any]]:
    wholes, defects = yaml_text.read((CONTENT / path).read_text(), path)
    assert defects == []
    yield from (one.value for one in wholes)


@cache
def source(code: str) -> dict[str, Any]:
    return next(documents(f"changsha/imported/bundles/{code}.yaml"))


@cache
def bundle(code: str) -> Bundle:
    return reading.bundle(Pin("bundle", code, ""), next(documents(f"changsha/authored/bundles/{code}.yaml")), division="")


@cache
def guides(code: str) -> dict[ItemCode, Guide]:
    bodies = documents(f"changsha/authored/items/{code}.yaml")
    return {ItemCode(body["code"]): reading.guide(Pin("item", body["code"], ""), body, cite=Citation, division="") for body in bodies}


@cache
def regimes() -> dict[str, Regime]:
    files = [path.relative_to(CONTENT) for path in sorted(CONTENT.glob("national/regimes/*.yaml"))]
    return {body["code"]: reading.regime(body["code"], body) for path in files for body in documents(str(path))}


def planned(matter: str, given: dict[str, Any], held: tuple[str, ...] = ()) -> tuple[Plan, set[str]]:
    kind, code = matter.split(":")
    asked: set[str] = set()

    def merge(asks: Any, answers: Any, known: Any) -> Form:
        asked.update(ask.element for ask in asks if isinstance(ask, Ask) and choice.verdict(ask.when, answers).chosen is Chosen.YES)
        return Form(())

    all_guides = guides(code.split("-")[0])
    whole = bundle(code) if kind == "bundle" else single.alone(all_guides[ItemCode(code)])
    early = {code for code, regime in regimes().items() if regime.from_receipt(ON)}
    return plan.plan(whole, all_guides, given, known={}, held=dict.fromkeys(held, "1"), merge=merge, from_receipt=early), asked


def span(found: Plan, item: str) -> tuple[int, int]:
    one = next(one for one in found.chosen if one.code.endswith(item))
    return one.starts, one.ends


def examples() -> list[dict[str, Any]]:
    return [*documents("changsha/examples/newborn.yaml"), *documents("changsha/examples/retirement.yaml")]


@pytest.mark.parametrize("example", examples(), ids=lambda one: one["code"])
def test_a_situation_is_planned_as_a_jurist_expects(example: dict[str, Any]) -> None:
    found, asked = planned(example["matter"], example["given"], tuple(example["held"]))
    facts = {
        "items": sorted(one.code for one in found.chosen),
        "days": found.days,
        "legal_days": found.legal_days,
        "undecided": sorted(found.undecided),
        "first": sorted({matter for advice in found.first for matter in advice.matters}),
        "materials": sorted(one.material.code for one in found.materials if one.state is MaterialState.BRING),
    }
    expect = {name: sorted(value) if isinstance(value, list) else value for name, value in example["expect"].items()}
    assert set(expect.pop("asks", ())) <= asked
    assert {name: facts[name] for name in expect} == expect


@pytest.mark.parametrize("code", [NEWBORN, RETIREMENT])
def test_every_item_stands_in_an_example(code: str) -> None:
    assert {item for one in examples() for item in one["expect"]["items"]} >= {item.item for item in bundle(code).items}


SHORTENED = {"43PCN0009-04": {"days": 10, "unit": "working_day"}}
"""The source promises the card in thirty days; the law has it made in ten (社会保险经办条例 art. 6)."""


@pytest.mark.parametrize("code", [NEWBORN, RETIREMENT])
def test_what_the_source_says_stays_its_claim(code: str) -> None:
    """Items, promised days, the total and before → after are the source's; the authors change none but a promise longer than the law."""
    authored = next(documents(f"changsha/authored/bundles/{code}.yaml"))
    said = source(code)
    for field in ("claim", "before_after", "fee", "national_list", "published_in_areas", "published_variants"):
        assert authored.get(field) == said.get(field), field
    promised = {one["item"]: SHORTENED.get(one["item"], one["promised"]) for one in said["items"]}
    assert {one["item"]: one["promised"] for one in authored["items"]} == promised
    assert [one["zh"] for one in authored["conditions"]] == said["conditions"]
    assert [one["zh"] for one in authored["rules"]][: len(said["rules"])] == said["rules"]
    for one in guides(code).values():
        assert one.promised is not None
        assert one.promised.days == promised[one.code]["days"]


@pytest.mark.parametrize("code", [NEWBORN, RETIREMENT])
def test_a_paper_has_the_name_that_the_source_gives_it(code: str) -> None:
    said = {one["code"]: one["name"] for one in source(code)["materials"]}
    for one in bundle(code).materials:
        assert said.get(one.code, one.name.zh) == one.name.zh


@pytest.mark.parametrize("code", [NEWBORN, RETIREMENT])
def test_no_promise_is_longer_than_the_law_allows(code: str) -> None:
    for one in guides(code).values():
        if one.legal is not None and one.promised is not None:
            assert one.promised.days <= one.legal.days, one.code
            assert one.legal.reference, one.code


@pytest.mark.parametrize("code", [NEWBORN, RETIREMENT])
def test_every_question_says_why_in_both_languages_and_is_asked_only_where_it_decides(code: str) -> None:
    shown = bundle(code)
    deciding = {key for item in shown.items for key in expressions.names(expressions.parse(item.when))}
    for question in shown.questions:
        assert question.why.zh, question.element
        assert question.why.en, question.element
        assert question.element in deciding
        if question.otherwise:
            assert question.otherwise.say.en, question.element


@pytest.mark.parametrize(("code", "key"), [(NEWBORN, "birth.hunan_hospital"), (RETIREMENT, "retire.employee_scheme")])
def test_whoever_is_not_meant_is_asked_nothing_more_and_told_where_to_go(code: str, key: str) -> None:
    shown = bundle(code)
    assert [one.element for one in choice.questions(shown, {key: False})] == [key]
    found, _ = planned(f"bundle:{code}", {key: False})
    assert (found.chosen, found.undecided) == ((), ())
    assert found.first


def test_the_papers_of_a_child_are_never_met_by_a_licence_of_its_parent() -> None:
    """来源: 多胞胎须逐一申请. A licence held is known by its type only, so what is one child's must not be met by type."""
    lists = [bundle(NEWBORN).materials, *(guide.materials or () for guide in guides(NEWBORN).values())]
    for material in (one for materials in lists for one in materials):
        assert material.licence not in OF_A_CHILD, material.code


def test_registration_waits_for_the_certificate_and_the_rest_for_registration() -> None:
    found, _ = planned(f"bundle:{NEWBORN}", next(documents("changsha/examples/newborn.yaml"))["given"])
    assert {item: span(found, item) for item in ("01", "02", "03", "04", "06", "07")} == {
        "01": (0, 5), "02": (0, 1), "03": (5, 15), "04": (15, 25), "06": (15, 16), "07": (0, 15),
    }  # fmt: skip
    made = {one.material.code: one.by for one in found.materials if one.state is MaterialState.PRODUCED}
    assert made == {"birth-certificate": f"{NEWBORN}-01", "child-household-page": f"{NEWBORN}-03"}


@pytest.mark.parametrize("with_whom", ["mother", "father"])
def test_either_parent_s_household_will_do(with_whom: str) -> None:
    """湖南: 随父或随母自愿选择; nothing else changes."""
    rest = {"birth.certificate_held": True, "birth.vaccination_book_held": True, "birth.insurance_wanted": True, "birth.card_wanted": False,
            "birth.costs": "settled", "birth.guidance_wanted": False}  # fmt: skip
    found, _ = planned(f"bundle:{NEWBORN}", {**YES_TO_ALL, "birth.household_with": with_whom, **rest})
    assert [one.code[-2:] for one in found.chosen] == ["03", "06"]


def test_the_pension_ends_on_day_twenty_however_long_the_confirmation_takes() -> None:
    """社会保险经办条例 art. 18: from the receipt of the application."""
    found, _ = planned(f"bundle:{RETIREMENT}", next(documents("changsha/examples/retirement.yaml"))["given"])
    assert {item: span(found, item) for item in ("01", "04", "05")} == {"01": (0, 15), "04": (15, 15), "05": (15, 20)}
    pension = regimes()["pension"]
    term = pension.at("decision.days", ON)
    assert term is not None
    assert (term.value, term.reference) == (20, "社会保险经办条例 第十八条")
    assert not pension.from_receipt(date(2023, 11, 30))  # the regulation is in force since 1 December 2023


def test_early_retirement_and_the_legal_age_never_meet() -> None:
    base = {
        "retire.employee_scheme": True,
        "retire.deemed_years": False,
        "retire.employee_medical": False,
        "retire.fund": "none",
        "retire.only_child": False,
    }
    for route, confirmed in (("at_age", "01"), ("flexible", "01"), ("special_work", "03")):
        found, _ = planned(f"bundle:{RETIREMENT}", {**base, "retire.route": route})
        assert [one.code[-2:] for one in found.chosen if one.code[-2:] in {"01", "03"}] == [confirmed]


def test_nobody_s_age_of_retirement_is_computed() -> None:
    """渐进式延迟法定退休年龄: the text is not in our law library, so no condition weighs a date of birth or a sex."""
    shown = bundle(RETIREMENT)
    conditions = [*(one.when for one in shown.items), *(one.when for one in shown.questions), *(one.when for one in shown.materials)]
    assert not [text for text in conditions if "person." in text]
    for guide in guides(RETIREMENT).values():
        assert not [ask for ask in guide.asks if "person." in ask.when or "person." in ask.check]
