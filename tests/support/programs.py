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
        for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", package]):
            subprocess.run(["apt-get", *command], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, capture_output=True, check=False)
        found = find()
    if found is None:
        raise Missing(f"{what} is not installed. Run: sudo apt-get install -y {package}   (or waive it: ZT_TEST_WITHOUT={waiver})")
    return found


def chromium() -> str:
    """Debian's Chromium."""
    return need("Chromium", package="chromium", waiver="browser", find=lambda: shutil.which("chromium"))
