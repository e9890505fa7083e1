"""表达式用语: the types a condition speaks of, and the answer it gives."""
from dataclasses import dataclass
from enum import Enum, StrEnum


class ValueType(StrEnum):
    BOOL = "bool"
    INT = "int"              # whole number, 64 bits
    DOUBLE = "double"        # a number that need not be whole
    STRING = "string"        # also choices and dates (2026-07-24)
    NULL = "null"
    LIST = "list"
    ANY = "any"


class Unknown(Enum):
    """Not a value. UNKNOWN: something is not told yet. FAULT: it cannot be computed (division by zero, a text where a number belongs)."""

    UNKNOWN = "unknown"
    FAULT = "fault"


UNKNOWN = Unknown.UNKNOWN
FAULT = Unknown.FAULT


@dataclass(frozen=True, slots=True)
class Part:
    """A smallest part that decided the answer, as written: it held (True), failed (False) or is not known (Unknown)."""

    source: str
    value: object


@dataclass(frozen=True, slots=True)
class Answer:
    """判断结果: value, or Unknown where not enough is told (never a guess).

    unknown: the names that would decide it. because: source of the smallest parts that decided it, or that are still open.
    """

    value: object | Unknown
    known: bool
    unknown: frozenset[str]
    because: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    faults: tuple[str, ...] = ()     # source of parts that cannot be computed from these values

    @property
    def is_true(self) -> bool:
        return self.value is True

    @property
    def is_false(self) -> bool:
        return self.value is False
