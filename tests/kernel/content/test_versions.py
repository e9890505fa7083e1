"""Which version holds when, and what publishing must add: pure."""
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from zhengtong.kernel.content.rules.comparison import edits_of
from zhengtong.kernel.content.rules.versions import Row, fingerprint, holding, standing, to_add
from zhengtong.kernel.content.terms import Document


def day(number: int) -> date:
    return date(2026, 1, number)


def document(**body: object) -> Document:
    return Document("item", "1", day(1), body, "editor", None, "a.yaml", 1)


def test_the_fingerprint_is_of_the_words_not_of_their_order() -> None:
    assert fingerprint(document(a=1, b=["x"])) == fingerprint(document(b=["x"], a=1))
    assert fingerprint(document(a=1)) != fingerprint(document(a=2))
    assert fingerprint(document(a=1)) != fingerprint(Document("item", "1", day(1), {"a": 1}, "other source", None, "a.yaml", 1))


def test_what_was_added_last_holds() -> None:
    rows = [Row("old", day(1)), Row("future", day(20)), Row("corrected", day(5))]
    held = [holding(rows, day(on)) for on in (1, 5, 25)]
    assert [row.sha256 for row in held if row] == ["old", "corrected", "corrected"]
    assert holding(rows, date(2025, 12, 31)) is None
    assert standing(rows) == [rows[0], rows[2]]


def test_a_closing_version_ends_everything_after_it() -> None:
    rows = [Row("a", day(1)), Row("b", day(20)), Row("b", day(10), withdrawn=True)]
    last = holding(rows, day(25))
    assert last is not None
    assert last.withdrawn
    assert to_add(rows, [(day(1), "a")]) == [0]


States = list[tuple[int, str]]
versions = st.lists(st.tuples(st.integers(1, 6), st.sampled_from("abc")), min_size=1, max_size=4, unique_by=lambda one: one[0]).map(sorted)


@given(st.lists(versions, max_size=6), versions)
def test_after_publishing_everything_written_holds_and_nothing_more_is_due(history: list[States], written: States) -> None:
    rows: list[Row] = []
    for state in [*history, written]:
        pairs = [(day(on), sha) for on, sha in state]
        rows += [Row(pairs[index][1], pairs[index][0]) for index in to_add(rows, pairs)]
    pairs = [(day(on), sha) for on, sha in written]
    assert to_add(rows, pairs) == []
    for on in range(1, 8):
        expected = [sha for first, sha in pairs if first <= day(on)]
        if expected:
            held = holding(rows, day(on))
            assert held is not None
            assert held.sha256 == expected[-1]


def test_edits_name_the_place() -> None:
    before = {"name": "甲", "materials": [{"code": "a"}, {"code": "b"}], "gone": 1, "same": [1]}
    after = {"name": {"zh": "甲"}, "materials": [{"code": "a"}, {"code": "c"}, {"code": "d"}], "same": [1], "new": None}
    assert [(edit.at, edit.before, edit.after) for edit in edits_of(before, after)] == [
        ("name", "甲", {"zh": "甲"}), ("materials/1/code", "b", "c"), ("materials/2", None, {"code": "d"}), ("gone", 1, None),
        ("new", None, None),
    ]
    assert edits_of(1, True) != ()
