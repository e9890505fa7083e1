"""窗口收件: a case that waits for the person at the counter is taken up in their sitting, so that it is answered here and now."""

from datetime import datetime

from zhengtong.delivery.cases.errors import CaseNotFound, WrongState
from zhengtong.delivery.cases.queries import counter, reading
from zhengtong.delivery.cases.terms import RUNNING, CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors.counter import NobodyAtTheCounter
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def take_up(*, case: str, by: Actor, at: datetime) -> CaseView:
    """接着办: of whom the person at the counter acts for, at this window, waiting for them; or ended, to be begun once more.

    What waits for somebody else is not taken up: a sitting acts only where it is the person's turn. On record.
    ``by`` is the clerk. Raises NobodyAtTheCounter, CaseNotFound, WrongState, OwnMatter.
    """
    sitting = identity.counter(by)
    if sitting is None:
        raise NobodyAtTheCounter
    with ledger.writing(None, by):
        row = counter.of_subject(sitting, by).select_for_update().filter(number=case).first()
        if row is None or sitting.closed:
            raise CaseNotFound(number=case)
        reading.check_not_own(row, by)
        if row.state in RUNNING and not counter.waits(row):
            raise WrongState(number=case, state=row.state)
        identity.reach_at_counter(what=Ref("case", case), by=by, at=at)
    return reading.view(row)
