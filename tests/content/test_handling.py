"""办理方式: what shipped items have beyond their regime, each by a text that says so, and each lived through once on a shipped item."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from tests.content.test_restaurant import articles, documents
from tests.delivery.cases.test_breadth import fill, person
from tests.delivery.conftest import MONDAY, Town, officer
from tests.delivery.others import reviewer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.errors.desk import OutOfOrder
from zhengtong.delivery.approvals.errors.flow import ConsultationOpen, PartiesUnheard, PartiesUntold, StillExamined
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion, PauseKind, Reasons, View, Weighed
from zhengtong.delivery.approvals.terms.flow import Flow
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.content.handled import references
from zhengtong.foundation.catalogue.rules import citations, reading
from zhengtong.foundation.catalogue.terms import Citation, Guide
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.refs import Pin, Ref

__all__ = ["person"]
WATER, STREET, RELIEF, CLOSING = "000119001000-01", "000117020000-01", "43PCP0017-03", "43TCN0008-16"
CHECKED = "公众聚集场所投入使用、营业消防安全检查规则"
UNHELD = {CHECKED}  # texts that we do not hold: their items say 未核实
RELIEVED = {"000511001000-01", *(f"43PCP0017-{place}" for place in ("02", "03", "04", "06", "08", "09"))}
SHOWN = {
    "special": {WATER, "000131004000-03", CLOSING},
    "lower": RELIEVED,
    "consulted": {WATER, STREET, "000131004000-03", CLOSING},
    "interested": {WATER},
    "limited": {WATER},
    "benchmark": {WATER, STREET},
    "deferrable": {"43TCN0002-02", "43TCN0003-02", "43TCN0003-06"},
    "commitment": {"43TCN0003-04"},
    "automatic": {"43TCN0002-01", "431009085W00-01"},
    "conditions": {"43TCN0002-01", "43TCN0002-02", "43TCN0003-01", "43TCN0003-02", "431009085W00-01", WATER},
    "system": {"001030031000-01", "CSZT0001-03"},
}
"""Which items show which mechanism; who adds one adds it here."""


@cache
def authored() -> Mapping[str, tuple[Guide, Mapping[str, Any]]]:
    bodies = {body["code"]: body for body in documents("changsha/authored/items/*.yaml")}
    return {code: (reading.guide(Pin("item", code, ""), body, cite=Citation, division=""), body) for code, body in bodies.items()}


@cache
def imported() -> Mapping[str, str]:
    """What the sources say of each item, as text."""
    return {body["code"]: json.dumps(body, ensure_ascii=False) for body in documents("changsha/imported/items/*.yaml")}


def cited() -> Iterator[tuple[str, str, str]]:
    for code, (guide, _) in authored().items():
        for at, text in references(guide):
            yield from ((code, at, one) for one in citations.several(text))


def test_each_mechanism_is_shown_by_an_item_whose_law_asks_for_it() -> None:
    found = {name: {code for code, (guide, _) in authored().items() if getattr(guide.handling, name)} for name in SHOWN}
    assert found == SHOWN


def test_each_article_that_a_step_cites_stands_in_its_law() -> None:
    held, laws = articles(), {law for law, _ in articles()}
    wrong = []
    for code, at, text in cited():
        said = citations.parse(text)
        if text.startswith("指南 ") or said.law in UNHELD:
            continue
        if said.law not in laws or not said.articles or any((said.law, number) not in held for number in said.articles):
            wrong.append((code, at, text))
    assert wrong == []
    assert len(list(cited())) > 60


def test_a_term_of_days_that_a_step_cites_stands_in_the_article() -> None:
    for code, (guide, _) in authored().items():
        held = guide.handling
        for term in (*(one.term for one in held.consulted), *(one.term for one in held.interested), held.lower and held.lower.term):
            if term is None:
                continue
            said = citations.parse(term.reference)
            told = "".join(articles()[(said.law, number)] for number in said.articles)
            assert str(term.days) in told or {5: "五", 10: "十"}[term.days] + "日" in told, (code, term)


def test_what_a_step_takes_from_a_guide_the_guide_says() -> None:
    taken = [(code, text) for code, _, text in cited() if text.startswith("指南 ")]
    assert {code for code, _ in taken} == {STREET, "43TCN0002-02"}
    for _, text in taken:
        found = re.fullmatch(r"指南 (\S+) \S+：(.+)", text)
        assert found is not None
        guide = imported()[found[1]]
        said = found[2]
        assert said in guide or (said == "容缺后补" and '"deferrable": true' in guide), text


def test_what_rests_on_a_text_that_we_do_not_hold_says_so() -> None:
    assert not any("容缺" in text for text in articles().values())  # no text held says what may follow, and until when
    for code, _, text in cited():
        if citations.parse(text).law in UNHELD:
            assert any("未核实" in one for one in authored()[code][1]["authored_fields"]), code
    for code, (guide, body) in authored().items():
        for paper in guide.handling.deferrable:
            assert "未核实" in paper.note, code
        if guide.handling.system:
            assert any("handling.system" in one and "未核实" in one for one in body["authored_fields"]), code


# Lived through, on the shipped items as they are


def on(day: int, month: int = 3) -> datetime:
    return MONDAY.replace(month=month, day=day, hour=10)


def filed(matter: Ref, by: Actor, at: datetime = MONDAY, **answers: object) -> CaseView:
    told = {key.replace("__", "."): value for key, value in answers.items()}
    draft = cases.begin(matter=matter, answers=told, by=by, at=MONDAY)
    forms.save_answers(draft=draft.number, answers=told, revision=None, by=by, at=MONDAY)
    fill(draft.number, by)
    ready = cases.prepare(draft.number, by)
    assert ready.problems == ()
    return cases.submit(draft=draft.number, by=replace(by, level=ready.level), at=at)


def opened(case: CaseView, town: Town, at: datetime) -> ApprovalView:
    cases.accept(case=case.number, by=town.clerk, at=at)
    return now(case)


def now(case: CaseView) -> ApprovalView:
    (one,) = approvals.approvals_of([case.number])[case.number]
    return one


def flow(one: ApprovalView) -> Flow:
    return approvals.flows([one.number]).get(one.number, Flow())


def water(town: Town, by: Actor, source: str = "surface", *, days: int = 1, **answers: object) -> ApprovalView:
    """Taken in and accepted one day after the other, where ``days`` differ."""
    case = filed(Ref("item", WATER), by, MONDAY, water__source=source, **answers)
    return opened(case, town, MONDAY + timedelta(days=days))


@pytest.mark.django_db
def test_the_street_office_examines_relief_first_within_the_whole_term(town: Town, person: Actor) -> None:
    """社会救助法 art. 44: 镇街提出审核意见, 报社会救助管理部门决定."""
    case = filed(Ref("bundle", "43PCP0017"), person, matter__items=[RELIEF])
    one = opened(case, town, on(3))
    street, civil = catalogue.guide(RELIEF).handling.lower, catalogue.guide(RELIEF).organisation
    assert street is not None
    assert one.organisation == street.organisation
    held = flow(one).examination
    assert held is not None
    assert (held.due_on, one.due_on) == (None, date(2026, 4, 28))  # the law sets the street office no term; forty days in all, from receipt
    with pytest.raises(approvals.ApprovalNotFound):
        approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=reviewer(civil), at=on(4))
    with pytest.raises(StillExamined):
        approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=reviewer(street.organisation), at=on(4))
    approvals.pass_up(approval=one.number, view=View.AGREE, reason="入户核查属实", by=reviewer(street.organisation), at=on(20))
    assert (now(case).organisation, now(case).due_on) == (civil, date(2026, 4, 28))
    done = approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=reviewer(civil), at=on(25))
    assert done.state is ApprovalState.APPROVED
    assert cases.case(case.number, person).state is CaseState.CLOSED


@pytest.mark.django_db
def test_taxes_have_ten_days_to_object_to_a_simple_deregistration_and_their_silence_lets_it_pass(town: Town) -> None:
    """市场主体登记管理条例 art. 33: 有关部门在10日内没有提出异议的，可以直接办理注销登记."""
    case = filed(Ref("bundle", "43TCN0008"), town.firm, matter__items=[CLOSING], deregistration__route="simple")
    one = opened(case, town, on(3))
    market = reviewer(one.organisation)
    (asked,) = flow(one).consultations
    assert (asked.due_on, asked.silence) == (date(2026, 3, 13), View.AGREE)  # ten days, whole: the term by law would end before
    assert [each.approval.number for each in approvals.asked_of_us(reviewer(asked.organisation))] == [one.number]
    kind = PauseKind.OTHER_AUTHORITY_OPINION
    approvals.pause(approval=one.number, kind=kind, evidence="推送税务 3 号", reason="等待异议", by=market, at=on(3))
    with pytest.raises(ConsultationOpen):
        approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=market, at=on(13))
    approvals.pass_time(at=on(14))
    assert [each.counts_as for each in flow(one).consultations] == [View.AGREE]
    approvals.resume(approval=one.number, evidence="十日期满，没有异议", by=market, at=on(14))
    assert now(case).due_on == date(2026, 3, 17)  # received on 2 March; 3 March was the first of three days, 14 and 15 March a weekend
    assert approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=market, at=on(16)).state is ApprovalState.APPROVED


@pytest.mark.django_db
def test_in_the_ordinary_way_nobody_is_asked(town: Town) -> None:
    case = filed(Ref("bundle", "43TCN0008"), town.firm, matter__items=[CLOSING], deregistration__route="ordinary")
    one = opened(case, town, on(3))
    assert flow(one).consultations == ()
    done = approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=reviewer(one.organisation), at=on(3))
    assert done.state is ApprovalState.APPROVED


@pytest.mark.django_db
def test_the_traffic_police_are_asked_where_a_motor_lane_is_touched_until_the_term_ends(town: Town) -> None:
    """城市道路管理条例 arts. 30, 33: no term is set for them, so theirs ends before the authority's; the benchmark is the article's own."""
    case = filed(Ref("item", STREET), town.firm, street__work="dig", street__recent=True, street__motor_lane=True, street__fire_lane=False)
    one = opened(case, town, on(3))
    (asked,) = flow(one).consultations
    assert asked.organisation == "1199010000000006XJ"
    assert (asked.due_on, asked.silence) == (date(2026, 3, 30), View.NO_VIEW)  # the day before the twentieth working day
    police, office = reviewer(asked.organisation), reviewer(one.organisation)
    approvals.answer_consultation(consultation=asked.id, view=View.OBJECT, reason="早晚高峰不能封道", by=police, at=on(5))
    refuse = {"approval": one.number, "opinion": Opinion.REFUSE, "by": office, "at": on(6)}
    reasons = Reasons("大修竣工不满三年", "城市道路管理条例 第三十三条", "满三年后再申请，或者先经市政府批准")
    with pytest.raises(approvals.BenchmarkUnweighed):
        approvals.decide(**refuse, reasons=reasons)  # type: ignore[arg-type]
    done = approvals.decide(**refuse, reasons=reasons, weighed=Weighed("closed", "", ""))  # type: ignore[arg-type]
    assert done.weighed == Weighed("closed", "不得挖掘", "城市道路管理条例 第三十三条")


@pytest.mark.django_db
def test_the_construction_authority_has_five_days_for_ground_water_within_the_city(town: Town) -> None:
    """取水许可和水资源费征收管理条例 art. 19; asking does not count, so the clock may be stopped on the item's own article."""
    one = water(town, town.firm, "ground_city")
    (asked,) = flow(one).consultations
    assert (asked.organisation, asked.due_on) == ("11990100000000182N", date(2026, 3, 10))
    office = reviewer(one.organisation)
    before = approvals.clock(one.number).legal
    kind = PauseKind.OTHER_AUTHORITY_OPINION
    approvals.pause(approval=one.number, kind=kind, evidence="征求意见函 3 号", reason="城市规划区地下水", by=office, at=on(3))
    agreed = {"view": View.AGREE, "reason": "", "by": reviewer(asked.organisation)}
    approvals.answer_consultation(consultation=asked.id, **agreed, at=on(6))  # type: ignore[arg-type]
    approvals.resume(approval=one.number, evidence="复函 6 号", by=office, at=on(6))
    after = approvals.clock(one.number).legal
    assert before is not None
    assert after is not None
    assert (before.on, after.on) == (date(2026, 5, 9), date(2026, 5, 13))  # forty-five working days; 9 May makes up for a holiday
    assert flow(water(town, town.firm, "surface")).consultations == ()


@pytest.mark.django_db
def test_a_lawsuit_over_the_water_suspends_the_examination_until_it_has_ended(town: Town) -> None:
    """取水许可和水资源费征收管理条例 art. 18(3): told in writing; how long it takes nobody can say."""
    one = water(town, town.firm)
    office = reviewer(one.organisation)
    approvals.pause(approval=one.number, kind=PauseKind.DISPUTE, evidence="应诉通知书 7 号", reason="下游取水户起诉", by=office, at=on(4))
    [paper] = [each for each in cases.notices(one.case, town.firm) if each.name.startswith("pause")]
    assert paper.article == "取水许可和水资源费征收管理条例 第十八条"
    assert any("suspended" in each.message for each in paper.body)
    approvals.resume(approval=one.number, evidence="撤诉裁定 9 号", by=office, at=on(11))
    legal = approvals.clock(one.number).legal
    assert legal is not None
    assert legal.on == date(2026, 5, 15)  # the forty-five working days, and the five of 5 to 11 March


@pytest.mark.django_db
@pytest.mark.parametrize("never", ["on_site_verification", "publicity"])
def test_a_visit_or_a_publication_stops_no_clock_of_it(never: str, town: Town) -> None:
    one = water(town, town.firm)
    with pytest.raises(approvals.PauseNotListed):
        approvals.pause(approval=one.number, kind=never, evidence="x", reason="y", by=reviewer(one.organisation), at=on(4))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_whoever_it_greatly_concerns_is_told_by_letter_and_heard(town: Town) -> None:
    """取水许可和水资源费征收管理条例 art. 18, 行政许可法 arts. 36, 47."""
    one = water(town, town.firm)
    office, weighed = reviewer(one.organisation), Weighed("quota", "", "")
    decide = {"approval": one.number, "opinion": Opinion.APPROVE, "weighed": weighed, "by": office}
    with pytest.raises(PartiesUntold):
        approvals.decide(**decide, at=on(4))  # type: ignore[arg-type]
    letter = approvals.tell_party(
        approval=one.number, name="下游养殖场", contact="演示河段 5 号", why="同一河段取水", by=office, at=on(4)
    )
    assert letter.party.due_on == date(2026, 3, 11)
    with pytest.raises(PartiesUnheard):
        approvals.decide(**decide, at=on(9))  # type: ignore[arg-type]
    said = approvals.state_views(key=letter.key, view=View.OBJECT, text="枯水期水位会低于我们的取水口", at=on(10))
    assert said.said_at is not None
    with pytest.raises(approvals.BenchmarkUnweighed):
        approvals.decide(**{**decide, "weighed": None}, at=on(12))  # type: ignore[arg-type]
    done = approvals.decide(**decide, note="枯水期限量，已写入批复", at=on(12))  # type: ignore[arg-type]
    assert done.state is ApprovalState.APPROVED


def decided(one: ApprovalView, day: int, weighed: Weighed, **more: Any) -> ApprovalView:
    office = reviewer(one.organisation)
    if not flow(one):
        approvals.nobody_interested(approval=one.number, reason="同一水源没有别的取水户", by=office, at=on(day))
    return approvals.decide(approval=one.number, weighed=weighed, by=office, at=on(day), **{"opinion": Opinion.APPROVE, **more})


@pytest.mark.django_db
def test_the_total_of_water_goes_by_the_order_of_acceptance(town: Town, person: Actor) -> None:
    """取水许可和水资源费征收管理条例 art. 7, 行政许可法 art. 57."""
    first, second = water(town, town.firm, days=1), water(town, person, days=2)
    assert (first.limited, second.limited) == (True, True)
    quota = Weighed("quota", "", "")
    with pytest.raises(OutOfOrder) as refused:
        decided(second, 5, quota)
    assert "行政许可法 第五十七条" in str(refused.value.params)
    assert decided(first, 5, quota).state is ApprovalState.APPROVED
    assert decided(second, 5, quota).state is ApprovalState.APPROVED


@pytest.mark.django_db
def test_whoever_departs_from_the_benchmark_says_why(town: Town) -> None:
    """取水许可和水资源费征收管理条例 art. 16: 行业用水定额是取水量审批的主要依据."""
    one = water(town, town.firm)
    shown = catalogue.guide(WATER).handling.benchmark
    assert [step.code for step in shown] == ["quota", "no-quota"]
    with pytest.raises(approvals.DepartureUnjustified):
        decided(one, 5, Weighed("quota", "按申请的 20 万立方米核定", ""))
    done = decided(one, 5, Weighed("quota", "按申请的 20 万立方米核定", "", "新工艺尚无定额可比，论证报告第 3 章"))
    assert done.weighed is not None
    assert (done.weighed.reference, done.weighed.departure) == (shown[0].reference, "新工艺尚无定额可比，论证报告第 3 章")


@pytest.mark.django_db
def test_more_than_ten_years_fails_on_that_alone(town: Town) -> None:
    """取水许可和水资源费征收管理条例 art. 25: 最长不超过10年."""
    one = water(town, town.firm, water__years=12)
    (checked,) = approvals.checked(one.number, reviewer(one.organisation))
    assert (checked.met, checked.reference) == (False, "取水许可和水资源费征收管理条例 第二十五条")
    reasons = Reasons("申请的期限超过十年", checked.reference, checked.otherwise.zh)
    refused = {"opinion": Opinion.REFUSE, "reasons": reasons, "fails_on": ("years",)}
    assert decided(one, 5, Weighed("quota", "", ""), **refused).fails_on == ("years",)


def test_the_street_office_of_the_demonstration_is_no_real_one() -> None:
    (body,) = [one for one in documents("changsha/organisations.yaml") if one["code"] == "11990100000000297W"]
    assert "演示" in body["name"]["zh"]
    assert identity.check_credit_code(body["code"]) == body["code"]
    assert officer(body["code"]).organisation == body["code"]
