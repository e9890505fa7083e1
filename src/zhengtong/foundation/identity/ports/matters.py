"""事项 port: which matters there are, which can be filed here. The catalogue, above identity, says so when the program starts."""

from collections.abc import Callable, Collection

Offered = Callable[[], frozenset[str]]
Unknown = Callable[[Collection[str]], frozenset[str]]
_asked: list[Offered] = []
_known: list[Unknown] = []


def ask_for_matters(offered: Offered, unknown: Unknown | None = None) -> None:
    """Ask these from now on. ``offered`` returns ``bundle:…`` and ``item:…`` of everything that can be filed online; ``unknown`` which of
    some codes no item and no bundle bears."""
    _asked[:] = [offered]
    _known[:] = [unknown] if unknown else []


def offered() -> frozenset[str]:
    return _asked[0]() if _asked else frozenset()


def unknown(codes: Collection[str]) -> frozenset[str]:
    """Codes that nothing bears; none where nothing is published to compare with."""
    return _known[0](codes) if _known and codes else frozenset()
