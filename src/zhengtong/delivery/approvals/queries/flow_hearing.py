"""听证: who may chair one, and which are held in public."""

from datetime import date

from zhengtong.delivery.approvals import policy
from zhengtong.delivery.approvals.models import Approval, Hearing, Party
from zhengtong.delivery.approvals.queries import flow
from zhengtong.delivery.approvals.queries.showing import subject, view
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.approvals.terms import flow as terms
from zhengtong.delivery.approvals.terms.flow import HearingState
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.refs import Ref

KEYS = "approvals.party"
_MOST = 100


def chairs(number: str, by: Actor) -> tuple[tuple[str, str], ...]:
    """可以主持听证的人: (account, name) of colleagues in the body who have no part in the matter."""
    row = policy.decidable(by).filter(number=number).first()
    return chairs_of(row, by) if row else ()


def chairs_of(row: Approval, by: Actor) -> tuple[tuple[str, str], ...]:
    """Left out are the reviewer who calls, whoever works on it, and whoever has it for their own (行政许可法 art. 48(3))."""
    reviewing, whose = {str(by.who), row.claimed_by}, subject(row)
    found = (one for one in identity.staff_of(row.organisation) if one.duties & {Duty.REVIEW, Duty.LEAD})
    serving = ((Ref("account", str(one.account)), one) for one in found)
    return tuple(
        (str(who), one.name)
        for who, one in serving
        if str(who) not in reviewing and not identity.is_party(Actor(ActorKind.STAFF, who), whose)
    )


def hearings_called(on: date) -> tuple[tuple[terms.Hearing, ApprovalView], ...]:
    """公开听证: every hearing still to be held, the next one first. Item, body, day and place; never whose matter it is."""
    rows = Hearing.objects.filter(state=HearingState.CALLED, held_on__gte=on, approval__state=ApprovalState.OPEN)
    found = rows.select_related("approval").order_by("held_on", "at_hour", "id")[:_MOST]
    return tuple((flow.hearing(one), view(one.approval)) for one in found)


def statement(key: str) -> terms.Statement | None:
    """What whoever holds the key of a letter may see; None where no letter has this key."""
    row = Party.objects.select_related("approval").filter(token=token_of(key)).first()
    if row is None:
        return None
    shown, told = view(row.approval), flow.party(row)
    held = Hearing.objects.select_related("approval").filter(approval=row.approval).first()
    return terms.Statement(
        name=shown.name,
        body=shown.organisation,
        why=told.why,
        due_on=told.due_on,
        said=told.said,
        said_at=told.said_at,
        decided=row.approval.state != ApprovalState.OPEN,
        ask_by=held.ask_by if held and held.state in (HearingState.TOLD, HearingState.WAIVED) else None,
        hearing=flow.hearing(held) if held and held.state in (HearingState.CALLED, HearingState.HELD) else None,
    )


def token_of(key: str) -> str:
    """Spaces, dashes and small letters do not matter to whoever types the key."""
    return crypto.blind_index("".join(one for one in key.upper() if one.isalnum()), of=KEYS)
