"""``zt worker``: the worker alone, for further machines or for watching it."""
import os
import signal
import threading
from types import FrameType

import click

from zhengtong.site.starting import with_django

YIELDING = 10                        # niceness: whoever waits for a page on the same machine goes first


@click.command()
def worker() -> None:
    """后台: do what is due until told to stop."""
    os.nice(YIELDING)
    stop = threading.Event()

    def ask(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001
        stop.set()

    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)
    with_django()
    from zhengtong.site import worker as loop

    loop.run(stop)
