"""办件: the applicant takes one part back."""

from datetime import datetime

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ENDED
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.commands.holding import own
from zhengtong.delivery.cases.commands.settle import go_on
from zhengtong.delivery.cases.facts import CaseWithdrawn, PartWithdrawn
from zhengtong.delivery.cases.queries import reading
from zhengtong.delivery.cases.terms import RUNNING, CaseNumber, CaseState, CaseView
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def withdraw_part(*, case: str, item: str, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """撤回一项: one part is taken back; what needs it lapses, everything else goes on, and the case ends with the rest.

    Raises CaseNotFound, identity.OutsideMandate, WrongState, NoPartOpen. Repeating ``once`` returns the present view.
    """
    with ledger.writing(once, by, {"withdraw": case, "item": item}) as earlier:
        row = own(case, by)
        if earlier:
            return reading.view(row)
        rules.check_state(row.number, CaseState(row.state), RUNNING)
        part = approvals.withdraw_part(case=case, item=item, at=at)
        about, number = Ref("case", case), CaseNumber(row.number)
        ledger.record(PartWithdrawn(number, part.number, item), by=by, about=about, division=row.division, at=at)
        if row.state == CaseState.ACCEPTED:
            go_on(row, by=system("cases"), at=at)
            if row.joint:
                approvals.answer_jointly(case=case, at=at)
        elif all(one.state in ENDED for one in approvals.approvals_of([case])[case]):
            row.state, row.closed_at = CaseState.WITHDRAWN, at
            row.save(update_fields=["state", "closed_at"])
            ledger.record(CaseWithdrawn(number), by=by, about=about, division=row.division, at=at)
        row.refresh_from_db()
        return reading.view(row)
