"""电子证照 ports: the press that prints a licence, so that it can be replaced by a province's own e-certificate system."""
from typing import Protocol

from zhengtong.delivery.licences.terms import LicenceView


class Press(Protocol):
    """印制: a readable sheet of a licence. ``address``: where anybody can verify it."""

    def print(self, licence: LicenceView, *, address: str) -> bytes: ...


_in_use: list[Press] = []


def use(press: Press) -> None:
    """Print with this press from now on."""
    _in_use[:] = [press]


def press() -> Press:
    return _in_use[0]
