"""What is done later: reactions owed to facts, and periodic work. The worker calls ``work_once`` in a loop; several may run at once.

A job is taken for the length of its lease; a worker that dies (kill -9) simply never finishes it, and after the lease another takes
it. A failed job is tried again after 5, 10, 20 … seconds, and given up visibly after ``ATTEMPTS``. Reactions run outside any
transaction of ours: their commands open their own, under ``row.once(…)``, so that repeating is harmless.
"""
import logging
import traceback
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import publication, queries, registry, sequencer
from zhengtong.kernel.ledger.commands import record
from zhengtong.kernel.ledger.errors import NoSuchJob
from zhengtong.kernel.ledger.facts import JobRunAgain
from zhengtong.kernel.ledger.models import Delivery, Periodic
from zhengtong.kernel.ledger.terms import JobState
from zhengtong.kernel.ledger.writing import writing
from zhengtong.kernel.refs import Ref

ATTEMPTS = 10
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


def work_once(limit: int = 50) -> int:
    """Run what is due: schedules, then at most ``limit`` deliveries; then bring the public log up to date. Returns how much ran."""
    ran = sum(map(_run_periodic, _due_schedules(clock.now())))
    for _ in range(limit):
        taken = _take(clock.now())
        if taken is None:
            break
        _run(taken)
        ran += 1
    ran += sequencer.sequence()
    publication.publish()
    return ran


def _take(at: datetime) -> Taken | None:
    due = Delivery.objects.filter(state=JobState.WAITING, due_at__lte=at).order_by("due_at", "pk")
    if not due.exists():                             # look without the writers' lock first
        return None
    with writing(None, WORKER):
        job = due.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        reaction = registry.reaction(job.reaction)
        if job.attempts >= ATTEMPTS:                 # taken often enough, never finished: it kills its worker
            job.state, job.error = JobState.DEAD, job.error or "the worker died each time"
        job.attempts += 1
        job.due_at = at + timedelta(seconds=reaction.lease if reaction else registry.LEASE)
        job.save(update_fields=["state", "error", "attempts", "due_at"])
    return Taken(job.pk, job.reaction, job.attempts)


def _run(taken: Taken) -> None:
    job = Delivery.objects.select_related("entry").get(pk=taken.id)
    if job.state != JobState.WAITING:
        return
    row = queries.row_of(job.entry)
    reaction, fact = registry.reaction(taken.reaction), queries.fact_of(row)
    try:
        if reaction is None or fact is None:
            raise LookupError(f"no such reaction: {taken.reaction}" if reaction is None else f"cannot be read: {row.fact}")
        reaction.function(fact, row)
    except Exception as error:
        _log.warning("%s failed for row %s, attempt %s: %s", taken.reaction, row.id, taken.attempt, _where(error))
        _finish_failed(taken, error)
    else:
        with writing(None, WORKER):
            _ours(taken).update(state=JobState.DONE, done_at=clock.now(), error="")


def _finish_failed(taken: Taken, error: Exception) -> None:
    pause = min(FIRST_PAUSE * 2 ** (taken.attempt - 1), LONGEST_PAUSE)
    dead = taken.attempt >= ATTEMPTS
    with writing(None, WORKER):
        _ours(taken).update(
            state=JobState.DEAD if dead else JobState.WAITING, due_at=clock.now() + timedelta(seconds=pause), error=_told(error)
        )


def _ours(taken: Taken) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=taken.id, attempts=taken.attempt, state=JobState.WAITING)


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
