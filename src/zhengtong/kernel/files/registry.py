"""Who refers to files. Each capability that keeps a sha256 says so when it gets ready; what nobody refers to is swept."""
from collections.abc import Callable, Collection

Referring = Callable[[Collection[str]], Collection[str]]
"""Which of these contents are still referred to."""

_referring: dict[str, Referring] = {}


def referring(name: str) -> Callable[[Referring], Referring]:
    """Register a capability's answer under its name."""

    def register(function: Referring) -> Referring:
        _referring[name] = function
        return function

    return register


def referred(hashes: Collection[str]) -> set[str]:
    """Those that somebody still refers to."""
    return {one for ask in _referring.values() for one in ask(hashes)}
