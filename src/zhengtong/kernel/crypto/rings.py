"""密钥环: the numbered keys of one purpose in the key folder. The highest number seals and signs; all of them open and check.

Rotation is adding a key: ``add(folder, "fields")`` makes the next number; values sealed before stay readable.
"""
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhengtong.kernel.crypto.errors import UnknownKey
from zhengtong.kernel.crypto.keyring import secret


@dataclass(frozen=True, slots=True)
class Ring:
    """keys: id → 32 secret bytes, oldest first."""

    keys: Mapping[str, bytes]

    @property
    def current(self) -> tuple[str, bytes]:
        return list(self.keys.items())[-1]


def ring(folder: Path, purpose: str) -> Ring:
    """The keys of a purpose; the first one is made when there is none."""
    return _ring(folder, purpose)


def key(folder: Path, purpose: str, key_id: str) -> bytes:
    """One secret by its id; looks again in the folder when another process may have added it. Raises UnknownKey."""
    found = ring(folder, purpose).keys.get(key_id)
    if found is None:
        _ring.cache_clear()
        found = ring(folder, purpose).keys.get(key_id)
    if found is None:
        raise UnknownKey(key=key_id)
    return found


def add(folder: Path, purpose: str) -> str:
    """Make the next key of a purpose and return its id. Running processes take it up for new values when they start again."""
    ring(folder, purpose)
    value = secret(folder, f"{purpose}-{_numbers(folder, purpose)[-1] + 1}")
    _ring.cache_clear()
    return fingerprint(value)


def fingerprint(value: bytes) -> str:
    """Id of a secret key: tells a lost key from a wrong one, tells nothing about the key."""
    return hashlib.sha256(b"zhengtong key id\0" + value).hexdigest()[:12]


@lru_cache(maxsize=32)
def _ring(folder: Path, purpose: str) -> Ring:
    numbers = _numbers(folder, purpose) or [1]
    values = [secret(folder, f"{purpose}-{number}") for number in numbers]
    return Ring({fingerprint(value): value for value in values})


def _numbers(folder: Path, purpose: str) -> list[int]:
    pattern = re.compile(rf"{re.escape(purpose)}-([1-9][0-9]*)")
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted(int(found[1]) for name in names if (found := pattern.fullmatch(name)))
