"""读证 port: the reader of documents at a counter. What it types into the one field is read, and its seal checked, here."""

from datetime import datetime
from functools import lru_cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhengtong.foundation.identity.errors.counter import NoReader
from zhengtong.foundation.identity.terms.counter import CardReading, SimulatedCard

SIMULATOR = "simulator"
_SIMULATED = "zhengtong.foundation.identity.adapters.cards_simulator.SimulatedReader"


class CardReader(Protocol):
    """身份证阅读器. An adapter writes neither name nor number to any log.

    A reader is a keyboard to the page: it types one line, which holds what it read, when, where and under which number, and a seal over it.
    """

    simulated: bool

    def knows(self, typed: str) -> bool:
        """Whether this line looks like one of a reader at all, rather than a case number that somebody typed."""

    def read(self, typed: str) -> CardReading:
        """What the line says, where its seal holds. Raises NotAReading."""

    def cards(self) -> tuple[SimulatedCard, ...]:
        """Which cards a simulator offers; a real reader has none."""

    def lay(self, card: str, *, organisation: str, at: datetime) -> str:
        """What a simulator types when this card lies on it. Raises NoReader (a real reader), NoCard, CardUnreadable."""


def card_reader() -> CardReader:
    """The reader in use: ``ZT_CARD_READER`` names a class by its path, or the simulator, which serves a demonstration only.

    Raises NoReader.
    """
    name = settings.ZT_CARD_READER
    if not name or (name == SIMULATOR and not settings.ZT_DEMO):
        raise NoReader
    return _reader(_SIMULATED if name == SIMULATOR else name)


@lru_cache(maxsize=2)
def _reader(path: str) -> CardReader:
    return cast("CardReader", import_string(path)())
