"""start: from an empty home to the first page, and from a home that was used before; what one web process then holds in memory."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.rows import row
from bench.serving import web_processes
from tests.support import product

FIRST, SECOND, MEMORY = 180.0, 5.0, 200
AGAIN = 3
PAGES = ("/", "/find?q=%E5%BC%80%E9%A4%90%E9%A6%86", "/bundles/43TCN0003/", "/departments/", "/events/", "/api/v1/openapi.json")


def run() -> list[dict[str, object]]:
    """Beside it one process that imports the same code and answers nothing. Fetching packages is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        first, _ = _start(home)
        seconds, held = zip(*(_start(home) for _ in range(AGAIN)), strict=True)
        bare = statistics.median(_imported(home) for _ in range(AGAIN))
    second, memory = statistics.median(seconds), max(held)
    empty, used = f"{first:.1f} s to the first page of an empty home", f"{second:.1f} s to the first page of a used home"
    return [
        row(empty, f"{second:.1f} s of a used one", first / second, f"≤ {FIRST:.0f} s", first <= FIRST),
        row(used, f"{bare:.1f} s to import it", second / bare, f"≤ {SECOND:.0f} s", second <= SECOND),
        row(f"{memory:.0f} MB in one web process after {len(PAGES)} pages", "", None, f"≤ {MEMORY} MB", memory <= MEMORY),
    ]


def _start(home: Path) -> tuple[float, float]:
    """Seconds until the home page is there, and megabytes (proportional share) of the larger web process after all pages."""
    began = time.perf_counter()
    with product.running(home) as running:
        status, _ = running.get("/")
        took = time.perf_counter() - began
        assert status == 200
        for path in PAGES * 4:  # every process sees each
            status, _ = running.get(path)
            assert status == 200, path
        return took, max(_megabytes(process) for process in web_processes(home))


def _megabytes(process: Path) -> float:
    found = [line for line in (process / "smaps_rollup").read_text().splitlines() if line.startswith("Pss:")]
    return int(found[0].split()[1]) / 1024


def _imported(home: Path) -> float:
    code = "import django; django.setup(); import zhengtong.site.urls"
    around = {**os.environ, "ZT_HOME": str(home), "DJANGO_SETTINGS_MODULE": "zhengtong.site.settings"}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=around, cwd=product.ROOT, check=True)
    return time.perf_counter() - began
