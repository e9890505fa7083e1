"""Read the text of a condition into a tree: operator precedence as in CEL, with limits on length and depth."""
from collections.abc import Callable

from zhengtong.kernel.expressions.errors import (
    NotAllowed,
    OutOfRange,
    SignMissing,
    TooDeep,
    TooLong,
    Unfinished,
    Unreadable,
    ValueMissing,
    WrongArguments,
)
from zhengtong.kernel.expressions.nodes import All, AnyOf, Binary, Call, Choice, ListOf, Literal, Minus, Name, Node, Not, walk
from zhengtong.kernel.expressions.tokens import Token, string, tokens

LIMIT_LENGTH = 4000
LIMIT_DEPTH = 32                     # parentheses and signs around each other
LIMIT_TREE = 100                     # also operators one after the other, such as a + b + c
INT_MIN, INT_MAX = -(2**63), 2**63 - 1
FUNCTIONS = {"size": 1, "has": 1, "double": 1}
METHODS = {"size": 0, "startsWith": 1, "endsWith": 1, "contains": 1}

_TERNARY = 1
_COMPARING = dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 4)
_BINDING = {"?": _TERNARY, "||": 2, "&&": 3, **_COMPARING, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def read(text: str) -> Node:
    """Raises Unreadable, NotAllowed, OutOfRange, TooLong, TooDeep."""
    if len(text) > LIMIT_LENGTH:
        raise TooLong(LIMIT_LENGTH, limit=LIMIT_LENGTH)
    reader = _Reader(text)
    node = reader.expression()
    if reader.next.kind != "end":
        raise Unreadable(reader.next.start, found=reader.next.text)
    for found, depth in walk(node):
        if depth > LIMIT_TREE:
            raise TooDeep(found.start, limit=LIMIT_TREE)
    return node


class _Reader:
    """A precedence climber over the tokens."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.at = 0
        self.level = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def is_next(self, *signs: str) -> bool:
        return self.next.kind in ("sign", "name") and self.next.text in signs

    def skip(self, sign: str) -> None:
        """Step over a sign that must stand here."""
        if not self.is_next(sign):
            raise self.refusal(SignMissing, expected=sign)
        self.at += 1

    def refusal(self, reason: type[Unreadable], **params: object) -> Unreadable:
        if self.next.kind == "end":
            return Unfinished(self.next.start)
        return reason(self.next.start, found=self.next.text, **params)

    def expression(self, above: int = 0) -> Node:
        """One expression whose operators bind tighter than ``above``."""
        self.level += 1
        if self.level > LIMIT_DEPTH:
            raise TooDeep(self.next.start, limit=LIMIT_DEPTH)
        start = self.next.start
        left = self.operand()
        while self.next.kind in ("sign", "name") and _BINDING.get(self.next.text, 0) > above:
            left = self.operation(left, start)
        self.level -= 1
        return left

    @property
    def end(self) -> int:
        """Where the last token taken ends."""
        return self.tokens[self.at - 1].end

    def operation(self, left: Node, start: int) -> Node:
        token = self.next
        self.at += 1
        if token.text == "?":
            yes = self.expression(_TERNARY)
            self.skip(":")
            no = self.expression()
            return Choice(start, self.end, left, yes, no)
        right = self.expression(_BINDING[token.text])
        if token.text == "&&":
            return All(start, self.end, (*_flat(left, All), right))
        if token.text == "||":
            return AnyOf(start, self.end, (*_flat(left, AnyOf), right))
        return Binary(start, self.end, token.text, left, right, token.start)

    def operand(self) -> Node:
        """A unary sign, or a primary with its methods."""
        token = self.next
        if self.is_next("!"):
            self.at += 1
            operand = self.nested(self.operand)
            return Not(token.start, self.end, operand)
        if self.is_next("-"):
            self.at += 1
            if self.next.kind == "number":
                return self.methods(self.number(token.start, negative=True), token.start)
            operand = self.nested(self.operand)
            return Minus(token.start, self.end, operand)
        return self.methods(self.primary(), token.start)

    def nested(self, read: Callable[[], Node]) -> Node:
        self.level += 1
        if self.level > LIMIT_DEPTH:
            raise TooDeep(self.next.start, limit=LIMIT_DEPTH)
        node = read()
        self.level -= 1
        return node

    def primary(self) -> Node:
        token = self.next
        if token.kind == "number":
            return self.number(token.start)
        if token.kind == "string":
            self.at += 1
            return Literal(token.start, token.end, string(token))
        if self.is_next("("):
            self.at += 1
            inner = self.expression()
            self.skip(")")
            return inner
        if self.is_next("["):
            self.at += 1
            items = self.arguments("]")
            return ListOf(token.start, self.end, items)
        if token.kind == "name" and token.text != "in":
            return self.named()
        raise self.refusal(ValueMissing)

    def named(self) -> Node:
        """A word of the language, a function, or an element key with its dots."""
        token = self.next
        self.at += 1
        if token.text in _WORDS:
            return Literal(token.start, token.end, _WORDS[token.text])
        if self.is_next("("):
            return self.call(token, token.start, (), FUNCTIONS)
        key, end = token.text, token.end
        while self.is_next(".") and self.tokens[self.at + 1].kind == "name" and self.tokens[self.at + 2].text != "(":
            self.at += 2
            key, end = f"{key}.{self.tokens[self.at - 1].text}", self.tokens[self.at - 1].end
        return Name(token.start, end, key)

    def methods(self, node: Node, start: int) -> Node:
        while self.is_next("."):
            self.at += 1
            method = self.next
            if method.kind != "name":
                raise self.refusal(Unreadable)
            self.at += 1
            node = self.call(method, start, (node,), METHODS)
        if self.is_next("["):
            raise NotAllowed(self.next.start, found="[")
        return node

    def call(self, token: Token, start: int, target: tuple[Node, ...], known: dict[str, int]) -> Node:
        if token.text not in known:
            raise NotAllowed(token.start, found=token.text)
        self.skip("(")
        arguments = self.arguments(")")
        if len(arguments) != known[token.text]:
            raise WrongArguments(token.start, found=token.text)
        if token.text == "has" and not isinstance(arguments[0], Name):
            raise WrongArguments(token.start, found=token.text)
        return Call(start, self.end, token.text, (*target, *arguments))

    def arguments(self, closing: str) -> tuple[Node, ...]:
        items: list[Node] = []
        while not self.is_next(closing):
            items.append(self.expression())
            if not self.is_next(closing):
                self.skip(",")
        self.skip(closing)
        return tuple(items)

    def number(self, start: int, *, negative: bool = False) -> Node:
        token = self.next
        self.at += 1
        text = f"-{token.text}" if negative else token.text
        if "x" in text or not any(mark in text for mark in ".eE"):
            whole = int(text, 0) if "x" in text else int(text)
            if not INT_MIN <= whole <= INT_MAX:
                raise OutOfRange(start, found=text)
            return Literal(start, token.end, whole)
        if float(text) in (float("inf"), float("-inf")):
            raise OutOfRange(start, found=text)
        return Literal(start, token.end, float(text))


def _flat(left: Node, kind: type[Node]) -> tuple[Node, ...]:
    """a && b && c is one All of three. (A parenthesised group of the same kind means the same, so it is flattened too.)"""
    return left.children if isinstance(left, kind) else (left,)
