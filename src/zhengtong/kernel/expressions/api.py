"""条件表达式: the front door. A condition is read once, checked against the elements, and answered with reasons.

A small part of CEL (docs/expressions.md). What is not told yet is *unknown*, never false.
"""
from zhengtong.kernel.expressions.asking import Expression, check, evaluate, names, parse, value
from zhengtong.kernel.expressions.errors import (
    ExpressionError,
    NotAChoice,
    NotAllowed,
    OutOfRange,
    TooDeep,
    TooLong,
    Truncating,
    UnknownName,
    Unreadable,
    WrongType,
)
from zhengtong.kernel.expressions.terms import UNKNOWN, Answer, Part, Unknown, ValueType

__all__ = [
    "UNKNOWN",
    "Answer",
    "Expression",
    "ExpressionError",
    "NotAChoice",
    "NotAllowed",
    "OutOfRange",
    "Part",
    "TooDeep",
    "TooLong",
    "Truncating",
    "Unknown",
    "UnknownName",
    "Unreadable",
    "ValueType",
    "WrongType",
    "check",
    "evaluate",
    "names",
    "parse",
    "value",
]
