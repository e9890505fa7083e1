"""表单规则: one question once; what two windows' answers add up to."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.foundation.elements.terms import Element, Type
from zhengtong.foundation.forms import rules
from zhengtong.foundation.forms.rules import Kept
from zhengtong.foundation.forms.terms import Ask, Form
from zhengtong.foundation.identity.terms import Known
from zhengtong.kernel.refusals import Kind, Problem, Refusal
from zhengtong.kernel.words import Words


def element(key: str, kind: Type = Type.TEXT) -> Element:
    return Element(key, Words(key), kind)


ELEMENTS = {
    key: element(key, kind)
    for key, kind in {
        "firm.name": Type.TEXT,
        "premises.area": Type.NUMBER,
        "food.room": Type.BOOLEAN,
        "fire.exits": Type.INTEGER,
        "commitment.accepted": Type.BOOLEAN,
    }.items()
}
KNOWN = {"firm.name": Known("firm.name", "长沙演示小馆", "identity", Words("登记信息"))}


def compose(*asks: Ask, **answers: object) -> Form:
    return rules.compose(asks, {key.replace("_", "."): value for key, value in answers.items()}, KNOWN, ELEMENTS)


def keys(form: Form) -> list[str]:
    return [field.element.key for field in form.fields]


def test_one_question_once_whoever_needs_it() -> None:
    form = compose(
        Ask("premises.area", "food", "premises", required=False),
        Ask("premises.area", "fire", "fire", required=True),
        Ask("premises.area", "fire", "premises"),
    )
    (field,) = form.fields
    assert field.required
    assert field.needed_by == ("food", "fire")
    assert [section.code for section in form.sections] == ["premises"]


def test_sections_stand_in_their_fixed_order_with_titles_in_both_languages() -> None:
    form = compose(
        Ask("commitment.accepted", "a", "commitment"),
        Ask("fire.exits", "a", "fire"),
        Ask("food.room", "a", "own_section_of_a_city"),
        Ask("firm.name", "a", "applicant"),
    )
    assert [section.code for section in form.sections] == ["applicant", "fire", "own_section_of_a_city", "commitment"]
    assert form.sections[0].title == Words("申请人", "Applicant")


def test_what_is_known_is_shown_with_its_source_and_outranks_what_was_typed() -> None:
    form = compose(Ask("firm.name", "a", "applicant"), Ask("fire.exits", "a", "fire"), firm_name="别的名称", fire_exits=2)
    assert form.fields[0].value == "长沙演示小馆"
    assert form.fields[0].known is not None
    assert form.fields[0].known.source == "identity"
    assert (form.known, form.to_give) == (1, 1)
    assert form.fields[1].value == 2


@pytest.mark.parametrize(("area", "asked"), [({}, True), ({"premises_area": 50}, False), ({"premises_area": 500}, True)])
def test_a_question_is_left_out_only_when_certainly_not_needed(area: dict[str, object], asked: bool) -> None:
    form = compose(Ask("fire.exits", "a", "fire", when="premises.area > 100"), **area)
    assert ("fire.exits" in keys(form)) is asked


def test_while_it_hangs_on_another_answer_a_question_is_shown_but_not_required() -> None:
    ask = Ask("fire.exits", "a", "fire", when="premises.area > 100")
    (open_,), (needed,) = compose(ask).fields, compose(ask, premises_area=500).fields
    assert (open_.conditional, open_.required) == (True, False)
    assert (needed.conditional, needed.required) == (False, True)
    (certain,) = compose(ask, Ask("fire.exits", "b", "fire")).fields
    assert (certain.conditional, certain.required) == (False, True)


def test_answers_that_do_not_agree_are_told_at_the_later_one_once_both_are_given() -> None:
    says = Words("出口太多。", "Too many exits.")
    asks = [
        Ask("premises.area", "a", "premises", required=False),
        Ask("fire.exits", "a", "fire", required=False, check="fire.exits <= premises.area", check_says=says),
    ]

    def told(**answers: object) -> list[tuple[str, object]]:
        given = {key.replace("_", "."): value for key, value in answers.items()}
        return [(one.at, one.params.get("says")) for one in rules.check(compose(*asks, **answers), given, read=read, check=check)]

    assert told(premises_area=3, fire_exits=5) == [("fire.exits", says)]
    assert told(premises_area=5, fire_exits=5) == []
    assert told(fire_exits=5) == []
    assert ("fire.exits", says) not in told(premises_area="bad", fire_exits=5)


def test_hidden_for_one_item_and_asked_for_another_is_asked() -> None:
    form = compose(
        Ask("fire.exits", "a", "fire", required=True, when="premises.area > 100"),
        Ask("fire.exits", "b", "fire", required=False),
        premises_area=50,
    )
    assert form.fields[0].needed_by == ("b",)
    assert not form.fields[0].required


def test_an_element_that_is_gone_is_still_shown_for_an_old_case() -> None:
    form = compose(Ask("old.word", "a", "matter"), old_word="甲")
    assert (form.fields[0].element.title.zh, form.fields[0].value) == ("old.word", "甲")


class Bad(Refusal):
    kind = Kind.INVALID


def read(what: Element, raw: object) -> object:
    if raw == "bad":
        raise Bad(problems=[Problem(what.key, "cannot be read")])
    return raw


def check(what: Element, value: object) -> list[Problem]:
    return [Problem(what.key, "wrong")] if value == "wrong" else []


def test_missing_unreadable_and_wrong_answers_are_told_in_the_order_of_the_form() -> None:
    form = compose(
        Ask("firm.name", "a", "applicant"),
        Ask("premises.area", "a", "premises"),
        Ask("food.room", "a", "food", required=False),
        Ask("fire.exits", "a", "fire"),
        Ask("commitment.accepted", "a", "commitment"),
    )
    told = rules.check(form, {"firm.name": "bad", "fire.exits": "bad", "commitment.accepted": "wrong"}, read=read, check=check)
    assert [(one.at, one.message.split(":")[0]) for one in told] == [
        ("premises.area", "This is still to be answered"),
        ("fire.exits", "cannot be read"),
        ("commitment.accepted", "wrong"),
    ]


def saved(**answers: object) -> Kept:
    return rules.merge(Kept(), answers, seen=None, revision=1).kept


def test_two_windows_with_different_answers_merge() -> None:
    first = rules.merge(saved(a="1", b="1"), {"a": "2", "b": "1"}, seen=1, revision=2)
    second = rules.merge(first.kept, {"a": "1", "b": "2"}, seen=1, revision=3)
    assert second.conflicts == {}
    assert second.kept.answers == {"a": "2", "b": "2"}


def test_the_same_answer_changed_in_two_windows_is_a_conflict_that_keeps_both() -> None:
    first = rules.merge(saved(a="1", b="1"), {"a": "2"}, seen=1, revision=2)
    second = rules.merge(first.kept, {"a": "3", "b": "9"}, seen=1, revision=3)
    assert second.conflicts == {"a": ("3", "2")}
    assert second.kept.answers["a"] == "2"


def test_the_same_change_in_two_windows_is_none() -> None:
    first = rules.merge(saved(a="1"), {"a": "2"}, seen=1, revision=2)
    second = rules.merge(first.kept, {"a": "2"}, seen=1, revision=3)
    assert (second.conflicts, second.changed) == ({}, False)


def test_a_window_never_contradicts_itself_however_fast_it_types() -> None:
    kept = saved(a="")
    for revision, text in enumerate(["长", "长沙", "长沙市"], start=2):
        merged = rules.merge(kept, {"a": text}, seen=1, revision=revision, window="w1")
        assert merged.conflicts == {}
        kept = merged.kept
    assert rules.merge(kept, {"a": "株洲"}, seen=1, revision=9, window="w2").conflicts == {"a": ("株洲", "长沙市")}


def test_clearing_an_answer_is_a_change() -> None:
    first = rules.merge(saved(a="1"), {"a": None}, seen=1, revision=2)
    assert first.changed
    assert "a" not in first.kept.answers
    assert rules.merge(first.kept, {"a": "2"}, seen=1, revision=3).conflicts == {"a": ("2", None)}


def test_an_answer_changed_too_often_to_remember_is_asked_about_rather_than_overwritten() -> None:
    kept = saved(a="0")
    for revision in range(2, 40):
        kept = rules.merge(kept, {"a": str(revision)}, seen=revision - 1, revision=revision).kept
    assert len(kept.past["a"]) <= 12
    assert "a" in rules.merge(kept, {"a": "0"}, seen=1, revision=99).conflicts


values = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "a", "b"])


@given(st.lists(st.tuples(st.sampled_from("xyz"), values, st.integers(1, 6)), max_size=12))
def test_nothing_is_ever_lost_silently(saves: list[tuple[str, object, int]]) -> None:
    """What a window saved is in force, or was refused aloud, or somebody who had seen it changed it."""
    kept = Kept()
    for revision, (key, value, seen) in enumerate(saves, start=2):
        before = kept.answers.get(key)
        merged = rules.merge(kept, {key: value}, seen=min(seen, revision - 1), revision=revision)
        now = merged.kept.answers.get(key)
        if merged.conflicts:
            assert now == before
        elif merged.changed:
            assert now == value
        else:
            assert now == before
        kept = merged.kept
