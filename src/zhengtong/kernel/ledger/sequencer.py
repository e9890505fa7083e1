"""Sequencing: committed rows get their places in the tree, in batches, and the new head is signed.

Rows are taken because they have no leaf yet, never because their id is greater than the last: a transaction that began early and
commits late is simply in the next batch.
"""
import hashlib

from django.db import connection

from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.ledger import encoding, merkle, queries
from zhengtong.kernel.ledger.models import Entry, Node, TreeHead
from zhengtong.kernel.ledger.writing import writing

BATCH = 1000
_LOCK = int.from_bytes(hashlib.sha256(b"zhengtong sequencer").digest()[:8], "big", signed=True)
_SEQUENCER = system("sequencer")


def sequence(batch: int = BATCH) -> int:
    """Append every committed row that has no leaf yet. Returns how many."""
    total = 0
    while True:
        waiting = list(Entry.objects.filter(leaf=None).order_by("pk")[:batch])
        if not waiting:
            return total
        hashes = {entry.pk: encoding.leaf_hash(queries.body_of(entry), bytes(entry.salt or b"")) for entry in waiting}
        total += _append(hashes)


def _append(hashes: dict[int, bytes]) -> int:
    """Rows never change before they are sequenced, so they were hashed outside; here only their order is fixed."""
    with writing(None, _SEQUENCER):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        span = {"pk__gte": min(hashes), "pk__lte": max(hashes)}
        still = Entry.objects.filter(leaf=None, **span).order_by("pk").values_list("pk", flat=True)
        rows = [number for number in still if number in hashes]
        if not rows:
            return 0
        size = queries.tree_size()
        nodes = queries.nodes(merkle.nodes_of((0, size)))
        fresh = merkle.grow(size, [hashes[number] for number in rows], nodes)
        Node.objects.bulk_create([Node(level=level, position=position, hash=value) for (level, position), value in fresh.items()])
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE zt_ledger_entry SET leaf = %s WHERE id = %s", [(size + at, row) for at, row in enumerate(rows)])
        _sign_head(size + len(rows), nodes)
        return len(rows)


def _sign_head(size: int, nodes: dict[merkle.Node, bytes]) -> None:
    root, at = merkle.hash_of((0, size), nodes), clock.now()
    signature = crypto.sign(encoding.head_bytes(size, root, encoding.moment(at)))
    TreeHead.objects.create(size=size, root=root, at=at, key=signature.key, signature=signature.value)
