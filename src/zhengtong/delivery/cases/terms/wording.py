"""办件用语: what the other terms of a case are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

CaseNumber = NewType("CaseNumber", str)
"""9901-2026-0008123-K: division, year, serial, check character (ISO 7064 MOD 37,36)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A plain sentence: an English msgid with parameters (Words, dates, plain values), translated where it is shown."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)
