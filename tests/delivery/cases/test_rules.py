"""办件规则, as a lawyer would put them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.delivery.approvals.terms import ApprovalNumber, ApprovalState, ApprovalView
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.errors import (
    AskedBefore,
    NoSuchPlace,
    NothingAsked,
    PointsUnanswered,
    ReasonMissing,
    SubjectNotEligible,
    WrongState,
)
from zhengtong.delivery.cases.terms import CaseState, Point
from zhengtong.foundation.catalogue.terms import (
    Bundle,
    BundleCode,
    Material,
    MaterialState,
    PlannedMaterial,
    SubjectKind,
)
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.words import Words

PLAN, LEASE = Point("premises-plan", "no scale"), Point("lease", "expired")
PLACES = {"premises-plan", "lease", "fire-plan"}


def test_everything_is_told_in_one_notice() -> None:
    rules.check_points([PLAN, LEASE], [], PLACES)


def test_a_second_notice_may_only_repeat_what_was_told_and_not_cured() -> None:
    rules.check_points([LEASE], [[PLAN, LEASE]], PLACES)
    with pytest.raises(AskedBefore):
        rules.check_points([Point("fire-plan", "forgotten the first time")], [[PLAN, LEASE]], PLACES)


def test_a_notice_points_only_to_what_the_applicant_can_cure() -> None:
    with pytest.raises(NoSuchPlace) as refused:
        rules.check_points([PLAN, Point("no.such", "wrong")], [], PLACES)
    assert [one.at for one in refused.value.problems] == ["no.such"]


@pytest.mark.parametrize("points", [[], [Point("lease", "  ")], [Point("", "what")]])
def test_a_notice_says_what_is_missing(points: list[Point]) -> None:
    with pytest.raises(NothingAsked):
        rules.check_points(points, [], PLACES)


def test_every_point_must_be_answered() -> None:
    with pytest.raises(PointsUnanswered) as refused:
        rules.check_answered([PLAN, LEASE], {"lease"})
    assert [problem.at for problem in refused.value.problems] == ["premises-plan"]
    rules.check_answered([PLAN, LEASE], {"lease", "premises-plan"})


def test_declining_says_why_and_where_to_go() -> None:
    with pytest.raises(ReasonMissing):
        rules.check_reason("not ours", "")


def test_a_matter_for_firms_is_filed_for_a_firm() -> None:
    bundle = Bundle(Pin("bundle", "B", "0"), BundleCode("B"), Words("开办餐饮店"), "430100000000", subjects=(SubjectKind.FIRM,))
    rules.check_subject(bundle, Ref("firm", "91990100MA0000015X"))
    with pytest.raises(SubjectNotEligible):
        rules.check_subject(bundle, Ref("person", "P1"))


def test_only_what_must_be_brought_and_is_not_there_is_missing() -> None:
    def need(code: str, state: MaterialState, *, required: bool = True) -> PlannedMaterial:
        return PlannedMaterial(Material(code, Words(code), required), (), state)

    needs = [
        need("a", MaterialState.BRING),
        need("b", MaterialState.HELD),
        need("c", MaterialState.PRODUCED),
        need("d", MaterialState.BRING, required=False),
    ]
    assert [problem.at for problem in rules.missing_materials(needs, set())] == ["a"]
    assert rules.missing_materials(needs, {"a"}) == ()


def test_a_licence_of_an_earlier_shop_does_not_outvote_what_is_said_of_this_one() -> None:
    by_licence = {"premises.area": Known("premises.area", 180, "licence:1"), "food.seats": Known("food.seats", 40, "licence:1")}
    assert set(rules.not_contradicted(by_licence, {"premises.area": 60, "food.seats": 40})) == {"food.seats"}
    assert rules.not_contradicted(by_licence, {"premises.area": "", "food.seats": None}) == by_licence


def test_a_register_outranks_what_somebody_typed() -> None:
    known = {"firm.name": Known("firm.name", "湘江小馆", "identity")}
    assert rules.effective({"firm.name": "别的店", "premises.area": 80}, known) == {"firm.name": "湘江小馆", "premises.area": 80}


def test_the_wrong_state_is_refused_by_name() -> None:
    with pytest.raises(WrongState):
        rules.check_state("4301-2026-0000001-A", CaseState.CLOSED, (CaseState.RECEIVED,))


def test_a_case_number_has_the_division_the_year_and_a_check_character() -> None:
    number = rules.case_number(rules.prefix("430100000000", 2026), 8123)
    assert number.startswith("4301-2026-0008123-")
    assert len(number) == 19


@given(st.integers(1, 9_999_999), st.integers(0, 14), st.characters(min_codepoint=48, max_codepoint=57))
def test_one_wrong_digit_is_noticed(serial: int, place: int, digit: str) -> None:
    right = rules.case_number("4301-2026", serial)
    body = right[:-2]
    if body[place] in ("-", digit):
        return
    slipped = body[:place] + digit + body[place + 1 :]
    from zhengtong.kernel import numbering

    assert numbering.mod_37_36(slipped.replace("-", "")) != right[-1]


def approval(number: str, state: ApprovalState, due: date | None = None) -> ApprovalView:
    return ApprovalView(
        ApprovalNumber(number),
        "c",
        number,
        Pin("item", number, "0"),
        Words("消防安全检查"),
        Ref("firm", "f"),
        Words("开办餐饮店"),
        "fire",
        False,
        state,
        (),
        datetime(2026, 3, 2, tzinfo=UTC),
        None,
        "",
        None,
        None,
        "",
        due,
        None,
    )


def test_one_sentence_names_who_works_on_what_and_until_when() -> None:
    parts = [approval("1", ApprovalState.APPROVED, date(2026, 3, 3)), approval("2", ApprovalState.OPEN, date(2026, 3, 9))]
    said = rules.sentence(CaseState.ACCEPTED, parts, names={"fire": Words("消防救援")}, accept_due=None)
    assert said.params["date"] == date(2026, 3, 9)
    assert str(said.params["body"]) == "消防救援"


def test_a_clock_that_stands_still_is_said_so_and_no_day_is_promised_for_the_whole() -> None:
    """行政许可法 art. 45: how long it takes is not known yet, so nothing is said of the last day."""
    from dataclasses import replace

    still = replace(approval("1", ApprovalState.OPEN), paused_on=date(2026, 3, 4))
    for parts in ([still], [still, approval("2", ApprovalState.OPEN, date(2026, 3, 9))]):
        said = rules.sentence(CaseState.ACCEPTED, parts, names={"fire": Words("消防救援")}, accept_due=None)
        assert "stands still" in said.message
        assert "date" not in said.params


def test_partly_approved_is_said_so() -> None:
    parts = [approval("1", ApprovalState.APPROVED), approval("2", ApprovalState.REFUSED)]
    assert rules.sentence(CaseState.CLOSED, parts, names={}, accept_due=None).params == {"approved": 1, "all": 2}


def test_a_case_ends_when_every_part_has_its_answer() -> None:
    assert not rules.ended([])
    assert not rules.ended([approval("1", ApprovalState.APPROVED), approval("2", ApprovalState.OPEN)])
    assert rules.ended([approval("1", ApprovalState.APPROVED), approval("2", ApprovalState.LAPSED)])


def test_nobody_files_in_the_name_of_a_firm_they_do_not_represent() -> None:
    named = {"firm.credit_code": "91990100MA0000015X"}
    assert rules.check_named_firm(named, Ref("firm", "91990100MA0000015X"), set()) == ()
    assert rules.check_named_firm({}, Ref("person", "P1"), set()) == ()
    stranger = rules.check_named_firm(named, Ref("person", "P1"), set())
    owner = rules.check_named_firm(named, Ref("person", "P1"), {"91990100MA0000015X"})
    assert [problem.at for problem in stranger] == ["firm.credit_code"]
    assert stranger[0].message != owner[0].message          # the owner is told to act for the firm, the stranger to ask its representative


def test_several_departments_are_told_in_one_sentence_with_the_last_day() -> None:
    from dataclasses import replace

    parts = [
        replace(approval("1", ApprovalState.OPEN, date(2026, 3, 3)), organisation="market"),
        approval("2", ApprovalState.OPEN, date(2026, 3, 9)),
        replace(approval("3", ApprovalState.WAITING), expected_end=date(2026, 3, 17)),
    ]
    said = rules.sentence(CaseState.ACCEPTED, parts, names={}, accept_due=None)
    assert said.params == {"count": 2, "date": date(2026, 3, 17)}
