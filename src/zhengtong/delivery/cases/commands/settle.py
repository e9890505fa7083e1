"""办件: what follows from one department's decision: the licence, the next openings, the end."""

from datetime import datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.facts import CaseClosed, CaseWithdrawn
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import promised, reading, renewing
from zhengtong.delivery.cases.terms import CaseNumber, CaseState
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import FirmKind
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

_HELD = ledger.Composed(lambda: Case.objects.select_for_update().filter(number=ledger.Given("number")))


def settle(*, approval: str, case: str, by: Actor, at: datetime) -> None:
    """分项发证: an approved part gets its licence at once; what waited for it opens; when all have answered, the case is closed.

    Runs in the transaction of the decision, so a decision is never recorded without what follows from it.
    """
    row = _HELD(number=case)[0]
    if row.state != CaseState.ACCEPTED:
        return
    decided = approvals.part(approval)
    if decided.state is ApprovalState.APPROVED and decided.licence_type:
        _issue(row, decided, by, at)
    go_on(row, by=by, at=at)


def go_on(row: Case, *, by: Actor, at: datetime) -> None:
    """What follows in a case that is accepted: what is free opens, what cannot begin lapses; when all have ended, so has the case."""
    today = at.astimezone(CHINA).date()
    parts = approvals.advance(case=row.number, received=promised.received_on(row), opened=today, by=by, at=at)
    if not rules.ended(parts):
        return
    approved = sum(1 for one in parts if one.state is ApprovalState.APPROVED)
    refused = sum(1 for one in parts if one.state is ApprovalState.REFUSED)
    row.state, row.closed_at = (CaseState.CLOSED if approved or refused else CaseState.WITHDRAWN), at
    row.save(update_fields=["state", "closed_at"])
    number = CaseNumber(row.number)
    over = CaseClosed(number, approved, refused) if row.state == CaseState.CLOSED else CaseWithdrawn(number)
    ledger.record(over, by=by, about=Ref("case", row.number), division=row.division, at=at)


def _issue(row: Case, decided: ApprovalView, by: Actor, at: datetime) -> None:
    outcome = reading.guide(decided.pin).outcome
    values: dict[str, object] = {field: row.answers.get(element) for field, element in outcome.values.items()}
    holder = Ref(row.subject_kind, row.subject_number)
    if holder.kind == "person":
        holder, values = _founded(holder, decided, values, by, at)
    licences.issue(
        type=decided.licence_type,
        holder=holder,
        holder_name=identity.subject_name(holder),
        values=values,
        issuer=decided.in_name_of,
        approval=decided.number,
        case=row.number,
        item=decided.item,
        item_name=decided.name,
        division=row.division,
        matter=Ref(row.matter_kind, row.matter_code),
        basis=row.basis,
        valid_from=renewing.continues(row, decided.licence_type),
        by=by,
        at=at,
    )


def _founded(person: Ref, decided: ApprovalView, values: dict[str, object], by: Actor, at: datetime) -> tuple[Ref, dict[str, object]]:
    """个体工商户 come into being with their licence, which is theirs, and the person heads them (市场主体登记管理条例 art. 21)."""
    kind = licences.licence_type(decided.licence_type, clock.today())
    if not kind.founds:
        return person, values
    said = {one.element: str(values.get(one.code) or "") for one in kind.fields}
    firm = identity.found_firm(
        kind=FirmKind(kind.founds),
        name=said["firm.name"],
        address=said["firm.address"],
        head=person.number,
        seed=decided.number,
        by=by,
        at=at,
    )
    if firm is None:
        return person, values
    known = identity.known(firm.ref, [one.element for one in kind.fields])
    return firm.ref, {**values, **{one.code: known[one.element].value for one in kind.fields if one.element in known}}
