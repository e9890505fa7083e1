"""The one way to write: a transaction that knows who writes and under which idempotency key.

On SQLite all writers of a machine queue at one file lock, taken once outside the transaction: waiting there is far shorter than
SQLite's own busy loop. On PostgreSQL only the same key of the same actor is serialised.
"""
import fcntl
import hashlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import OperationalError, connection, transaction

from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import encoding
from zhengtong.kernel.ledger.errors import Busy, KeyReused
from zhengtong.kernel.ledger.terms import Earlier
from zhengtong.kernel.refs import Key, Ref

PATIENCE = 20.0                      # seconds a writer waits for its turn before it gives up


@dataclass(slots=True)
class Frame:
    """One ``writing`` block. ``below`` counts facts recorded by blocks inside it."""

    who: str
    key: str
    content: str
    used: bool = False
    below: int = 0


_frames: ContextVar[tuple[Frame, ...]] = ContextVar("ledger_frames", default=())
_threads = threading.Lock()


@contextmanager
def writing(once: Key | None, by: Actor, content: object = None) -> Iterator[Earlier | None]:
    """Open (or join) the transaction; yield what this actor did before under the same key, if anything.

    Raises KeyReused where the key was used with other content, Busy where the writers' queue does not move.
    """
    outer = _frames.get()
    frame = Frame(str(by.who), once or "", encoding.content_hash(content) if once else "")
    same = next((other for other in outer if once and other.key == frame.key and other.who == frame.who), None)
    with ExitStack() as stack:
        if not outer:
            _begin(stack)
        token = _frames.set((*outer, same or frame))
        try:
            yield None if same or not once else _earlier(frame)
            _check_key_kept(frame)
        finally:
            _frames.reset(token)


def _begin(stack: ExitStack) -> None:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        stack.enter_context(_turn())
    try:
        stack.enter_context(transaction.atomic())
    except OperationalError as error:
        raise Busy from error


_EARLIER = "SELECT id, about_kind, about_number, content FROM zt_ledger_entry WHERE who = %s AND key = %s"


def _earlier(frame: Frame) -> Earlier | None:
    if connection.vendor == "postgresql":
        digest = hashlib.sha256(f"{frame.who}|{frame.key}".encode()).digest()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], "big", signed=True)])
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER, [frame.who, frame.key])
        found = cursor.fetchone()
    if found is None:
        return None
    row, kind, number, content = found
    if content != frame.content:
        raise KeyReused
    frame.used = True
    return Earlier(Ref(kind, number), row)


def _check_key_kept(frame: Frame) -> None:
    if frame.key and not frame.used and frame.below:
        raise RuntimeError("a command with a key must record a fact of its own, else the key is lost")


def current() -> Frame:
    """The innermost block. Raises RuntimeError outside any."""
    frames = _frames.get()
    if not frames:
        raise RuntimeError("facts are recorded inside ledger.writing(…) only")
    for outer in frames[:-1]:
        if outer is not frames[-1]:
            outer.below += 1
    return frames[-1]


@contextmanager
def _turn() -> Iterator[None]:
    """This machine's writer's turn: first among this process's threads, then among its processes."""
    deadline = time.monotonic() + PATIENCE
    if not _threads.acquire(timeout=PATIENCE):
        raise Busy
    try:
        handle = os.open(settings.ZT_HOME / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _lock(handle, deadline)
            yield
        finally:
            os.close(handle)
    finally:
        _threads.release()


def _lock(handle: int, deadline: float) -> None:
    pause = 0.0002
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Busy from None
            time.sleep(pause)
            pause = min(pause * 2, 0.004)
        else:
            return
