"""消息 ports: the line that carries text messages to telephones (短信通道)."""
from datetime import datetime
from functools import lru_cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhengtong.kernel.messages.errors import NoLine
from zhengtong.kernel.refs import Ref

SIMULATOR = "simulator"
_SIMULATED = "zhengtong.kernel.messages.adapters.simulator.SimulatedPhones"


class TextLine(Protocol):
    """短信通道. What it carries may be a code: an adapter writes neither number nor text to any log."""

    def send(self, *, phone: str, text: str, about: Ref, at: datetime) -> None:
        """Raises LineDown, PhoneUnknown."""


def text_line() -> TextLine:
    """The line in use: ``ZT_TEXT_LINE`` names a class by its path, or the simulator, which carries texts in a demonstration only.

    Raises NoLine.
    """
    name = settings.ZT_TEXT_LINE
    if not name or (name == SIMULATOR and not settings.ZT_DEMO):
        raise NoLine
    return _line(_SIMULATED if name == SIMULATOR else name)


@lru_cache(maxsize=2)
def _line(path: str) -> TextLine:
    return cast("TextLine", import_string(path)())
