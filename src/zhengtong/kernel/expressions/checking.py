"""Type-check a condition against the elements it names, before anybody relies on it."""
from collections.abc import Collection, Mapping

from zhengtong.kernel.expressions.errors import NotAChoice, Truncating, UnknownName, WrongType
from zhengtong.kernel.expressions.nodes import All, AnyOf, Binary, Call, Choice, ListOf, Literal, Minus, Name, Node, Not
from zhengtong.kernel.expressions.terms import ValueType

_NUMBERS = frozenset({ValueType.INT, ValueType.DOUBLE})
_BY_CLASS = {bool: ValueType.BOOL, int: ValueType.INT, float: ValueType.DOUBLE, str: ValueType.STRING, type(None): ValueType.NULL}
_ORDERED = frozenset({"<", "<=", ">", ">="})
_EQUAL = frozenset({"==", "!="})


class Checker:
    """types: element key → type. choices: element key → the values it may have, where they are listed."""

    def __init__(self, types: Mapping[str, ValueType], choices: Mapping[str, Collection[str]]) -> None:
        self.types = types
        self.choices = choices

    def type_of(self, node: Node) -> ValueType:  # noqa: PLR0911 - one case a kind of node
        """Raises UnknownName, WrongType, NotAChoice, Truncating."""
        match node:
            case Literal(value=value):
                return _BY_CLASS[type(value)]
            case Name(key=key):
                if key not in self.types:
                    raise UnknownName(node.start, name=key)
                return self.types[key]
            case ListOf(items=items):
                for item in items:
                    self.type_of(item)
                return ValueType.LIST
            case Not(operand=operand):
                return self.want(operand, ValueType.BOOL, "!")
            case Minus(operand=operand):
                return self.number(operand, "-")
            case All(parts=parts):
                return self.wanted(parts, "&&")
            case AnyOf(parts=parts):
                return self.wanted(parts, "||")
            case Choice():
                return self.choice(node)
            case Binary():
                return self.binary(node)
            case Call():
                return self.call(node)
        raise TypeError(f"no such node: {node!r}")

    def want(self, node: Node, wanted: ValueType, operator: str) -> ValueType:
        found = self.type_of(node)
        if found not in (wanted, ValueType.ANY):
            raise WrongType(node.start, operator=operator, found=found.value)
        return wanted

    def wanted(self, parts: Collection[Node], operator: str) -> ValueType:
        for part in parts:
            self.want(part, ValueType.BOOL, operator)
        return ValueType.BOOL

    def number(self, node: Node, operator: str) -> ValueType:
        found = self.type_of(node)
        if found not in _NUMBERS | {ValueType.ANY}:
            raise WrongType(node.start, operator=operator, found=found.value)
        return found

    def choice(self, node: Choice) -> ValueType:
        self.want(node.condition, ValueType.BOOL, "? :")
        yes, no = self.type_of(node.yes), self.type_of(node.no)
        if not _comparable(yes, no):
            raise WrongType(node.no.start, operator="? :", found=f"{yes.value}, {no.value}")
        return _joined(yes, no)

    def binary(self, node: Binary) -> ValueType:
        left, right = self.type_of(node.left), self.type_of(node.right)
        if node.operator == "in":
            return self.membership(node, left, right)
        if node.operator in _EQUAL:
            self.agreed(node, _comparable(left, right), left, right, ValueType.BOOL)
            self.check_choice(node.left, node.right)
            self.check_choice(node.right, node.left)
            return ValueType.BOOL
        if node.operator in _ORDERED:
            fits = _comparable(left, right) and {left, right} <= _NUMBERS | {ValueType.STRING, ValueType.ANY}
            return self.agreed(node, fits, left, right, ValueType.BOOL)
        return self.arithmetic(node, left, right)

    def arithmetic(self, node: Binary, left: ValueType, right: ValueType) -> ValueType:
        kinds = {left, right}
        joined = kinds <= {ValueType.STRING, ValueType.ANY} or kinds <= {ValueType.LIST, ValueType.ANY}
        numbers = kinds <= (_NUMBERS if node.operator != "%" else {ValueType.INT}) | {ValueType.ANY}
        self.agreed(node, numbers or (node.operator == "+" and joined), left, right, ValueType.ANY)
        if node.operator == "/" and ValueType.DOUBLE in kinds and not (_surely_decimal(node.left) or _surely_decimal(node.right)):
            raise Truncating(node.at)
        return _joined(left, right)

    def agreed(self, node: Binary, fits: bool, left: ValueType, right: ValueType, gives: ValueType) -> ValueType:
        if not fits:
            raise WrongType(node.at, operator=node.operator, found=f"{left.value}, {right.value}")
        return gives

    def membership(self, node: Binary, left: ValueType, right: ValueType) -> ValueType:
        if isinstance(node.right, ListOf):
            for item in node.right.items:
                kind = self.type_of(item)
                if not _comparable(left, kind):
                    raise WrongType(item.start, operator="in", found=f"{left.value}, {kind.value}")
                self.check_choice(node.left, item)
        else:
            self.agreed(node, right in (ValueType.LIST, ValueType.ANY), left, right, ValueType.BOOL)
            self.check_choice(node.right, node.left)
        return ValueType.BOOL

    def check_choice(self, name: Node, value: Node) -> None:
        """A choice compared with a text that it can never be is a slip of the pen."""
        if not isinstance(name, Name) or not isinstance(value, Literal) or name.key not in self.choices:
            return
        if value.value is not None and value.value not in self.choices[name.key]:
            raise NotAChoice(value.start, found=value.value, name=name.key, choices=", ".join(self.choices[name.key]))

    def call(self, node: Call) -> ValueType:
        if node.function == "has":
            self.type_of(node.arguments[0])
            return ValueType.BOOL
        if node.function == "double":
            self.number(node.arguments[0], "double")
            return ValueType.DOUBLE
        if node.function == "size":
            found = self.type_of(node.arguments[0])
            if found not in (ValueType.STRING, ValueType.LIST, ValueType.ANY):
                raise WrongType(node.arguments[0].start, operator="size", found=found.value)
            return ValueType.INT
        for argument in node.arguments:
            self.want(argument, ValueType.STRING, node.function)
        return ValueType.BOOL


def _comparable(left: ValueType, right: ValueType) -> bool:
    return left == right or {left, right} <= _NUMBERS or bool({ValueType.ANY, ValueType.NULL} & {left, right})


def _joined(left: ValueType, right: ValueType) -> ValueType:
    if left == right:
        return left
    return ValueType.DOUBLE if {left, right} == _NUMBERS else ValueType.ANY


def _surely_decimal(node: Node) -> bool:
    """Whether the value is decimal whatever is filled in: an element that need not be whole may still be whole."""
    match node:
        case Literal(value=value):
            return isinstance(value, float)
        case Call(function=function):
            return function == "double"
        case Minus(operand=operand):
            return _surely_decimal(operand)
        case Choice(yes=yes, no=no):
            return _surely_decimal(yes) and _surely_decimal(no)
        case Binary(left=left, right=right):
            return _surely_decimal(left) or _surely_decimal(right)
    return False
