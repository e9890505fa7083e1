"""What is done later: reactions owed to facts, and periodic work. The worker calls ``work_once`` in a loop; several may run at once.

A job is taken for the length of its lease; a worker that dies (kill -9) simply never finishes it, and after the lease another takes
it. A failed job is tried again after 5, 10, 20 … seconds, and given up visibly after ``ATTEMPTS``. Reactions run outside any
transaction of ours: their commands open their own, under ``row.once(…)``, so that repeating is harmless. Jobs that nobody has tried
yet are taken and reported several at once; one that was tried before is taken alone, so that what kills its worker kills no other job.
"""
import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from django.db.models import F

from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import publication, queries, registry, sequencer
from zhengtong.kernel.ledger.commands import record
from zhengtong.kernel.ledger.errors import NoSuchJob
from zhengtong.kernel.ledger.facts import JobRunAgain
from zhengtong.kernel.ledger.models import Delivery, Entry, Periodic
from zhengtong.kernel.ledger.terms import JobState
from zhengtong.kernel.ledger.writing import writing
from zhengtong.kernel.refs import Ref

ATTEMPTS = 10
TOGETHER = 16                        # jobs taken at once
FIRST_PAUSE = 5                      # seconds
LONGEST_PAUSE = 3600

WORKER = system("worker")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """A job in our hands until its lease ends. ``attempt`` tells our hold from a later one."""

    id: int
    reaction: str
    attempt: int
    entry: Entry


def work_once(limit: int = 50) -> int:
    """Run what is due: schedules, then at most ``limit`` deliveries; then bring the public log up to date. Returns how much ran."""
    ran = sum(map(_run_periodic, _due_schedules(clock.now())))
    left = limit
    while left > 0 and (taken := _take(clock.now(), min(left, TOGETHER))):
        _finish([one for one in taken if _run(one)])
        left -= len(taken)
    ran += limit - left + sequencer.sequence()
    publication.publish()
    return ran


def _take(at: datetime, most: int = 1) -> list[Taken]:
    due = Delivery.objects.filter(state=JobState.WAITING, due_at__lte=at).order_by("due_at", "pk")
    if not due.exists():                             # look without the writers' lock first
        return []
    with writing(None, WORKER):
        found = list(due.select_related("entry").select_for_update(skip_locked=True, of=("self",))[:most])
        jobs = list(takewhile(lambda job: not job.attempts, found)) or found[:1]
        if jobs and jobs[0].attempts >= ATTEMPTS:    # taken often enough, never finished: it kills its worker
            Delivery.objects.filter(pk=jobs[0].pk).update(state=JobState.DEAD, error=jobs[0].error or "the worker died each time")
            return []
        for lease in {_lease(job) for job in jobs}:
            ours = [job.pk for job in jobs if _lease(job) == lease]
            Delivery.objects.filter(pk__in=ours).update(attempts=F("attempts") + 1, due_at=at + timedelta(seconds=lease))
    return [Taken(job.pk, job.reaction, job.attempts + 1, job.entry) for job in jobs]


def _lease(job: Delivery) -> int:
    reaction = registry.reaction(job.reaction)
    return reaction.lease if reaction else registry.LEASE


def _run(taken: Taken) -> bool:
    """Whether it went well; what did not is reported."""
    row = queries.row_of(taken.entry)
    reaction, fact = registry.reaction(taken.reaction), queries.fact_of(row)
    try:
        if reaction is None or fact is None:
            raise LookupError(f"no such reaction: {taken.reaction}" if reaction is None else f"cannot be read: {row.fact}")
        reaction.function(fact, row)
    except Exception as error:
        _log.warning("%s failed for row %s, attempt %s: %s", taken.reaction, row.id, taken.attempt, _where(error))
        _finish_failed(taken, error)
        return False
    return True


def _finish(done: Sequence[Taken]) -> None:
    """They have all been tried equally often: for the first time, or there is only one."""
    if done:
        with writing(None, WORKER):
            ours = Delivery.objects.filter(pk__in=[one.id for one in done], attempts=done[0].attempt, state=JobState.WAITING)
            ours.update(state=JobState.DONE, done_at=clock.now(), error="")


def _finish_failed(taken: Taken, error: Exception) -> None:
    pause = min(FIRST_PAUSE * 2 ** (taken.attempt - 1), LONGEST_PAUSE)
    dead = taken.attempt >= ATTEMPTS
    with writing(None, WORKER):
        Delivery.objects.filter(pk=taken.id, attempts=taken.attempt, state=JobState.WAITING).update(
            state=JobState.DEAD if dead else JobState.WAITING, due_at=clock.now() + timedelta(seconds=pause), error=_told(error)
        )


def _where(error: Exception) -> str:
    """Type and place: no message, which may quote somebody's data."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno})" if frames else ""
    return type(error).__name__ + place


def _told(error: Exception) -> str:
    """For the job page: place and the first line of the message (the further lines of a database's message quote values)."""
    message = (str(error).splitlines() or [""])[0]
    return f"{_where(error)} {message}".strip()[:500]


def _due_schedules(at: datetime) -> list[registry.Periodic]:
    """One look at all of them, without the writers' lock."""
    next_at = dict(Periodic.objects.values_list("name", "next_at"))
    return [each for each in tuple(registry.schedules().values()) if each.name not in next_at or next_at[each.name] <= at]


def _run_periodic(periodic: registry.Periodic) -> int:
    at = clock.now()
    with writing(None, WORKER):
        memory, _ = Periodic.objects.get_or_create(name=periodic.name, defaults={"next_at": at})
        claimed = Periodic.objects.filter(name=periodic.name, next_at=memory.next_at, next_at__lte=at)
        if not claimed.update(next_at=at + timedelta(seconds=periodic.lease)):
            return 0
    try:
        periodic.function()
        error, pause = "", periodic.seconds
    except Exception as problem:
        _log.warning("schedule %s failed: %s", periodic.name, _where(problem))
        error, pause = _told(problem), min(periodic.seconds, periodic.lease)
    with writing(None, WORKER):
        ran = F("last_at") if error else at
        Periodic.objects.filter(name=periodic.name).update(next_at=at + timedelta(seconds=pause), last_at=ran, error=error)
    return 1


def run_again(number: int, *, by: Actor = WORKER) -> None:
    """Let a job run again now, from its first attempt. Done jobs too: reactions are idempotent. Raises NoSuchJob."""
    with writing(None, by):
        job = Delivery.objects.select_for_update().filter(pk=number).first()
        if job is None:
            raise NoSuchJob
        at = clock.now()
        Delivery.objects.filter(pk=number).update(state=JobState.WAITING, attempts=0, due_at=at, done_at=None)
        record(JobRunAgain(number, job.reaction), by=by, about=Ref("job", str(number)), at=at)
