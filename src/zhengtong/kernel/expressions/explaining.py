"""Say which smallest parts decided an answer: "fails only on X", "holds because of Y", "open until Z is told"."""
from dataclasses import dataclass

from zhengtong.kernel.expressions.computing import Run, compute, type_values
from zhengtong.kernel.expressions.nodes import All, AnyOf, Choice, Node, Not, names
from zhengtong.kernel.expressions.terms import FAULT, UNKNOWN, Answer, Part, Unknown


@dataclass(frozen=True, slots=True)
class Step:
    """A node ready to run. inner: the steps an explanation goes down into; none for a smallest part."""

    node: Node
    run: Run
    inner: "tuple[Step, ...]"
    names: frozenset[str]

    @classmethod
    def of(cls, node: Node) -> "Step":
        match node:
            case All(parts=parts) | AnyOf(parts=parts):
                inner = parts
            case Choice(condition=condition, yes=yes, no=no):
                inner = (condition, yes, no)
            case Not(operand=All() | AnyOf() | Choice() | Not() as operand):
                inner = (operand,)
            case _:
                inner = ()
        return cls(node, compute(node), tuple(cls.of(child) for child in inner), names(node))


def answer(step: Step, text: str, values: type_values) -> Answer:
    """Compute and explain."""
    value = step.run(values)
    deciding: list[tuple[Step, object]] = []
    _descend(step, value, values, deciding)
    told = {source: Part(source, said) for source, said in ((text[found.node.start : found.node.end], said) for found, said in deciding)}
    parts = tuple(told.values())
    if type(value) is not Unknown:
        return Answer(value, True, frozenset(), tuple(part.source for part in parts), parts)
    missing = frozenset(name for found, said in deciding if said is UNKNOWN for name in found.names if values.get(name) is None)
    faults = tuple(part.source for part in parts if part.value is FAULT)
    return Answer(UNKNOWN, False, missing, tuple(part.source for part in parts), parts, faults)


def _descend(step: Step, value: object, values: type_values, found: list[tuple[Step, object]]) -> None:
    """Collect the smallest parts that made ``step`` say ``value``."""
    if not step.inner:
        found.append((step, value))
    elif isinstance(step.node, Choice):
        condition, yes, no = step.inner
        said = _judged(condition, values)
        _descend(condition, said, values, found)
        if type(said) is bool:
            _descend(yes if said else no, value, values, found)
    elif isinstance(step.node, Not):
        _descend(step.inner[0], _judged(step.inner[0], values), values, found)
    else:
        decisive = isinstance(step.node, AnyOf)
        for child in step.inner:
            said = _judged(child, values)
            if value is decisive and said is not decisive:
                continue
            if type(value) is Unknown and said is (not decisive):
                continue
            _descend(child, said, values, found)


def _judged(step: Step, values: type_values) -> object:
    """The value where only true and false belong: anything else is a fault."""
    value = step.run(values)
    return value if type(value) in (bool, Unknown) else FAULT
