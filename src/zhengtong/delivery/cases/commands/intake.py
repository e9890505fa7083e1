"""办件: what the window does with a case: accept, ask once for everything, decline."""

from collections.abc import Sequence
from datetime import date, datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import policy, rules
from zhengtong.delivery.cases.errors import AcceptedByLaw, CaseNotFound
from zhengtong.delivery.cases.facts import CaseAccepted, CaseDeclined, SupplementationRequired
from zhengtong.delivery.cases.models import Case, Notice
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import CaseNumber, CaseState, CaseView, Point
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor, ActorKind, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def accept(*, case: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """受理: the papers are complete; independent items open at the same time and their clocks start (行政许可法 arts. 32, 42).

    Raises CaseNotFound, OwnMatter, WrongState. Repeating ``once`` returns the present view.
    """
    _law_first(case, by, at)
    with ledger.writing(once, by, {"accept": case}) as earlier:
        row, by = _locked(case, by)
        if not earlier and not row.accepted_by_law:
            rules.check_state(row.number, CaseState(row.state), (CaseState.RECEIVED,))
            _accepted(row, on=at.astimezone(CHINA).date(), by=by, at=at)
    return reading.view(row)


def accept_by_law(*, case: str, by: Actor, at: datetime) -> None:
    """视为受理: the term passed in silence, so the case is accepted from the day it was received (行政许可法 art. 32(1)(4))."""
    with ledger.writing(None, by):
        row = Case.objects.select_for_update().get(number=case)
        today = at.astimezone(CHINA).date()
        silent = rules.passed_in_silence(row.accept_due_on, silence_accepts=row.silence_accepts, today=today)
        if row.state == CaseState.RECEIVED and silent:
            row.accepted_by_law = True
            _accepted(row, on=row.complete_at.astimezone(CHINA).date(), by=by, at=at)


def require_supplementation(*, case: str, points: Sequence[Point], by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """补正告知: tell everything that is missing, once (行政许可法 art. 32(1)(4)).

    Raises NothingAsked, NoSuchPlace, AskedBefore, WrongState.
    """
    _law_first(case, by, at)
    written = [{"at": one.at, "what": one.what.strip(), "article": one.article} for one in points]
    with ledger.writing(once, by, {"ask": case, "points": written}) as earlier:
        row, by = _locked(case, by)
        if not earlier:
            _check_still_open(row)
            rules.check_points(points, [reading.points(notice.points) for notice in row.notices.all()], reading.places(row))
            Notice.objects.create(case=row, asked_at=at, asked_by=str(by.who), points=written)
            row.state = CaseState.SUPPLEMENTING
            row.save(update_fields=["state"])
            fact = SupplementationRequired(CaseNumber(row.number), tuple(one.at for one in points))
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def decline(*, case: str, reason: str, direction: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """不予受理: no permit is needed, or it is not ours; say so at once, and where to go (行政许可法 art. 32(1)(1)(2))."""
    _law_first(case, by, at)
    with ledger.writing(once, by, {"decline": case, "reason": reason, "direction": direction}) as earlier:
        row, by = _locked(case, by)
        if not earlier:
            _check_still_open(row)
            rules.check_reason(reason, direction)
            row.state, row.closed_at = CaseState.DECLINED, at
            row.declined_reason, row.declined_direction = reason.strip(), direction.strip()
            row.save(update_fields=["state", "closed_at", "declined_reason", "declined_direction"])
            approvals.withdraw(case=row.number, at=at)
            ledger.record(CaseDeclined(CaseNumber(row.number)), by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def _law_first(number: str, by: Actor, at: datetime) -> None:
    """What the law has already done is done first, even where the worker has not come round to it."""
    if policy.at_window(by).filter(number=number, state=CaseState.RECEIVED, accept_due_on__lt=at.astimezone(CHINA).date()).exists():
        accept_by_law(case=number, by=system("cases"), at=at)


def _check_still_open(row: Case) -> None:
    if row.accepted_by_law:
        raise AcceptedByLaw(number=row.number)
    rules.check_state(row.number, CaseState(row.state), (CaseState.RECEIVED,))


def _locked(number: str, by: Actor) -> tuple[Case, Actor]:
    """The case, and the clerk on the ground on which they have it in hand. Raises CaseNotFound, OwnMatter."""
    row = policy.at_window(by).select_for_update().filter(number=number).first()
    if row is None:
        raise CaseNotFound(number=number)
    reading.check_not_own(row, by)
    return row, identity.standing_in(by, policy.intake_rights(by, row))


def _accepted(row: Case, *, on: date, by: Actor, at: datetime) -> None:
    row.state, row.accepted_at = CaseState.ACCEPTED, at
    row.save(update_fields=["state", "accepted_at", "accepted_by_law"])
    fact = CaseAccepted(CaseNumber(row.number), on.isoformat(), row.accepted_by_law)
    ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    who = str(by.who) if by.kind is ActorKind.STAFF else ""
    approvals.advance(
        case=row.number, received=row.submitted_at.astimezone(CHINA).date(), opened=on, by=by, at=at, accepted_by=who
    )
