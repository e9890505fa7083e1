"""办件: the applicant does not answer the notice: reminded, and, where their law says so, given up."""

from datetime import datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.commands.holding import locked
from zhengtong.delivery.cases.errors import RemindedToday
from zhengtong.delivery.cases.facts import ApplicantReminded, CaseAbandoned
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import CaseNumber, CaseState, CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Unit
from zhengtong.kernel import workdays
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def remind(*, case: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """提醒补正: by the window as often as once a day; by the clock once, before the term ends.

    Raises CaseNotFound, WrongState, RemindedToday.
    """
    with ledger.writing(once, by, {"remind": case}) as earlier:
        row, by = locked(case, by) if by.kind is not ActorKind.SYSTEM else (Case.objects.select_for_update().get(number=case), by)
        if not earlier:
            rules.check_state(row.number, CaseState(row.state), (CaseState.SUPPLEMENTING,))
            notice = row.notices.select_for_update().filter(answered_at=None).latest("asked_at")
            if notice.reminded_at is not None and notice.reminded_at.astimezone(CHINA).date() == at.astimezone(CHINA).date():
                raise RemindedToday
            notice.reminded_at = at
            notice.save(update_fields=["reminded_at"])
            fact = ApplicantReminded(CaseNumber(row.number), row.answer_due_on.isoformat() if row.answer_due_on else "")
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def abandon(*, case: str, by: Actor, at: datetime) -> None:
    """视为放弃: the applicant's own term passed without an answer, and every item's law says what that means (政府信息公开条例 art. 30).

    Never before the last day as the calendar gives it today: a term that was told too short is read in the applicant's favour.
    Doing it again changes nothing.
    """
    with ledger.writing(None, by):
        row = Case.objects.select_for_update().get(number=case)
        if row.state != CaseState.SUPPLEMENTING or row.answer_due_on is None:
            return
        today, notice = at.astimezone(CHINA).date(), row.notices.filter(answered_at=None).latest("asked_at")
        asked = notice.asked_at.astimezone(CHINA).date()
        least = rules.answer_term(reading.regimes(row).values(), asked)
        if least is None:
            return
        known = workdays.due(catalogue.calendar(row.division), after=asked, days=least.days, working=least.unit is Unit.WORKING_DAY)
        due_on = max(row.answer_due_on, known.on)
        if today <= due_on:
            return
        row.state, row.closed_at = CaseState.ABANDONED, at
        row.save(update_fields=["state", "closed_at"])
        approvals.withdraw(case=row.number, at=at)
        fact = CaseAbandoned(CaseNumber(row.number), due_on.isoformat(), least.reference)
        ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
