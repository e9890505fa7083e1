"""事项 port: which matters can be filed here. The catalogue stands above identity and says so when the program starts."""

from collections.abc import Callable

Offered = Callable[[], frozenset[str]]
_asked: list[Offered] = []


def ask_for_matters(offered: Offered) -> None:
    """Ask this from now on: it returns ``bundle:…`` and ``item:…`` of everything that can be filed online."""
    _asked[:] = [offered]


def offered() -> frozenset[str]:
    return _asked[0]() if _asked else frozenset()
