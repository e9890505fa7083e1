"""登录用语: what the pages of signing in show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """By what somebody tried to come in."""

    PASSWORD = "password"  # noqa: S105
    CODE = "code"
    SECOND_FACTOR = "second_factor"
    PASSKEY = "passkey"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Trouble:
    """After a refused try. ``until``: nobody may try before; ``locked``: with this try the account was locked, its holder is to be told."""

    until: datetime | None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class DeviceView:
    """常用设备."""

    id: int
    described: str
    first_at: datetime
    last_at: datetime
