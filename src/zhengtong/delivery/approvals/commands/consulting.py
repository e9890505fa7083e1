"""征求意见: another body is asked, answers, or lets its term pass."""

from datetime import date, datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.commands.holding import in_hand, recorded, step
from zhengtong.delivery.approvals.errors import NoSuchDepartment
from zhengtong.delivery.approvals.errors.flow import AskedAlready, ConsultationNotFound, ConsultationOver, OpinionMissing, QuestionMissing
from zhengtong.delivery.approvals.facts.flow import BodyConsulted, ConsultationAnswered, ConsultationMoved, ConsultationSilent
from zhengtong.delivery.approvals.models import Approval, Consultation
from zhengtong.delivery.approvals.queries import flow
from zhengtong.delivery.approvals.terms import ApprovalState, PauseKind, View
from zhengtong.delivery.approvals.terms import flow as terms
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def ask_named(row: Approval, *, by: Actor, at: datetime) -> None:
    """The bodies that the item itself names are asked as the approval opens, in the transaction that opens it: those whose case it is.

    Where the item's own law leaves the time of asking out of the term, the body has its whole term; elsewhere it ends before the term does.
    """
    handling = queries.guide_of(row).handling
    excluded = any(one.kind == PauseKind.OTHER_AUTHORITY_OPINION for one in handling.special)
    for one in handling.consulted:
        if not queries.applies(row, one.when):
            continue
        body = identity.authority_of(organisation=one.organisation, item=row.item).acting
        _write(
            row,
            organisation=body,
            question=one.question.zh,
            term=one.term,
            silence=View(one.silence),
            reference=one.reference,
            by=by,
            at=at,
            by_hand=False,
            within=None if excluded else row.legal_due_on,
        )


def consult(
    *,
    approval: str,
    organisation: str,
    question: str,
    term: Term,
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> terms.Consultation:
    """征求意见: the reviewer asks another body. Its silence says nothing; the clock runs on.

    Raises ApprovalNotFound, OwnMatter, NotOpen, StillExamined, QuestionMissing, NoSuchDepartment, AskedAlready, TermTooLong.
    """
    with ledger.writing(once, by, [approval, organisation, question, term.days, term.unit]) as earlier:
        row, by = in_hand(approval, by, earlier=earlier is not None)
        if earlier:
            return flow.consultation(Consultation.objects.select_related("approval").filter(approval=row).latest("id"))
        queries.not_examined(row)
        if not organisation or not question.strip() or term.days < 1:
            raise QuestionMissing
        body = identity.organisation(identity.handed_on(organisation))
        if body is None or body.code == row.organisation:
            raise NoSuchDepartment(code=organisation)
        if Consultation.objects.filter(approval=row, organisation=body.code, view="").exists():
            raise AskedAlready(body=body.short)
        return _write(
            row,
            organisation=body.code,
            question=question.strip(),
            term=term,
            silence=View.NO_VIEW,
            by=by,
            at=at,
            by_hand=True,
            within=row.legal_due_on,
        )


def answer_consultation(
    *, consultation: int, view: View, reason: str, by: Actor, at: datetime, once: Key | None = None
) -> terms.Consultation:
    """答复意见: the body that was asked agrees, objects with its reason, or has no view.

    Raises ConsultationNotFound, OwnMatter, OpinionMissing, ConsultationOver (also where its term has passed in silence).
    """
    silence_passed(at=at, only=consultation)
    with ledger.writing(once, by, [consultation, view, reason]) as earlier:
        row = policy.consulted(by).select_for_update(of=("self",)).select_related("approval").filter(pk=consultation).first()
        if row is None:
            raise ConsultationNotFound
        if earlier:
            return flow.consultation(row)
        about, held = row.approval, policy.consulted_rights(by, row)
        identity.check_not_own(
            by, queries.subject(about), held, duty=Duty.REVIEW, organisation=row.organisation, basis=queries.basis(about)
        )
        by = identity.standing_in(by, held)
        if row.view or about.state != ApprovalState.OPEN:
            raise ConsultationOver
        if view is View.SILENT or (view is View.OBJECT and not reason.strip()):
            raise OpinionMissing
        row.view, row.reason, row.answered_at, row.answered_by = view, reason.strip(), at, by.name
        row.save(update_fields=["view", "reason", "answered_at", "answered_by"])
        recorded(ConsultationAnswered(*step(about, row.organisation), consultation=row.pk, view=view), about, by, at)
        return flow.consultation(row)


def silence_passed(*, at: datetime, only: int | None = None) -> int:
    """逾期未答复: what a body's silence counts as, once its last day has gone by. How many."""
    today, by, passed = at.astimezone(CHINA).date(), system("approvals"), 0
    late = Consultation.objects.filter(view="", due_on__lt=today, approval__state=ApprovalState.OPEN)
    for number in (late if only is None else late.filter(pk=only)).order_by("id").values_list("pk", flat=True):
        with ledger.writing(None, by):
            row = Consultation.objects.select_for_update(of=("self",)).select_related("approval").get(pk=number)
            if row.view or row.approval.state != ApprovalState.OPEN:
                continue
            row.view, row.answered_at = View.SILENT, at
            row.save(update_fields=["view", "answered_at"])
            fact = ConsultationSilent(*step(row.approval, row.organisation), consultation=row.pk, counts_as=View(row.silence))
            recorded(fact, row.approval, by, at)
            passed += 1
    return passed


def follow_bodies(*, at: datetime) -> int:
    """被征求机关变更: a question to a body that was closed goes to whoever goes on with its matters; its term runs on. How many."""
    by, moved = system("approvals"), 0
    open_ones = Consultation.objects.filter(view="", approval__state=ApprovalState.OPEN)
    for former in open_ones.order_by().values_list("organisation", flat=True).distinct():
        body = identity.handed_on(former)
        if body == former:
            continue
        for number in open_ones.filter(organisation=former).order_by("id").values_list("pk", flat=True):
            with ledger.writing(None, by):
                row = Consultation.objects.select_for_update(of=("self",)).select_related("approval").get(pk=number)
                if row.view or row.organisation != former:
                    continue
                row.organisation = body
                row.save(update_fields=["organisation"])
                fact = ConsultationMoved(*step(row.approval, body), consultation=row.pk, former=former)
                ledger.record(fact, by=by, about=Ref("case", row.approval.case), division=row.approval.division, at=at)
                moved += 1
    return moved


def _write(
    row: Approval,
    *,
    organisation: str,
    question: str,
    term: Term | None,
    silence: View,
    by: Actor,
    at: datetime,
    by_hand: bool,
    within: date | None,
    reference: str = "",
) -> terms.Consultation:
    asked: date = at.astimezone(CHINA).date()
    body = identity.organisation(organisation)
    due = rules.within(catalogue.calendar(body.division if body else row.division), term, told=asked) if term else None
    written = Consultation.objects.create(
        approval=row,
        organisation=organisation,
        question=question,
        asked_at=at,
        asked_by=by.name if by_hand else "",
        due_on=rules.answer_by(due, asked=asked, legal_due=within, by_hand=by_hand),
        silence=silence,
        reference=reference,
    )
    fact = BodyConsulted(*step(row, organisation), consultation=written.pk, due_on=written.due_on.isoformat() if written.due_on else "")
    recorded(fact, row, by, at)
    return flow.consultation(written)
