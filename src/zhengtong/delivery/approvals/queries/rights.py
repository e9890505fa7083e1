"""审批: whether an officer may decide one, and what hinders them."""

from collections.abc import Sequence

from zhengtong.delivery.approvals import policy, rules
from zhengtong.delivery.approvals.errors import AnotherItem, ApprovalNotFound, DecidedOutside, PowerPassedOn, SameOfficer
from zhengtong.delivery.approvals.errors.flow import StillExamined
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.queries.external import system_name
from zhengtong.delivery.approvals.queries.showing import authority_of, basis, subject
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, Right
from zhengtong.kernel.refs import Pin
from zhengtong.kernel.refusals import Refusal


def may_decide(number: str, by: Actor) -> bool:
    return policy.decidable(by).filter(number=number, state=ApprovalState.OPEN).exists() and hindrance(number, by) is None


def may_forward(number: str, by: Actor) -> bool:
    """转办: whether it lies at a window whose clerk this is."""
    return policy.forwardable(by).filter(number=number, state=ApprovalState.OPEN).exists()


def hindrance(number: str, by: Actor) -> Refusal | None:
    """Why an officer whose body holds it may not decide this one: it is their own matter, or they accepted it where that is kept apart."""
    row = policy.decidable(by).filter(number=number, state=ApprovalState.OPEN).first()
    try:
        if row is not None:
            check_may(row, by, policy.deciding_rights(by, row))
    except Refusal as refused:
        return refused
    return None


def not_examined(row: Approval) -> None:
    """What a lower office examines is not yet in the hands of whoever decides (行政许可法 art. 43). Raises StillExamined."""
    if row.upper:
        names = identity.organisation_names({row.organisation, row.upper})
        raise StillExamined(body=names.get(row.organisation, row.organisation), upper=names.get(row.upper, row.upper))


def not_outside(row: Approval) -> None:
    """What an outside system decides has its clock and its steps there, too. Raises DecidedOutside."""
    if row.system:
        raise DecidedOutside(system=system_name(row))


def check_may(row: Approval, by: Actor, held: Sequence[Right]) -> None:
    """回避、审受分离与职权 (公务员法 art. 76; the item's own ``separate``; whose power it is today).

    Raises OwnMatter, SameOfficer, PowerPassedOn, DecidedOutside.
    """
    not_outside(row)
    duty = Duty.INTAKE if row.unpublished and row.organisation == row.window else Duty.REVIEW
    identity.check_not_own(by, subject(row), held, duty=duty, organisation=row.organisation, basis=basis(row))
    acting = authority_of(row).acting
    if not any(acting in right.organisations for right in held):
        body = identity.organisation(acting)
        raise PowerPassedOn(body=body.name if body else acting)
    accepting = {str(by.who), *(f"account:{one}" for one in identity.left_by(held))}
    not_examined(row)
    if row.accepted_by in accepting and catalogue.guide(row.item, pin=Pin("item", row.item, row.pin)).separate:
        raise SameOfficer(who=identity.who_can(row.organisation, duty, subject(row), but=by))


def check_batch(number: str, item: str, by: Actor) -> None:
    """批量审批: whether this one can be decided together with others of ``item`` (any, where that is empty).

    Raises what ``check_may`` raises, ApprovalNotFound, NotOpen, ClaimedByAnother, AnotherItem.
    """
    row = policy.decidable(by).filter(number=number).first()
    if row is None:
        raise ApprovalNotFound(number=number)
    rules.check_open(row.number, ApprovalState(row.state))
    check_may(row, by, policy.deciding_rights(by, row))
    rules.check_claim(row.number, row.claimed_by, row.claimed_name, me=str(by.who))
    if item and row.item != item:
        raise AnotherItem
