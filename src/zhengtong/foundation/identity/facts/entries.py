"""被拒的进入: somebody signed in asked for what is not theirs to enter (网络安全法 art. 21; 等保 2.0: 访问控制与审计)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryRefused:
    """拒绝进入. The address as it is written in the product, without the numbers and words that somebody put into it."""

    route: str
    guard: str
