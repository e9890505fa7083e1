"""Deliveries and schedules: retried with longer and longer pauses, given up visibly, blocking only themselves."""
from dataclasses import dataclass
from datetime import timedelta

import pytest

from zhengtong.kernel.clock import standing_at
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger import registry, work
from zhengtong.kernel.ledger.models import Delivery
from zhengtong.kernel.ledger.terms import JobState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public")]


@dataclass(frozen=True, slots=True)
class Rung:
    times: int


@pytest.fixture(autouse=True)
def reactions(monkeypatch):
    for table in ("_afterwards", "_at_once", "_reactions", "_schedules"):
        monkeypatch.setattr(registry, table, {})


def ring(by, about, at):
    with standing_at(at), ledger.writing(None, by):
        return ledger.record(Rung(3), by=by, about=about)


def test_a_reaction_runs_once_with_fact_and_row(by, about, at):
    seen = []

    @ledger.afterwards(Rung)
    def hear(fact, row):
        seen.append((fact, row.id, row.about, row.by.subject))

    number = ring(by, about, at)
    assert seen == []
    with standing_at(at):
        assert ledger.work_once() > 0
        assert ledger.work_once() == 0
    assert seen == [(Rung(3), number, about, by.subject)]
    (done,) = ledger.jobs(JobState.DONE)
    assert done.name.endswith(".hear")
    assert (done.row, done.about, done.attempts) == (number, about, 1)
    assert ledger.jobs() == ()


def test_a_failing_reaction_blocks_only_itself_and_waits_longer_each_time(by, about, at):
    heard, tries = [], []

    @ledger.afterwards(Rung)
    def break_down(fact, row):
        tries.append(1)
        raise ZeroDivisionError("secret\nmore secret")

    @ledger.afterwards(Rung)
    def hear(fact, row):
        heard.append(fact)

    ring(by, about, at)
    pauses, moment = [], at
    while (job := ledger.jobs()[0]).state is JobState.WAITING:
        with standing_at(max(moment, job.due_at)):
            ledger.work_once()
        moment = max(moment, job.due_at)
        pauses.append((ledger.jobs()[0].due_at - moment).total_seconds())
    assert heard == [Rung(3)]
    assert len(tries) == work.ATTEMPTS
    assert pauses[:4] == [5, 10, 20, 40]
    assert max(pauses) <= work.LONGEST_PAUSE
    (dead,) = ledger.jobs(JobState.DEAD)
    assert dead.attempts == work.ATTEMPTS
    assert "ZeroDivisionError" in dead.error
    assert "more secret" not in dead.error
    with standing_at(moment + timedelta(days=9)):
        assert ledger.work_once() == 0


def test_not_before_it_is_due(by, about, at):
    tries = []

    @ledger.afterwards(Rung)
    def break_down(fact, row):
        tries.append(1)
        raise ZeroDivisionError

    ring(by, about, at)
    for second in (0, 1, 4):
        with standing_at(at + timedelta(seconds=second)):
            ledger.work_once()
    assert tries == [1]


def test_a_dead_job_runs_again_when_asked(by, about, at):
    mended = False

    @ledger.afterwards(Rung)
    def mend(fact, row):
        if not mended:
            raise ZeroDivisionError

    ring(by, about, at)
    Delivery.objects.update(attempts=work.ATTEMPTS - 1)
    with standing_at(at):
        ledger.work_once()
        (dead,) = ledger.jobs(JobState.DEAD)
        mended = True
        ledger.run_again(dead.id, by=by)
        ledger.work_once()
    (done,) = ledger.jobs(JobState.DONE)
    assert (done.id, done.attempts, done.error) == (dead.id, 1, "")
    with pytest.raises(ledger.NoSuchJob):
        ledger.run_again(dead.id + 1000)


def test_a_job_that_kills_its_worker_is_given_up(by, about, at):
    @ledger.afterwards(Rung)
    def never(fact, row):
        pytest.fail("must not run")

    ring(by, about, at)
    Delivery.objects.update(attempts=work.ATTEMPTS)      # taken so often, never reported back
    with standing_at(at):
        ledger.work_once()
    (dead,) = ledger.jobs(JobState.DEAD)
    assert dead.error == "the worker died each time"


def test_a_worker_whose_lease_ended_does_not_report_for_the_next(by, about, at):
    @ledger.afterwards(Rung)
    def hear(fact, row):
        pass

    ring(by, about, at)
    (slow,) = work._take(at)
    (quick,) = work._take(at + timedelta(seconds=registry.LEASE))
    assert work._take(at + timedelta(seconds=registry.LEASE)) == []
    assert quick.attempt == slow.attempt + 1
    work._finish_failed(slow, ZeroDivisionError())
    assert ledger.jobs()[0].error == ""


def test_what_nobody_tried_is_taken_together_and_what_was_tried_alone(by, about, at):
    @ledger.afterwards(Rung)
    def hear(fact, row):
        pass

    for _ in range(5):
        ring(by, about, at)
    tried = Delivery.objects.order_by("pk")[2]
    Delivery.objects.filter(pk=tried.pk).update(attempts=1)
    numbers = list(Delivery.objects.order_by("pk").values_list("pk", flat=True))
    took = [[one.id for one in work._take(at, 16)] for _ in range(4)]
    assert took == [numbers[:2], [numbers[2]], numbers[3:], []]


def test_of_several_taken_together_the_one_that_fails_is_tried_again(by, about, at):
    heard = []

    @ledger.afterwards(Rung)
    def hear(fact, row):
        heard.append(row.id)
        if len(heard) == 2:
            raise ZeroDivisionError

    for _ in range(4):
        ring(by, about, at)
    with standing_at(at):
        assert ledger.work_once() >= 4
    assert len(ledger.jobs(JobState.DONE)) == 3
    (waiting,) = ledger.jobs(JobState.WAITING)
    assert (waiting.row, waiting.attempts) == (heard[1], 1)
    with standing_at(at + timedelta(seconds=5)):
        ledger.work_once()
    assert heard[4:] == [heard[1]]
    assert len(ledger.jobs(JobState.DONE)) == 4


def test_a_reaction_that_is_gone_is_shown_not_lost(by, about, at):
    @ledger.afterwards(Rung)
    def hear(fact, row):
        pass

    ring(by, about, at)
    Delivery.objects.update(reaction="cases.long_gone")
    with standing_at(at):
        ledger.work_once()
    (job,) = ledger.jobs()
    assert "no such reaction: cases.long_gone" in job.error


def test_a_schedule_runs_when_due_and_remembers(at):
    runs = []

    @ledger.every("bells.wind", seconds=3600)
    def wind():
        runs.append(1)

    for minutes in (0, 1, 59, 60, 61, 300):
        with standing_at(at + timedelta(minutes=minutes)):
            ledger.work_once()
    assert len(runs) == 3
    (schedule,) = ledger.schedules()
    assert (schedule.name, schedule.seconds, schedule.error) == ("bells.wind", 3600, "")
    assert schedule.last_at == at + timedelta(minutes=300)


def test_a_failing_schedule_is_tried_again_soon_and_tells(at):
    runs = []

    @ledger.every("bells.wind", seconds=86400)
    def wind():
        runs.append(1)
        if len(runs) == 1:
            raise ZeroDivisionError

    with standing_at(at):
        ledger.work_once()
    assert "ZeroDivisionError" in ledger.schedules()[0].error
    assert ledger.schedules()[0].last_at is None
    with standing_at(at + timedelta(seconds=61)):
        ledger.work_once()
    assert ledger.schedules()[0].error == ""
    assert len(runs) == 2


def test_a_schedule_taken_by_another_worker_is_left_alone(at):
    runs = []

    def wind():
        runs.append(1)
        with standing_at(at):
            assert work._run_periodic(periodic) == 0     # the second worker, meanwhile

    periodic = registry.Periodic("bells.wind", 60, wind)
    with standing_at(at):
        assert work._run_periodic(periodic) == 1
    assert runs == [1]
