"""The tree of a condition. Each node knows where it stands in the text (start, end) and how deep it reaches."""
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    start: int
    end: int

    @property
    def children(self) -> "tuple[Node, ...]":
        return ()


@dataclass(frozen=True, slots=True)
class Literal(Node):
    value: str | float | bool | None


@dataclass(frozen=True, slots=True)
class Name(Node):
    key: str


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    items: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.items


@dataclass(frozen=True, slots=True)
class Not(Node):
    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Minus(Node):
    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Comparison, ``in`` or arithmetic. at: where the operator stands."""

    operator: str
    left: Node
    right: Node
    at: int

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class All(Node):
    """``&&`` of two or more."""

    parts: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.parts


@dataclass(frozen=True, slots=True)
class AnyOf(Node):
    """``||`` of two or more."""

    parts: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.parts


@dataclass(frozen=True, slots=True)
class Choice(Node):
    condition: Node
    yes: Node
    no: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.condition, self.yes, self.no)


@dataclass(frozen=True, slots=True)
class Call(Node):
    """``size(x)``, ``x.size()``, ``x.startsWith(y)``: a method's object is its first argument."""

    function: str
    arguments: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Every node below and with it how deep it lies, without recursion: a tree that is too deep must be measured first."""
    waiting = [(node, 1)]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend((child, found[1] + 1) for child in found[0].children)


def names(node: Node) -> frozenset[str]:
    """Every element key the node mentions."""
    return frozenset(found.key for found, _ in walk(node) if isinstance(found, Name))
