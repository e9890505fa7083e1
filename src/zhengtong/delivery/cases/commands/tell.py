"""办件: a message to the subject of a case, once for each fact."""

from collections.abc import Mapping
from datetime import datetime

from zhengtong.delivery.cases.models import Case
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Basis
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

FILED = gettext_noop(
    "A helper filed %(title)s for you under the number %(case)s. If you did not want this, withdraw it or tell any window."
)


def tell(*, case: str, message: str, row: int, at: datetime, params: Mapping[str, object] | None = None) -> None:
    """告知: in-site; ``row`` is the ledger row that caused it, so that a repeated reaction sends nothing twice.

    ``message`` may name the ``title`` and the number of the ``case``, besides its own ``params``.
    """
    tell_once(case=case, message=message, params=params or {}, once=Key(f"row:{row}"), at=at)


def tell_once(*, case: str, message: str, params: Mapping[str, object], once: Key, at: datetime) -> None:
    """The same where several rows tell one thing."""
    held = Case.objects.only("subject_kind", "subject_number", "basis", "title", "number").get(number=case)
    tell_subject(held, message=message, params=params, once=once, at=at)


def tell_subject(held: Case, *, message: str, params: Mapping[str, object], once: Key, at: datetime) -> None:
    """The same of a case in hand, once for each key."""
    for to in _readers(held):
        messages.send(
            to=to,
            message=message,
            params={"title": Words.read(held.title), "case": held.number, **params},
            about=Ref("case", held.number),
            at=at,
            once=once,
        )


def _readers(held: Case) -> tuple[Ref, ...]:
    """The subject; and whoever acts for them on a ground on which they read nothing else of the subject's."""
    subject = Ref(held.subject_kind, held.subject_number)
    basis = Ref.parse(held.basis) if held.basis else None
    return (subject, basis) if basis is not None and identity.reads_apart(basis) else (subject,)


def tell_helped(*, case: str, once: Key, at: datetime) -> None:
    """告知本人: a helper filed this for them. Nothing for what people file themselves."""
    held = Case.objects.only("subject_kind", "subject_number", "title", "number", "basis").get(number=case)
    if not held.basis.startswith(f"{Basis.ASSISTANCE}:"):
        return
    params = {"title": Words.read(held.title), "case": held.number}
    person = Ref(held.subject_kind, held.subject_number)
    identity.tell_person(person=person, message=FILED, params=params, about=Ref("case", held.number), once=once, at=at)
