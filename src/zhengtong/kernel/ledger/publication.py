"""The public files: leaf hashes, signed heads and public keys, which say nothing about anybody and let anyone check the log.

``leaves/000000.bin`` … hold 65,536 leaves of 32 bytes each, ``heads.jsonl`` one signed head a line, ``keys.json`` the public keys. The
database is the truth: leaves are written before the head that signs them, and a half-written or foreign file is mended from it.
"""
import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.ledger import merkle, queries
from zhengtong.kernel.ledger.models import Node, TreeHead
from zhengtong.kernel.ledger.verification import CHUNK, chunk_name, head_as_json

_log = logging.getLogger(__name__)
_BATCH = 8192


def folder() -> Path:
    return Path(settings.ZT_PUBLIC) / "ledger"


def publish() -> None:
    """Append what is new. Cheap when nothing is; leaves the work to another process that is just doing it."""
    size = queries.tree_size()
    if not size or _length(folder()) == (size * merkle.SIZE, size):
        return
    with _alone() as ours:
        if ours:
            _append(folder())


def restore() -> None:
    """On start: drop what the database does not confirm (half a leaf, half a line, another log), then publish the rest."""
    with _alone() as ours:
        if ours:
            _mend_leaves(folder())
            _mend_heads(folder())
            _append(folder())


@contextmanager
def _alone() -> Iterator[bool]:
    place = folder()
    (place / "leaves").mkdir(parents=True, exist_ok=True)
    handle = os.open(place / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _append(place: Path) -> None:
    head = queries.head()
    if head is None:
        return
    length, last = _length(place)
    if length % merkle.SIZE or length > head.size * merkle.SIZE or last > head.size:
        _log.warning("the public log does not fit the database and is mended")
        _mend_leaves(place)
        _mend_heads(place)
        length, last = _length(place)
    for position in range(length // merkle.SIZE, head.size, _BATCH):
        _append_leaves(place, position, _leaves(position, min(position + _BATCH, head.size)))
    fresh = TreeHead.objects.filter(size__gt=last, size__lte=head.size).order_by("size")
    lines = "".join(json.dumps(head_as_json(queries.head_of(each))) + "\n" for each in fresh)
    _write(place / "heads.jsonl", lines.encode(), "ab")
    _publish_keys(place)


def _publish_keys(place: Path) -> None:
    keys, ours = crypto.publish_keys().read_bytes(), place / "keys.json"
    if not ours.exists() or ours.read_bytes() != keys:
        draft = place / f".keys.json.{os.getpid()}"
        draft.write_bytes(keys)
        draft.replace(ours)


def _append_leaves(place: Path, position: int, leaves: bytes) -> None:
    while leaves:
        room = (CHUNK - position % CHUNK) * merkle.SIZE
        _write(place / chunk_name(position // CHUNK), leaves[:room], "ab")
        position += min(room, len(leaves)) // merkle.SIZE
        leaves = leaves[room:]


def _leaves(first: int, before: int) -> bytes:
    found = Node.objects.filter(level=0, position__gte=first, position__lt=before).order_by("position")
    return b"".join(bytes(value) for value in found.values_list("hash", flat=True))


def _mend_leaves(place: Path) -> None:
    """Keep the longest beginning that the database confirms."""
    size, whole = queries.tree_size(), True
    for number, chunk in enumerate(sorted((place / "leaves").glob("*.bin"))):
        there = chunk.read_bytes()
        ours = _leaves(number * CHUNK, min((number + 1) * CHUNK, size))
        same = _agreed(there, ours) if whole and chunk == place / chunk_name(number) else 0
        if not same:
            chunk.unlink()
        elif same != len(there):
            os.truncate(chunk, same)
        whole = same == CHUNK * merkle.SIZE


def _agreed(there: bytes, ours: bytes) -> int:
    """How many bytes both begin with, in whole leaves."""
    if ours.startswith(there) and len(there) % merkle.SIZE == 0:
        return len(there)
    leaves = range(0, len(there), merkle.SIZE)
    return next(at for at in leaves if there[at : at + merkle.SIZE] != ours[at : at + merkle.SIZE] or at + merkle.SIZE > len(there))


def _mend_heads(place: Path) -> None:
    path = place / "heads.jsonl"
    if not path.exists():
        return
    good = 0
    ours = (json.dumps(head_as_json(queries.head_of(each))).encode() + b"\n" for each in TreeHead.objects.order_by("size").iterator())
    with path.open("rb") as file:
        for line, confirmed in zip(file, ours, strict=False):
            if line != confirmed:
                break
            good += len(line)
    if path.stat().st_size != good:
        os.truncate(path, good)


def _length(place: Path) -> tuple[int, int]:
    """Bytes of leaves on disk, and the size of the last head there."""
    return sum(chunk.stat().st_size for chunk in (place / "leaves").glob("*.bin")), _last_head_size(place)


def _last_head_size(place: Path) -> int:
    """0 where there is no whole last line: then heads are mended."""
    path = place / "heads.jsonl"
    if not path.exists() or not path.stat().st_size:
        return 0
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 1024))
        line = file.read().split(b"\n")
    try:
        return int(json.loads(line[-2])["size"]) if line[-1] == b"" else 1 << 62
    except (ValueError, KeyError, IndexError):
        return 1 << 62


def _write(path: Path, data: bytes, mode: str) -> None:
    if data:
        with path.open(mode) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
