"""办件: accepted, by the window or by law: the clocks start."""

from datetime import date, datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import policy, rules
from zhengtong.delivery.cases.errors import AcceptedByLaw
from zhengtong.delivery.cases.facts import CaseAccepted
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import promised, reading
from zhengtong.delivery.cases.terms import CaseNumber, CaseState
from zhengtong.kernel.actors import Actor, ActorKind, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def accept_by_law(*, case: str, by: Actor, at: datetime) -> None:
    """视为受理: the term passed in silence, so the case is accepted from the day it was received (行政许可法 art. 32(1)(4)).

    All of it: what stands beside the item whose law says so is accepted with it, from the same day. Doing it again changes nothing.
    """
    with ledger.writing(None, by):
        row = Case.objects.select_for_update().get(number=case)
        today = at.astimezone(CHINA).date()
        if row.state == CaseState.RECEIVED and not promised.on_the_way(row) and rules.passed_in_silence(row.silence_on, today=today):
            row.accepted_by_law = True
            accepted(row, on=row.complete_at.astimezone(CHINA).date(), by=by, at=at)


def law_first(number: str, by: Actor, at: datetime) -> None:
    """What the law has already done is done first, even where the worker has not come round to it."""
    if policy.at_window(by).filter(number=number, state=CaseState.RECEIVED, silence_on__lt=at.astimezone(CHINA).date()).exists():
        accept_by_law(case=number, by=system("cases"), at=at)


def accepted(row: Case, *, on: date, by: Actor, at: datetime) -> None:
    """受理: from ``on``. What runs from receipt runs from the day the application was received, or restarted with its supplementation."""
    row.state, row.accepted_at = CaseState.ACCEPTED, at
    row.save(update_fields=["state", "accepted_at", "accepted_by_law"])
    fact = CaseAccepted(CaseNumber(row.number), on.isoformat(), row.accepted_by_law)
    ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    who = str(by.who) if by.kind is ActorKind.STAFF else ""
    approvals.advance(case=row.number, received=promised.received_on(row), opened=on, by=by, at=at, accepted_by=who)
    answered = row.notices.exclude(answered_at=None).order_by("answered_at").last()
    again = rules.restarts(reading.regimes(row).values(), on) if answered else None
    if answered and answered.answered_at and again:
        day = answered.answered_at.astimezone(CHINA).date()
        approvals.restart(case=row.number, on=day, reference=again.reference, by=by, at=at)


def check_still_open(row: Case) -> None:
    if row.accepted_by_law:
        raise AcceptedByLaw(number=row.number)
    rules.check_state(row.number, CaseState(row.state), (CaseState.RECEIVED,))
