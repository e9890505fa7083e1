"""审批: what the case asks of its authorities, and what opens when."""

from collections.abc import Sequence
from datetime import date, datetime

from zhengtong.delivery.approvals import queries, rules
from zhengtong.delivery.approvals.commands.clock import put
from zhengtong.delivery.approvals.commands.external import hand_out
from zhengtong.delivery.approvals.commands.flow import ask_others, begin
from zhengtong.delivery.approvals.facts import ApprovalLapsed, ApprovalOpened
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Order
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Pin, Ref
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
    joint: bool = False,
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
            lacks=list(one.lacks),
            committed=one.committed,
            order_on=rules.NO_TERM,
            joint=joint,
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
    rows = {row.item: row for row in queries.parts_locked(case)}
    steps = rules.next_steps(
        {item: rules.stands(ApprovalState(row.state), row.opinion) for item, row in rows.items()},
        {item: tuple(row.after) for item, row in rows.items()},
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


_OPENED = (
    *("state", "opened_at", "started_on", "accepted_on", "limited", "due_on", "order_on", "legal_due_on"),
    *("organisation", "upper"),
)


def _open(row: Approval, *, received: date, opened: date, by: Actor, at: datetime) -> None:
    regime = catalogue.regime(row.regime) if row.regime else None
    row.state = ApprovalState.OPEN
    row.opened_at = at
    row.started_on = rules.starts_on(regime, received=received, opened=opened, waited=bool(row.after))
    guide = catalogue.guide(row.item, pin=Pin("item", row.item, row.pin))
    row.accepted_on, row.limited = opened, guide.handling.limited is not None
    clock = queries.clock_at_start(queries.view(row))
    put(row, clock)
    begin(row, opened=opened, by=by, at=at)
    ledger.update(row, *_OPENED)
    ledger.record(
        ApprovalOpened(
            approval=queries.view(row).number,
            case=row.case,
            item=row.item,
            organisation=row.organisation,
            promised_due=clock.promised.on.isoformat() if clock.promised and row.started_on else "",
            legal_due=clock.legal.on.isoformat() if clock.legal and row.started_on else "",
        ),
        by=by,
        about=Ref("case", row.case),
        division=row.division,
        at=at,
    )
    outside = guide.handling.system
    if outside is not None:
        hand_out(row, outside.code, by=by, at=at)
    ask_others(row, by=by, at=at)


def _written(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _term(term: Term | None) -> dict[str, object] | None:
    return None if term is None else {"days": term.days, "unit": term.unit, "reference": term.reference}
