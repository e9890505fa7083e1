"""并联: over graphs of any shape: everything opens that can, nothing waits for ever, a refusal touches its successors only."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from zhengtong.delivery.approvals.rules import joint_outcome, next_steps
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion
from zhengtong.delivery.approvals.terms.flow import Outcome

WAITING, OPEN, APPROVED = ApprovalState.WAITING, ApprovalState.OPEN, ApprovalState.APPROVED
REFUSED, LAPSED, WITHDRAWN = ApprovalState.REFUSED, ApprovalState.LAPSED, ApprovalState.WITHDRAWN
Graph = Mapping[str, tuple[str, ...]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Without circles, since content with a circle is refused; in any order, with predecessors that were not chosen."""
    nodes = [f"i{number}" for number in range(draw(st.integers(1, 9)))]
    edges = {node: tuple(draw(st.sets(st.sampled_from([*nodes[:place], "elsewhere"]), max_size=3))) for place, node in enumerate(nodes)}
    return {node: edges[node] for node in draw(st.permutations(nodes))}


def successors(after: Graph, of: str) -> set[str]:
    found = {of}
    while more := {node for node, before in after.items() if node not in found and found & set(before)}:
        found |= more
    return found - {of}


def run(after: Graph, answers: Mapping[str, ApprovalState]) -> tuple[dict[str, ApprovalState], list[tuple[str, ...]]]:
    """Until nothing moves: what is open is answered, all of it, round by round."""
    states = dict.fromkeys(after, WAITING)
    rounds: list[tuple[str, ...]] = []
    for _ in range(len(after) + 1):
        steps = next_steps(states, after)
        states |= dict.fromkeys(steps.lapse or {}, LAPSED)
        if not steps.open:
            break
        rounds.append(steps.open)
        states |= {node: answers.get(node, APPROVED) for node in steps.open}
    return states, rounds


@given(graphs())
def test_where_all_is_approved_everything_opens_once_and_each_as_soon_as_it_can(after: Graph) -> None:
    states, rounds = run(after, {})
    assert set(states.values()) == {APPROVED}
    assert sorted(node for one in rounds for node in one) == sorted(after)
    when = {node: place for place, one in enumerate(rounds) for node in one}
    for node, before in after.items():
        assert when[node] == max((when[one] + 1 for one in before if one in after), default=0)


@given(graphs(), st.data(), st.sampled_from([REFUSED, WITHDRAWN]))
def test_what_stops_one_touches_its_successors_and_nothing_else(after: Graph, data: st.DataObject, ending: ApprovalState) -> None:
    stopped = data.draw(st.sampled_from(sorted(after)))
    states, _ = run(after, {stopped: ending})
    touched = successors(after, stopped)
    assert {node for node, state in states.items() if state is LAPSED} == touched
    assert all(states[node] is APPROVED for node in after if node not in touched | {stopped})


@given(graphs(), st.data())
def test_nothing_is_left_waiting_whatever_is_answered(after: Graph, data: st.DataObject) -> None:
    answers = {node: data.draw(st.sampled_from([APPROVED, REFUSED, WITHDRAWN])) for node in after}
    states, _ = run(after, answers)
    assert not {WAITING, OPEN} & set(states.values())


def test_a_diamond_opens_its_end_when_both_sides_are_through() -> None:
    after: Graph = {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c")}
    assert next_steps({"a": APPROVED, "b": WAITING, "c": WAITING, "d": WAITING}, after).open == ("b", "c")
    assert next_steps({"a": APPROVED, "b": APPROVED, "c": OPEN, "d": WAITING}, after).open == ()
    assert next_steps({"a": APPROVED, "b": APPROVED, "c": APPROVED, "d": WAITING}, after).open == ("d",)
    assert next_steps({"a": APPROVED, "b": APPROVED, "c": REFUSED, "d": WAITING}, after).lapse == {"d": "c"}


def test_one_answer_for_all_comes_when_all_have_spoken() -> None:
    approve, refuse = Opinion.APPROVE, Opinion.REFUSE
    table = [
        ([], Outcome.WAITING),
        ([approve, None], Outcome.WAITING),
        ([refuse, None], Outcome.WAITING),  # the applicant reads every reason at once
        ([approve, approve], Outcome.APPROVED),
        ([approve, refuse], Outcome.REFUSED),
        ([refuse], Outcome.REFUSED),
    ]
    for opinions, outcome in table:
        assert joint_outcome(opinions) is outcome, opinions
