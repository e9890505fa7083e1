"""先后与工期: which item opens when, and which of them decide how long the whole takes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TypeVar

from zhengtong.foundation.catalogue.errors import CircularOrder
from zhengtong.foundation.catalogue.terms import Term, Unit

Code = TypeVar("Code", bound=str)
After = Mapping[Code, Collection[Code]]
"""code → the codes whose approval opens it. Codes that are not keys are not part of the work and hold nothing back."""


@dataclass(frozen=True, slots=True)
class Slot:
    """In working days after acceptance: when an item opens, when it is promised, and whether a delay of it delays everything."""

    starts: int
    ends: int
    critical: bool


def in_order(after: After[Code]) -> tuple[Code, ...]:
    """The codes so that each stands behind all it waits for; among equals by code, whatever order they came in. Raises CircularOrder."""
    waiting = {code: {one for one in before if one in after} for code, before in after.items()}
    opens: dict[Code, list[Code]] = {}
    for code, before in waiting.items():
        for one in before:
            opens.setdefault(one, []).append(code)
    free = [code for code, before in waiting.items() if not before]
    heapify(free)
    placed: list[Code] = []
    while free:
        code = heappop(free)
        placed.append(code)
        for follower in opens.get(code, ()):
            waiting[follower].discard(code)
            if not waiting[follower]:
                heappush(free, follower)
    if len(placed) < len(after):
        round_trip = circle(after)
        raise CircularOrder(items=" → ".join(round_trip))
    return tuple(placed)


def circle(after: After[Code]) -> tuple[Code, ...]:
    """One circle among the codes, beginning and ending with the same code; empty where there is none."""
    left = {code: {one for one in before if one in after} for code, before in after.items()}
    while free := [code for code, before in left.items() if not before & left.keys()]:
        for code in free:
            del left[code]
    if not left:
        return ()
    path = [min(left)]
    while (step := min(left[path[-1]] & left.keys())) not in path:
        path.append(step)
    return (*path[path.index(step) :], step)


def timetable(days: Mapping[Code, int], after: After[Code], *, from_receipt: Collection[Code] = ()) -> dict[Code, Slot]:
    """Each item begins when the last it waits for is done; critical are those without slack. Raises CircularOrder.

    ``from_receipt``: items whose term runs from the receipt of the application (社会保险经办条例 art. 18), however long they wait.
    """
    order = in_order({code: after.get(code, ()) for code in days})
    starts: dict[Code, int] = {}
    ends: dict[Code, int] = {}
    for code in order:
        starts[code] = max((ends[one] for one in after.get(code, ()) if one in ends), default=0)
        ends[code] = max(starts[code], days[code]) if code in from_receipt else starts[code] + days[code]
    total = max(ends.values(), default=0)
    latest = dict.fromkeys(order, total)  # by when it must be done so that nothing is late
    for code in reversed(order):
        for one in after.get(code, ()):
            if one in latest:
                latest[one] = min(latest[one], latest[code] - (0 if code in from_receipt else days[code]))
    return {code: Slot(starts[code], ends[code], ends[code] == latest[code]) for code in order}


def whole(slots: Mapping[Code, Slot]) -> int:
    """Working days until the last item is promised."""
    return max((slot.ends for slot in slots.values()), default=0)


def working_days(term: Term) -> int:
    """A term in working days. Calendar days count as the most working days they can hold (two days of each full week fall away)."""
    return term.days if term.unit is Unit.WORKING_DAY else term.days - 2 * (term.days // 7)
