"""``zt worker``: the worker alone, for further machines or for watching it."""
import signal
import threading
from types import FrameType

import click

from zhengtong.site.starting import with_django


@click.command()
def worker() -> None:
    """后台: do what is due until told to stop."""
    stop = threading.Event()

    def ask(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001
        stop.set()

    signal.signal(signal.SIGINT, ask)
    signal.signal(signal.SIGTERM, ask)
    with_django()
    from zhengtong.site import worker as loop

    loop.run(stop)
