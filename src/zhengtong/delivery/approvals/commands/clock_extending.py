"""延期: by the office that the law names, once, before the term ends, with the reason told (行政许可法 art. 42)."""

from datetime import date, datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.commands.clock import project, write
from zhengtong.delivery.approvals.errors import ApprovalNotFound, NoJointTerm, WrongOffice
from zhengtong.delivery.approvals.facts import ClockExtended
from zhengtong.delivery.approvals.models import Approval, ClockEvent
from zhengtong.delivery.approvals.terms import OFFICES, ApprovalNumber, ApprovalState, ApprovalView, ClockEventKind, Office, Scope
from zhengtong.foundation.catalogue.terms import Term
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def extend(
    *, approval: str, reason: str, days: int | None = None, by: Actor, at: datetime, once: Key | None = None
) -> ApprovalView:
    """延长: the term by law of one approval; the promise stays what it was (行政许可法 art. 42(1); each regime's own).

    ``days``: fewer than the law allows. Raises ApprovalNotFound, OwnMatter, NotOpen, DecidedOutside, NotExtendable, WrongOffice,
    ReasonMissing, ExtendedAlready, TermOver, TooLongAnExtension, ClockSetBack.
    """
    with ledger.writing(once, by, ["extend", approval, reason, days]) as earlier:
        row = policy.visible(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        if earlier:
            return queries.view(row)
        rules.check_open(row.number, ApprovalState(row.state))
        queries.not_outside(row)
        on = at.astimezone(CHINA).date()
        most, office = queries.extension_of(row, on)
        by = _in_office(row, office, by)
        clock = queries.clock_of(queries.view(row))
        rules.check_clock(on, row.started_on, clock.events)
        due = clock.legal.on if clock.legal else None
        granted = rules.check_extension(row.number, extended=clock.extended, due=due, most=most, days=days, today=on)
        told = _event(most, granted, office, rules.check_reason(reason), Scope.OWN)
        told.turn = sum(1 for one in clock.events if one.kind is ClockEventKind.RESTART)
        write(told, row.case, row, on=on, by=by, at=at)
        runs = project(row)
        extended = queries.view(row)
        _record(told, row, extended.number, due=runs.legal.on if runs.legal else None, by=by)
    return extended


def extend_joint(
    *, case: str, reason: str, days: int | None = None, by: Actor, at: datetime, once: Key | None = None
) -> tuple[ApprovalView, ...]:
    """联合办理延长: the joint term of a whole case, by the head of the government of the place (行政许可法 art. 42(2)).

    Raises ApprovalNotFound, NoJointTerm, NotOpen, WrongOffice, ReasonMissing, ExtendedAlready, TermOver, TooLongAnExtension, ClockSetBack.
    """
    with ledger.writing(once, by, ["extend_joint", case, reason, days]) as earlier:
        seen = policy.governed(by).filter(case=case).exists() or policy.visible(by).filter(case=case).exists()
        rows = list(Approval.objects.select_for_update().filter(case=case, joint=True).order_by("number")) if seen else []
        if not seen:
            raise ApprovalNotFound(number=case)
        if earlier:
            return tuple(map(queries.view, rows))
        if not rows:
            raise NoJointTerm(case=case)
        row = next((one for one in rows if one.state == ApprovalState.OPEN), rows[0])
        rules.check_open(row.number, ApprovalState(row.state))
        on = at.astimezone(CHINA).date()
        most, office = queries.joint_extension_of(rows, on)
        by = _in_office(row, office, by)
        clock = queries.clock_of(queries.view(row))
        rules.check_clock(on, row.started_on, clock.events)
        due = clock.joint.on if clock.joint else None
        granted = rules.check_extension(case, extended=clock.joint_extended, due=due, most=most, days=days, today=on)
        told = _event(most, granted, office, rules.check_reason(reason), Scope.JOINT)
        write(told, case, None, on=on, by=by, at=at)
        runs = queries.clock_of(queries.view(row))
        _record(told, row, ApprovalNumber(""), due=runs.joint.on if runs.joint else None, by=by)
    return tuple(map(queries.view, rows))


def _in_office(row: Approval, office: Office, by: Actor) -> Actor:
    """The officer as they act in that office. Raises WrongOffice, OwnMatter."""
    rights = policy.extending_rights(by, row, office)
    if not rights:
        raise WrongOffice(office=OFFICES[office], who=queries.in_office(row, office))
    duty = policy.EXTENDS[office]
    identity.check_not_own(by, queries.subject(row), rights, duty=duty, organisation=row.organisation, basis=queries.basis(row))
    return identity.standing_in(by, rights)


def _event(most: Term, days: int, office: Office, reason: str, scope: Scope) -> ClockEvent:
    return ClockEvent(
        kind=ClockEventKind.EXTEND, scope=scope, days=days, unit=most.unit, office=office, reason=reason, reference=most.reference
    )


def _record(told: ClockEvent, row: Approval, number: ApprovalNumber, *, due: date | None, by: Actor) -> None:
    fact = ClockExtended(
        approval=number,
        case=row.case,
        item=row.item if number else "",
        organisation=by.organisation or row.organisation,
        scope=Scope(told.scope),
        office=Office(told.office),
        days=told.days or 0,
        legal_due=due.isoformat() if due else "",
        reference=told.reference,
    )
    ledger.record(fact, by=by, about=Ref("case", row.case), division=row.division, at=told.at)


