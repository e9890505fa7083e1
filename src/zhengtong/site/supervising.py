"""Two processes, one fate: web and worker start together, and when one ends, or we are asked to, both end."""
import ctypes
import os
import signal
import subprocess  # nosec B404 - our own two processes
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import FrameType

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop

START = 60                           # seconds until the first answer
PATIENCE = 10.0                      # seconds a process has to end by itself
_DEATH_SIGNAL = 1                    # prctl(PR_SET_PDEATHSIG)

Process = subprocess.Popen[bytes]


class Silent(Refusal):
    code = "no_answer"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("Nothing answered within %(seconds)s seconds of the start; everything was stopped.")
    remedy = gettext_noop("Read what it said above, mend it, and start again. Nothing that was saved is lost.")


class Ended(Refusal):
    code = "process_ended"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("The %(name)s process ended by itself (%(code)s); everything was stopped.")
    remedy = gettext_noop("Read what it said above, mend it, and start again. Nothing that was saved is lost.")


def supervise(commands: Mapping[str, Sequence[str]], *, ready: Callable[[], bool], when_ready: Callable[[], None]) -> None:
    """Run the commands until SIGINT or SIGTERM. Raises Ended when one of them ends by itself, Silent when it never gets ready."""
    asked = threading.Event()

    def ask(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001
        asked.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    running: dict[str, Process] = {}
    try:
        for name, command in commands.items():
            running[name] = subprocess.Popen(command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: S603, PLW1509  # nosec B603
        _watch(running, asked, ready, when_ready)
    finally:
        _stop(running)
        for number, handler in before.items():
            signal.signal(number, handler)


def _watch(running: Mapping[str, Process], asked: threading.Event, ready: Callable[[], bool], tell: Callable[[], None]) -> None:
    told, begun = False, time.monotonic()
    while not asked.is_set():
        for name, process in running.items():
            if process.poll() is not None:
                raise Ended(name=name, code=process.returncode)
        waited = time.monotonic() - begun
        if not told and ready():
            told = True
            tell()
        elif not told and waited > START:
            raise Silent(seconds=START)
        asked.wait(0.2 if told else min(0.05 + waited / 20, 1))


def _stop(running: Mapping[str, Process]) -> None:
    """Ask each process; after ``PATIENCE`` end whatever is left of its group (the web server has processes of its own)."""
    for process in running.values():
        if process.poll() is None:
            process.terminate()
    for process in running.values():
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _die_with_parent() -> None:
    """So that kill -9 of the supervisor leaves no orphans (Linux; elsewhere nothing happens)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)


def answers(address: str) -> bool:
    """Whether somebody answers there with 200."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  # nosec B310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
