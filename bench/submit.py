"""submit: the whole submission of the restaurant bundle over HTTP by 16 clients; beside it pgbench writing the same rows, and nothing else.

The product runs as people start it (``zt serve``: two web processes of two threads, the worker, everything on this machine). Clients, web,
worker and database share its cores. PostgreSQL is told to put every commit on the disk, for both sides.
"""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench import serving
from bench.filing import PASSWORD, READY, ROWS
from tests.support import postgres, product, system

CLIENTS = 16
WARM = 3.0  # seconds before anything counts
SECONDS = 15.0
DRAFTS = 200  # of each client; more than it can submit in that time
ROUND = 6  # seconds of pgbench, before and after
SHARE, P95, EMBEDDED = 0.30, 150.0, 0.5


@dataclass(frozen=True, slots=True)
class Load:
    """What 16 clients saw: how many a second, milliseconds of each, answers that were no receipt."""

    rate: float
    took: Sequence[float]
    failed: int
    cpu: float  # milliseconds of processor in the web processes for each
    busy: float  # load average of the machine at the end

    @property
    def p95(self) -> float:
        return sorted(self.took)[int(len(self.took) * 0.95)]

    @property
    def median(self) -> float:
        return statistics.median(self.took)


@dataclass(frozen=True, slots=True)
class Limit:
    """What pgbench reaches with the same rows."""

    rate: float
    milliseconds: float
    rows: int


def run() -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as home:
        served, limit = _on_postgres(Path(home) / "postgres")
        embedded = _on_sqlite(Path(home) / "sqlite")
    of_limit, of_served = served.rate / limit.rate, embedded.rate / served.rate
    whole = not served.failed and not embedded.failed
    return [
        _row(
            f"{served.rate:.1f} submissions a second on PostgreSQL",
            f"{limit.rate:,.0f} a second by pgbench, {limit.rows} rows each",
            of_limit,
            f"≥ {SHARE:.2f}",
            whole and of_limit >= SHARE,
        ),
        _row(
            f"p95 {served.p95:.0f} ms, median {served.median:.0f} ms on PostgreSQL",
            f"pgbench {limit.milliseconds:.1f} ms on average",
            served.median / limit.milliseconds,
            f"p95 ≤ {P95:.0f} ms",
            whole and served.p95 <= P95,
        ),
        _row(
            f"{embedded.rate:.1f} submissions a second on embedded SQLite",
            f"{served.rate:.1f} on PostgreSQL",
            of_served,
            f"≥ {EMBEDDED}",
            whole and of_served >= EMBEDDED,
        ),
        _row(
            f"p95 {embedded.p95:.0f} ms, median {embedded.median:.0f} ms on embedded SQLite",
            f"p95 {served.p95:.0f} ms on PostgreSQL",
            embedded.p95 / served.p95,
            f"p95 ≤ {P95:.0f} ms",
            whole and embedded.p95 <= P95,
        ),
        {
            "figure": f"{served.cpu:.1f} ms of processor in the web for each on PostgreSQL, {embedded.cpu:.1f} on SQLite",
            "beside": f"load average {served.busy:.1f} and {embedded.busy:.1f} on {os.cpu_count()} cores",
            "target": f"{served.failed + embedded.failed} of {len(served.took) + len(embedded.took)} refused",
            "held": "–",
        },
    ]


def _on_postgres(home: Path) -> tuple[Load, Limit]:
    server = postgres.start(postgres.LASTING)
    address = server.create("zhengtong")
    _prepare(home, {"ZT_DATABASE_URL": address, "ZT_DEMO": "1"})
    server.create("bare", like="zhengtong")
    before = _pgbench(server, home / ROWS)
    with product.running(home, database=address, counted=False) as running:
        served = _load(running.url, home, json.loads((home / READY).read_text()))
    after = _pgbench(server, home / ROWS)
    rows = sum(map(int, re.findall(r"-- (\d+) rows", (home / ROWS).read_text()))) + 1
    return served, Limit(statistics.mean([before[0], after[0]]), statistics.mean([before[1], after[1]]), rows)


def _on_sqlite(home: Path) -> Load:
    _prepare(home, {})
    with product.running(home, counted=False) as running:
        return _load(running.url, home, json.loads((home / READY).read_text()))


def _prepare(home: Path, more: dict[str, str]) -> None:
    """In a process of its own, with the surroundings that the product will have."""
    home.mkdir(parents=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ZT_", "DJANGO_"))}
    command = [sys.executable, "-m", "bench.filing", str(CLIENTS), str(DRAFTS), str(home)]
    subprocess.run(command, env={**environment, "ZT_HOME": str(home), **more}, cwd=product.ROOT, check=True)


def _pgbench(server: postgres.Server, script: Path) -> tuple[float, float]:
    """Transactions a second and milliseconds of each, with as many clients, in a copy of the same database on the same server."""
    where = ["-h", str(server.folder), "-U", "postgres", "-n", "-c", str(CLIENTS), "-j", "2", "-T", str(ROUND), "-f", str(script), "bare"]
    done = subprocess.run([system.postgres("pgbench"), *where], capture_output=True, text=True, check=False)
    rate, took = re.search(r"tps = ([\d.]+)", done.stdout), re.search(r"latency average = ([\d.]+) ms", done.stdout)
    if done.returncode or not rate or not took:
        raise RuntimeError(f"pgbench: {done.stderr or done.stdout}")
    return float(rate[1]), float(took[1])


def _load(url: str, home: Path, ready: list[dict[str, object]]) -> Load:
    """Every client signs in, then submits one draft after the other until time is up. Counted is what begins after the warming."""
    host = urlsplit(url).netloc
    tokens = [_sign_in(host, one) for one in ready]
    start = threading.Barrier(len(ready) + 1)
    before = serving.spent(home)
    with ThreadPoolExecutor(len(ready)) as pool:
        working = [
            pool.submit(lambda token, drafts: list(_submissions(host, token, drafts, start)), token, one["drafts"])
            for token, one in zip(tokens, ready, strict=True)
        ]
        start.wait()
        seen = [each for client in working for each in client.result()]
    cpu = (serving.spent(home) - before) * 1000 / max(1, len(seen))
    counts = min(at for at, _, _ in seen) + WARM
    seen = [each for each in seen if each[0] >= counts]
    good = [(at, took) for at, took, status in seen if status == 201]
    assert good, f"nothing was received: {sorted({status for _, _, status in seen})}"
    began, ended = min(at for at, _ in good), max(at + took for at, took in good)
    return Load(len(good) / (ended - began), [took * 1000 for _, took in good], len(seen) - len(good), cpu, os.getloadavg()[0])


def _submissions(host: str, token: str, drafts: object, start: threading.Barrier) -> Iterator[tuple[float, float, int]]:
    """When each began, how long it took (seconds), how it was answered."""
    assert isinstance(drafts, list)
    line = http.client.HTTPConnection(host, timeout=30)
    line.connect()
    start.wait()
    ends = time.monotonic() + WARM + SECONDS
    for draft in drafts:
        began = time.monotonic()
        if began > ends:
            break
        said = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"b-{draft}"}
        line.request("POST", f"/api/v1/drafts/{draft}/submit", headers=said)
        answer = line.getresponse()
        answer.read()
        yield began, time.monotonic() - began, answer.status
    line.close()


def _sign_in(host: str, who: dict[str, object]) -> str:
    line = http.client.HTTPConnection(host, timeout=30)
    body = json.dumps({"username": who["username"], "password": PASSWORD, "acting_for": who["firm"]})
    line.request("POST", "/api/v1/session", body, {"Content-Type": "application/json"})
    answer = line.getresponse()
    told = json.loads(answer.read())
    assert answer.status == 200, told
    return str(told["token"])


def _row(figure: str, beside: str, ratio: float, target: str, held: bool) -> dict[str, object]:
    return {"figure": figure, "beside": beside, "ratio": f"{ratio:.3f}", "target": target, "held": "yes" if held else "no"}
