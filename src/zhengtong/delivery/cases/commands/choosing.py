"""办件: before handing in, the applicant chooses what runs on their word, and what follows later."""

from collections.abc import Collection
from datetime import datetime

from zhengtong.delivery.cases.errors import AlreadySubmitted, NoCommitment, NotDeferrable
from zhengtong.delivery.cases.models import Choice
from zhengtong.delivery.cases.queries import planning
from zhengtong.delivery.cases.terms import Preparation
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftState, DraftView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger


def choose(*, draft: str, commit: Collection[str], later: Collection[str], by: Actor, at: datetime) -> Preparation:
    """告知承诺: items to commit to, papers to promise; the whole choice anew, open to change until it is handed in.

    A commitment is bound to the text that was told: when that is published anew, it is to be made anew.
    Raises AlreadySubmitted, forms.DraftIsDiscarded, NoCommitment, NotDeferrable, and what forms.draft raises.
    """
    ready = planning.prepare(draft, by)
    check_open(ready.draft)
    offered = {one.item: one.digest for one in ready.commitments if not one.commitment.answer}
    papers = {one.material.code for one in ready.promisable}
    if unknown := sorted(set(commit) - offered.keys()):
        raise NoCommitment(items="、".join(unknown))
    if unknown := sorted(set(later) - papers):
        raise NotDeferrable(papers="、".join(unknown))
    with ledger.writing(None, by):
        check_open(forms.draft(draft, by))
        Choice.objects.update_or_create(
            draft=draft,
            defaults={"committed": {item: offered[item] for item in commit}, "later": sorted(set(later)), "at": at},
        )
    return planning.prepare(draft, by)


def check_open(draft: DraftView) -> None:
    """Neither handed in nor thrown away. Raises AlreadySubmitted, forms.DraftIsDiscarded."""
    if draft.state is DraftState.DISCARDED:
        raise forms.DraftIsDiscarded
    if draft.state is DraftState.SUBMITTED:
        raise AlreadySubmitted(case=draft.case)
