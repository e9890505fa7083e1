"""听证: the right is told, it is asked for, called, held; its record decides; nobody pays for it (行政许可法 arts. 46–48)."""

from collections.abc import Sequence
from datetime import date, datetime, time

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.commands.clock import resume, stop
from zhengtong.delivery.approvals.commands.holding import in_hand, recorded, step
from zhengtong.delivery.approvals.errors import ApprovalNotFound
from zhengtong.delivery.approvals.errors.flow import (
    ChairReviews,
    HearingIncomplete,
    HearingNotCallable,
    NoHearingRight,
    NotTheChair,
    RecordIncomplete,
)
from zhengtong.delivery.approvals.facts.flow import HearingAsked, HearingCalled, HearingHeld, HearingRightTold, HearingWaived
from zhengtong.delivery.approvals.models import Approval, Hearing
from zhengtong.delivery.approvals.queries import flow, flow_hearing
from zhengtong.delivery.approvals.terms import ApprovalState, PauseKind
from zhengtong.delivery.approvals.terms import flow as terms
from zhengtong.delivery.approvals.terms.flow import HearingState
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import workdays
from zhengtong.kernel.actors import Actor, ActorKind, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def tell_hearing_right(*, approval: str, by: Actor, at: datetime, once: Key | None = None) -> terms.Hearing:
    """告知听证权利: the applicant, and whoever is told as interested, may ask within five days (行政许可法 art. 47).

    Raises ApprovalNotFound, OwnMatter, NotOpen, StillExamined, HearingNotCallable (asked for already, or its regime knows no hearing).
    """
    with ledger.writing(once, by, ["hearing-right", approval]) as earlier:
        row, by = in_hand(approval, by, earlier=earlier is not None)
        queries.not_examined(row)
        found = Hearing.objects.select_related("approval").get(approval=row) if earlier else right_told(row, by=by, at=at)
        if found is None:
            raise HearingNotCallable
        return flow.hearing(found)


def right_told(row: Approval, *, by: Actor, at: datetime) -> Hearing | None:
    """The same, as part of telling an interested party: told again, the term begins again. None where there is nothing to tell."""
    on = at.astimezone(CHINA).date()
    term = rules.days_of(queries.regime_of(row.regime), "hearing.ask_days", on)
    found = Hearing.objects.select_for_update().filter(approval=row).first()
    if term is None or (found is not None and found.state not in (HearingState.TOLD, HearingState.WAIVED)):
        return None
    found, ask_by = found or Hearing(approval=row), rules.within(catalogue.calendar(row.division), term, told=on)
    if found.state == HearingState.TOLD and found.ask_by == ask_by:  # told today already, with another letter
        return found
    found.state, found.told_on, found.ask_by = HearingState.TOLD, on, ask_by
    found.save()
    recorded(HearingRightTold(*step(row), ask_by=ask_by.isoformat()), row, by, at)
    return found


def ask_hearing(*, approval: str, by: Actor, at: datetime, once: Key | None = None) -> terms.Hearing:
    """申请听证, by the applicant. Raises ApprovalNotFound, OutsideMandate, NotOpen, NoHearingRight, AskedTooLate."""
    with ledger.writing(once, by, ["hearing", approval]) as earlier:
        row = policy.visible(by).select_for_update().filter(number=approval).first() if by.kind is ActorKind.MEMBER else None
        if row is None:
            raise ApprovalNotFound(number=approval)
        identity.hold(by, Ref.parse(row.matter))
        if earlier:
            return flow.hearing(Hearing.objects.select_related("approval").get(approval=row))
        return asked_for(row, who=str(by.who), by_party=False, by=by, at=at)


def asked_for(row: Approval, *, who: str, by_party: bool, by: Actor, at: datetime) -> terms.Hearing:
    """The same for whoever may ask; ``who`` is kept, not shown to others."""
    rules.check_open(row.number, ApprovalState(row.state))
    found = Hearing.objects.select_for_update().filter(approval=row).first()
    if found is None or found.ask_by is None or found.state not in (HearingState.TOLD, HearingState.WAIVED):
        raise NoHearingRight
    on = at.astimezone(CHINA).date()
    rules.check_asked_in_time(found.ask_by, on)
    found.state, found.asked_on, found.asked_by = HearingState.ASKED, on, who
    term = rules.days_of(queries.regime_of(row.regime), "hearing.hold_days", on)
    found.hold_by = rules.within(catalogue.calendar(row.division), term, told=on) if term else None
    found.save()
    hold_by = found.hold_by.isoformat() if found.hold_by else ""
    recorded(HearingAsked(*step(row), by_party=by_party, hold_by=hold_by), row, by, at)
    return flow.hearing(found)


def call_hearing(
    *, approval: str, on: date, at_hour: str, place: str, chair: str, by: Actor, at: datetime, once: Key | None = None
) -> terms.Hearing:
    """通知听证: day, hour and place, seven working days before; the clock stands still until it was held (行政许可法 arts. 45, 46, 48).

    Called again it gets another day or chair. Raises ApprovalNotFound, OwnMatter, NotOpen, StillExamined, HearingNotCallable,
    HearingIncomplete, NoticeTooShort, HearingTooLate, ChairReviews.
    """
    with ledger.writing(once, by, ["call", approval, on.isoformat(), at_hour, place, chair]) as earlier:
        row, by = in_hand(approval, by, earlier=earlier is not None)
        found = Hearing.objects.select_for_update().filter(approval=row).first()
        if earlier and found:
            return flow.hearing(found)
        queries.not_examined(row)
        today = at.astimezone(CHINA).date()
        found = found or Hearing(approval=row)
        if found.state == HearingState.HELD:
            raise HearingNotCallable
        if not place.strip() or not _is_hour(at_hour):
            raise HearingIncomplete
        term = rules.days_of(queries.regime_of(row.regime), "hearing.notice_days", today)
        again = found.state == HearingState.CALLED
        if not again or (found.held_on, found.at_hour, found.place) != (on, at_hour, place.strip()):  # else only its chair changes
            rules.check_hearing_day(catalogue.calendar(row.division), term, today=today, on=on, hold_by=found.hold_by)
        found.chair_name = _chair(row, chair, by)
        found.state, found.noticed_on, found.held_on, found.at_hour = HearingState.CALLED, today, on, at_hour
        found.place, found.chair = place.strip(), chair
        found.save()
        recorded(HearingCalled(*step(row), hearing_on=on.isoformat(), at_hour=at_hour, again=again), row, by, at)
        _stop(row, found, by, at)
        return flow.hearing(found)


def hold_hearing(
    *, approval: str, record: str, signed: Sequence[str], by: Actor, at: datetime, once: Key | None = None
) -> terms.Hearing:
    """听证笔录: entered by the chair, confirmed and signed by those who took part; from its day the clock runs on (行政许可法 art. 48).

    Raises ApprovalNotFound, HearingNotCallable, NotTheChair, RecordIncomplete.
    """
    with ledger.writing(once, by, ["held", approval, record, list(signed)]) as earlier:
        row = policy.of_body(by).select_for_update().filter(number=approval).first()
        found = Hearing.objects.select_for_update().filter(approval=row).first() if row else None
        if row is None or found is None:
            raise ApprovalNotFound(number=approval)
        if earlier:
            return flow.hearing(found)
        rules.check_open(row.number, ApprovalState(row.state))
        if found.state != HearingState.CALLED or found.held_on is None:
            raise HearingNotCallable
        if found.chair != str(by.who):
            raise NotTheChair(name=found.chair_name)
        names = [name for one in signed if (name := one.strip())]
        if not record.strip() or not names or at.astimezone(CHINA).date() < found.held_on:
            raise RecordIncomplete
        found.state, found.record, found.signed = HearingState.HELD, record.strip(), names
        found.save()
        shown = flow.hearing(found)
        recorded(HearingHeld(*step(row), record=shown.number, hearing_on=found.held_on.isoformat()), row, by, at)
        stopped = queries.clock_of(queries.view(row)).paused
        if stopped is not None and stopped.pause is PauseKind.HEARING:
            resume(approval=row.number, evidence=shown.number, on=max(found.held_on, stopped.on), by=by, at=at)
        return shown


def waive_unasked(*, at: datetime) -> int:
    """未申请听证: nobody asked within the term, which is recorded. How many."""
    by, waived, today = system("approvals"), 0, at.astimezone(CHINA).date()
    late = Hearing.objects.filter(state=HearingState.TOLD, ask_by__lt=today, approval__state=ApprovalState.OPEN)
    for number in late.order_by("id").values_list("pk", flat=True):
        with ledger.writing(None, by):
            found = Hearing.objects.select_for_update(of=("self",)).select_related("approval").get(pk=number)
            if found.state != HearingState.TOLD or found.ask_by is None or found.ask_by >= today:
                continue
            found.state = HearingState.WAIVED
            found.save(update_fields=["state"])
            recorded(HearingWaived(*step(found.approval)), found.approval, by, at)
            waived += 1
    return waived


def _stop(row: Approval, found: Hearing, by: Actor, at: datetime) -> None:
    """The time a hearing needs is excluded where the regime lists it, and nothing else stops the clock already (行政许可法 art. 45)."""
    today = at.astimezone(CHINA).date()
    clock = queries.clock_of(queries.view(row))
    listed = queries.regime_of(row.regime)
    pauses = listed.at("pauses", today) if listed else None
    if pauses is None or PauseKind.HEARING not in _words(pauses.value) or clock.paused or clock.started is None or found.held_on is None:
        return
    shown = flow.hearing(found)
    left = workdays.working_days_left(catalogue.calendar(row.division), today, found.held_on)
    told = f"{found.held_on:%Y-%m-%d} {found.at_hour} · {found.place}"
    stop(approval=row.number, kind=PauseKind.HEARING, evidence=shown.number, reason=told, days=left, by=by, at=at)


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()


def _is_hour(text: str) -> bool:
    try:
        time.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 5


def _chair(row: Approval, chair: str, by: Actor) -> str:
    found = next((name for who, name in flow_hearing.chairs_of(row, by) if who == chair), None)
    if found is None:
        raise ChairReviews
    return found
