"""Programs from Debian that tests need: found, or installed where we are root, or asked for by their exact line.

Run by itself (``python tests/support/system.py``) it sees to all of them before the suite begins. ``ZT_TEST_WITHOUT=browser,postgres``
waives what a machine cannot have.
"""
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


class Missing(Exception):
    """A program is not here; the message says how to get it."""


def need(what: str, *, package: str, find: Callable[[], str | None], waiver: str) -> str:
    """The path that ``find`` gives, after installing ``package`` if need be. Raises Missing."""
    found = find()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", package]):
            subprocess.run(["apt-get", *command], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, capture_output=True, check=False)
        found = find()
    if found is None:
        raise Missing(f"{what} is not installed. Run: sudo apt-get install -y {package}   (or waive it: ZT_TEST_WITHOUT={waiver})")
    return found


def chromium() -> str:
    """Debian's Chromium: its shell without windows, which takes a third of the processor; the whole browser where there is no shell."""
    try:
        return need("Chromium", package="chromium-headless-shell", waiver="browser", find=lambda: shutil.which("chromium-headless-shell"))
    except Missing:
        return need("Chromium", package="chromium", waiver="browser", find=lambda: shutil.which("chromium"))


def postgres(name: str) -> str:
    """A program of the newest PostgreSQL server."""
    return need("PostgreSQL", package="postgresql", waiver="postgres", find=lambda: _newest_postgres(name))


def _newest_postgres(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name)


def see_to_it() -> int:
    """Everything that is not waived; the lines to type for what is missing, and 1, else 0."""
    waived = os.environ.get("ZT_TEST_WITHOUT", "").split(",")
    missing = []
    for waiver, get in (("browser", chromium), ("postgres", lambda: postgres("initdb"))):
        try:
            if waiver not in waived:
                get()
        except Missing as told:
            missing.append(str(told))
    for line in missing:
        print(line, file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(see_to_it())
