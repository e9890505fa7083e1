"""Refs: how one thing names another across capabilities without a foreign key."""
from dataclasses import dataclass
from typing import NewType

Key = NewType("Key", str)
"""Idempotency key: chosen by the caller, unique per actor; the same key never acts twice."""


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A kind and a number, e.g. ``case:9901-2026-0000123-K``. Never an id-card number."""

    kind: str
    number: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"

    @classmethod
    def parse(cls, text: str) -> "Ref":
        """Read ``kind:number``; raises ValueError where either is empty."""
        kind, _, number = text.partition(":")
        if not kind or not number:
            raise ValueError(f"not a reference: {text!r}")
        return cls(kind, number)


@dataclass(frozen=True, slots=True)
class Pin:
    """One published version of one content document; a case keeps the pins it began under."""

    kind: str
    code: str
    sha256: str
