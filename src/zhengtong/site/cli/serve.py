"""``zt serve``: everything on one machine, in the foreground. This is what ``make run`` starts."""
import os
import socket
import sys

import click

from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop
from zhengtong.site import homes
from zhengtong.site.cli.speech import say

HOST = os.environ.get("ZT_HOST", "127.0.0.1")


class PortTaken(Refusal):
    code = "port_taken"
    kind = Kind.UNAVAILABLE
    message = gettext_noop("Port %(port)s is in use by another program.")
    remedy = gettext_noop("Stop that program, or choose another port: ZT_PORT=8001 make run")


@click.command()
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="web processes")
@click.option("--threads", type=click.IntRange(1, 64), default=2, show_default=True, help="threads of each")
def serve(workers: int, threads: int) -> None:
    """启动: prepare this home, then serve pages and do what is due, until Ctrl-C."""
    _check_port()
    from zhengtong.site import preparing, supervising

    table = preparing.prepare(lambda message: click.echo(say(message)))
    commands = {"web": _web(workers, threads), "worker": [sys.executable, "-m", "zhengtong", "worker"]}
    address = f"http://127.0.0.1:{homes.PORT}/health/live"
    supervising.supervise(commands, ready=lambda: supervising.answers(address), when_ready=lambda: _tell(table))
    click.echo(say("Stopped. Everything is kept in %(home)s", {"home": homes.HOME}))


CONNECTIONS = 2048                   # a worker; granian counts open connections, and each browser keeps up to six of them open


def _check_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, homes.PORT))
        except OSError as why:
            raise PortTaken(port=homes.PORT) from why


def _web(workers: int, threads: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", HOST, "--port", str(homes.PORT),
        "--workers", str(workers), "--blocking-threads", str(threads), "--backpressure", str(CONNECTIONS),
        "--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "8",
        "--static-path-route", "/static", "--static-path-mount", str(homes.HOME / "static"), "--static-path-expires", "600",
        "--log-level", "warning", "zhengtong.site.wsgi:application",
    ]


def _tell(table: str) -> None:
    click.echo("")
    if table:
        click.echo(table)
        click.echo("")
    click.echo(say("政通 is at %(address)s  (Ctrl-C stops it)", {"address": homes.PUBLIC_URL + "/"}))
