"""起草: begin, and keep up with the content."""
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from zhengtong.foundation.forms import policy, queries, rules
from zhengtong.foundation.forms.commands.own import held_open
from zhengtong.foundation.forms.commands.saving import as_kept, check_length
from zhengtong.foundation.forms.errors import NobodyToFileFor
from zhengtong.foundation.forms.facts import DraftOpened
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.forms.rules import Kept
from zhengtong.foundation.forms.terms import DraftNumber, DraftState, DraftView
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import numbering
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Pin, Ref
from zhengtong.kernel.words import Words

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def open_draft(
    *,
    matter: Ref,
    title: Words,
    pins: Iterable[Pin],
    subject: Ref,
    answers: Mapping[str, object],
    by: Actor,
    at: datetime,
    division: str = "",
    once: Key | None = None,
) -> DraftView:
    """Begin a draft with what the situation questions already answered.

    Raises NobodyToFileFor, TooMuchWritten, and what identity.check_may_file raises.

    Each call begins another one (a firm may open two restaurants); repeating ``once`` returns the one it began.
    """
    if not policy.may_open(by, subject):
        raise NobodyToFileFor
    identity.check_may_file(by, matter)
    values, problems = queries.read_answers(answers)
    with ledger.writing(once, by, {"open": str(matter), "for": str(subject), "answers": values}) as earlier:
        if earlier:
            return queries.draft(earlier.about.number, by)
        kept = rules.merge(Kept(), values, seen=None, revision=1).kept
        check_length(kept)
        row = Draft.objects.create(
            number=_number(),
            owner=str(by.who),
            basis=str(by.basis or ""),
            subject_kind=subject.kind,
            subject_number=subject.number,
            matter_kind=matter.kind,
            matter_code=matter.number,
            title={"zh": title.zh, "en": title.en},
            pins=_plain(pins),
            division=division,
            kept=as_kept(kept),
            state=DraftState.OPEN,
            opened_at=at,
            saved_at=at,
        )
        fact = DraftOpened(DraftNumber(row.number), str(matter))
        ledger.record(fact, by=by, about=Ref("draft", row.number), division=division, at=at)
    return queries.view(row, problems)


def repin(*, draft: str, pins: Iterable[Pin], by: Actor, at: datetime) -> DraftView:
    """换版: go on under the versions published since; every answer and file stays."""
    with ledger.writing(None, by):
        row = held_open(draft, by)
        row.pins, row.saved_at = _plain(pins), at
        row.save(update_fields=["pins", "saved_at"])
    return queries.view(row)


def _plain(pins: Iterable[Pin]) -> list[list[str]]:
    return [[pin.kind, pin.code, pin.sha256] for pin in pins]


def _number() -> str:
    """D, ten signs that nobody can guess or mistake, a check character."""
    return numbering.with_check("D" + "".join(secrets.choice(_SIGNS) for _ in range(10)), numbering.mod_37_36)
