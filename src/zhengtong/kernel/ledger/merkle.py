"""Merkle tree of the log, after RFC 9162 sec. 2.1. Pure: hashes come in, hashes go out; where they are kept is another's business.

A *node* is the hash of a complete subtree, named (level, position): level 0 are the leaves, position counts from the left. Complete
subtrees never change as the log grows, so they are stored; everything else is computed from O(log n) of them.
"""
import hashlib
from collections.abc import Iterable, Mapping, MutableMapping, Sequence

Node = tuple[int, int]
Span = tuple[int, int]               # leaves from the first to before the second

SIZE = 32
EMPTY = hashlib.sha256().digest()


def parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def nodes_of(span: Span) -> list[Node]:
    """The complete subtrees that make up a span, left to right; the span must start where such a subtree may start."""
    start, end = span
    found: list[Node] = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def hash_of(span: Span, nodes: Mapping[Node, bytes]) -> bytes:
    """MTH of a span (sec. 2.1.1), from its complete subtrees."""
    if span[0] == span[1]:
        return EMPTY
    *left, last = [nodes[node] for node in nodes_of(span)]
    for node in reversed(left):
        last = parent(node, last)
    return last


def grow(size: int, leaves: Iterable[bytes], nodes: MutableMapping[Node, bytes]) -> dict[Node, bytes]:
    """Append leaves to a tree of ``size``; ``nodes`` holds at least ``nodes_of((0, size))``. Returns the new nodes only."""
    fresh: dict[Node, bytes] = {}
    for index, leaf in enumerate(leaves, start=size):
        level, position, value = 0, index, leaf
        fresh[level, position] = nodes[level, position] = value
        while position & 1:
            value = parent(nodes[level, position - 1], value)
            level, position = level + 1, position >> 1
            fresh[level, position] = nodes[level, position] = value
    return fresh


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Whose hashes make PATH(index, D[size]), nearest first (sec. 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    spans: list[Span] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(first: int, second: int) -> list[Span]:
    """Whose hashes make PROOF(first, D[second]) (sec. 2.1.4.1)."""
    if not 0 < first <= second:
        raise ValueError(f"no proof from {first} to {second}")
    spans: list[Span] = []
    start, end, whole = 0, second, True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start, whole = middle, False
    if not whole:
        spans.append((start, end))
    return spans[::-1]


def _split(count: int) -> int:
    """The largest power of two smaller than ``count``."""
    return 1 << ((count - 1).bit_length() - 1)


def root_of_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to (sec. 2.1.3.2), or None where the path has the wrong shape."""
    if not 0 <= index < size:
        return None
    position, last, value = index, size - 1, leaf
    for step in path:
        if last == 0:
            return None
        if position & 1 or position == last:
            value = parent(step, value)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = parent(value, step)
        position, last = position >> 1, last >> 1
    return value if last == 0 else None


def is_consistent(first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]) -> bool:
    """Does the tree with the second root begin with the tree with the first (sec. 2.1.4.2)?"""
    if first == second:
        return first_root == second_root and not path
    if not 0 < first < second or not path:
        return False
    steps = [first_root, *path] if first & (first - 1) == 0 else list(path)
    position, last = first - 1, second - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old, new = parent(step, old), parent(step, new)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            new = parent(new, step)
        position, last = position >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


class Tree:
    """A tree read from its first leaf on, keeping only the right edge: for whoever recomputes the root over all leaves."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes] = []

    def extend(self, leaves: bytes) -> None:
        """Append leaves given one after another, 32 bytes each: as few, as large complete subtrees as fit."""
        offset = 0
        while offset < len(leaves):
            left = (len(leaves) - offset) // SIZE
            level = left.bit_length() - 1
            if self.size:
                level = min(level, (self.size & -self.size).bit_length() - 1)
            end = offset + (SIZE << level)
            self._push(level, _complete(leaves[offset:end]))
            offset = end

    def _push(self, level: int, value: bytes) -> None:
        carry = self.size >> level
        while carry & 1:
            value = parent(self._edge.pop(), value)
            carry >>= 1
        self._edge.append(value)
        self.size += 1 << level

    def root(self) -> bytes:
        if not self._edge:
            return EMPTY
        *left, value = self._edge
        for node in reversed(left):
            value = parent(node, value)
        return value


def _complete(leaves: bytes) -> bytes:
    """The root of a complete subtree, level by level."""
    sha256 = hashlib.sha256
    while len(leaves) > SIZE:
        leaves = b"".join([sha256(b"\x01" + leaves[at : at + 2 * SIZE]).digest() for at in range(0, len(leaves), 2 * SIZE)])
    return leaves
