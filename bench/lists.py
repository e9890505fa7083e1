"""lists: a reviewer's inbox, a window's queue, a person's matters, what was decided; page after page, at 10⁴, 10⁵ and 10⁶ cases."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from bench.rows import row
from tests.support import postgres, product

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS, ASKED = 20, 10  # asked in turns, so that the machine's moods fall on every size
GROWTH = 1.5
ROOMY = ("shared_buffers=1GB", "max_wal_size=8GB")  # so that filling it takes a minute, not three


def run() -> list[dict[str, object]]:
    """Beside each list at 10⁶ the same list at 10⁴, in the same moments. Embedded SQLite goes to 10⁵."""
    with tempfile.TemporaryDirectory() as home:
        server = postgres.start((*postgres.FAST, *ROOMY))
        return _on_postgres(server, Path(home) / "postgres") + _on_sqlite(Path(home) / "sqlite")


def _on_postgres(server: postgres.Server, home: Path) -> list[dict[str, object]]:
    pattern = _pattern({"ZT_HOME": str(home), "ZT_DATABASE_URL": server.create("pattern"), "ZT_DEMO": "1"})
    urls = {size: server.create(f"cases{size}", like="pattern") for size in SIZES}
    return _compare("PostgreSQL", pattern, {size: {"ZT_HOME": str(home), "ZT_DATABASE_URL": url} for size, url in urls.items()})


def _on_sqlite(home: Path) -> list[dict[str, object]]:
    pattern = _pattern({"ZT_HOME": str(home)})
    homes = {size: home.with_name(f"sqlite{size}") for size in SIZES[:-1]}
    for one in homes.values():
        shutil.copytree(home, one)
    return _compare("SQLite", pattern, {size: {"ZT_HOME": str(one)} for size, one in homes.items()})


def _compare(database: str, pattern: str, surroundings: Mapping[int, Mapping[str, str]]) -> list[dict[str, object]]:
    with ExitStack() as stack:
        crowds = {size: stack.enter_context(_crowd(size, pattern, around)) for size, around in surroundings.items()}
        ready = [json.loads(_line(crowd)) for crowd in crowds.values()]  # each tells the names of its lists
        took: dict[str, dict[int, list[float]]] = {name: {size: [] for size in crowds} for name in ready[0]}
        for place in range(ROUNDS + 1):
            for name, by_size in took.items():
                for size, crowd in crowds.items():
                    milliseconds = _ask(crowd, name)
                    by_size[size] += milliseconds if place else []  # the first round warms
        for crowd in crowds.values():
            crowd.communicate()
    return [_row(database, name, by_size) for name, by_size in took.items()]


def _row(database: str, name: str, took: Mapping[int, list[float]]) -> dict[str, object]:
    p95 = {size: sorted(each)[int(len(each) * 0.95)] for size, each in took.items()}
    first, *_, last = p95
    beside = ", ".join(f"{p95[size]:.1f} ms at {size:,}" for size in p95 if size != last)
    growth = p95[last] / p95[first]
    return row(f"{name}: p95 {p95[last]:.1f} ms at {last:,} cases on {database}", beside, growth, f"≤ {GROWTH}", growth <= GROWTH)


def _pattern(more: Mapping[str, str]) -> str:
    Path(more["ZT_HOME"]).mkdir()
    command = [sys.executable, "-m", "bench.crowd", "pattern"]
    return subprocess.run(command, env=_around(more), cwd=product.ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def _crowd(size: int, pattern: str, more: Mapping[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.crowd", str(size), pattern]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=_around(more), cwd=product.ROOT, stdin=pipe, stdout=pipe, text=True)


def _ask(crowd: subprocess.Popen[str], name: str) -> list[float]:
    assert crowd.stdin is not None
    crowd.stdin.write(json.dumps([name, ASKED]) + "\n")
    crowd.stdin.flush()
    told: list[float] = json.loads(_line(crowd))
    return told


def _line(crowd: subprocess.Popen[str]) -> str:
    assert crowd.stdout is not None
    return crowd.stdout.readline()


def _around(more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZT_", "DJANGO_"))}
    return {**kept, **more}
