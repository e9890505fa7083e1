"""Find the actor's own draft and hold it."""
from zhengtong.foundation.forms import policy
from zhengtong.foundation.forms.errors import DraftIsDiscarded, DraftNotFound, DraftSubmitted
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.forms.terms import DraftState
from zhengtong.kernel.actors import Actor


def held(number: str, by: Actor) -> Draft:
    """One's own draft, locked. Raises DraftNotFound. Inside ``writing`` only."""
    row = policy.mine(by).select_for_update().filter(number=number).first()
    if row is None:
        raise DraftNotFound(number=number)
    return row


def held_open(number: str, by: Actor) -> Draft:
    """The same, still to be worked on. Raises DraftSubmitted, DraftIsDiscarded."""
    row = held(number, by)
    check_open(row)
    return row


def check_open(row: Draft) -> None:
    """Raises DraftSubmitted, DraftIsDiscarded."""
    if row.state == DraftState.SUBMITTED:
        raise DraftSubmitted(case=row.case)
    if row.state == DraftState.DISCARDED:
        raise DraftIsDiscarded
