"""账本: what the ledger records about itself."""
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValuesErased:
    """The values of a row were dropped, because no law keeps them any longer (个人信息保护法 art. 47); its leaf stays."""

    row: int


@dataclass(frozen=True, slots=True)
class JobRunAgain:
    """An operator let a job run again that had been given up, or did not want to wait."""

    job: int
    reaction: str
