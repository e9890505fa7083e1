"""A few facts and actors to record, a public folder of its own, and a real database of its own for what only real processes show."""
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger.models import Delivery, Entry, Node, Periodic, TreeHead
from zhengtong.kernel.refs import Ref

REHEARSAL = Path(__file__).with_name("rehearsal.py")


@pytest.fixture
def by() -> Actor:
    return Actor(ActorKind.MEMBER, Ref("account", "7"), subject=Ref("person", "P0000000001X"))


@pytest.fixture
def about() -> Ref:
    return Ref("case", "4301-2026-0000001-K")


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


@pytest.fixture
def public(settings, tmp_path, db) -> Path:
    """An empty log with a public folder and keys of this test alone; what the session recorded before comes back with the roll-back."""
    for model in (Delivery, Entry, Node, TreeHead, Periodic):
        model.objects.all().delete()
    settings.ZT_PUBLIC, settings.ZT_KEYS = tmp_path / "public", tmp_path / "keys"
    return tmp_path / "public" / "ledger"


@pytest.fixture
def place(tmp_path) -> Iterator[dict[str, str]]:
    """The environment of processes that share one real database: file-backed SQLite, or a PostgreSQL database made for this test."""
    environment = {**os.environ, "ZT_HOME": str(tmp_path / "home"), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment.pop("ZT_SECRET_KEYS", None)
    address = os.environ.get("ZT_DATABASE_URL")
    if not address:
        yield environment
        return
    import psycopg

    base, _, query = address.partition("?")
    name = f"zt_rehearsal_{uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield {**environment, "ZT_DATABASE_URL": f"{base.rpartition('/')[0]}/{name}{'?' + query if query else ''}"}
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def rehearse(place) -> Callable[..., str]:
    """Run one verb of ``rehearsal.py`` to its end and return what it printed."""

    def run(*arguments: str) -> str:
        done = subprocess.run([sys.executable, REHEARSAL, *arguments], check=False, env=place, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    run("prepare")
    return run
