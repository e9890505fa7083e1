"""账本: the front door. What happened is recorded here, once, in the transaction that did it."""
from zhengtong.kernel.ledger.commands import erase, record
from zhengtong.kernel.ledger.errors import Busy, Erased, KeyReused, NoHead, NoSuchJob, NoSuchRow, NotSequenced
from zhengtong.kernel.ledger.publication import folder as public_folder
from zhengtong.kernel.ledger.publication import publish, restore
from zhengtong.kernel.ledger.queries import (
    consistency,
    fact_of,
    facts_about,
    facts_by,
    head,
    jobs,
    prove,
    prove_all,
    row,
    schedules,
    touched_by,
)
from zhengtong.kernel.ledger.registry import afterwards, at_once, every
from zhengtong.kernel.ledger.sequencer import sequence
from zhengtong.kernel.ledger.statements import Composed, Given, before, beyond, insert, update
from zhengtong.kernel.ledger.terms import Consistency, Earlier, Head, Job, JobState, Proof, Row, Schedule
from zhengtong.kernel.ledger.verification import consistency_as_json, head_as_json, proof_as_json
from zhengtong.kernel.ledger.work import run_again, work_once
from zhengtong.kernel.ledger.writing import writing

__all__ = [
    "Busy", "Composed", "Consistency", "Earlier", "Erased", "Given", "Head", "Job", "JobState", "KeyReused", "NoHead", "NoSuchJob",
    "NoSuchRow", "NotSequenced", "Proof", "Row", "Schedule", "afterwards", "at_once", "before", "beyond", "consistency",
    "consistency_as_json", "erase", "every", "fact_of", "facts_about", "facts_by", "head", "head_as_json", "insert", "jobs",
    "proof_as_json", "prove", "prove_all", "public_folder", "publish", "record", "restore", "row", "run_again", "schedules", "sequence",
    "touched_by", "update", "work_once", "writing",
]
