"""The folder: ab/cd/abcd…, written aside and moved into place, so that a file is there whole or not at all."""
import fcntl
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from zhengtong.kernel.files.errors import EmptyFile, NoSuchFile, TooLarge
from zhengtong.kernel.files.rules import media_type
from zhengtong.kernel.files.terms import MediaType

CHUNK = 256 * 1024
_MB = 1024 * 1024
_A_DAY = 24 * 3600


class Readable(Protocol):
    """Anything to read from: an upload, a file, a network stream."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class Arrival:
    """A file that has arrived but is not yet in its place. Belongs to ``arriving``, which removes it unless it was moved."""

    path: Path
    file: BinaryIO
    sha256: str
    size: int
    kind: MediaType


def path(sha256: str) -> Path:
    """Where this content lies. Raises NoSuchFile for anything that is not a hash."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise NoSuchFile
    return Path(settings.ZT_FILES) / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def arriving(stream: Readable, *, name: str, limit: int) -> Iterator[Arrival]:
    """Write the stream aside, chunk by chunk. Refuses as early as can be: the type from the first chunk, the size when it is passed."""
    folder = _folder(Path(settings.ZT_FILES) / "arriving")
    handle, place = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "w+b") as file:
            hashed, size, kind = hashlib.sha256(), 0, None
            while chunk := stream.read(CHUNK):
                kind = kind or media_type(chunk[:8192], name=name)
                size += len(chunk)
                if size > limit:
                    raise TooLarge(name=name, limit=limit // _MB)
                hashed.update(chunk)
                file.write(chunk)
            if kind is None:
                raise EmptyFile(name=name)
            file.flush()
            os.fsync(file.fileno())
            yield Arrival(Path(place), file, hashed.hexdigest(), size, kind)
    finally:
        Path(place).unlink(missing_ok=True)


def settle(arrival: Arrival) -> None:
    """Move it into its place; nothing to do where the same content is there already."""
    place = path(arrival.sha256)
    if place.exists() and place.stat().st_size == arrival.size:
        return
    _folder(place.parent)
    arrival.path.replace(place)
    for changed in (place.parent, place.parent.parent, place.parent.parent.parent):
        _sync_folder(changed)


@contextmanager
def folder_lock() -> Iterator[None]:
    """One at a time: settling a file and sweeping it must not cross."""
    handle = os.open(_folder(Path(settings.ZT_FILES)) / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def remove(sha256: str) -> None:
    path(sha256).unlink(missing_ok=True)


def clear_arrivals() -> int:
    """Remove what a killed process left behind more than a day ago."""
    old = [one for one in (_folder(Path(settings.ZT_FILES)) / "arriving").glob("*") if one.stat().st_mtime < time.time() - _A_DAY]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


def _folder(place: Path) -> Path:
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def _sync_folder(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
