"""Turn a tree into closures that compute it in a microsecond or two: values in, value or Unknown out (Kleene's three-valued logic)."""
import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhengtong.kernel.expressions.nodes import All, AnyOf, Binary, Call, Choice, ListOf, Literal, Minus, Name, Node, Not
from zhengtong.kernel.expressions.parsing import INT_MAX, INT_MIN
from zhengtong.kernel.expressions.terms import FAULT, UNKNOWN, Unknown

type_values = Mapping[str, object]
Run = Callable[[type_values], Any]

_PLAIN = frozenset({str, int, float, bool})
_NUMBERS = frozenset({int, float})
_READ: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (str, str.__str__),              # a StrEnum is its value
    (bool, bool),
    (int, int.__int__),
    (float, float),
    (Decimal, float),
    (date, lambda value: value.isoformat()),
)


def compute(node: Node) -> Run:  # noqa: PLR0911, PLR0912 - one case a kind of node
    """The closure of a node. Unknown is stronger than fault: it may turn out well once it is told."""
    match node:
        case Literal(value=value):
            return _constant(value)
        case Name(key=key):
            return _name(key)
        case ListOf(items=items):
            return _list([compute(item) for item in items])
        case Not(operand=operand):
            return _not(compute(operand))
        case Minus(operand=operand):
            return _strict(_minus, compute(operand))
        case All(parts=parts):
            return _all([compute(part) for part in parts])
        case AnyOf(parts=parts):
            return _any([compute(part) for part in parts])
        case Choice(condition=condition, yes=yes, no=no):
            return _choice(compute(condition), compute(yes), compute(no))
        case Binary(operator="in", left=left, right=ListOf(items=items)):
            return _among(compute(left), [compute(item) for item in items])
        case Binary(operator=sign, left=left, right=right):
            return _strict2(_BINARY[sign], compute(left), compute(right))
        case Call(function="has", arguments=(argument,)):
            return _has(compute(argument))
        case Call(function=function, arguments=(argument,)):
            return _strict(_ONE[function], compute(argument))
        case Call(function=function, arguments=(first, second)):
            return _strict2(_TWO[function], compute(first), compute(second))
    raise TypeError(f"no such node: {node!r}")


def plain(value: object) -> object:
    """Values as callers hold them, in the six types of the language; nothing is a value that is missing."""
    if value is None:
        return UNKNOWN
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(member) for member in value if member is not None]
    for kind, read in _READ:
        if isinstance(value, kind):
            return read(value)
    return FAULT


def _constant(value: object) -> Run:
    return lambda values: value  # noqa: ARG005


def _name(key: str) -> Run:
    def run(values: type_values) -> object:
        value = values.get(key)
        return value if type(value) in _PLAIN else plain(value)

    return run


def _list(items: list[Run]) -> Run:
    def run(values: type_values) -> object:
        found = [item(values) for item in items]
        if UNKNOWN in found:
            return UNKNOWN
        return FAULT if FAULT in found else found

    return run


def _not(operand: Run) -> Run:
    def run(values: type_values) -> object:
        value = operand(values)
        if value is True:
            return False
        if value is False:
            return True
        return UNKNOWN if value is UNKNOWN else FAULT

    return run


def _all(parts: list[Run]) -> Run:
    def run(values: type_values) -> object:
        answer: object = True
        for part in parts:
            value = part(values)
            if value is False:
                return False
            if value is not True and answer is not UNKNOWN:
                answer = UNKNOWN if value is UNKNOWN else FAULT
        return answer

    return run


def _any(parts: list[Run]) -> Run:
    def run(values: type_values) -> object:
        answer: object = False
        for part in parts:
            value = part(values)
            if value is True:
                return True
            if value is not False and answer is not UNKNOWN:
                answer = UNKNOWN if value is UNKNOWN else FAULT
        return answer

    return run


def _choice(condition: Run, yes: Run, no: Run) -> Run:
    def run(values: type_values) -> object:
        value = condition(values)
        if value is True:
            return yes(values)
        if value is False:
            return no(values)
        return UNKNOWN if value is UNKNOWN else FAULT

    return run


def _among(left: Run, items: list[Run]) -> Run:
    """``x in [a, b]``: found is found, even where another member is not known yet."""

    def run(values: type_values) -> object:
        value = left(values)
        if type(value) is Unknown:
            return value
        answer: object = False
        for item in items:
            other = item(values)
            if type(other) is Unknown:
                answer = other if answer is not UNKNOWN else answer
            elif equal(value, other):
                return True
        return answer

    return run


def _has(argument: Run) -> Run:
    return lambda values: argument(values) is not UNKNOWN


def _strict(function: Callable[[Any], object], argument: Run) -> Run:
    def run(values: type_values) -> object:
        value = argument(values)
        return value if type(value) is Unknown else function(value)

    return run


def _strict2(function: Callable[[Any, Any], object], left: Run, right: Run) -> Run:
    def run(values: type_values) -> object:
        first, second = left(values), right(values)
        if first is UNKNOWN or second is UNKNOWN:
            return UNKNOWN
        if first is FAULT or second is FAULT:
            return FAULT
        return function(first, second)

    return run


def equal(left: object, right: object) -> bool:
    """CEL's equality: numbers by value, everything else only within its own type; true is not 1."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equal, left, right))
    if type(left) is not type(right) and not (type(left) in _NUMBERS and type(right) in _NUMBERS):
        return False
    return left == right


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], object]:
    def ordered(left: Any, right: Any) -> object:
        kinds = (type(left), type(right))
        if kinds == (str, str) or (kinds[0] in _NUMBERS and kinds[1] in _NUMBERS) or kinds == (bool, bool):
            return compare(left, right)
        return FAULT

    return ordered


def _arithmetic(apply: Callable[[Any, Any], Any]) -> Callable[[Any, Any], object]:
    def arithmetic(left: Any, right: Any) -> object:
        if type(left) not in _NUMBERS or type(right) not in _NUMBERS:
            return FAULT
        try:
            return _in_range(apply(left, right))
        except ArithmeticError:
            return FAULT

    return arithmetic


def _in_range(value: int | float) -> object:
    if type(value) is int:
        return value if INT_MIN <= value <= INT_MAX else FAULT
    return value if abs(value) != float("inf") else FAULT


def _plus(left: Any, right: Any) -> object:
    if type(left) is type(right) and type(left) in (str, list):
        return left + right
    return _add(left, right)


def _divide(left: Any, right: Any) -> Any:
    """Whole by whole drops the remainder towards zero, as in CEL."""
    if type(left) is int and type(right) is int:
        whole = abs(left) // abs(right)
        return whole if (left < 0) == (right < 0) else -whole
    return left / right


def _remainder(left: Any, right: Any) -> Any:
    if type(left) is not int or type(right) is not int:
        raise ArithmeticError
    return left - right * _divide(left, right)


def _minus(value: Any) -> object:
    return _in_range(-value) if type(value) in _NUMBERS else FAULT


def _member(value: Any, members: Any) -> object:
    return any(equal(value, member) for member in members) if type(members) is list else FAULT


def _size(value: Any) -> object:
    return len(value) if type(value) in (str, list) else FAULT


def _double(value: Any) -> object:
    return float(value) if type(value) in _NUMBERS else FAULT


def _of_texts(apply: Callable[[str, str], bool]) -> Callable[[Any, Any], object]:
    return lambda left, right: apply(left, right) if type(left) is str and type(right) is str else FAULT


_add = _arithmetic(operator.add)
_ONE: dict[str, Callable[[Any], object]] = {"size": _size, "double": _double}
_TWO = {
    "startsWith": _of_texts(str.startswith),
    "endsWith": _of_texts(str.endswith),
    "contains": _of_texts(str.__contains__),
}
_BINARY: dict[str, Callable[[Any, Any], object]] = {
    "==": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": _ordered(operator.lt),
    "<=": _ordered(operator.le),
    ">": _ordered(operator.gt),
    ">=": _ordered(operator.ge),
    "in": _member,
    "+": _plus,
    "-": _arithmetic(operator.sub),
    "*": _arithmetic(operator.mul),
    "/": _arithmetic(_divide),
    "%": _arithmetic(_remainder),
}
