"""Read a condition once, check it against the elements, ask it as often as there are people."""
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from zhengtong.kernel.expressions import explaining, parsing
from zhengtong.kernel.expressions.checking import Checker
from zhengtong.kernel.expressions.terms import UNKNOWN, Answer, Unknown, ValueType


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A condition that could be read, ready to run."""

    text: str
    step: explaining.Step

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def parse(text: str) -> Expression:
    """Raises an ExpressionError that knows its position."""
    return Expression(text, explaining.Step.of(parsing.read(text)))


def check(expression: Expression, types: Mapping[str, ValueType], choices: Mapping[str, Collection[str]] | None = None) -> ValueType:
    """The type of the answer. choices: element key → values it may have, so that a slip of the pen is found. Raises an ExpressionError."""
    return Checker(types, choices or {}).type_of(expression.step.node)


def names(expression: Expression) -> frozenset[str]:
    """Every element key that the condition mentions."""
    return expression.step.names


def evaluate(expression: Expression, values: Mapping[str, object]) -> Answer:
    """Answer with reasons. A missing or None value is unknown (Kleene)."""
    return explaining.answer(expression.step, expression.text, values)


def value(expression: Expression, values: Mapping[str, object]) -> object | Unknown:
    """The same value without reasons, for the many."""
    found: object = expression.step.run(values)
    return UNKNOWN if isinstance(found, Unknown) else found
