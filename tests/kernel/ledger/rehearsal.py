# ruff: noqa: E402
"""What real processes do to the ledger, one verb each; started by the tests beside this file, some of them to be killed."""
import os
import sys
import threading
import time
from dataclasses import dataclass

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengtong.site.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger import registry
from zhengtong.kernel.refs import Key, Ref

BY = system("rehearsal")
ABOUT = Ref("thing", "1")
EFFECT = Ref("effect", "1")


@dataclass(frozen=True, slots=True)
class Asked:
    number: int


@dataclass(frozen=True, slots=True)
class Answered:
    number: int


registry.name_of(Asked)


def prepare() -> None:
    call_command("migrate", "zt_ledger", verbosity=0, skip_checks=True)


def record() -> None:
    with ledger.writing(None, BY):
        ledger.record(Asked(1), by=BY, about=ABOUT)


@ledger.afterwards(Asked, lease=1)
def answer(fact: Asked, row: ledger.Row) -> None:
    """Do it once, however often it is run; on the way, hang where the test wants this process to die."""
    with ledger.writing(row.once("answer"), BY) as earlier:
        if not earlier:
            ledger.record(Answered(fact.number), by=BY, about=EFFECT)
        hang("inside")
    hang("after")


def hang(where: str) -> None:
    if sys.argv[2:] == [where]:
        print("hanging", flush=True)
        time.sleep(60)


def work() -> None:
    deadline = time.monotonic() + 30
    while ledger.jobs() and time.monotonic() < deadline:
        ledger.work_once()
        time.sleep(0.1)
    (job,) = ledger.jobs(ledger.JobState.DONE)
    print(job.state, job.attempts > 1, len(ledger.facts_about(EFFECT)))


def same_key() -> None:
    """Eight threads send the same thing at the same moment."""
    start, said, lock = threading.Barrier(8), [], threading.Lock()

    def send() -> None:
        start.wait()
        with ledger.writing(Key("once"), BY, {"a": 1}) as earlier:
            if not earlier:
                time.sleep(0.05)
                ledger.record(Asked(1), by=BY, about=ABOUT)
        with lock:
            said.append("again" if earlier else "first")
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(said.count("first"), said.count("again"), len(ledger.facts_about(ABOUT)))


def many() -> None:
    """One of several processes that record as fast as they can."""
    for number in range(50):
        with ledger.writing(None, BY):
            ledger.record(Asked(number), by=BY, about=ABOUT)


def late_commit() -> None:
    """A transaction that began first commits last: it is not lost (PostgreSQL; on SQLite writers are one after another)."""
    recorded, leave, early = threading.Event(), threading.Event(), []

    def slow() -> None:
        with ledger.writing(None, BY):
            early.append(ledger.record(Asked(1), by=BY, about=ABOUT))
            recorded.set()
            leave.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    recorded.wait(10)
    with ledger.writing(None, BY):
        late = ledger.record(Asked(2), by=BY, about=ABOUT)
    ledger.sequence()
    leave.set()
    thread.join()
    ledger.sequence()
    print(early[0] < late, ledger.row(late).leaf, ledger.row(early[0]).leaf)


def sequence() -> None:
    """Again and again until the log holds as many as wanted."""
    deadline = time.monotonic() + 60
    while ((head := ledger.head()) is None or head.size < int(sys.argv[2])) and time.monotonic() < deadline:
        ledger.sequence(7)
    leaves = sorted(row.leaf for row in ledger.facts_about(ABOUT))
    print(leaves == list(range(int(sys.argv[2]))))


if __name__ == "__main__":
    globals()[sys.argv[1]]()
