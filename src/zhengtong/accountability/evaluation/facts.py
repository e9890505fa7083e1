"""好差评 facts."""
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatterRated:
    """评价: recorded about the case. What was written stays out of the ledger; window and bodies are those rated."""

    case: str
    matter: str
    level: int
    tags: tuple[str, ...]
    window: str
    organisations: tuple[str, ...]
