"""ledger: facts recorded a second under concurrency, beside bare inserts of the same rows; a million leaves verified, beside bare SHA-256.

On the database that the settings name; it must hold no facts yet (``make bench`` gives every run a home of its own).
"""

import hashlib
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.core.management import call_command
from django.db import connection, transaction

from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.crypto import signatures
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger import encoding, merkle
from zhengtong.kernel.ledger.models import Entry
from zhengtong.kernel.ledger.terms import Head
from zhengtong.kernel.ledger.verification import CHUNK, Public, chunk_name, head_as_json, verify
from zhengtong.kernel.refs import Key, Ref

THREADS = 4
EACH = 400                           # facts of one thread in one round
ROUNDS = 5
LEAVES = 1_000_000
HEADS = 100
BY = Actor(ActorKind.MEMBER, Ref("account", "7"), subject=Ref("person", "P0000000001X"))


@dataclass(frozen=True, slots=True)
class Accepted:
    case: str
    window: str
    items: tuple[str, ...]
    days: int


FACT = Accepted("4301-2026-0000001-K", "11430100000000001A", ("43TCN0003-01", "43TCN0003-02", "43TCN0003-06"), 20)


def run() -> list[dict[str, object]]:
    return [*_recording(), *_verifying()]


def _recording() -> list[dict[str, object]]:
    call_command("migrate", "zt_ledger", verbosity=0, interactive=False, skip_checks=True)
    if Entry.objects.exists():
        return [{"figure": "left out: this database already holds facts", "held": "–"}]
    _make_bare_table()
    ours, keyed, bare = [], [], []
    for _ in range(ROUNDS):                          # in turns, so that the machine's moods fall on all
        bare.append(_rate(_insert))
        ours.append(_rate(_record))
        keyed.append(_rate(_record_once))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_entry")
    limit, where = median(bare), f"{connection.vendor}, {THREADS} threads"
    return [
        _row(f"{median(ours):,.0f} facts a second recorded ({where})", f"{limit:,.0f} bare inserts a second", median(ours) / limit, 0.5),
        _row(
            f"{median(keyed):,.0f} facts a second under an idempotency key, looked up and locked ({where})",
            f"{limit:,.0f} bare inserts a second",
            median(keyed) / limit,
            None,
        ),
    ]


def _make_bare_table() -> None:
    """The same columns and indexes, nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_entry")
        if connection.vendor == "postgresql":
            cursor.execute("CREATE TABLE bench_entry (LIKE zt_ledger_entry INCLUDING ALL)")
            return
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'zt_ledger_entry' AND sql IS NOT NULL ORDER BY type DESC")
        for (sql,) in cursor.fetchall():
            cursor.execute(sql.replace("zt_ledger_entry", "bench_entry").replace('INDEX "', 'INDEX "bench_'))


def _rate(work: Callable[[int], None]) -> float:
    """How often a second, with every thread on a connection of its own."""
    start = threading.Barrier(THREADS + 1)

    def loop() -> None:
        connection.ensure_connection()
        start.wait()
        for number in range(EACH):
            work(number)
        connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        working = [pool.submit(loop) for _ in range(THREADS)]
        start.wait()
        began = time.perf_counter()
        for each in working:
            each.result()
        return THREADS * EACH / (time.perf_counter() - began)


_COLUMNS = "salt, at, fact, values, shared, who, subject, organisation, basis, about_kind, about_number, division, key, content, leaf"
_INSERT = 'INSERT INTO bench_entry ({}) VALUES ({})'.format(_COLUMNS.replace("values", '"values"'), ", ".join(["%s"] * 15))


def _insert(number: int) -> None:  # noqa: ARG001
    values = json.dumps(encoding.plain(FACT))
    row = [
        os.urandom(16), connection.ops.adapt_datetimefield_value(clock.now()), "bench.Accepted", values, None, "account:7",
        "person:P0000000001X", "", "", "case", FACT.case, "430100000000", None, "", None,
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_INSERT, row)


def _record(number: int) -> None:  # noqa: ARG001
    with ledger.writing(None, BY):
        ledger.record(FACT, by=BY, about=Ref("case", FACT.case), division="430100000000")


def _record_once(number: int) -> None:
    with ledger.writing(Key(f"{threading.get_ident()}-{number}-{time.time_ns()}"), BY, {"case": FACT.case}):
        ledger.record(FACT, by=BY, about=Ref("case", FACT.case), division="430100000000")


def _verifying() -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as home:
        public = _make_log(Path(home))
        began = time.perf_counter()
        report = verify(Public(str(public)))
        ours = time.perf_counter() - began
    began = time.perf_counter()
    pair = bytes(65)
    for _ in range(LEAVES):
        hashlib.sha256(pair).digest()
    bare = time.perf_counter() - began
    assert report.size == LEAVES
    return [
        {
            "figure": f"{ours:.1f} s to verify {LEAVES:,} leaves and {HEADS} signed heads",
            "beside": f"{bare:.1f} s for as many bare SHA-256",
            "ratio": f"{bare / ours:.2f}",
            "target": "≤ 30 s",
            "held": "yes" if ours <= 30 else "no",
        }
    ]


def _make_log(home: Path) -> Path:
    """A log of a million leaves with a hundred signed heads, as the sequencer would publish it."""
    public, tree, lines = home / "ledger", merkle.Tree(), []
    (public / "leaves").mkdir(parents=True)
    leaves = b"".join(hashlib.sha256(number.to_bytes(8, "big")).digest() for number in range(LEAVES))
    for size in range(LEAVES // HEADS, LEAVES + 1, LEAVES // HEADS):
        tree.extend(leaves[tree.size * merkle.SIZE : size * merkle.SIZE])
        at = clock.now()
        signed = signatures.sign(encoding.head_bytes(size, tree.root(), encoding.moment(at)), folder=home / "keys")
        lines.append(json.dumps(head_as_json(Head(size, tree.root(), at, signed.key, signed.value))) + "\n")
    (public / "heads.jsonl").write_text("".join(lines))
    for number in range(0, LEAVES, CHUNK):
        (public / chunk_name(number // CHUNK)).write_bytes(leaves[number * merkle.SIZE : (number + CHUNK) * merkle.SIZE])
    signatures.publish(home / "keys", public)
    return public


def _row(figure: str, beside: str, ratio: float, target: float | None) -> dict[str, object]:
    """``target`` None: told for orientation, nothing is claimed."""
    held = "–" if target is None else "yes" if ratio >= target else "no"
    return {"figure": figure, "beside": beside, "ratio": f"{ratio:.2f}", "target": f"≥ {target}" if target else "–", "held": held}
