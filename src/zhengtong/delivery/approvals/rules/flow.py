"""办理环节规则: who must be asked, heard and told before an authority answers, and until when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from zhengtong.delivery.approvals.errors import TwoOfficers
from zhengtong.delivery.approvals.errors.flow import (
    AskedTooLate,
    ConsultationOpen,
    HearingMayBeAsked,
    HearingOpen,
    HearingTooLate,
    NoticeTooShort,
    ObjectionUnanswered,
    PartiesUnheard,
    PartiesUntold,
    RecordUnnamed,
    TermTooLong,
)
from zhengtong.delivery.approvals.terms import Opinion
from zhengtong.delivery.approvals.terms.flow import (
    Consultation,
    Examination,
    Flow,
    Hearing,
    HearingState,
    Looked,
    Outcome,
    Party,
    Verification,
    View,
    Waiting,
    WaitsFor,
)
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.kernel import workdays

_ONE_DAY = timedelta(days=1)


def joint_outcome(opinions: Collection[Opinion | None]) -> Outcome:
    """统一办理: what the departments' opinions add up to when they must give one answer (行政许可法 art. 26); None has not spoken yet.

    One refusal refuses the whole; but the answer goes out when all have spoken, so that the applicant reads every reason at once.
    """
    if not opinions or None in opinions:
        return Outcome.WAITING
    return Outcome.REFUSED if Opinion.REFUSE in opinions else Outcome.APPROVED


def within(calendar: workdays.Calendar, term: Term, *, told: date) -> date:
    """Until when somebody may speak: the day of telling does not count; a last day off moves on (民法典 arts. 201, 203)."""
    return workdays.due(calendar, after=told, days=max(term.days, 1), working=term.unit is Unit.WORKING_DAY).on


def answer_by(due: date | None, *, asked: date, legal_due: date | None, by_hand: bool) -> date | None:
    """被征求机关的期限: never past the day before the authority's own term by law ends, since asking does not stop that.

    By hand a longer term is refused; one that content sets is cut. Where no law sets the body a term (``due`` None), until then; where the
    authority has none either, until it answers. Raises TermTooLong.
    """
    last = legal_due - _ONE_DAY if legal_due else None
    if last is None or (due is not None and due <= last):
        return due
    if by_hand and legal_due is not None:
        raise TermTooLong(date=legal_due)
    return max(last, asked)


def is_silent(due_on: date | None, view: View | None, *, today: date) -> bool:
    """逾期未答复: the last day has gone by without a word."""
    return view is None and due_on is not None and today > due_on


def objectors(consultations: Sequence[Consultation], examination: Examination | None, opinion: Opinion | None) -> tuple[str, ...]:
    """意见不一致: the bodies whose objection stands against another body's agreement, or against an approval.

    ``opinion`` None: nothing is decided yet, so only bodies are compared. The lower office's opinion counts like any other (art. 35).
    """
    said = [(one.organisation, one.counts_as) for one in consultations]
    if examination is not None:
        said.append((examination.organisation, examination.view))
    against = tuple(dict.fromkeys(body for body, view in said if view is View.OBJECT))
    agreed = any(view is View.AGREE for _, view in said)
    return against if agreed or opinion is Opinion.APPROVE else ()


def check_consulted(
    consultations: Sequence[Consultation],
    examination: Examination | None,
    *,
    opinion: Opinion,
    note: str,
    names: Mapping[str, Sequence[str]],
    today: date,
) -> None:
    """征求意见: whoever was asked answers first or lets the term pass; an objection that is not followed is dealt with in the note.

    ``names``: by body, the names by which the note may call it.
    """
    for one in consultations:
        if one.view is None and not is_silent(one.due_on, one.view, today=today):
            raise ConsultationOpen(body=names.get(one.organisation, (one.organisation,))[0], date=one.due_on)
    against = [names.get(body, (body,)) for body in objectors(consultations, examination, opinion)]
    if not all(any(name and name in note for name in called) for called in against):
        raise ObjectionUnanswered(bodies="、".join(called[0] for called in against))


def check_heard(parties: Sequence[Party], *, wanted: str, nobody: str, today: date) -> None:
    """听取利害关系人意见: told, and heard or their term passed (行政许可法 art. 36). ``wanted``: whom the item says to look for."""
    if wanted and not parties and not nobody:
        raise PartiesUntold(who=wanted)
    waited_for = [one.due_on for one in parties if one.said_at is None and one.due_on is not None and today <= one.due_on]
    if waited_for:
        raise PartiesUnheard(date=max(waited_for))


def check_hearing(hearing: Hearing | None, *, said: str, today: date) -> None:
    """听证: whoever was told may ask in time; what was asked for is held; the decision names the record it follows (arts. 47, 48)."""
    if hearing is None or hearing.state is HearingState.WAIVED:
        return
    if hearing.state is HearingState.TOLD:
        if hearing.ask_by is not None and today <= hearing.ask_by:
            raise HearingMayBeAsked(date=hearing.ask_by)
        return
    if hearing.state is not HearingState.HELD:
        raise HearingOpen
    if hearing.number not in said:
        raise RecordUnnamed(record=hearing.number)


def check_officers(officers: Sequence[str], least: int) -> tuple[str, ...]:
    """两名以上工作人员 (行政许可法 arts. 34, 55): each named once. Raises TwoOfficers."""
    named = tuple(dict.fromkeys(name for one in officers if (name := one.strip())))
    if len(named) < least:
        raise TwoOfficers
    return named


def waits(flow: Flow, *, today: date) -> tuple[Waiting, ...]:
    """等待他人: everything that is in other hands, each with its own last day."""
    found: list[Waiting] = []
    if flow.examination is not None and flow.examination.passed_at is None:
        found.append(Waiting(WaitsFor.EXAMINATION, flow.examination.organisation, flow.examination.due_on))
    found.extend(
        Waiting(WaitsFor.CONSULTATION, one.organisation, one.due_on)
        for one in flow.consultations
        if one.view is None and not is_silent(one.due_on, one.view, today=today)
    )
    statements = [one.due_on for one in flow.parties if one.said_at is None and one.due_on is not None and today <= one.due_on]
    if statements:
        found.append(Waiting(WaitsFor.STATEMENT, "", max(statements)))
    if flow.hearing is not None:
        found.extend(_hearing(flow.hearing, today))
    found.extend(Waiting(WaitsFor.TEST, "", None) for one in flow.verifications if is_running(one))
    return tuple(found)


def is_running(one: Verification) -> bool:
    """A test whose result is not there yet."""
    return one.kind is not Looked.SITE and one.reported_on is None


def _hearing(hearing: Hearing, today: date) -> list[Waiting]:
    if hearing.state is HearingState.TOLD and hearing.ask_by is not None and today <= hearing.ask_by:
        return [Waiting(WaitsFor.HEARING, "", hearing.ask_by)]
    if hearing.state is HearingState.CALLED:
        return [Waiting(WaitsFor.HEARING, "", hearing.held_on)]
    return []


def check_asked_in_time(ask_by: date, on: date) -> None:
    """申请听证: within five days after the right was told; the last day still counts (行政许可法 art. 47). Raises AskedTooLate."""
    if on > ask_by:
        raise AskedTooLate(date=ask_by)


def check_hearing_day(calendar: workdays.Calendar, notice: Term | None, *, today: date, on: date, hold_by: date | None) -> None:
    """听证日期: the notice seven working days before (art. 48(1)); held within twenty days after it was asked for (art. 47).

    The day of the notice does not count; the seventh working day after it is the first on which it can be held. Where both cannot be
    kept any more, the notice goes first: a hearing nobody could prepare for is none. Raises NoticeTooShort, HearingTooLate.
    """
    first = within(calendar, notice, told=today) if notice else today
    if on < first:
        raise NoticeTooShort(date=first)
    if hold_by is not None and on > max(hold_by, first):
        raise HearingTooLate(date=hold_by)
