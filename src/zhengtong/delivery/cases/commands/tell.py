"""办件: a message to the subject of a case, once for each fact."""

from collections.abc import Mapping
from datetime import datetime

from zhengtong.delivery.cases.models import Case
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words


def tell(*, case: str, message: str, row: int, at: datetime, params: Mapping[str, object] | None = None) -> None:
    """告知: in-site; ``row`` is the ledger row that caused it, so that a repeated reaction sends nothing twice.

    ``message`` may name the ``title`` and the number of the ``case``, besides its own ``params``.
    """
    held = Case.objects.only("subject_kind", "subject_number", "basis", "title", "number").get(number=case)
    for to in _readers(held):
        messages.send(
            to=to,
            message=message,
            params={"title": Words.read(held.title), "case": held.number, **(params or {})},
            about=Ref("case", held.number),
            at=at,
            once=Key(f"row:{row}"),
        )


def _readers(held: Case) -> tuple[Ref, ...]:
    """The subject; and whoever acts for them on a ground on which they read nothing else of the subject's."""
    subject = Ref(held.subject_kind, held.subject_number)
    basis = Ref.parse(held.basis) if held.basis else None
    return (subject, basis) if basis is not None and identity.reads_apart(basis) else (subject,)
