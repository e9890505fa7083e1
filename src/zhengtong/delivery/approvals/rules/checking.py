"""条件判断: the conditions of an item over what is known, each with its sources; true, false, or not known."""

from collections.abc import Iterable, Mapping, Sequence

from zhengtong.delivery.approvals.terms import Checked, Evidence, Gap
from zhengtong.foundation.catalogue.terms import Condition
from zhengtong.kernel.expressions import api as expressions
from zhengtong.kernel.expressions.nodes import Binary, Literal, Minus, Name, Node, walk

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
RECORD = "record."  # what the register, else a valid licence, says of the subject today
HELD = "held."  # whether the subject holds a valid licence of that type


def check(conditions: Iterable[Condition], known: Evidence) -> tuple[Checked, ...]:
    """Each condition as it stands on what is known; what nobody told is not known, never false."""
    values = {key: one.value for key, one in known.values.items()}
    return tuple(_checked(one, known, values) for one in conditions)


def all_met(checked: Sequence[Checked]) -> bool:
    """Whether it can be approved on these alone: there are some, and every one is true."""
    return bool(checked) and all(one.met is True for one in checked)


def names(conditions: Iterable[Condition]) -> frozenset[str]:
    """Everything that these conditions read."""
    return frozenset[str]().union(*(expressions.names(expressions.parse(one.expression)) for one in conditions))


def _checked(one: Condition, known: Evidence, values: Mapping[str, object]) -> Checked:
    parsed = expressions.parse(one.expression)
    answer = expressions.evaluate(parsed, values)
    met = True if answer.is_true else False if answer.is_false else None
    read = sorted(expressions.names(parsed))
    told = dict.fromkeys(known.values[key].source for key in read if key in known.values)
    return Checked(
        code=one.code,
        says=one.says,
        met=met,
        sources=tuple(told) or (one.source,),
        reference=one.reference,
        otherwise=one.otherwise,
        gaps=_gaps(answer.because, values) if met is False else (),
        unknown=tuple(sorted(answer.unknown)),
    )


def _gaps(because: Sequence[str], values: Mapping[str, object]) -> tuple[Gap, ...]:
    """Where it fails on one comparison of a value told with one written: what would make that hold."""
    if len(because) != 1:
        return ()
    node = expressions.parse(because[0]).step.node
    if not isinstance(node, Binary) or node.operator not in _TURNED:
        return ()
    left, right, operator = node.left, node.right, node.operator
    if isinstance(right, Name):
        left, right, operator = right, left, _TURNED[operator]
    wanted = _constant(right)
    if not isinstance(left, Name) or wanted is None or operator == "!=":
        return ()
    return (Gap(left.key, values.get(left.key), operator, wanted),)


def _constant(node: Node) -> object:
    """A number, a text or yes and no, as written; None where it is worked out from something else."""
    if isinstance(node, Minus) and isinstance(node.operand, Literal) and isinstance(node.operand.value, int | float):
        return -node.operand.value
    if any(isinstance(found, Name) for found, _ in walk(node)) or not isinstance(node, Literal):
        return None
    return node.value
