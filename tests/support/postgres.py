"""A PostgreSQL of our own: made in a temporary folder, reached by a socket there, stopped and removed when the run ends."""
import atexit
import functools
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.support import system

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60", "shared_buffers=64MB")


@dataclass(frozen=True, slots=True)
class Server:
    folder: Path

    def url(self, database: str) -> str:
        return f"postgres://postgres@{quote(str(self.folder), safe='')}/{database}"

    def create(self, database: str) -> str:
        """An empty database; its address."""
        _as_postgres(system.postgres("createdb"), "-h", str(self.folder), "-U", "postgres", database)
        return self.url(database)


@functools.cache
def server() -> Server:
    """The server of this run: started once, by its first process; workers use the same."""
    if "ZT_TEST_POSTGRES" in os.environ:
        return Server(Path(os.environ["ZT_TEST_POSTGRES"]))
    folder = Path(tempfile.mkdtemp(prefix="zt-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    cluster = folder / "cluster"
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    how = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    _as_postgres(system.postgres("initdb"), "-D", str(cluster), *how)
    options = " ".join(f"-c {one}" if not one.endswith("=") else f"-c {one}''" for one in (*_FAST, f"unix_socket_directories={folder}"))
    atexit.register(_as_postgres, system.postgres("pg_ctl"), "-D", str(cluster), "-m", "immediate", "-w", "stop")
    _as_postgres(system.postgres("pg_ctl"), "-D", str(cluster), "-o", options, "-l", str(folder / "log"), "-w", "start")
    made = Server(folder)
    made.create("zhengtong")
    os.environ["ZT_TEST_POSTGRES"] = str(folder)
    return made


def _as_postgres(*command: str) -> None:
    """Run as user postgres where we are root, which PostgreSQL refuses to be."""
    prefix = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    done = subprocess.run([*prefix, *command], cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr or done.stdout}")
