"""内容: what happened."""
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentPublished:
    """发布: a city's content was published. ``digest``: SHA-256 over the fingerprints added and withdrawn, in order."""

    city: str
    added: int
    withdrawn: int
    digest: str
