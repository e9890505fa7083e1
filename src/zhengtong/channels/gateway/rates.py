"""How often: requests counted by the minute, per caller and per address, for all processes of the machine together.

A small file of fixed size holds the counts, mapped into every process; a slot keeps a keyed fingerprint, never an address or an account.
The numbers are ``ZT_API_RATES`` in the settings.
"""

import fcntl
import hashlib
import ipaddress
import mmap
import os
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from zhengtong.channels.gateway.errors import TooManyRequests
from zhengtong.kernel import clock

_SLOTS = 1 << 15
_SLOT = struct.Struct("<QII")          # fingerprint, minute, count
_PROBES = 8
_MINUTE = 60
_threads = threading.Lock()


class Sort(StrEnum):
    """What is counted together."""

    FIND = "find"
    READ = "read"
    WRITE = "write"
    SIGN_IN = "sign_in"


def count_address(request: HttpRequest, sort: Sort) -> None:
    """One more from this address. Raises TooManyRequests."""
    most = _numbers().get(sort)
    if most is not None:
        _count(f"{sort} from {_address(request)}", most[1])


def count_caller(caller: str, sort: Sort) -> None:
    """One more by this caller, from wherever. Raises TooManyRequests."""
    most = _numbers().get(sort)
    if most is not None:
        _count(f"{sort} by {caller}", most[0])


def _numbers() -> Mapping[str, tuple[int, int]]:
    numbers: Mapping[str, tuple[int, int]] = settings.ZT_API_RATES
    return numbers


def _address(request: HttpRequest) -> str:
    """As sign-in sees it, proxies and all. One household of IPv6 is one address; who has none shares one count."""
    try:
        read = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (ValueError, PermissionDenied):
        return "nowhere"
    return str(ipaddress.ip_network(f"{read}/64", strict=False)) if read.version == 6 else str(read)


def _count(who: str, most: int) -> None:
    now = int(clock.now().timestamp())
    if _one_more(fingerprint(who), now // _MINUTE) > most:
        raise TooManyRequests(most=most, seconds=_MINUTE - now % _MINUTE)


def fingerprint(who: str) -> int:
    """Keyed, so that the file tells nothing of who asked."""
    return int.from_bytes(hashlib.blake2b(who.encode(), digest_size=8, key=_key(settings.SECRET_KEY)).digest(), "little") or 1


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _one_more(mark: int, minute: int) -> int:
    """The count of this minute with this one. Where every place is taken, the least counted gives way."""
    table = _table(str(settings.ZT_HOME / "rates"))
    with _turn(table):
        places = [(mark + probe) % _SLOTS * _SLOT.size for probe in range(_PROBES)]
        held = [_SLOT.unpack_from(table.memory, place) for place in places]
        found = next((at for at, (who, when, _) in enumerate(held) if who == mark and when == minute), None)
        if found is None:
            found = min(range(_PROBES), key=lambda at: held[at][2] if held[at][1] == minute else 0)
            held[found] = (mark, minute, 0)
        counted: int = held[found][2] + 1
        _SLOT.pack_into(table.memory, places[found], mark, minute, min(counted, 0xFFFFFFFF))
    return counted


class _Table:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if os.fstat(self.file).st_size < _SLOTS * _SLOT.size:
            os.truncate(self.file, _SLOTS * _SLOT.size)
        self.memory = mmap.mmap(self.file, _SLOTS * _SLOT.size)


@cache
def _table(path: str) -> _Table:
    return _Table(Path(path))


@contextmanager
def _turn(table: _Table) -> Iterator[None]:
    """Among this process's threads, then among the processes."""
    with _threads:
        fcntl.flock(table.file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(table.file, fcntl.LOCK_UN)
