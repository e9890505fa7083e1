"""办理计划: items, order, days and papers from a bundle and a situation."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foundation.catalogue.makers import ask, bundle, item, line, paper, planned
from zhengtong.foundation.catalogue.errors import CircularOrder, NotOfThisMatter
from zhengtong.foundation.catalogue.rules import choice
from zhengtong.foundation.catalogue.terms import TICKED, Chosen, MaterialState, Plan
from zhengtong.foundation.identity.terms import Known

CONDITIONS = ["a", "!a", "a && b", "a || b", "b && !c", "(a || b) && c", "a == b", "!(a && c) || b", ""]
ANSWERS = st.dictionaries(st.sampled_from("abc"), st.booleans())


def chosen(plan: Plan) -> dict[str, Chosen]:
    return {one.code: one.chosen for one in plan.items}


def states(plan: Plan) -> dict[str, tuple[MaterialState, str]]:
    return {one.material.code: (one.state, one.by) for one in plan.materials}


def test_an_item_is_chosen_undecided_or_not_and_says_why() -> None:
    whole = bundle(line("1", when="a && b"), line("2", when="!a"), line("3"), questions=[ask("b"), ask("a")])
    plan = planned(whole, item("1"), item("2"), item("3"), answers={"a": True})
    assert chosen(plan) == {"1": Chosen.UNDECIDED, "2": Chosen.NO, "3": Chosen.YES}
    first, second, _ = plan.items
    assert first.unknown == ("b",)
    assert second.why == ("!a",)
    assert plan.undecided == ("b",)
    assert not plan.ready


@given(st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=5), ANSWERS, ANSWERS)
def test_a_further_answer_never_undoes_a_decision(conditions: list[str], given: dict[str, bool], further: dict[str, bool]) -> None:
    whole = bundle(*(line(str(at), when=when) for at, when in enumerate(conditions)))
    guides = [item(str(at)) for at in range(len(conditions))]
    before = chosen(planned(whole, *guides, answers=given))
    after = chosen(planned(whole, *guides, answers={**further, **given}))
    assert all(after[code] is verdict for code, verdict in before.items() if verdict is not Chosen.UNDECIDED)


@given(st.lists(st.sampled_from(CONDITIONS), min_size=2, max_size=5), ANSWERS, st.randoms())
def test_the_plan_does_not_depend_on_the_order_of_writing(conditions: list[str], answers: dict[str, bool], chance: object) -> None:
    lines = [line(str(at), when=when, after=[str(at - 1)] if at % 2 else []) for at, when in enumerate(conditions)]
    guides = [item(str(at), organisation=str(at % 2), promised=at + 1) for at in range(len(lines))]
    plan = planned(bundle(*lines), *guides, answers=answers)
    chance.shuffle(lines)  # type: ignore[attr-defined]
    again = planned(bundle(*lines), *guides, answers=answers)
    assert (again.items, again.lanes, again.days, again.undecided) == (plan.items, plan.lanes, plan.days, plan.undecided)


def test_independent_items_run_side_by_side_and_the_longest_decides() -> None:
    whole = bundle(line("1"), line("2", after=["1"]), line("3"))
    plan = planned(whole, item("1", promised=1), item("2", promised=10, legal=20), item("3", promised=4, legal=10))
    times = {one.code: (one.starts, one.ends, one.critical) for one in plan.items}
    assert times == {"1": (0, 1, True), "2": (1, 11, True), "3": (0, 4, False)}
    assert (plan.days, plan.legal_days) == (11, 40)


def test_without_a_term_by_law_of_every_item_there_is_none_of_the_whole() -> None:
    assert planned(bundle(line("1"), line("2")), item("1"), item("2", legal=None)).legal_days is None


def test_an_item_that_is_not_chosen_holds_nobody_back() -> None:
    whole = bundle(line("1", when="a"), line("2", after=["1"]))
    plan = planned(whole, item("1", promised=9), item("2", promised=3), answers={"a": False})
    assert plan.days == 3
    assert plan.items[1].after == ()


def test_lanes_are_organisations_and_hold_only_what_is_chosen() -> None:
    whole = bundle(line("1"), line("2", when="a"), line("3"), line("4"))
    guides = [item("1", organisation="X"), item("2", organisation="Y"), item("3", organisation="X"), item("4")]
    plan = planned(whole, *guides, answers={"a": False})
    assert [(lane.organisation, [one.code for one in lane.items]) for lane in plan.lanes] == [("X", ["1", "3"]), ("", ["4"])]


def test_items_that_wait_for_each_other_make_no_plan() -> None:
    with pytest.raises(CircularOrder, match="1 → 2 → 1"):
        planned(bundle(line("1", after=["2"]), line("2", after=["1"])), item("1"), item("2"))


def test_the_same_paper_is_brought_once_for_all_who_need_it() -> None:
    whole = bundle(line("1"), line("2"), materials=[paper("cover")])
    first = item("1", materials=[paper("id", required=False, copies=1), paper("plan")])
    plan = planned(whole, first, item("2", materials=[paper("id", required=True, copies=2)]))
    found = {one.material.code: one for one in plan.materials}
    assert list(found) == ["cover", "id", "plan"]
    assert found["id"].needed_by == ("1", "2")
    assert (found["id"].material.required, found["id"].material.copies) == (True, 2)
    assert found["cover"].needed_by == ("1", "2")


def test_what_an_item_claims_is_not_brought_when_that_item_is_not_chosen() -> None:
    whole = bundle(line("1"), line("2", when="a"), materials=[paper("fire-plan")])
    plan = planned(whole, item("1"), item("2", materials=[paper("fire-plan")]), answers={"a": False})
    assert plan.materials == ()


def test_a_paper_is_needed_only_where_its_condition_holds() -> None:
    whole = bundle(line("1"), questions=[ask("rented")])
    guide = item("1", materials=[paper("lease", when="rented")])
    assert planned(whole, guide).undecided == ("rented",)
    assert states(planned(whole, guide, answers={"rented": False})) == {}
    assert states(planned(whole, guide, answers={"rented": True})) == {"lease": (MaterialState.BRING, "")}


def test_a_valid_licence_stands_in_for_its_paper_and_answers_its_question() -> None:
    whole = bundle(line("1", when="licence.held"), questions=[ask("licence.held", licence="business_licence")])
    guide = item("1", materials=[paper("licence", licence="business_licence")])
    plan = planned(whole, guide, held={"business_licence": "ZT-1"})
    assert chosen(plan) == {"1": Chosen.YES}
    assert states(plan) == {"licence": (MaterialState.HELD, "ZT-1")}
    assert chosen(planned(whole, guide, answers={"licence.held": False}, held={"business_licence": "ZT-1"})) == {"1": Chosen.NO}


def test_what_another_item_makes_is_not_brought_and_its_taker_waits_for_it() -> None:
    whole = bundle(line("2"), line("1"))
    maker, taker = item("2", outcome="permit", promised=4), item("1", materials=[paper("p", licence="permit")], promised=3)
    plan = planned(whole, maker, taker)
    assert states(plan) == {"p": (MaterialState.PRODUCED, "2")}
    assert [(one.code, one.starts, one.after) for one in plan.items] == [("2", 0, ()), ("1", 4, ("2",))]
    held = planned(whole, maker, taker, held={"permit": "ZT-9"})
    assert states(held) == {"p": (MaterialState.HELD, "ZT-9")}
    assert held.days == 4


def test_what_records_know_decides_until_somebody_says_otherwise() -> None:
    whole = bundle(line("1", when="area > 100"))
    known: Mapping[str, Known] = {"area": Known("area", 120, "identity")}
    assert chosen(planned(whole, item("1"), known=known)) == {"1": Chosen.YES}
    assert chosen(planned(whole, item("1"), known=known, answers={"area": 80})) == {"1": Chosen.NO}


def test_a_condition_that_cannot_be_computed_is_asked_again() -> None:
    verdict = choice.verdict("area > 100", {"area": "so big"})
    assert (verdict.chosen, verdict.unknown) == (Chosen.UNDECIDED, ("area",))


def test_questions_follow_one_another() -> None:
    whole = bundle(line("1"), questions=[ask("a"), ask("b", when="a")])
    assert [one.element for one in choice.questions(whole, {})] == ["a"]
    assert [one.element for one in choice.questions(whole, {"a": True})] == ["a", "b"]
    assert [one.element for one in choice.questions(whole, {"a": False})] == ["a"]


def test_without_questions_the_applicant_ticks_and_only_that_is_planned() -> None:
    whole = bundle(line("1"), line("2"), line("3"))
    items = item("1", promised=1), item("2", promised=9), item("3", promised=4)
    assert whole.ticked
    plan = planned(whole, *items, answers={TICKED: ["3", "1", "1"]})
    assert [one.code for one in plan.chosen] == ["1", "3"]
    assert chosen(plan)["2"] is Chosen.NO
    assert (plan.days, plan.ready, plan.undecided) == (4, True, ())


@pytest.mark.parametrize("nothing", [[], "", None])
def test_ticking_nothing_leaves_everything_open(nothing: object) -> None:
    plan = planned(bundle(line("1"), line("2")), item("1"), item("2"), answers={TICKED: nothing})
    assert (plan.chosen, plan.undecided, plan.ready) == ((), (TICKED,), False)
    assert set(chosen(plan).values()) == {Chosen.UNDECIDED}


@pytest.mark.parametrize("forged", [["1", "X"], "X", ["1", ""], [None], [["1"]], {"1": True}])
def test_a_tick_that_is_not_of_the_bundle_is_refused(forged: object) -> None:
    with pytest.raises(NotOfThisMatter):
        planned(bundle(line("1"), line("2")), item("1"), item("2"), answers={TICKED: forged})


def test_what_has_questions_conditions_or_one_item_is_not_ticked() -> None:
    assert not bundle(line("1"), line("2"), questions=[ask("a")]).ticked
    assert not bundle(line("1", when="a"), line("2")).ticked
    assert not bundle(line("1")).ticked
    assert [one.code for one in planned(bundle(line("1")), item("1"), answers={TICKED: ["X"]}).chosen] == ["1"]


def test_where_an_item_promises_no_term_nobody_says_how_long_it_takes() -> None:
    plan = planned(bundle(line("1"), line("2")), item("1"), item("2", promised=None))
    assert (plan.days, plan.legal_days) == (None, 20)


def test_of_ticked_items_a_paper_for_some_circumstance_is_not_demanded_of_everybody() -> None:
    """注销: 简易 and 普通 exclude each other, and the source says which papers go with which only in a note."""
    papers = [paper("id"), paper("moving", note="迁移时"), paper("photo", required=None, note="2寸")]
    lines = line("1"), line("2")
    ticked = planned(bundle(*lines, materials=papers), item("1"), item("2"), answers={TICKED: ["1"]})
    assert {one.material.code: one.material.required for one in ticked.materials} == {"id": True, "moving": False, "photo": None}
    asked = planned(bundle(*lines, questions=[ask("a")], materials=papers), item("1"), item("2"))
    assert {one.material.code: one.material.required for one in asked.materials}["moving"] is True
