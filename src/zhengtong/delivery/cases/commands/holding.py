"""办件: one case, locked, in the hands of whoever may act on it."""

from zhengtong.delivery.cases import policy
from zhengtong.delivery.cases.errors import CaseNotFound
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.queries import reading
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refs import Ref


def locked(number: str, by: Actor) -> tuple[Case, Actor]:
    """The case, and the clerk on the ground on which they have it in hand. Raises CaseNotFound, OwnMatter."""
    row = policy.at_window(by).select_for_update().filter(number=number).first()
    if row is None:
        raise CaseNotFound(number=number)
    reading.check_not_own(row, by)
    return row, identity.standing_in(by, policy.intake_rights(by, row))


def own(number: str, by: Actor) -> Case:
    """The case, locked, of whoever acts for its subject. Raises CaseNotFound, identity.OutsideMandate and what ``hold`` raises."""
    row = policy.own(by).select_for_update().filter(number=number).first()
    if row is None:
        if policy.beyond(by).filter(number=number).exists():
            raise identity.OutsideMandate
        raise CaseNotFound(number=number)
    identity.hold(by, Ref(row.matter_kind, row.matter_code))
    return row


def either(number: str, by: Actor) -> tuple[Case, Actor]:
    """By the applicant themselves, or by the clerk beside them."""
    return locked(number, by) if by.kind is ActorKind.STAFF else (own(number, by), by)
