"""Programs from Debian that tests need: found, or installed where we are root, or asked for by their exact line."""
import os
import shutil
import subprocess
from collections.abc import Callable


class Missing(Exception):
    """A program is not here; the message says how to get it."""


def need(what: str, *, package: str, find: Callable[[], str | None], waiver: str) -> str:
    """The path that ``find`` gives, after installing ``package`` if need be. Raises Missing."""
    found = find()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], env=environment, **quiet)  # type: ignore[call-overload]
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", package], env=environment, **quiet)  # type: ignore[call-overload]
        found = find()
    if found is None:
        raise Missing(f"{what} is not installed. Run: sudo apt-get install -y {package}   (or waive it: ZT_TEST_WITHOUT={waiver})")
    return found


def chromium() -> str:
    """Debian's Chromium."""
    return need("Chromium", package="chromium", waiver="browser", find=lambda: shutil.which("chromium"))
