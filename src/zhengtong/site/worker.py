"""The worker: does later what facts ask for, keeps schedules, brings the public log up to date. Any number may run."""
import logging
import threading

from django.db import Error, close_old_connections, connection

from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refusals import Refusal

PAUSE = 0.3                          # seconds between looks when nothing was due
TROUBLE = 2.0                        # seconds to wait when the database does not answer

_log = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Mend the public files if need be, then work until told to stop; what is begun is finished first."""
    mended = False
    while not stop.is_set():
        close_old_connections()
        try:
            if not mended:
                ledger.restore()
                mended = True
            busy = ledger.work_once() > 0
        except (Error, OSError, Refusal) as trouble:
            _log.warning("the worker waits: %s", type(trouble).__name__)
            connection.close()
            stop.wait(TROUBLE)
        else:
            if not busy:
                stop.wait(PAUSE)
