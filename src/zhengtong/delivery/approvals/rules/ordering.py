"""并联规则: which approval opens when, which can no longer begin, and when what waits is expected."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhengtong.delivery.approvals.rules.clock import due
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion
from zhengtong.kernel import workdays

_BLOCKED = frozenset({ApprovalState.REFUSED, ApprovalState.LAPSED, ApprovalState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Next:
    """What follows from the present states: items to open, and items that can no longer begin with the item that stops them."""

    open: tuple[str, ...] = ()
    lapse: Mapping[str, str] | None = None


def stands(state: ApprovalState, opinion: str) -> ApprovalState:
    """统一办理: inside a joint matter an opinion does for the others what an answer would do."""
    if state is not ApprovalState.SPOKEN:
        return state
    return ApprovalState.APPROVED if opinion == Opinion.APPROVE else ApprovalState.REFUSED


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


def expect(
    calendar: workdays.Calendar, parts: Sequence[ApprovalView], *, today: date, from_receipt: Collection[str] = ()
) -> tuple[ApprovalView, ...]:
    """预计: when what still waits will open and end, if everything before it takes the whole of its promised time.

    Nothing is expected before the case is accepted, nothing of what has no published term, and nothing behind a clock that stands still.
    Under the regimes ``from_receipt`` a term
    runs while the part waits: counted from the first clock of the case, which is receipt where another such part is open already.
    """
    if all(one.state is ApprovalState.WAITING for one in parts):
        return tuple(parts)
    first = min((one.started_on for one in parts if one.started_on), default=today)
    running = [one for one in parts if one.state is ApprovalState.OPEN]
    ends = {one.item: max(one.due_on or today, today) for one in running if one.paused_on is None}
    told: dict[str, ApprovalView] = {}
    unknown = {one.item for one in parts if one.state is ApprovalState.WAITING} | {one.item for one in running if one.paused_on}
    waiting = [one for one in parts if one.state is ApprovalState.WAITING]
    for _ in waiting:               # at most as many rounds as there are links in the longest chain
        for one in waiting:
            if one.item not in ends and all(before in ends or before not in unknown for before in one.after):
                start = max((ends[before] for before in one.after if before in ends), default=today)
                term = one.promised or one.legal
                end = due(calendar, term, after=first if one.regime in from_receipt else start)
                ends[one.item] = max(end.on, start) if end else start
                told[one.item] = replace(one, expected_start=start, expected_end=ends[one.item] if end else None)
    return tuple(told.get(one.item, one) for one in parts)
