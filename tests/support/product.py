"""The real product, started as people start it, in a data folder of its own on a free port."""
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.support.authenticator import Authenticator

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0                       # seconds until the first start, content and all, must be ready


@dataclass(frozen=True)
class Product:
    """A running product: where it listens, where it keeps its data, how its command line is called beside it."""

    url: str
    home: Path
    environment: Mapping[str, str]
    log: Path
    authenticators: dict[str, Authenticator] = field(default_factory=dict, compare=False)
    """Those that its people have set up, by sign-in name."""
    mornings: dict[str, Any] = field(default_factory=dict, compare=False)
    """The cookies of officers who have signed in today, by sign-in name."""

    @cached_property
    def sign_ins(self) -> dict[str, dict[str, str]]:
        """The demonstration's sign-ins by name."""
        return {row["username"]: row for row in self.json("synth")["sign_ins"]}

    def zt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``zt`` with the same data."""
        command = [sys.executable, "-m", "zhengtong", *arguments]
        return subprocess.run(command, env=dict(self.environment), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)

    def json(self, *arguments: str) -> Any:
        done = self.zt(*arguments, "--json")
        assert done.returncode == 0, done.stderr or done.stdout
        return json.loads(done.stdout)

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask without a browser and without signing in: status and body."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()


@contextmanager
def running(home: Path, *, database: str = "", city: str = "", counted: bool = True) -> Iterator[Product]:
    """Start it; at the end stop it and see that it stops cleanly. Fails with its own last words where it does not start.

    ``city``: another than the default one. ``counted``: with the limits on how often a program may ask.
    """
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ZT_", "DJANGO_", "COVERAGE", "PYTEST"))}
    environment |= {"ZT_HOME": str(home), "ZT_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    if city:
        environment["CITY"] = city
    if database:
        environment |= {"ZT_DATABASE_URL": database, "ZT_DEMO": "1"}
    if not counted:
        environment["ZT_API_RATES"] = "off"
    log = home / "serve.log"
    with log.open("wb") as words:
        command = [sys.executable, "-m", "zhengtong", "serve"]
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=words, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        product = Product(f"http://127.0.0.1:{port}", home, environment, log)
        _wait(product, process)
        yield product
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) in {0, -signal.SIGTERM, 130, 143}, _last_words(log)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=10)


def _wait(product: Product, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the product stopped before it was ready:\n{_last_words(product.log)}")
        try:
            status, body = product.get("/health/ready")
            if status == 200 and json.loads(body).get("ready"):
                return
        except (OSError, ValueError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"the product was not ready within {PATIENCE:.0f} seconds:\n{_last_words(product.log)}")


def _last_words(log: Path) -> str:
    return log.read_text(errors="replace")[-4000:]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
