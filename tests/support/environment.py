"""The surroundings of a test run: a data folder of its own and the database asked for, set before Django reads its settings.

``ZT_TEST_DATABASE=sqlite`` (default) or ``postgres``. Workers of pytest-xdist share the run's folder and server, each with its own part.
"""
import atexit
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

WAIVED = frozenset(filter(None, os.environ.get("ZT_TEST_WITHOUT", "").split(",")))
"""What this machine cannot have: ``browser``, ``postgres``. Tests that need it are skipped, and said so."""

ROOM = 4 * 1024**3                     # bytes: databases, files and products of all workers, several times over


def prepare() -> None:
    """Set the environment of this process; the first process of a run also makes and, at its end, removes what it made."""
    home = os.environ.get("ZT_TEST_HOME")
    if home is None:
        home = os.environ["ZT_TEST_HOME"] = tempfile.mkdtemp(prefix="zt-test-", dir=memory())
        atexit.register(shutil.rmtree, home, ignore_errors=True)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))   # whoever ends the run early leaves nothing behind either
        _choose_database()
    own = Path(home) / os.environ.get("PYTEST_XDIST_WORKER", "main")
    os.environ["ZT_HOME"] = str(own)
    os.environ["ZT_TEST_SQLITE"] = str(own / "test.sqlite3")
    for name in ("ZT_SECRET_KEYS", "ZT_PUBLIC_URL", "ZT_PORT", "CITY", "ZT_CITY", "ZT_CLOCK_DAYS"):
        os.environ.pop(name, None)
    own.mkdir(parents=True, exist_ok=True)


def memory() -> str | None:
    """A folder in memory, where nobody waits for a disk; None where there is none with room enough."""
    place = Path("/dev/shm")
    return str(place) if os.access(place, os.W_OK) and shutil.disk_usage(place).free > ROOM else None


def _choose_database() -> None:
    wanted = os.environ.get("ZT_TEST_DATABASE", "sqlite")
    if wanted == "postgres":
        from tests.support import postgres

        os.environ["ZT_DATABASE_URL"] = postgres.server().url("zhengtong")
    elif wanted == "sqlite":
        os.environ.pop("ZT_DATABASE_URL", None)
    else:
        raise SystemExit(f"ZT_TEST_DATABASE is sqlite or postgres, not {wanted!r}")
