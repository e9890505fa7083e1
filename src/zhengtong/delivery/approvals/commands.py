"""审批: the only writer of approvals."""

from collections.abc import Sequence
from datetime import date, datetime

from zhengtong.delivery.approvals import policy, queries, rules
from zhengtong.delivery.approvals.errors import ApprovalNotFound, NoSuchDepartment, NotForwardable
from zhengtong.delivery.approvals.facts import ApprovalDecided, ApprovalForwarded, ApprovalLapsed, ApprovalOpened, ApprovalTakenOver
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import RUNNING, ApprovalState, ApprovalView, Opinion, Order, Reasons
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import AuthorityView, Duty, OrganisationKind
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words


def order(
    *,
    case: str,
    matter: Ref,
    title: Words,
    subject: Ref,
    basis: Ref | None = None,
    window: str,
    orders: Sequence[Order],
    division: str,
) -> tuple[ApprovalView, ...]:
    """The case asks its authorities: one waiting approval each, in this order. Called by the conductor inside its own transaction."""
    rows = [
        Approval(
            number=f"{case}-{place:02d}",
            case=case,
            item=one.item,
            pin=one.pin.sha256,
            name=_written(one.name),
            title=_written(title),
            subject_kind=subject.kind,
            subject_number=subject.number,
            basis=str(basis or ""),
            matter=str(matter),
            organisation=one.organisation or window,
            window=window,
            unpublished=not one.organisation,
            regime=one.regime,
            promised=_term(one.promised),
            legal=_term(one.legal),
            after=list(one.after),
            licence_type=one.licence_type,
            order_on=rules.NO_TERM,
            division=division,
        )
        for place, one in enumerate(orders, start=1)
    ]
    ledger.insert(rows)
    return tuple(queries.view(row) for row in rows)


def advance(
    *, case: str, received: date, opened: date, by: Actor, at: datetime, accepted_by: str = ""
) -> tuple[ApprovalView, ...]:
    """并联推进: open what nothing holds back any more, let lapse what can no longer begin; all approvals of the case as they then stand.

    ``opened`` is the day the new clocks run from: acceptance for the first, the predecessor's approval for the others.
    ``accepted_by``: the officer who has just accepted the case.
    """
    if accepted_by:
        Approval.objects.filter(case=case).update(accepted_by=accepted_by)
    rows = {row.item: row for row in Approval.objects.select_for_update().filter(case=case).order_by("number")}
    steps = rules.next_steps(
        {item: ApprovalState(row.state) for item, row in rows.items()}, {item: tuple(row.after) for item, row in rows.items()}
    )
    for item, because in (steps.lapse or {}).items():
        row = rows[item]
        row.state = ApprovalState.LAPSED
        row.save(update_fields=["state"])
        ledger.record(
            ApprovalLapsed(queries.view(row).number, case, item, because), by=by, about=Ref("case", case), division=row.division, at=at
        )
    for item in steps.open:
        _open(rows[item], received=received, opened=opened, by=by, at=at)
    return tuple(queries.view(row) for row in rows.values())


def _open(row: Approval, *, received: date, opened: date, by: Actor, at: datetime) -> None:
    regime = catalogue.regime(row.regime) if row.regime else None
    row.state = ApprovalState.OPEN
    row.opened_at = at
    row.started_on = rules.starts_on(regime, received=received, opened=opened)
    clock = queries.clock_of(queries.view(row))
    row.due_on = rules.earlier(clock)
    row.order_on = row.due_on or rules.NO_TERM
    row.legal_due_on = clock.legal.on if clock.legal else None
    row.save(update_fields=["state", "opened_at", "started_on", "due_on", "order_on", "legal_due_on"])
    ledger.record(
        ApprovalOpened(
            approval=queries.view(row).number,
            case=row.case,
            item=row.item,
            organisation=row.organisation,
            promised_due=clock.promised.on.isoformat() if clock.promised else "",
            legal_due=clock.legal.on.isoformat() if clock.legal else "",
        ),
        by=by,
        about=Ref("case", row.case),
        division=row.division,
        at=at,
    )


def decide(
    *, approval: str, opinion: Opinion, reasons: Reasons | None = None, note: str = "", by: Actor, at: datetime, once: Key | None = None
) -> ApprovalView:
    """作出决定: an authority approves or refuses (行政许可法 arts. 34, 38). The case hears of it in the same transaction.

    Raises ApprovalNotFound (also for another department's), OwnMatter, SameOfficer, NotOpen, ReasonsMissing. Repeating ``once`` returns
    the present view. Who decides only in the right of an absent colleague is recorded with it.
    """
    with ledger.writing(once, by, [approval, opinion, reasons and [reasons.text, reasons.article, reasons.would_pass_if], note]) as earlier:
        row = policy.decidable(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        if earlier:
            return queries.view(row)
        held = policy.deciding_rights(by, row)
        queries.check_may(row, by, held)
        by = identity.standing_in(by, held)
        rules.check_open(row.number, ApprovalState(row.state))
        rules.check_opinion(opinion, reasons)
        _sign(row, queries.authority_of(row, at.astimezone(CHINA).date()))
        row.state = ApprovalState.APPROVED if opinion is Opinion.APPROVE else ApprovalState.REFUSED
        row.opinion = opinion
        row.decided_at, row.decided_by, row.decided_name, row.note = at, str(by.who), by.name, note
        row.decided_for = identity.absent_name(by)
        if opinion is Opinion.REFUSE and reasons is not None:
            row.reason_text, row.reason_article, row.reason_remedy = reasons.text, reasons.article, reasons.would_pass_if
        row.save()
        decided = queries.view(row)
        fact = ApprovalDecided(
            approval=decided.number,
            case=row.case,
            item=row.item,
            organisation=row.organisation,
            opinion=opinion,
            article=row.reason_article,
            in_name_of=row.in_name_of if row.in_name_of != row.organisation else "",
        )
        ledger.record(fact, by=by, about=Ref("case", row.case), division=row.division, at=at)
    return decided


def _sign(row: Approval, authority: AuthorityView) -> None:
    """署名: from here on it stays in whose name it was decided, whatever is delegated, transferred or closed later."""
    row.organisation, row.in_name_of, row.former = authority.acting, authority.in_name_of, authority.successor_of
    row.authority, row.authority_reference, row.supervised_by = authority.kind, authority.reference, authority.supervised_by


def take_over(*, by: Actor, at: datetime) -> int:
    """接续办理: running approvals go to whoever acts today, where a body was closed, a power transferred, a delegation ended. How many.

    The clock runs on: what the administration does with itself is not the applicant's concern (行政复议法 art. 19(4) says who answers).
    """
    moved, day = 0, at.astimezone(CHINA).date()
    for organisation, item, acting in queries.misplaced(day):
        for number in queries.running(organisation, item):
            with ledger.writing(None, by):
                row = Approval.objects.select_for_update().filter(number=number, organisation=organisation, state__in=RUNNING).first()
                if row is None:
                    continue
                row.organisation, row.former = acting, organisation
                row.save(update_fields=["organisation", "former"])
                taken = ApprovalTakenOver(queries.view(row).number, row.case, row.item, acting, organisation)
                ledger.record(taken, by=by, about=Ref("case", row.case), division=row.division, at=at)
                moved += 1
    return moved


def relocate(*, case: str, division: str) -> None:
    """区划变更: the approvals of a case stand where its place is today. Called by the conductor."""
    Approval.objects.filter(case=case, state__in=RUNNING).update(division=division)


def forward(*, approval: str, organisation: str, by: Actor, at: datetime, once: Key | None = None) -> ApprovalView:
    """转办: the window clerk hands an item whose department is not published to the department that decides it.

    The clock runs on: whose desk it lies on is not the applicant's concern. Raises NotForwardable, OwnMatter, NoSuchDepartment.
    """
    with ledger.writing(once, by, [approval, organisation]) as earlier:
        row = policy.visible(by).select_for_update().filter(number=approval).first()
        if row is None:
            raise ApprovalNotFound(number=approval)
        if earlier:
            return queries.view(row)
        rules.check_open(row.number, ApprovalState(row.state))
        if not policy.forwardable(by).filter(pk=row.pk).exists():
            raise NotForwardable
        held = policy.seeing_rights(by, row)
        identity.check_not_own(
            by, queries.subject(row), held, duty=Duty.INTAKE, organisation=row.window, basis=queries.basis(row)
        )  # fmt: skip
        by = identity.standing_in(by, held)
        target = identity.organisation(identity.authority_of(organisation=organisation, item=row.item).acting)
        if target is None or target.kind not in (OrganisationKind.DEPARTMENT, OrganisationKind.BUREAU):
            raise NoSuchDepartment(code=organisation)
        former, row.organisation = row.organisation, target.code
        row.save(update_fields=["organisation"])
        moved = queries.view(row)
        ledger.record(
            ApprovalForwarded(moved.number, row.case, target.code, former),
            by=by,
            about=Ref("case", row.case),
            division=row.division,
            at=at,
        )
    return moved


def withdraw(*, case: str, at: datetime) -> int:
    """撤回: nothing of this case is decided any more. Called by the conductor; returns how many approvals stopped."""
    return Approval.objects.filter(case=case, state__in=RUNNING).update(state=ApprovalState.WITHDRAWN, decided_at=at)


def _written(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _term(term: Term | None) -> dict[str, object] | None:
    return None if term is None else {"days": term.days, "unit": term.unit, "reference": term.reference}


def follow(*, gone: Ref, kept: Ref) -> int:
    """合并: approvals of the subject that went are those of the one that stays. Doing it again changes nothing."""
    with ledger.writing(None, system("identity")):
        rows = Approval.objects.filter(subject_kind=gone.kind, subject_number=gone.number)
        return rows.update(subject_kind=kept.kind, subject_number=kept.number)
