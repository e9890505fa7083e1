"""``zt serve`` as ``make run`` starts it: prepares, answers, stops cleanly; one dies, both stop; the second start keeps everything."""
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

FIRST, SECOND = 180, 30              # seconds; the measured figures are in docs/measures.md, these only end a hanging test


class Served:
    """One run of ``zt serve`` in a home."""

    def __init__(self, home: Path, port: int, patience: int) -> None:
        self.port = port
        path = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, "ZT_HOME": str(home), "ZT_PORT": str(port), "ZT_LANGUAGE": "en", "PYTHONPATH": path}
        for name in ("ZT_DATABASE_URL", "ZT_SECRET_KEYS", "ZT_PUBLIC_URL", "CITY", "ZT_CITY"):
            environment.pop(name, None)
        self.said = home.parent / "said"
        with self.said.open("w") as file:
            command = [sys.executable, "-m", "zhengtong", "serve"]
            self.process = subprocess.Popen(command, env=environment, stdout=file, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + patience
        while self.process.poll() is None and "(Ctrl-C stops it)" not in self.text():
            assert time.monotonic() < deadline, self.text()
            time.sleep(0.05)

    def text(self) -> str:
        return self.said.read_text()

    def get(self, path: str) -> dict[str, object]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return json.load(answer)

    def children(self) -> dict[str, int]:
        """Name → process id of the two it started."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return {"web" if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes() else "worker": int(pid) for pid in listed}

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not Path(f"/proc/{pid}").exists()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home that was started once from nothing, looked at, and stopped with Ctrl-C."""
    home = tmp_path_factory.mktemp("serve") / "home"
    served = Served(home, free_port(), FIRST)
    try:
        assert served.process.poll() is None, served.text()
        assert f"http://127.0.0.1:{served.port}/" in served.text()
        assert served.get("/health/live") == {"live": True}
        assert served.get("/health/ready")["ready"] is True
        children = served.children()
        assert set(children) == {"web", "worker"}
    finally:
        code = served.stop(signal.SIGINT)
    assert code == 0
    assert all(gone(pid) for pid in children.values())
    (home.parent / "first").write_text(served.text())
    return home


def test_the_first_start_prints_the_sign_ins(home):
    said = (home.parent / "first").read_text()
    assert "Publishing the content" in said
    for username in ("window", "market", "fire"):
        assert username in said


def test_the_second_start_skips_what_is_unchanged_and_keeps_the_data(home):
    before = {path.name: path.read_bytes() for path in (home / "changsha" / "keys").iterdir()}
    served = Served(home, free_port(), SECOND)
    try:
        assert served.get("/health/ready")["ready"] is True
        assert "Publishing" not in served.text()
        assert "window" in served.text()
    finally:
        assert served.stop(signal.SIGTERM) == 0
    assert {path.name: path.read_bytes() for path in (home / "changsha" / "keys").iterdir()} == before


@pytest.mark.parametrize("victim", ["worker", "web"])
def test_when_one_process_dies_both_stop(home, victim):
    served = Served(home, free_port(), SECOND)
    children = served.children()
    os.kill(children[victim], signal.SIGKILL)
    assert served.process.wait(30) == 1
    assert f"The {victim} process ended by itself" in served.text()
    assert all(gone(pid) for pid in children.values())
    with pytest.raises(OSError, match="refused"):
        served.get("/health/live")


def test_a_port_in_use_is_refused_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        served = Served(tmp_path / "home", taken.getsockname()[1], SECOND)
        assert served.process.wait(30) == 1
    assert "is in use by another program" in served.text()
    assert "ZT_PORT=8001" in served.text()
    assert not (tmp_path / "home").exists()
