"""A PostgreSQL of our own: made in a temporary folder, reached by a socket there, stopped and removed when the run ends."""
import atexit
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.support import environment, system

_ANY = ("listen_addresses=", "max_connections=60", "shared_buffers=64MB")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", *_ANY)
LASTING = ("fsync=on", "synchronous_commit=on", *_ANY)
"""As an operator runs it: what is committed is on the disk."""


@dataclass(frozen=True, slots=True)
class Server:
    folder: Path

    def url(self, database: str) -> str:
        return f"postgres://postgres@{quote(str(self.folder), safe='')}/{database}"

    def create(self, database: str, *, like: str = "template1") -> str:
        """An empty database, or a copy of one that nobody is using; its address."""
        _as_postgres(system.postgres("createdb"), "-h", str(self.folder), "-U", "postgres", "-T", like, database)
        return self.url(database)


@functools.cache
def server() -> Server:
    """The server of this run: started once, by its first process; workers use the same."""
    if "ZT_TEST_POSTGRES" in os.environ:
        return Server(Path(os.environ["ZT_TEST_POSTGRES"]))
    made = start(FAST)
    made.create("zhengtong")
    os.environ["ZT_TEST_POSTGRES"] = str(made.folder)
    return made


def start(settings: Sequence[str]) -> Server:
    """A new server without databases, until this process ends; in memory where it need not last."""
    folder = Path(tempfile.mkdtemp(prefix="zt-pg-", dir=environment.memory() if settings is FAST else None))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    cluster = folder / "cluster"
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    how = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    _as_postgres(system.postgres("initdb"), "-D", str(cluster), *how)
    options = " ".join(f"-c {one}" if not one.endswith("=") else f"-c {one}''" for one in (*settings, f"unix_socket_directories={folder}"))
    atexit.register(_as_postgres, system.postgres("pg_ctl"), "-D", str(cluster), "-m", "immediate", "-w", "stop")
    _as_postgres(system.postgres("pg_ctl"), "-D", str(cluster), "-o", options, "-l", str(folder / "log"), "-w", "start")
    return Server(folder)


def _as_postgres(*command: str) -> None:
    """Run as user postgres where we are root, which PostgreSQL refuses to be."""
    prefix = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    done = subprocess.run([*prefix, *command], cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr or done.stdout}")
