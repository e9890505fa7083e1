"""接着办: what was begun with the same person at a counter of this window, in a sitting that is over, goes on in this one."""
from datetime import datetime

from zhengtong.foundation.forms import policy, queries
from zhengtong.foundation.forms.commands.own import check_open
from zhengtong.foundation.forms.errors import DraftNotFound
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def go_on(*, draft: str, by: Actor, clerk: Actor, at: datetime) -> DraftView:
    """接着办: it belongs to this sitting from now on, on record. ``by`` acts in the sitting that ``clerk`` opened.

    Raises DraftNotFound, DraftSubmitted, DraftIsDiscarded, identity's NobodyAtTheCounter.
    """
    with ledger.writing(None, by):
        row = policy.left_at_counter(by).select_for_update().filter(number=draft).first()
        if row is None or not queries.is_left_here(row, by):
            raise DraftNotFound(number=draft)
        check_open(row)
        identity.reach_at_counter(what=Ref("draft", draft), by=clerk, at=at)
        row.owner, row.basis = str(by.who), str(by.basis)
        row.save(update_fields=["owner", "basis"])
    return queries.view(row)
