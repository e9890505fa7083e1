"""办件: case numbers, taken in blocks, so that no submission waits for another's."""

import threading

from django.db import connection

from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.models import Serial
from zhengtong.delivery.cases.terms import CaseNumber
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger

BLOCK = 20
_guard = threading.Lock()
_held: dict[str, range] = {}


def take(division: str, year: int) -> CaseNumber:
    """The next case number of a division and year; a gap is normal (a process took a block and stopped), a repeat impossible."""
    prefix = rules.prefix(division, year)
    if connection.in_atomic_block:  # what an outer transaction takes, it may give back: keep none of it
        return rules.case_number(prefix, _block(prefix, 1)[0])
    with _guard:
        block = _held.get(prefix) or _block(prefix, BLOCK)
        _held[prefix] = block[1:]
    return rules.case_number(prefix, block[0])


def _block(prefix: str, size: int) -> range:
    with ledger.writing(None, system("numbers")):
        Serial.objects.bulk_create([Serial(prefix=prefix)], ignore_conflicts=True)
        row = Serial.objects.select_for_update().get(prefix=prefix)
        first = row.next
        row.next = first + size
        row.save(update_fields=["next"])
    return range(first, first + size)
