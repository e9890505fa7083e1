"""消息用语."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from zhengtong.kernel.refs import Ref


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message as stored: an English msgid with parameters, so that each reader reads it in their own language."""

    id: int
    to: Ref
    message: str
    params: Mapping[str, object]
    about: Ref
    at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class MessagePage:
    """``next``: token of the following page, "" at the end."""

    lines: tuple[MessageView, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class TextView:
    """One text that the simulated line carried."""

    phone: str
    text: str
    at: datetime
