"""期限: both terms of approvals and the joint one of their case, computed from what happened; a fixed number of queries for any number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from zhengtong.delivery.approvals import rules
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.models import ClockEvent as Row
from zhengtong.delivery.approvals.queries.showing import view
from zhengtong.delivery.approvals.terms import ApprovalView, Clock, ClockEvent, ClockEventKind, Office, PauseKind, Scope
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Regime, Unit
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.clock import CHINA

Events = Mapping[str, Sequence[ClockEvent]]
"""By the number of an approval; those of the joint clock by the number of the case."""


def clock(number: str) -> Clock:
    """Both terms of an approval, explained; computed from what happened, never read from a stored target."""
    return clock_of(view(Approval.objects.get(number=number)))


def clocks(case: str) -> dict[str, Clock]:
    return clocks_of(map(view, Approval.objects.filter(case=case).order_by("number")))


def clock_of(shown: ApprovalView, *, as_of: date | None = None) -> Clock:
    return clocks_of([shown], as_of=as_of)[shown.number]


def clock_at_start(shown: ApprovalView) -> Clock:
    """Of what opens at this moment: nothing was recorded yet, so nothing is read."""
    return _own(shown, (), the_clock.today(), None)


def clocks_of(shown: Iterable[ApprovalView], *, as_of: date | None = None) -> dict[str, Clock]:
    """The clocks of approvals that were read already; ``as_of``: as they stand on another day, by what was recorded until then."""
    views = tuple(shown)
    told = _events({one.case for one in views if one.started_on}, as_of)
    today = as_of or the_clock.today()
    found = {one.number: _own(one, told.get(one.number, ()), today, as_of) for one in views}
    together = _joint_parts({one.case for one in views if one.joint and one.started_on})
    joint = {case: _joint(case, parts, told, as_of) for case, parts in together.items()}
    for one in views:
        if one.joint and one.case in joint:
            found[one.number] = joint[one.case](found[one.number])
    return {str(number): one for number, one in found.items()}


def joint_of(case: str) -> Clock:
    """联合办理: the joint clock of a case alone. Empty where it has none."""
    parts = _joint_parts({case})
    empty = Clock(None, None, None)
    return _joint(case, parts[case], _events({case}, None), None)(empty) if case in parts else empty


def events_of(number: str) -> tuple[ClockEvent, ...]:
    """What was recorded of one approval's own clock, in this order."""
    return tuple(event(row) for row in Row.objects.filter(approval__number=number, scope=Scope.OWN).order_by("id"))


def event(row: Row) -> ClockEvent:
    return ClockEvent(
        kind=ClockEventKind(row.kind),
        on=row.on,
        at=row.at,
        scope=Scope(row.scope),
        pause=PauseKind(row.pause) if row.pause else None,
        days=row.days,
        unit=Unit(row.unit),
        office=Office(row.office) if row.office else None,
        reason=row.reason,
        reference=row.reference,
        evidence=row.evidence,
        by=row.by_name,
    )


def regime_of(code: str) -> Regime | None:
    return catalogue.regime(code) if code else None


def _own(shown: ApprovalView, events: Sequence[ClockEvent], today: date, as_of: date | None) -> Clock:
    on = shown.started_on
    return rules.clock(
        catalogue.calendar(shown.division, shown.moved),
        started=on,
        promised=shown.promised,
        legal=rules.legal_term(shown.legal, regime_of(shown.regime), on) if on else None,
        events=events,
        ended=_ended(shown, as_of),
        today=today,
    )


def _ended(shown: ApprovalView, as_of: date | None) -> date | None:
    ended = shown.decided_at.astimezone(CHINA).date() if shown.decided_at else None
    return None if ended and as_of and as_of < ended else ended


def _events(cases: set[str], as_of: date | None) -> Events:
    """One query for all."""
    found: dict[str, list[ClockEvent]] = defaultdict(list)
    rows = Row.objects.filter(case__in=cases).select_related("approval").only("case", "approval__number", *_TOLD)
    for row in rows.order_by("id") if cases else ():
        if as_of is None or row.on <= as_of:
            found[row.approval.number if row.approval else row.case].append(event(row))
    return found


_TOLD = ("kind", "scope", "on", "at", "pause", "days", "unit", "office", "reason", "reference", "evidence", "by_name")


def _joint_parts(cases: set[str]) -> dict[str, list[ApprovalView]]:
    """The parts of each case that are answered together; one query for all, none where no case has any."""
    found: dict[str, list[ApprovalView]] = defaultdict(list)
    for row in Approval.objects.filter(case__in=cases, joint=True).order_by("number") if cases else ():
        found[row.case].append(view(row))
    return found


def _joint(case: str, parts: Sequence[ApprovalView], told: Events, as_of: date | None) -> "partial[Clock]":
    """What the joint clock adds to the clock of each part: it runs from when the first part began, until the last is answered."""
    started = min((one.started_on for one in parts if one.started_on), default=None)
    term = rules.joint_term((regime_of(one.regime) for one in parts), "decision.joint_days", started) if started else None
    ends = [_ended(one, as_of) for one in parts]
    due, more, stands = rules.joint(
        catalogue.calendar(parts[0].division, parts[0].moved),
        started=started,
        term=term,
        parts=[told.get(one.number, ()) for one in parts],
        ends=ends,
        extended=told.get(case, ()),
        ended=max(one for one in ends if one) if all(ends) else None,
    )
    return partial(replace, joint=due, joint_extended=more, joint_stands=stands)
