"""The desk's rules, as a lawyer reads them: whose turn it is, what is late, when a claim ends."""

from datetime import date

import pytest

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.errors import ClaimedByAnother, NoteEmpty, OutOfOrder
from zhengtong.delivery.approvals.terms import Level, Opinion
from zhengtong.kernel.workdays import Calendar

TODAY, NEAR = date(2026, 8, 5), date(2026, 8, 7)
CALENDAR = Calendar({}, known_until=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("opinion", "earlier", "out_of_order"),
    [
        (Opinion.APPROVE, "", False),  # nobody before
        (Opinion.APPROVE, "9901-01", True),  # 根据受理行政许可申请的先后顺序作出准予行政许可的决定
        (Opinion.REFUSE, "9901-01", False),  # 作出准予: a refusal takes no place
    ],
)
def test_57_limited_numbers_are_granted_in_the_order_of_acceptance(opinion: Opinion, earlier: str, out_of_order: bool) -> None:
    if not out_of_order:
        return rules.check_order(opinion, earlier)
    with pytest.raises(OutOfOrder) as told:
        rules.check_order(opinion, earlier)
    assert told.value.params == {"earlier": "9901-01", "reference": "行政许可法 第五十七条"}
    return None


@pytest.mark.parametrize(
    ("due", "legal", "claimed", "paused", "level"),
    [
        (date(2026, 8, 10), None, False, False, Level.NONE),  # three working days left
        (date(2026, 8, 7), None, False, False, Level.NEAR),  # two left, nobody at it
        (date(2026, 8, 7), None, True, False, Level.NONE),  # two left, somebody at it
        (date(2026, 8, 5), None, False, False, Level.NEAR),  # today is not over
        (date(2026, 8, 4), date(2026, 8, 20), True, False, Level.PROMISE),  # 黄牌: also where somebody is at it
        (date(2026, 8, 4), date(2026, 8, 4), True, False, Level.LAW),  # 红牌
        (date(2026, 8, 4), date(2026, 8, 5), False, False, Level.PROMISE),  # the law's last day is still within it
        (date(2026, 8, 4), date(2026, 8, 4), False, True, Level.NONE),  # what stands still is not late
        (None, None, False, False, Level.NONE),  # no term is published
    ],
)
def test_what_comes_before_the_head(due: date | None, legal: date | None, claimed: bool, paused: bool, level: Level) -> None:
    assert rules.level(due_on=due, legal_due_on=legal, near=NEAR, today=TODAY, claimed=claimed, paused=paused) is level


@pytest.mark.parametrize(
    ("claimed", "today", "over"),
    [
        (date(2026, 8, 3), date(2026, 8, 10), False),  # Monday to Monday: the fifth working day
        (date(2026, 8, 3), date(2026, 8, 11), True),
        (date(2026, 8, 7), date(2026, 8, 14), False),  # a weekend between does not count
    ],
)
def test_a_claim_ends_after_five_working_days(claimed: date, today: date, over: bool) -> None:
    assert rules.claim_over(CALENDAR, claimed=claimed, today=today) is over


@pytest.mark.parametrize("taking_over", ["", "account:9"])
def test_what_a_colleague_works_on_is_taken_over_by_name_only(taking_over: str) -> None:
    with pytest.raises(ClaimedByAnother):
        rules.check_claim("N", "account:1", "王", me="account:2", taking_over=taking_over)
    rules.check_claim("N", "account:1", "王", me="account:2", taking_over="account:1")
    rules.check_claim("N", "account:1", "王", me="account:1")
    rules.check_claim("N", "", "", me="account:2")


@pytest.mark.parametrize("text", ["", "  \n ", "字" * 2001])
def test_a_note_has_words_and_an_end(text: str) -> None:
    with pytest.raises(NoteEmpty):
        rules.check_note(text)
    assert rules.check_note("  好 ") == "好"
