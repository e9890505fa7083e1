"""Two processes, one fate."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhengtong.site import supervising

pytestmark = pytest.mark.one_database

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]


def script(text):
    return [sys.executable, "-c", text]


def is_alive(pid: int) -> bool:
    """Zombies do not count."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int) -> bool:
    """Within a moment."""
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(pid)


def test_when_one_ends_the_other_is_stopped(tmp_path):
    pid = tmp_path / "pid"
    other = script(f"import os, time; open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    ends = script(f"import os, time\nwhile not os.path.exists({str(pid)!r}): time.sleep(.05)\ntime.sleep(.1); raise SystemExit(3)")
    with pytest.raises(supervising.Ended, match=r"ends process ended by itself \(3\)"):
        supervising.supervise({"other": other, "ends": ends}, ready=lambda: False, when_ready=lambda: None)
    assert gone(int(pid.read_text()))


def test_what_never_answers_is_stopped(monkeypatch):
    monkeypatch.setattr(supervising, "START", 0.3)
    with pytest.raises(supervising.Silent):
        supervising.supervise({"one": SLEEPS}, ready=lambda: False, when_ready=lambda: None)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_stops_both_and_returns(number):
    before = signal.getsignal(number)
    begun = time.monotonic()
    supervising.supervise({"one": SLEEPS, "two": SLEEPS}, ready=lambda: True, when_ready=lambda: os.kill(os.getpid(), number))
    assert time.monotonic() - begun < 5
    assert signal.getsignal(number) is before


@pytest.mark.slow
def test_what_does_not_listen_is_killed_with_its_children(monkeypatch, tmp_path):
    monkeypatch.setattr(supervising, "PATIENCE", 0.5)
    pids = tmp_path / "pids"
    deaf = script(
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); child = os.fork()\n"
        f"open({str(pids)!r}, 'a').write(str(os.getpid()) + '\\n'); time.sleep(60)"
    )

    def both_there():
        return pids.exists() and len(pids.read_text().split()) == 2

    supervising.supervise({"deaf": deaf}, ready=both_there, when_ready=lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert all(gone(int(pid)) for pid in pids.read_text().split())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a Linux habit")
def test_kill_9_of_the_supervisor_leaves_no_orphans(tmp_path):
    pid = tmp_path / "pid"
    child = f"import os, time; open({str(pid)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    program = f"""
import sys
from zhengtong.site import supervising
supervising.supervise({{"child": [sys.executable, "-c", {child!r}]}}, ready=lambda: False, when_ready=lambda: None)
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    supervisor = subprocess.Popen(script(program), env=environment)
    deadline = time.monotonic() + 20
    while not (pid.exists() and pid.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    supervisor.kill()
    supervisor.wait()
    assert gone(int(pid.read_text()))
