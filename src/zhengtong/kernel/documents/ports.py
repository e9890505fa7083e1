"""文书 ports: the seal. In service it is one of the national e-seal system (国务院关于在线政务服务的若干规定 art. 9)."""
from functools import lru_cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhengtong.kernel.documents.terms import Sealed, SealReading

BUILT_IN = "built-in"
_BUILT_IN = "zhengtong.kernel.documents.adapters.built_in.BuiltInSeal"


class Seal(Protocol):
    """印章. Slow, and sometimes out of reach: never asked inside a transaction."""

    def seal(self, sheet: bytes, *, body: str, reason: str) -> Sealed:
        """The sheet, sealed for ``body``. Raises SealUnreachable; then nothing was sealed, and asking again is right."""

    def read(self, sheet: bytes) -> SealReading:
        """What a file says of its seal."""


def house() -> Seal:
    """The seal in use: ``ZT_SEAL`` names a class by its path; else the built-in key, which says 演示 on everything."""
    name = str(getattr(settings, "ZT_SEAL", BUILT_IN))
    return _house(_BUILT_IN if name == BUILT_IN else name)


@lru_cache(maxsize=4)
def _house(path: str) -> Seal:
    return cast("Seal", import_string(path)())
