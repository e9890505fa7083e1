"""收稿: submitted, discarded, restored, expired, erased."""
from datetime import datetime, timedelta

from django.db.models import Q

from zhengtong.foundation.forms import policy, queries
from zhengtong.foundation.forms.commands.own import check_open, held
from zhengtong.foundation.forms.errors import DraftMoved, DraftNotFound, DraftSubmitted
from zhengtong.foundation.forms.facts import DraftDiscarded
from zhengtong.foundation.forms.models import Attachment, Draft
from zhengtong.foundation.forms.terms import DraftNumber, DraftState, DraftView
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

UNTOUCHED = timedelta(days=90)         # an open draft nobody came back to
RECOVERABLE = timedelta(days=30)       # a discarded one can be restored; a submitted one is still at hand


def close_draft(*, draft: str, case: str, seen: datetime, by: Actor, at: datetime) -> None:
    """交卷: it became a case, as it stood when it was last ``seen``. Closing it again for the same case changes nothing.

    One statement, which nobody else's can come between. Raises DraftMoved (saved since in another window), DraftSubmitted (as another
    case), DraftIsDiscarded, DraftNotFound.
    """
    with ledger.writing(None, by):
        as_seen = policy.mine(by).filter(number=draft, state=DraftState.OPEN, saved_at=seen)
        if as_seen.update(state=DraftState.SUBMITTED, case=case, saved_at=at, ended_at=at):
            return
        row = held(draft, by)
        if row.state == DraftState.SUBMITTED and row.case == case:
            return
        check_open(row)
        raise DraftMoved


def discard(*, draft: str, by: Actor, at: datetime, once: Key | None = None) -> DraftView:
    """弃稿: throw it away; it can be restored for 30 days. Raises DraftSubmitted, DraftNotFound."""
    with ledger.writing(once, by, {"discard": draft}) as earlier:
        row = held(draft, by)
        if earlier or row.state == DraftState.DISCARDED:
            return queries.view(row)
        if row.state == DraftState.SUBMITTED:
            raise DraftSubmitted(case=row.case)
        _discard(row, by=by, at=at, expired=False)
    return queries.view(row)


def restore(*, draft: str, by: Actor, at: datetime) -> DraftView:
    """复稿: undo discarding, within 30 days. Raises DraftSubmitted, DraftNotFound."""
    with ledger.writing(None, by):
        row = held(draft, by)
        if row.state == DraftState.SUBMITTED:
            raise DraftSubmitted(case=row.case)
        if row.ended_at is not None and row.ended_at < at - RECOVERABLE:
            raise DraftNotFound(number=draft)
        row.state, row.ended_at, row.saved_at = DraftState.OPEN, None, at
        row.save(update_fields=["state", "ended_at", "saved_at"])
    return queries.view(row)


def tidy(*, at: datetime, limit: int = 500) -> int:
    """清稿: discard what nobody touched for 90 days, erase what ended 30 days ago. Returns how many drafts were concerned."""
    worker = system("forms")
    with ledger.writing(None, worker):
        untouched = list(Draft.objects.select_for_update().filter(state=DraftState.OPEN, saved_at__lt=at - UNTOUCHED)[:limit])
        for row in untouched:
            _discard(row, by=worker, at=at, expired=True)
        ended = Q(ended_at__lt=at - RECOVERABLE)
        gone, _ = Draft.objects.filter(ended, state=DraftState.DISCARDED).delete()
        submitted = Draft.objects.filter(ended, state=DraftState.SUBMITTED).exclude(revision=0)
        numbers = list(submitted.values_list("pk", flat=True)[:limit])
        Attachment.objects.filter(draft__in=numbers).delete()
        Draft.objects.filter(pk__in=numbers).update(kept={}, revision=0)
    return len(untouched) + gone + len(numbers)


def _discard(row: Draft, *, by: Actor, at: datetime, expired: bool) -> None:
    row.state, row.ended_at = DraftState.DISCARDED, at
    row.save(update_fields=["state", "ended_at"])
    ledger.record(DraftDiscarded(DraftNumber(row.number), expired), by=by, about=Ref("draft", row.number), division=row.division, at=at)
