"""What a decision must hold, written as a lawyer would: facts in, what is met and what would change it out."""

from datetime import date, datetime

import pytest

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.errors import (
    AllMet,
    AssessmentIncomplete,
    BenchmarkUnweighed,
    CheckOver,
    ConditionMet,
    ConditionUnfounded,
    DepartureUnjustified,
    PaperLacking,
    TermNotOver,
    TooEarly,
    TwoOfficers,
    UnknownCondition,
)
from zhengtong.delivery.approvals.terms import (
    AfterCheckState,
    Assessment,
    Checked,
    Evidence,
    Gap,
    Opinion,
    Proviso,
    Value,
    Weighed,
)
from zhengtong.foundation.catalogue.terms import Benchmark, Condition
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.words import Words

TOLD, REGISTER = Words("申请人填写"), Words("市场主体登记信息")


def condition(expression: str, code: str = "c") -> Condition:
    return Condition(code, expression, Words("条件"), Words("应当怎样"), Words("来源"), "某法 第一条")


def known(**values: object) -> Evidence:
    return Evidence({key.replace("__", "."): Value(value, REGISTER if "record" in key else TOLD) for key, value in values.items()})


@pytest.mark.parametrize(
    ("expression", "facts", "met", "gaps"),
    [
        ("premises.area >= 40", {"premises__area": 38}, False, (Gap("premises.area", 38, ">=", 40),)),
        ("40 <= premises.area", {"premises__area": 38}, False, (Gap("premises.area", 38, ">=", 40),)),
        ("premises.area >= 40", {"premises__area": 40}, True, ()),
        ("premises.area >= 40", {}, None, ()),  # nobody told: not known, never false
        ('food.items == "hot"', {"food__items": "pastry"}, False, (Gap("food.items", "pastry", "==", "hot"),)),
        ("premises.floor > -2", {"premises__floor": -3}, False, (Gap("premises.floor", -3, ">", -2),)),
        ("premises.area >= 40 && driver.age <= 60", {"premises__area": 50, "driver__age": 63}, False, (Gap("driver.age", 63, "<=", 60),)),
        ("premises.area >= 40 && driver.age <= 60", {"premises__area": 30, "driver__age": 63}, False, ()),  # more than one would change
        ("premises.area >= 40 || driver.age <= 60", {"premises__area": 30, "driver__age": 63}, False, ()),  # either would do
        ("firm.name == record.firm.name", {"firm__name": "甲", "record__firm__name": "乙"}, False, ()),  # no figure to reach
        ("record.standing", {"record__standing": False}, False, ()),
        ("record.standing", {}, None, ()),
        ("driver.age != 7", {"driver__age": 7}, False, ()),
    ],
)
def test_a_condition_is_met_not_met_or_not_known(
    expression: str, facts: dict[str, object], met: bool | None, gaps: tuple[Gap, ...]
) -> None:
    (found,) = rules.check([condition(expression)], known(**facts))
    assert (found.met, found.gaps) == (met, gaps)


def test_each_condition_cites_where_its_values_come_from_and_else_where_they_would() -> None:
    asked = [condition("firm.name == record.firm.name"), condition("premises.area > 1")]
    first, second = rules.check(asked, known(firm__name="甲", record__firm__name="甲"))
    assert first.sources == (TOLD, REGISTER)
    assert (second.sources, second.unknown) == ((Words("来源"),), ("premises.area",))


def test_all_met_is_every_one_true_and_at_least_one() -> None:
    met, unknown = Checked("a", Words("a"), met=True), Checked("b", Words("b"), met=None)
    assert rules.all_met([met])
    assert not rules.all_met([])
    assert not rules.all_met([met, unknown])


STANDS = [Checked(code, Words(code), met) for code, met in (("met", True), ("open", None), ("failed", False))]


@pytest.mark.parametrize(
    ("opinion", "fails_on", "checked", "justified", "refused"),
    [
        (Opinion.REFUSE, ["failed"], STANDS, False, None),
        (Opinion.REFUSE, ["open"], STANDS, False, None),  # what nobody proved may be refused on
        (Opinion.REFUSE, ["failed", "met"], STANDS, True, ConditionMet),
        (Opinion.REFUSE, ["nothing"], STANDS, True, UnknownCondition),
        (Opinion.APPROVE, ["failed"], STANDS, True, UnknownCondition),
        (Opinion.REFUSE, [], STANDS, False, None),
        (Opinion.REFUSE, [], STANDS[:1], False, AllMet),  # 符合法定条件的，应当准予 (行政许可法 art. 38)
        (Opinion.REFUSE, [], STANDS[:1], True, None),
        (Opinion.APPROVE, [], STANDS[:1], False, None),
        (Opinion.REFUSE, [], [], False, None),
    ],
)
def test_a_refusal_rests_on_what_is_not_met(
    opinion: Opinion, fails_on: list[str], checked: list[Checked], justified: bool, refused: type[Exception] | None
) -> None:
    if refused is None:
        rules.check_grounds(opinion, fails_on, checked, justified=justified)
        return
    with pytest.raises(refused):
        rules.check_grounds(opinion, fails_on, checked, justified=justified)


@pytest.mark.parametrize(
    ("opinion", "conditions", "good"),
    [
        (Opinion.APPROVE, [Proviso("每年体检", "食品安全法 第四十五条")], True),
        (Opinion.APPROVE, [Proviso("每年体检", " ")], False),
        (Opinion.APPROVE, [Proviso("", "食品安全法 第四十五条")], False),
        (Opinion.REFUSE, [Proviso("每年体检", "食品安全法 第四十五条")], False),
        (Opinion.APPROVE, [], True),
    ],
)
def test_conditions_go_with_an_approval_and_have_their_article(opinion: Opinion, conditions: list[Proviso], good: bool) -> None:
    if good:
        rules.check_conditions(opinion, conditions)
    else:
        with pytest.raises(ConditionUnfounded):
            rules.check_conditions(opinion, conditions)


STEPS = (Benchmark("light", Words("初次、后果轻微"), Words("暂停一个月"), "基准 第一项"),)


@pytest.mark.parametrize(
    ("given", "result"),
    [
        (None, BenchmarkUnweighed),
        (Weighed("heavy", "", ""), BenchmarkUnweighed),
        (Weighed("light", "", ""), Weighed("light", "暂停一个月", "基准 第一项")),
        (Weighed("light", "暂停两个月", ""), DepartureUnjustified),
        (Weighed("light", "暂停两个月", "", " 曾经承诺整改 "), Weighed("light", "暂停两个月", "基准 第一项", "曾经承诺整改")),
    ],
)
def test_a_benchmark_is_applied_or_departed_from_with_a_reason(given: Weighed | None, result: Weighed | type[Exception]) -> None:
    if isinstance(result, Weighed):
        assert rules.weigh(STEPS, given) == result
    else:
        with pytest.raises(result):
            rules.weigh(STEPS, given)
    assert rules.weigh((), given) is None


def test_a_paper_still_missing_bars_the_approval_and_is_no_ground_by_itself() -> None:
    with pytest.raises(PaperLacking):
        rules.check_papers(Opinion.APPROVE, ["场地证明"])
    rules.check_papers(Opinion.REFUSE, ["场地证明"])
    rules.check_papers(Opinion.APPROVE, [])


def test_a_decision_is_not_older_than_what_it_answers() -> None:
    opened = datetime(2026, 3, 2, 9, 30, tzinfo=CHINA)
    rules.check_moment(opened, opened)
    with pytest.raises(TooEarly):
        rules.check_moment(opened, opened.replace(minute=29))


def test_an_assessment_says_all_that_the_law_names() -> None:
    full = "核对登记信息，处理方式合法、正当、必要，影响轻微"
    rules.check_assessment(Assessment(full, full, full, full))
    for place in range(4):
        parts = [full] * 4
        parts[place] = "无    " * 8
        with pytest.raises(AssessmentIncomplete):
            rules.check_assessment(Assessment(*parts))


TWO = ["王核查", "李核查"]
KEPT, TO_CORRECT, CORRECTED, BROKEN, DUE = (
    AfterCheckState.KEPT,
    AfterCheckState.TO_CORRECT,
    AfterCheckState.CORRECTED,
    AfterCheckState.BROKEN,
    AfterCheckState.DUE,
)


@pytest.mark.parametrize(
    ("steps", "officers", "found", "correct_by", "refused"),
    [
        ((DUE, KEPT), TWO, "属实", None, None),
        ((DUE, KEPT), TWO[:1], "属实", None, TwoOfficers),  # 行政许可法 art. 34: 两名以上
        ((DUE, KEPT), TWO, " ", None, TwoOfficers),
        ((DUE, CORRECTED), TWO, "已改", None, CheckOver),
        ((DUE, BROKEN), TWO, "没有改", None, CheckOver),  # 先责令限期改正 (消防法 art. 58)
        ((DUE, TO_CORRECT), TWO, "少一个出口", None, None),
        ((TO_CORRECT, BROKEN), TWO, "没有改", date(2026, 3, 10), TermNotOver),
        ((TO_CORRECT, BROKEN), TWO, "没有改", date(2026, 3, 9), None),
        ((TO_CORRECT, CORRECTED), TWO, "已改", date(2026, 3, 20), None),  # 提前改好
        ((KEPT, TO_CORRECT), TWO, "又变了", None, CheckOver),
    ],
)
def test_a_promise_is_checked_step_by_step(
    steps: tuple[AfterCheckState, AfterCheckState],
    officers: list[str],
    found: str,
    correct_by: date | None,
    refused: type[Exception] | None,
) -> None:
    def step() -> None:
        rules.check_step(*steps, officers, found, today=date(2026, 3, 10), correct_by=correct_by)

    if refused is None:
        step()
    else:
        with pytest.raises(refused):
            step()
