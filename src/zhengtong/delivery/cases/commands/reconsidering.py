"""行政复议: a refusal is brought before the government of the place; what it answers is recorded, and has its effect (行政复议法)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView
from zhengtong.delivery.cases import policy, rules
from zhengtong.delivery.cases.errors import AskedForReconsideration, CaseNotFound, NoReconsideration, NotAnswerable, ReconsiderationNotFound
from zhengtong.delivery.cases.facts import ReconsiderationAccepted, ReconsiderationAsked, ReconsiderationDecided
from zhengtong.delivery.cases.models import Case, Reconsideration, ReconsiderationPaper
from zhengtong.delivery.cases.queries import reconsidering as queries
from zhengtong.delivery.cases.terms import CaseNumber, CaseState
from zhengtong.delivery.cases.terms.reconsidering import ARTICLES, REOPENS, ReconsiderationState, ReconsiderationView, Remedy, Result
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.files.api import StoredFile
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def ask_reconsideration(
    *,
    case: str,
    approval: str,
    wants: str,
    reasons: str,
    late_reason: str = "",
    not_sued: bool,
    files: Sequence[StoredFile] = (),
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> ReconsiderationView:
    """申请行政复议, online (行政复议法 art. 22): of one refusal, once. In time, or late with the reason, which is not judged here.

    Raises CaseNotFound, NoReconsideration, AskedForReconsideration, RequestIncomplete, SuedAlready, LateReasonNeeded, OutsideMandate.
    """
    content = {"reconsider": approval, "wants": wants, "why": reasons, "late": late_reason, "sha256": [one.sha256 for one in files]}
    with ledger.writing(once, by, content) as earlier:
        row = policy.own(by).select_for_update().filter(number=case).first()
        if row is None:
            raise CaseNotFound(number=case)
        identity.hold(by, Ref(row.matter_kind, row.matter_code))
        part = next((one for one in approvals.approvals_of([case])[case] if one.number == approval), None)
        if earlier and part is not None:
            return queries.view(Reconsideration.objects.select_related("case").filter(approval=approval).latest("id"))
        remedy = queries.remedies_of(case, [part]).get(approval) if part is not None else None
        if part is None or remedy is None:
            raise NoReconsideration
        there = Reconsideration.objects.filter(approval=approval, turn=part.turn).first()
        if there is not None:
            raise AskedForReconsideration(number=there.number)
        late = remedy.late(at.astimezone(CHINA).date())
        rules.check_request(wants=wants, reasons=reasons, late=late, late_reason=late_reason, not_sued=not_sued)
        said = {"wants": wants.strip(), "reasons": reasons.strip(), "late_reason": late_reason.strip() if late else ""}
        asked = _written(row, part, remedy, said, by=by, at=at)
        ReconsiderationPaper.objects.bulk_create(
            ReconsiderationPaper(reconsideration=asked, sha256=one.sha256, name=one.name, size=one.size, media_type=one.media_type)
            for one in files
        )
        fact = ReconsiderationAsked(*_step(asked), examine_by=asked.examine_by.isoformat(), late=late)
        ledger.record(fact, by=by, about=Ref("case", case), division=row.division, at=at)
        return queries.view(asked)


def _written(row: Case, part: ApprovalView, remedy: Remedy, said: Mapping[str, str], *, by: Actor, at: datetime) -> Reconsideration:
    body = identity.organisation(remedy.authority)
    division = body.division if body else row.division
    return Reconsideration.objects.create(
        number=f"{part.number}-FY{part.turn if part.turn > 1 else ''}",
        case=row,
        approval=part.number,
        turn=part.turn,
        item=part.item,
        division=row.division,
        authority=remedy.authority,
        respondent=remedy.respondent,
        **said,
        delivered_on=remedy.delivered_on,
        last_on=remedy.last_on,
        asked_at=at,
        asked_by=str(by.who),
        basis=str(by.basis or ""),
        examine_by=rules.examine_by(catalogue.calendar(division), at.astimezone(CHINA).date()),
    )


def accept_reconsideration(*, number: str, by: Actor, at: datetime, once: Key | None = None) -> ReconsiderationView:
    """行政复议: accepted (行政复议法 art. 30). Raises ReconsiderationNotFound, OwnMatter, NotAnswerable."""
    with ledger.writing(once, by, ["reconsider-accept", number]) as earlier:
        row, by = _in_hand(number, by)
        if not earlier:
            if row.state != ReconsiderationState.ASKED:
                raise NotAnswerable
            _accept(row, by=by, at=at, by_law=False)
        return queries.view(row)


def accept_in_silence(*, by: Actor, at: datetime) -> int:
    """审查期限届满，视为受理 (行政复议法 art. 30(3)). How many."""
    done = 0
    today = at.astimezone(CHINA).date()
    for number in queries.unexamined(today):
        with ledger.writing(None, by):
            row = Reconsideration.objects.select_for_update(of=("self",)).select_related("case").get(number=number)
            if row.state == ReconsiderationState.ASKED and row.examine_by < today:
                _accept(row, by=by, at=at, by_law=True)
                done += 1
    return done


def _accept(row: Reconsideration, *, by: Actor, at: datetime, by_law: bool) -> None:
    since = row.examine_by if by_law else at.astimezone(CHINA).date()
    row.state, row.accepted_at, row.accepted_by_law = ReconsiderationState.ACCEPTED, at, by_law
    row.due_on = rules.decide_by(catalogue.calendar(row.division), since)
    row.save(update_fields=["state", "accepted_at", "accepted_by_law", "due_on"])
    fact = ReconsiderationAccepted(*_step(row), decide_by=row.due_on.isoformat(), by_law=by_law)
    ledger.record(fact, by=by, about=Ref("case", row.case.number), division=row.division, at=at)


def answer_reconsideration(
    *,
    number: str,
    result: Result,
    said: str,
    article: str = "",
    redo_days: int | None = None,
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> ReconsiderationView:
    """行政复议: not accepted, or decided. An annulled refusal is gone: the application is undecided, its clock begins anew (art. 64).

    ``redo_days``: within how many days it is decided anew. Raises ReconsiderationNotFound, OwnMatter, NotAnswerable, AnswerIncomplete.
    """
    with ledger.writing(once, by, ["reconsider-answer", number, result, said, article, redo_days]) as earlier:
        row, by = _in_hand(number, by)
        if earlier:
            return queries.view(row)
        rules.check_answer(ReconsiderationState(row.state), result, said=said, redo_days=redo_days)
        row.state = ReconsiderationState.DECLINED if result is Result.DECLINED else ReconsiderationState.DECIDED
        row.outcome, row.said, row.article = result, said.strip(), article.strip() or ARTICLES[result]
        row.redo_days = redo_days if result is Result.REDO else None
        row.decided_at, row.decided_name = at, by.name
        row.save()
        fact = ReconsiderationDecided(*_step(row), result=result, article=row.article, reopened=result in REOPENS)
        ledger.record(fact, by=by, about=Ref("case", row.case.number), division=row.division, at=at)
        if result in REOPENS:
            _reopen(row, by, at)
        return queries.view(row)


def _reopen(row: Reconsideration, by: Actor, at: datetime) -> None:
    case = Case.objects.select_for_update().get(pk=row.case_id)
    if case.state == CaseState.CLOSED:
        case.state, case.closed_at = CaseState.ACCEPTED, None
        case.save(update_fields=["state", "closed_at"])
    approvals.reopen(approval=row.approval, reference=f"{row.article}（{row.number}）", days=row.redo_days, by=by, at=at)


def _in_hand(number: str, by: Actor) -> tuple[Reconsideration, Actor]:
    row = policy.reconsidered(by).select_for_update(of=("self",)).filter(number=number).select_related("case").first()
    if row is None:
        raise ReconsiderationNotFound
    held, case = policy.reconsidering_rights(by, row), row.case
    subject, basis = Ref(case.subject_kind, case.subject_number), Ref.parse(case.basis) if case.basis else None
    identity.check_not_own(by, subject, held, duty=Duty.GOVERN, organisation=row.authority, basis=basis)
    return row, identity.standing_in(by, held)


def _step(row: Reconsideration) -> tuple[CaseNumber, str, str, str, str]:
    """What each fact says first: case, reconsideration, approval, item, who reconsiders."""
    return CaseNumber(row.case.number), row.number, row.approval, row.item, row.authority
