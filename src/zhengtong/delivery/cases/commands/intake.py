"""办件: what the window does with a case: accept, ask once for everything, decline."""

from collections.abc import Sequence
from datetime import datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.commands.accepting import accepted, check_still_open, law_first
from zhengtong.delivery.cases.commands.holding import locked
from zhengtong.delivery.cases.errors import AnswerTermTooShort, AskedBefore, NotArrived, ResubmitInstead
from zhengtong.delivery.cases.facts import CaseDeclined, NewDefectBarred, SupplementationRequired
from zhengtong.delivery.cases.models import Case, Notice
from zhengtong.delivery.cases.queries import promised, reading
from zhengtong.delivery.cases.terms import CaseNumber, CaseState, CaseView, Point
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Unit
from zhengtong.kernel import workdays
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def accept(*, case: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """受理: the papers are complete; independent items open at the same time and their clocks start (行政许可法 arts. 32, 42).

    Raises CaseNotFound, OwnMatter, WrongState, NotArrived. Repeating ``once`` returns the present view.
    """
    law_first(case, by, at)
    with ledger.writing(once, by, {"accept": case}) as earlier:
        row, by = locked(case, by)
        if not earlier and not row.accepted_by_law:
            rules.check_state(row.number, CaseState(row.state), (CaseState.RECEIVED,))
            if promised.on_the_way(row):
                raise NotArrived(number=row.number)
            accepted(row, on=at.astimezone(CHINA).date(), by=by, at=at)
    return reading.view(row)


def require_supplementation(
    *, case: str, points: Sequence[Point], answer_days: int | None = None, by: Actor, at: datetime, once: Key | None = None
) -> CaseView:
    """补正告知: tell everything that is missing, once (行政许可法 art. 32(1)(4)).

    ``answer_days``: how long the applicant has, where their silence gives the application up; never less than their regime's own term.
    A point that was not told the first time is refused, and that it was wanted is recorded.
    Raises NothingAsked, NoSuchPlace, AskedBefore, AnswerTermTooShort, ResubmitInstead, WrongState.
    """
    law_first(case, by, at)
    try:
        return _ask(case, points, answer_days, by=by, at=at, once=once)
    except AskedBefore:
        _bar(case, points, by, at)  # in a transaction of its own: the refusal does not take the record back
        raise


def _ask(case: str, points: Sequence[Point], answer_days: int | None, *, by: Actor, at: datetime, once: Key | None) -> CaseView:
    written = _written(points)
    content = {"ask": case, "points": written, **({"days": answer_days} if answer_days is not None else {})}
    with ledger.writing(once, by, content) as earlier:
        row, by = locked(case, by)
        if not earlier:
            check_still_open(row)
            rules.check_points(points, _told(row), reading.places(row))
            instead = rules.resubmits(reading.regimes(row).values(), at.astimezone(CHINA).date())
            if instead is not None:
                raise ResubmitInstead(article=instead.reference)
            due = _answer_due(row, answer_days, at)
            Notice.objects.create(case=row, asked_at=at, asked_by=str(by.who), points=written, due_on=due.on if due else None)
            row.state, row.answer_due_on = CaseState.SUPPLEMENTING, due.on if due else None
            row.save(update_fields=["state", "answer_due_on"])
            fact = SupplementationRequired(CaseNumber(row.number), tuple(one.at for one in points), due.on.isoformat() if due else "")
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def _answer_due(row: Case, days: int | None, at: datetime) -> workdays.Due | None:
    """合理的补正期限 (政府信息公开条例 art. 30): the day of the notice does not count, the last day is wholly the applicant's."""
    on = at.astimezone(CHINA).date()
    least = rules.answer_term(reading.regimes(row).values(), on)
    if least is None:
        return None
    if days is not None and days < least.days:
        raise AnswerTermTooShort(days=least.days, article=least.reference)
    return workdays.due(catalogue.calendar(row.division), after=on, days=days or least.days, working=least.unit is Unit.WORKING_DAY)


def _bar(case: str, points: Sequence[Point], by: Actor, at: datetime) -> None:
    """一次性告知: that a new defect was to be asked for is a fact, for whoever supervises; the applicant need do nothing."""
    with ledger.writing(None, by):
        row, by = locked(case, by)
        new = rules.new_defects(points, _told(row))
        last = row.notices.latest("asked_at")
        last.barred = [*last.barred, *({**one, "on": at.isoformat(), "by": str(by.who)} for one in _written(new))]
        last.save(update_fields=["barred"])
        fact = NewDefectBarred(CaseNumber(row.number), tuple(one.at for one in new))
        ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)


def _told(row: Case) -> list[tuple[Point, ...]]:
    return [reading.points(notice.points) for notice in row.notices.all()]


def _written(points: Sequence[Point]) -> list[dict[str, str]]:
    return [{"at": one.at, "what": one.what.strip(), "article": one.article} for one in points]


def decline(
    *, case: str, reason: str = "", direction: str = "", points: Sequence[Point] = (), by: Actor, at: datetime, once: Key | None = None
) -> CaseView:
    """不予受理: no permit is needed, or it is not ours; say so at once, and where to go (行政许可法 art. 32(1)(1)(2)).

    ``points``: everything to put right, where the law of the case declines incomplete papers instead of waiting for them (不动产登记暂行
    条例 art. 17(1)(3)); then they are the reason. Raises ReasonMissing, NothingAsked, NoSuchPlace, WrongState, AcceptedByLaw.
    """
    law_first(case, by, at)
    written = _written(points)
    content = {"decline": case, "reason": reason, "direction": direction, **({"points": written} if written else {})}
    with ledger.writing(once, by, content) as earlier:
        row, by = locked(case, by)
        if not earlier:
            check_still_open(row)
            if points and rules.resubmits(reading.regimes(row).values(), at.astimezone(CHINA).date()) is not None:
                rules.check_points(points, (), reading.places(row))
            else:
                written = []
                rules.check_reason(reason, direction)
            row.state, row.closed_at = CaseState.DECLINED, at
            row.declined_reason, row.declined_direction, row.declined_points = reason.strip(), direction.strip(), written
            row.save(update_fields=["state", "closed_at", "declined_reason", "declined_direction", "declined_points"])
            approvals.withdraw(case=row.number, at=at)
            fact = CaseDeclined(CaseNumber(row.number), tuple(one["at"] for one in written))
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)
