"""办件: papers taken in elsewhere reach the place that decides."""

from datetime import datetime

from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.commands.holding import locked
from zhengtong.delivery.cases.errors import ArrivedBefore, NotOnTheWay
from zhengtong.delivery.cases.facts import PapersArrived
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import RUNNING, CaseNumber, CaseState, CaseView, Channel
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import TakenIn
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def arrive(*, case: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """异地代收: the papers arrive; by the deciding window; where the item says so its term runs from now.

    Raises NotOnTheWay, ArrivedBefore, WrongState.
    """
    with ledger.writing(once, by, {"arrive": case}) as earlier:
        row, by = locked(case, by)
        if not earlier:
            if row.channel != Channel.ELSEWHERE:
                raise NotOnTheWay(number=row.number)
            if row.arrived_at is not None:
                raise ArrivedBefore(number=row.number)
            rules.check_state(row.number, CaseState(row.state), RUNNING)
            row.arrived_at = at
            if row.starts == TakenIn.ARRIVED and row.state == CaseState.RECEIVED:
                row.complete_at = at
                calendar, today = catalogue.calendar(row.division), at.astimezone(CHINA).date()
                awaited = rules.acceptance(reading.regimes(row).values(), calendar, received=today)
                row.accept_due_on, row.silence_on = awaited.due.on if awaited.due else None, awaited.silence_on
            row.save(update_fields=["arrived_at", "complete_at", "accept_due_on", "silence_on"])
            fact = PapersArrived(CaseNumber(row.number), row.received_at_window, row.starts)
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)
