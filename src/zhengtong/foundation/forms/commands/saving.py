"""保存: keep what is typed, as it is typed."""
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhengtong.foundation.forms import queries, rules
from zhengtong.foundation.forms.commands.own import held_open
from zhengtong.foundation.forms.errors import DraftChanged, TooMuchWritten
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.forms.rules import Kept, Merged
from zhengtong.foundation.forms.terms import DraftState, DraftView
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refusals import Problem, gettext_noop

_MOST = 400_000                        # characters, all answers and what they were before


def save_answers(
    *, draft: str, answers: Mapping[str, object], revision: int | None, by: Actor, at: datetime, window: str = ""
) -> DraftView:
    """暂存: some answers as typed; all others stay. What cannot be read is kept all the same and told in ``problems``.

    ``revision``: what the window saw; ``window``: any name it has for itself, so that it never contradicts itself.
    Raises DraftChanged (both versions in it, nothing saved), DraftSubmitted, DraftIsDiscarded, DraftNotFound, TooMuchWritten.
    """
    given, problems = queries.read_answers(answers)
    with ledger.writing(None, by):
        row = held_open(draft, by)
        merged = rules.merge(queries.kept_of(row), given, seen=revision, revision=row.revision + 1, window=window)
        if merged.conflicts:
            raise _changed(row, merged, given)
        if merged.changed:
            check_length(merged.kept)
            row.kept, row.revision, row.saved_at = as_kept(merged.kept), row.revision + 1, at
            row.save(update_fields=["kept", "revision", "saved_at"])
    return queries.view(row, problems)


def keep_late(
    *, draft: str, answers: Mapping[str, object], revision: int | None, sitting: str, account: int, at: datetime, window: str = ""
) -> bool:
    """迟到的保存: a helper's sitting ended while they typed. What was in the form is kept for the person whose draft it is; where they
    have answered otherwise since, their answer stays. Nothing is shown to the helper. False where it was not theirs to keep.
    """
    ended = identity.just_ended(sitting, account=account, at=at)
    if ended is None:
        return False
    given, _ = queries.read_answers(answers)
    with ledger.writing(None, system("forms")):
        row = Draft.objects.select_for_update().filter(number=draft, basis=str(ended.basis), state=DraftState.OPEN).first()
        if row is None:
            return False
        kept = queries.kept_of(row)
        merged = rules.merge(kept, given, seen=revision or 0, revision=row.revision + 1, window=window)
        if merged.changed:
            check_length(merged.kept)
            row.kept, row.revision, row.saved_at = as_kept(merged.kept), row.revision + 1, at
            row.save(update_fields=["kept", "revision", "saved_at"])
    return True


def as_kept(kept: Kept) -> dict[str, Any]:
    return {"answers": dict(kept.answers), "past": {key: [list(one) for one in held] for key, held in kept.past.items()}}


def check_length(kept: Kept) -> None:
    if len(json.dumps(as_kept(kept), ensure_ascii=False)) > _MOST:
        raise TooMuchWritten


def _changed(row: Draft, merged: Merged, given: Mapping[str, object]) -> DraftChanged:
    told = gettext_noop("Here you wrote “%(mine)s”; in another window you wrote “%(theirs)s”. Keep one of them.")
    problems = [
        Problem(key, told, {"mine": "" if mine is None else mine, "theirs": "" if theirs is None else theirs})
        for key, (mine, theirs) in merged.conflicts.items()
    ]
    theirs = {key: pair[1] for key, pair in merged.conflicts.items()}
    return DraftChanged(draft=queries.view(row), mine=dict(given), theirs=theirs, problems=problems)
