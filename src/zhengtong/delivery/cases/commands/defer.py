"""办件: a paper that may follow is promised by a day, handed in, or missed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.commands import taking
from zhengtong.delivery.cases.commands.holding import either
from zhengtong.delivery.cases.errors import NotDeferrable, NotPromised, PromisedBefore
from zhengtong.delivery.cases.facts import PaperDeferred, PaperMissed, PaperSupplied
from zhengtong.delivery.cases.models import Case, Deferral
from zhengtong.delivery.cases.queries import reading, receiving
from zhengtong.delivery.cases.terms import RUNNING, CaseNumber, CaseState, CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Deferrable
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.files.terms import StoredFile
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def defer(*, case: str, material: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """容缺: the applicant promises one paper for later, themselves or beside the clerk, before the case is accepted.

    Until when follows from the item's own term; the day is told and not moved. Raises WrongState, NotDeferrable, PromisedBefore.
    """
    with ledger.writing(once, by, {"defer": case, "material": material}) as earlier:
        row, by = either(case, by)
        if not earlier:
            rules.check_state(row.number, CaseState(row.state), (CaseState.RECEIVED, CaseState.SUPPLEMENTING))
            before = row.deferrals.filter(material=material).first()
            if before is not None:
                raise PromisedBefore(day=before.due_on.isoformat())
            allowed = receiving.deferrable(row)
            if material not in allowed:
                raise NotDeferrable(papers=material)
            promise(row, {material: allowed[material]}, by, at)
            _tell_approvals(row)
    return reading.view(row)


def promise(row: Case, wanted: Mapping[str, Deferrable], by: Actor, at: datetime) -> None:
    """Each with its own day, told and recorded."""
    calendar, on = catalogue.calendar(row.division), at.astimezone(CHINA).date()
    for material, rule in wanted.items():
        due_on = rules.promised_by(calendar, rule, on)
        Deferral.objects.create(
            case=row, material=material, reference=rule.reference, promised_at=at, promised_by=str(by.who), due_on=due_on
        )
        fact = PaperDeferred(CaseNumber(row.number), material, due_on.isoformat(), rule.reference)
        ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)


def supply(*, case: str, files: Sequence[tuple[str, StoredFile]], by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """补交: promised papers, also after their day as long as nothing is decided. Raises WrongState, NotPromised."""
    content = {"supply": case, "files": [[material, file.sha256] for material, file in files]}
    with ledger.writing(once, by, content) as earlier:
        row, by = either(case, by)
        if not earlier:
            rules.check_state(row.number, CaseState(row.state), RUNNING)
            taking.replace(row, files, at)
            if not files or not supplied(row, files, by, at):
                raise NotPromised
    return reading.view(row)


def supplied(row: Case, files: Sequence[tuple[str, StoredFile]], by: Actor, at: datetime) -> bool:
    """Which of these files were promised is marked as there; the others are left alone. Whether all of them were."""
    waiting = {one.material: one for one in row.deferrals.select_for_update().filter(supplied_at=None)}
    given = dict.fromkeys(material for material, _ in files if material in waiting)
    for material in given:
        one = waiting[material]
        one.supplied_at = at
        one.save(update_fields=["supplied_at"])
        fact = PaperSupplied(CaseNumber(row.number), material)
        ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    if given:
        _tell_approvals(row)
    return all(material in given for material, _ in files)


def miss(*, case: str, by: Actor, at: datetime) -> None:
    """逾期未补交: told to both; the approval may be refused for it. The promised day is not moved. Doing it again changes nothing."""
    today = at.astimezone(CHINA).date()
    with ledger.writing(None, by):
        row = Case.objects.select_for_update().get(number=case)
        if row.state not in RUNNING:
            return
        for one in _over(row.deferrals.select_for_update().filter(supplied_at=None, missed_at=None), row, today):
            one.missed_at = at
            one.save(update_fields=["missed_at"])
            fact = PaperMissed(CaseNumber(row.number), one.material, one.due_on.isoformat())
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)


def _over(waiting: Iterable[Deferral], row: Case, today: date) -> list[Deferral]:
    """Never before the last day as the calendar gives it today."""
    terms, calendar = receiving.terms_of(row), catalogue.calendar(row.division)
    found = []
    for one in waiting:
        rule = terms.get(one.material)
        known = rules.promised_by(calendar, rule, one.promised_at.astimezone(CHINA).date()) if rule else one.due_on
        if today > max(one.due_on, known):
            found.append(one)
    return found


def _tell_approvals(row: Case) -> None:
    """What each approval still waits for."""
    approvals.lacking(case=row.number, lacks=receiving.lacks(row))
