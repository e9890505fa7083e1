"""账本: the front door. What happened is recorded here, once, in the transaction that did it."""
from zhengtong.kernel.ledger.commands import record
from zhengtong.kernel.ledger.errors import Busy, KeyReused, NoSuchRow
from zhengtong.kernel.ledger.queries import fact_of, facts_about, row
from zhengtong.kernel.ledger.registry import afterwards, at_once, every
from zhengtong.kernel.ledger.terms import Earlier, Row
from zhengtong.kernel.ledger.writing import writing

__all__ = [
    "Busy", "Earlier", "KeyReused", "NoSuchRow", "Row",
    "afterwards", "at_once", "every", "fact_of", "facts_about", "record", "row", "writing",
]
