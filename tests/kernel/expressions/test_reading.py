"""Reading a condition: precedence as in CEL, every mistake has its place, nothing exhausts the reader."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.expressions.errors import SignMissing, Unfinished, ValueMissing, WrongArguments

MISTAKES = [
    ("", Unfinished, 0),
    ("premises.area >", Unfinished, 15),
    ("(premises.area > 1", Unfinished, 18),
    ("[1, 2", Unfinished, 5),
    ("yes ? 1", Unfinished, 7),
    ("yes ? no ? 1 : 2 : 3", SignMissing, 9),
    ("yes ? 1 ; 2", expressions.Unreadable, 8),
    ("1 + * 2", ValueMissing, 4),
    ("premises.area $ 1", expressions.Unreadable, 14),
    ("premises.area > 1 premises", expressions.Unreadable, 18),
    ("(1, 2)", SignMissing, 2),
    ('"not closed', expressions.Unreadable, 0),
    (r'"bad \q escape"', expressions.Unreadable, 5),
    (r'"\ud800"', expressions.Unreadable, 1),
    ("size()", WrongArguments, 0),
    ("size(1, 2)", WrongArguments, 0),
    ("has(1)", WrongArguments, 0),
    ('name.matches("(a+)+$")', expressions.NotAllowed, 5),
    ("name[0]", expressions.NotAllowed, 4),
    ("timestamp(name)", expressions.NotAllowed, 0),
    ("9223372036854775808", expressions.OutOfRange, 0),
    ("1e999", expressions.OutOfRange, 0),
    ("!" * 40 + "yes", expressions.TooDeep, 32),
    ("(" * 2000, expressions.TooDeep, 32),
    ("-" * 40 + "x", expressions.TooDeep, 32),
    ("+".join("a" * 200), expressions.TooDeep, None),
    ("a == " + "b" * 4000, expressions.TooLong, None),
]


@pytest.mark.parametrize(("text", "reason", "position"), MISTAKES)
def test_a_mistake_is_named_with_its_place(text: str, reason: type[expressions.ExpressionError], position: int | None) -> None:
    with pytest.raises(expressions.ExpressionError) as caught:
        expressions.parse(text)
    assert type(caught.value) is reason
    assert position is None or caught.value.position == position
    assert caught.value.remedy


@given(st.text("ab.()[]&|!=<>+-*/%?:,'\"\\0129e in\n", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        expression = expressions.parse(text)
    except expressions.ExpressionError as mistake:
        position = mistake.position
    else:
        expressions.evaluate(expression, {"a": 1})
        position = 0
    assert 0 <= position <= len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 2 - 3", 5),
        ("2 * 3 % 4", 2),
        ("-2 + 3", 1),
        ("--2", 2),
        ("-7 / 2", -3),
        ("-7 % 3", -1),
        ("7 / 2.0", 3.5),
        ("0x1F", 31),
        ("1e3", 1000.0),
        ("true || false && false", True),
        ("!true || true", True),
        ("1 < 2 == true", True),
        ("false ? 1 : true ? 3 : 4", 3),
        ("true ? (false ? 1 : 2) : 3", 2),
        (r'"\u5f20\"\n" + "三"', '张"\n三'),
        ("[1, 2,] + [3]", [1, 2, 3]),
        ('size("张三")', 2),
        ('"政务公开".contains("公开") && "a".size() == 1', True),
        ("2 in [1, 2.0]", True),
        ("true == 1", False),
        ("'2026-07-24' < '2026-10-01'", True),
        ("-9223372036854775808", -(2**63)),
    ],
)
def test_precedence_and_values(text: str, value: object) -> None:
    answer = expressions.evaluate(expressions.parse(text), {})
    assert answer.known
    assert answer.value == value
    assert type(answer.value) is type(value)


def test_names_are_dotted_keys() -> None:
    found = expressions.names(expressions.parse('premises.area > 1 && food.kind.startsWith("a") || has(firm.name) && size(food.items) > 0'))
    assert found == {"premises.area", "food.kind", "firm.name", "food.items"}
