"""权限的事实: each right given, taken and ended."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RightGranted:
    """授权."""

    grant: int
    account: int
    organisation: str
    duty: str
    items: tuple[str, ...]
    divisions: tuple[str, ...]
    classes: tuple[str, ...]
    source: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class RightEnded:
    """权限终止. why: ended, moved, left."""

    grant: int
    account: int
    organisation: str
    duty: str
    why: str


@dataclass(frozen=True, slots=True)
class BreakGlassTaken:
    """应急取权: who was told stands beside it."""

    grant: int
    account: int
    organisation: str
    duty: str
    items: tuple[str, ...]
    until: str
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BreakGlassEnded:
    """应急权终止: by itself, by the holder, or by an administrator."""

    grant: int
    account: int
    organisation: str
    duty: str
    why: str
