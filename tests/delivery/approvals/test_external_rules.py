"""国垂、省垂: when to try again, which answers are the same, and how two books are compared."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.terms import Answer, ExternalFile, FileState, Opinion, Progress, Reasons
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.words import Words

AT = datetime(2026, 3, 3, 10, 0, tzinfo=CHINA)
YES = Answer(Opinion.APPROVE, "税登〔2026〕17号", date(2026, 3, 4))
NO = Answer(Opinion.REFUSE, "税登〔2026〕17号", date(2026, 3, 4), Reasons("地址不符", "税收征收管理法 第十五条", "更正地址"))


def file(state: FileState, number: str = "") -> ExternalFile:
    return ExternalFile("9901-2026-0000001-1-03", "golden-tax", Words("征管系统"), state, number)


@given(st.integers(0, 10_000))
def test_the_next_try_is_never_sooner_than_half_a_minute_nor_later_than_an_hour(tries: int) -> None:
    assert timedelta(seconds=30) <= rules.next_try(tries, AT) - AT <= timedelta(hours=1)


def test_each_try_in_vain_waits_longer() -> None:
    waits = [rules.next_try(tries, AT) - AT for tries in range(9)]
    assert waits == sorted(waits)
    assert waits[0] < waits[5]


def test_the_same_answer_twice_is_one_answer() -> None:
    again = Answer(Opinion.APPROVE, "税登〔2026〕17号", date(2026, 3, 4))
    assert rules.digest(YES) == rules.digest(again)


@pytest.mark.parametrize(
    "other",
    [
        NO,
        Answer(Opinion.APPROVE, "税登〔2026〕18号", date(2026, 3, 4)),
        Answer(Opinion.APPROVE, "税登〔2026〕17号", date(2026, 3, 5)),
    ],
)
def test_another_opinion_number_or_day_is_another_answer(other: Answer) -> None:
    assert rules.digest(YES) != rules.digest(other)


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (file(FileState.PUSHED, "YS-1"), None, "pushed_again"),  # their book has lost it
        (file(FileState.TO_PUSH), Progress("YS-1", "已接收"), "numbers_taken"),  # their receipt was lost on the way
        (file(FileState.PUSHED, "YS-1"), Progress("YS-1", "已办结", YES), "answers_taken"),
        (file(FileState.PUSHED, "YS-1"), Progress("YS-2", "审核中"), "disputed"),
        (file(FileState.PUSHED, "YS-1"), Progress("YS-1", "审核中"), ""),  # both say the same
        (file(FileState.TO_PUSH), None, ""),  # not handed over yet: nothing to compare
        (file(FileState.ANSWERED, "YS-1"), Progress("YS-1", "已办结", YES), ""),
    ],
)
def test_each_difference_of_the_books_asks_for_one_thing(ours: ExternalFile, theirs: Progress | None, told: str) -> None:
    found = rules.compare("golden-tax", {"R": ours}, {"R": theirs} if theirs else {})
    assert found.checked == 1
    listed = {name: getattr(found, name) for name in ("pushed_again", "numbers_taken", "answers_taken", "disputed")}
    assert {name for name, numbers in listed.items() if numbers} == ({told} if told else set())
