"""Rating rules: five levels, the applicant only, when there is an answer."""
import pytest

from zhengtong.accountability.evaluation import rules
from zhengtong.accountability.evaluation.errors import NotFinished, NotYoursToRate, TextTooLong, UnknownLevel, UnknownTag
from zhengtong.accountability.evaluation.terms import Level, Tag
from zhengtong.delivery.cases.terms import CaseState
from zhengtong.kernel.refs import Ref

FIRM = Ref("firm", "91990100MA0000015X")


def test_five_levels_in_the_words_of_the_standard() -> None:
    assert [rules.level_of(number).words.zh for number in range(1, 6)] == ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    assert [level.is_bad for level in Level] == [False, False, False, True, True]


@pytest.mark.parametrize("number", [0, 6, -1, 100])
def test_there_is_no_other_level(number: int) -> None:
    with pytest.raises(UnknownLevel):
        rules.level_of(number)


def test_tags_come_from_the_list_and_count_once() -> None:
    assert rules.tags_of(["slow", "rude", "slow"]) == (Tag.SLOW, Tag.RUDE)
    with pytest.raises(UnknownTag):
        rules.tags_of(["<script>"])


def test_what_is_written_has_an_end() -> None:
    assert len(rules.check_text("好" * rules.LONGEST)) == rules.LONGEST
    assert rules.check_text("  好  ") == "好"
    with pytest.raises(TextTooLong):
        rules.check_text("好" * 2001)


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.DECLINED])
def test_the_applicant_rates_what_has_an_answer(state: CaseState) -> None:
    rules.check_may_rate(subject=FIRM, rater=FIRM, state=state)


@pytest.mark.parametrize("state", [CaseState.RECEIVED, CaseState.SUPPLEMENTING, CaseState.ACCEPTED, CaseState.WITHDRAWN])
def test_not_before(state: CaseState) -> None:
    with pytest.raises(NotFinished):
        rules.check_may_rate(subject=FIRM, rater=FIRM, state=state)


@pytest.mark.parametrize("rater", [None, Ref("person", "P1"), Ref("person", FIRM.number)])
def test_nobody_else(rater: Ref | None) -> None:
    with pytest.raises(NotYoursToRate):
        rules.check_may_rate(subject=FIRM, rater=rater, state=CaseState.CLOSED)
