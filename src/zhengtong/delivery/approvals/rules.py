"""审批规则: what an authority may answer, which approval opens when, and until when it must be answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhengtong.delivery.approvals.errors import NotOpen, ReasonsMissing
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Clock, Opinion, Reasons
from zhengtong.foundation.catalogue.terms import Regime, Term, Unit
from zhengtong.kernel import workdays

NO_TERM = date(9999, 12, 31)
"""Sorts what has no term behind everything that has one."""

_BLOCKED = frozenset({ApprovalState.REFUSED, ApprovalState.LAPSED, ApprovalState.WITHDRAWN})


def check_open(number: str, state: ApprovalState) -> None:
    """Only what is open can be decided; a decision is made once."""
    if state is not ApprovalState.OPEN:
        raise NotOpen(number=number, state=str(state))


def check_opinion(opinion: Opinion, reasons: Reasons | None) -> None:
    """不予许可应当说明理由: no refusal without reasons, article and what would change it (行政许可法 art. 38)."""
    said = (reasons.text, reasons.article, reasons.would_pass_if) if reasons else ("",)
    if opinion is Opinion.REFUSE and not all(part.strip() for part in said):
        raise ReasonsMissing


@dataclass(frozen=True, slots=True)
class Next:
    """What follows from the present states: items to open, and items that can no longer begin with the item that stops them."""

    open: tuple[str, ...] = ()
    lapse: Mapping[str, str] | None = None


def next_steps(states: Mapping[str, ApprovalState], after: Mapping[str, tuple[str, ...]]) -> Next:
    """并联审批: independent items run side by side; a dependent one opens when all before it are approved.

    One refused part does not hold back the parts that pass; only what needs it lapses, and whatever needs that in turn.
    """
    now = dict(states)
    lapse: dict[str, str] = {}
    changed = True
    while changed:
        changed = False
        for item, state in now.items():
            if state is not ApprovalState.WAITING:
                continue
            blocker = next((one for one in after.get(item, ()) if now.get(one) in _BLOCKED), None)
            if blocker is not None:
                now[item] = ApprovalState.LAPSED
                lapse[item] = blocker
                changed = True
    ready = tuple(
        item
        for item, state in now.items()
        if state is ApprovalState.WAITING
        and all(now.get(one, ApprovalState.APPROVED) is ApprovalState.APPROVED for one in after.get(item, ()))
    )
    return Next(ready, lapse)


def legal_term(published: Term | None, regime: Regime | None, on: date) -> Term | None:
    """法定期限: what the item publishes, else what its regime says on that day (行政许可法 art. 42)."""
    if published is not None or regime is None:
        return published
    days = regime.at("decision.days", on)
    return Term(int(str(days.value)), days.unit, days.reference) if days is not None else None


def starts_on(regime: Regime | None, *, received: date, opened: date) -> date:
    """The act from which the decision term runs: opening (acceptance, for all that open with it) or, where the regime says so, receipt."""
    return received if regime is not None and regime.from_receipt(opened) else opened


def due(calendar: workdays.Calendar, term: Term | None, *, after: date, pauses: tuple[workdays.Pause, ...] = ()) -> workdays.Due | None:
    """The last day of a term; None where none is published. A term of no days ends on the day of the act (on the spot)."""
    if term is None:
        return None
    if term.days < 1:
        return workdays.Due(after, (workdays.Day(after, workdays.Counted.ACT),))
    return workdays.due(calendar, after=after, days=term.days, pauses=pauses, working=term.unit is Unit.WORKING_DAY)


def clock(
    calendar: workdays.Calendar, *, started: date | None, promised: Term | None, legal: Term | None, ended: date | None = None
) -> Clock:
    """Both terms of one approval, each explained day by day (行政许可法 art. 82; 民法典 art. 201)."""
    if started is None:
        return Clock(None, None, None, ended)
    return Clock(started, due(calendar, promised, after=started), due(calendar, legal, after=started), ended)


def expect(
    calendar: workdays.Calendar, parts: Sequence[ApprovalView], *, today: date, from_receipt: Collection[str] = ()
) -> tuple[ApprovalView, ...]:
    """预计: when what still waits will open and end, if everything before it takes the whole of its promised time.

    Nothing is expected before the case is accepted, and nothing of what has no published term. Under the regimes ``from_receipt`` a term
    runs while the part waits: counted from the first clock of the case, which is receipt where another such part is open already.
    """
    if all(one.state is ApprovalState.WAITING for one in parts):
        return tuple(parts)
    first = min((one.started_on for one in parts if one.started_on), default=today)
    ends = {one.item: max(one.due_on or today, today) for one in parts if one.state is ApprovalState.OPEN}
    told: dict[str, ApprovalView] = {}
    waiting = [one for one in parts if one.state is ApprovalState.WAITING]
    for _ in waiting:               # at most as many rounds as there are links in the longest chain
        for one in waiting:
            if one.item not in ends and all(before in ends or before not in {w.item for w in waiting} for before in one.after):
                start = max((ends[before] for before in one.after if before in ends), default=today)
                term = one.promised or one.legal
                end = due(calendar, term, after=first if one.regime in from_receipt else start)
                ends[one.item] = max(end.on, start) if end else start
                told[one.item] = replace(one, expected_start=start, expected_end=ends[one.item] if end else None)
    return tuple(told.get(one.item, one) for one in parts)


def earlier(clock: Clock) -> date | None:
    """The date an inbox is ordered by: whichever term ends first."""
    ends = [one.on for one in (clock.promised, clock.legal) if one is not None]
    return min(ends, default=None)
