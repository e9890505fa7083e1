"""期限: what stops a clock, starts it again, and begins it anew; and the projections by which lists are ordered."""

from datetime import date, datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.approvals.errors.clock import AppointTesters
from zhengtong.delivery.approvals.facts import ClockPaused, ClockRestarted, ClockResumed
from zhengtong.delivery.approvals.models import Approval, ClockEvent
from zhengtong.delivery.approvals.queries.founding import check_cited, same_article
from zhengtong.delivery.approvals.rules.clock_checking import TESTS, check_days, check_not_committed, check_requires
from zhengtong.delivery.approvals.rules.deciding import committed_under
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Clock, ClockEventKind, PauseKind
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

_PROJECTED = ("due_on", "legal_due_on", "order_on", "paused_on")


def project(row: Approval) -> Clock:
    """投影: the dates by which lists are ordered, from the clock as it now stands; empty while it stands still. Saves them."""
    clock = queries.clock_of(queries.view(row))
    put(row, clock)
    row.save(update_fields=list(_PROJECTED))
    return clock


def put(row: Approval, clock: Clock) -> None:
    """The same, for whoever saves the row with more. A clock that has not begun moves no date: a lower office has its own."""
    if clock.started is None:
        return
    row.due_on = rules.earlier(clock)
    row.legal_due_on = clock.legal.on if clock.legal else None
    row.order_on = row.due_on or rules.NO_TERM
    row.paused_on = clock.paused.on if clock.paused else None


def pause(
    *,
    approval: str,
    kind: PauseKind | str,
    evidence: str,
    reason: str,
    days: int | None = None,
    reference: str = "",
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> ApprovalView:
    """特别程序, by hand: the clock stands still while a procedure runs that law requires (行政许可法 art. 45).

    A test is not among them: it stops the clock with the two who are appointed to it (art. 55). Raises AppointTesters, and what ``stop``
    raises.
    """
    if str(kind) in TESTS:
        row, _ = held(approval, by)
        queries.not_outside(row)
        rules.check_pause(str(kind), queries.regime_of(row.regime), at.astimezone(CHINA).date())
        raise AppointTesters
    return stop(approval=approval, kind=kind, evidence=evidence, reason=reason, days=days, reference=reference, by=by, at=at, once=once)


def stop(
    *,
    approval: str,
    kind: PauseKind | str,
    evidence: str,
    reason: str,
    days: int | None = None,
    reference: str = "",
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> ApprovalView:
    """特别程序: the clock stands still, for what the law requires; the time needed is told in writing (行政许可法 art. 45).

    Raises ApprovalNotFound, OwnMatter, NotOpen, DecidedOutside, StillExamined (nothing runs yet), PauseNotListed (VerificationRuns,
    PublicityRuns, CommitmentRuns), ArticleMissing, ArticleNotHeld, ArticleSuperseded, DaysMissing, EvidenceMissing, ReasonMissing,
    AlreadyPaused, ClockSetBack.
    """
    content = ["pause", approval, str(kind), evidence, reason, days, reference]
    with ledger.writing(once, by, content) as earlier:
        row, by = held(approval, by)
        if earlier:
            return queries.view(row)
        queries.not_outside(row)
        if row.started_on is None:
            queries.not_examined(row)
        on, clock = _now(row, at)
        rules.check_running(row.number, clock)
        listed, told = _special(row, str(kind), reference, days, on)
        told.evidence, told.reason = rules.check_evidence(evidence), rules.check_reason(reason)
        write(told, row.case, row, on=on, by=by, at=at)
        project(row)
        paused = queries.view(row)
        fact = ClockPaused(
            paused.number, row.case, row.item, row.organisation, listed, on.isoformat(), told.days or 0, told.evidence, told.reference
        )
        ledger.record(fact, by=by, about=Ref("case", row.case), division=row.division, at=at)
    return paused


def _special(row: Approval, kind: str, cited: str, days: int | None, on: date) -> tuple[PauseKind, ClockEvent]:
    """Which procedure, on which article, for how long."""
    regime, guide = queries.regime_of(row.regime), queries.guide_of(row)
    listed = rules.check_pause(kind, regime, on)
    assert regime is not None
    check_not_committed(committed_under(regime, on, committed=row.committed), listed)
    reference = rules.reference_of(listed, regime, guide.handling, cited, on)
    if reference == cited.strip():
        check_cited((reference,), guide)
        check_requires(reference, regime, on, same_article)
    asked = rules.days_of(regime, "third_party.days", on) if listed is PauseKind.THIRD_PARTY_OPINION else None
    usual = next((one.days for one in guide.handling.special if one.kind == listed), asked.days if asked else None)
    least = days if days is not None else usual
    return listed, ClockEvent(kind=ClockEventKind.PAUSE, pause=listed, reference=reference, days=check_days(listed, least, regime, on))


def resume(
    *, approval: str, evidence: str, on: date | None = None, by: Actor, at: datetime, once: Key | None = None
) -> ApprovalView:
    """恢复计时: the procedure has ended, on a document. ``on``: the day it ended, where that was before today; never before it began.

    Raises ApprovalNotFound, OwnMatter, NotOpen, NotPaused, EvidenceMissing, ResumedOutside, ClockSetBack.
    """
    with ledger.writing(once, by, ["resume", approval, evidence, on.isoformat() if on else ""]) as earlier:
        row, by = held(approval, by)
        if earlier:
            return queries.view(row)
        today, clock = _now(row, at)
        ended = on or today
        stopped = rules.check_resume(row.number, clock, ended, today)
        told = ClockEvent(kind=ClockEventKind.RESUME, pause=stopped.pause or "", evidence=rules.check_evidence(evidence))
        write(told, row.case, row, on=ended, by=by, at=at)
        runs = project(row)
        resumed = queries.view(row)
        fact = ClockResumed(resumed.number, row.case, row.item, row.organisation, ended.isoformat(), *due_dates(runs))
        ledger.record(fact, by=by, about=Ref("case", row.case), division=row.division, at=at)
    return resumed


def restart(*, case: str, on: date, reference: str, by: Actor, at: datetime) -> int:
    """重新计算: the terms of a case's open parts begin anew on this day, where their regime says so. Called by the conductor; how many.

    The day is never before what was recorded last. Parts that wait have no clock yet.
    """
    restarted = 0
    with ledger.writing(None, by):
        for row in Approval.objects.select_for_update().filter(case=case, state=ApprovalState.OPEN).order_by("number"):
            again = queries.regime_of(row.regime)
            rule = again.at("supplementation.restarts", on) if again else None
            if rule is None or rule.value is not True or row.started_on is None:
                continue
            day = max([on, row.started_on, *(one.on for one in queries.events_of(row.number))])
            told = ClockEvent(kind=ClockEventKind.RESTART, reference=reference or rule.reference)
            write(told, case, row, on=day, by=by, at=at)
            clock = project(row)
            fact = ClockRestarted(
                queries.view(row).number, case, row.item, row.organisation, day.isoformat(), *due_dates(clock), told.reference
            )
            ledger.record(fact, by=by, about=Ref("case", case), division=row.division, at=at)
            restarted += 1
    return restarted


def held(number: str, by: Actor) -> tuple[Approval, Actor]:
    """An open approval, locked, in the hands of this officer's body; and the officer as they act. For both of its clock's commands.

    Raises ApprovalNotFound, OwnMatter, NotOpen.
    """
    row = policy.timed(by).select_for_update().filter(number=number).first()
    if row is None:
        raise ApprovalNotFound(number=number)
    rights = policy.timing_rights(by, row)
    identity.check_not_own(by, queries.subject(row), rights, duty=Duty.REVIEW, organisation=row.organisation, basis=queries.basis(row))
    rules.check_open(row.number, ApprovalState(row.state))
    return row, identity.standing_in(by, rights)


def write(event: ClockEvent, case: str, row: Approval | None, *, on: date, by: Actor, at: datetime) -> None:
    """One more event; what is written is never changed."""
    event.case, event.approval, event.on, event.at = case, row, on, at
    event.by, event.by_name = str(by.who), by.name
    event.save()


def due_dates(clock: Clock) -> tuple[str, str]:
    """As facts carry them: ISO, empty where none."""
    return (clock.promised.on.isoformat() if clock.promised else "", clock.legal.on.isoformat() if clock.legal else "")


def _now(row: Approval, at: datetime) -> tuple[date, Clock]:
    """The day of an act in China and the clock before it. Raises ClockSetBack."""
    on = at.astimezone(CHINA).date()
    rules.check_clock(on, row.started_on, queries.events_of(row.number))
    return on, queries.clock_of(queries.view(row))
