"""Type-check: what could never be right is found before anybody relies on it."""
import pytest

from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.expressions.api import ValueType

TYPES = {
    "premises.area": ValueType.DOUBLE,
    "food.staff_count": ValueType.INT,
    "food.kind": ValueType.STRING,
    "food.items": ValueType.LIST,
    "signboard.wanted": ValueType.BOOL,
    "anything": ValueType.ANY,
}
CHOICES = {"food.kind": ("full", "small"), "food.items": ("hot", "cold")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("premises.area > 100 && signboard.wanted", ValueType.BOOL),
        ("premises.area > food.staff_count", ValueType.BOOL),
        ('food.kind in ["full", "small"] || "hot" in food.items', ValueType.BOOL),
        ("premises.area * 2", ValueType.DOUBLE),
        ("food.staff_count / 3 + 1", ValueType.INT),
        ("premises.area / 50.0", ValueType.DOUBLE),
        ("double(premises.area) / food.staff_count", ValueType.DOUBLE),
        ("size(food.items) + size(food.kind)", ValueType.INT),
        ("signboard.wanted ? 1 : 2.5", ValueType.DOUBLE),
        ('food.kind + "x"', ValueType.STRING),
        ("anything > 1 && anything == 'x'", ValueType.BOOL),
        ("food.kind == null", ValueType.BOOL),
        ("has(food.kind)", ValueType.BOOL),
    ],
)
def test_the_type_of_an_answer(text: str, kind: ValueType) -> None:
    assert expressions.check(expressions.parse(text), TYPES, CHOICES) is kind


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("premises.aera > 100", expressions.UnknownName, 0),
        ("has(premises.aera)", expressions.UnknownName, 4),
        ('premises.area > "100"', expressions.WrongType, 14),
        ("premises.area && signboard.wanted", expressions.WrongType, 0),
        ("signboard.wanted || food.kind", expressions.WrongType, 20),
        ("!food.kind", expressions.WrongType, 1),
        ("-food.kind", expressions.WrongType, 1),
        ("food.kind == 1", expressions.WrongType, 10),
        ("signboard.wanted < true", expressions.WrongType, 17),
        ("food.kind - 'a'", expressions.WrongType, 10),
        ("premises.area % 2", expressions.WrongType, 14),
        ("premises.area in food.kind", expressions.WrongType, 14),
        ("food.kind in ['full', 1]", expressions.WrongType, 22),
        ("size(premises.area)", expressions.WrongType, 5),
        ("double(food.kind)", expressions.WrongType, 7),
        ("premises.area.startsWith('a')", expressions.WrongType, 0),
        ("food.kind ? 1 : 2", expressions.WrongType, 0),
        ("signboard.wanted ? 1 : 'a'", expressions.WrongType, 23),
        ("premises.area / food.staff_count > 2", expressions.Truncating, 14),
        ("premises.area / 50 > 2", expressions.Truncating, 14),
        ("food.kind == 'smal'", expressions.NotAChoice, 13),
        ("'smal' != food.kind", expressions.NotAChoice, 0),
        ("food.kind in ['full', 'smal']", expressions.NotAChoice, 22),
        ("'warm' in food.items", expressions.NotAChoice, 0),
    ],
)
def test_what_cannot_be_right(text: str, reason: type[expressions.ExpressionError], position: int) -> None:
    with pytest.raises(reason) as caught:
        expressions.check(expressions.parse(text), TYPES, CHOICES)
    assert caught.value.position == position
