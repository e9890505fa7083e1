"""The application as a WSGI server would call it, in this process and in the test's own transaction."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections

_handler: list[WSGIHandler] = []


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The connection is kept, since the test's transaction is on it; whatever falls over is answered, not raised."""
    if not _handler:
        _handler.append(WSGIHandler())
    ends = (signals.request_started, signals.request_finished)
    for one in ends:
        one.disconnect(close_old_connections)
    try:
        response = _handler[0]({"REMOTE_ADDR": "127.0.0.1", **environ}, start_response)
        body = list(response)
        response.close()
        return body
    finally:
        for one in ends:
            one.connect(close_old_connections)
