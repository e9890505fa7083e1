"""办件: a message to the subject of a case, once for each fact."""

from collections.abc import Mapping
from datetime import datetime

from zhengtong.delivery.cases.models import Case
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words


def tell(*, case: str, message: str, row: int, at: datetime, params: Mapping[str, object] | None = None) -> None:
    """告知: in-site; ``row`` is the ledger row that caused it, so that a repeated reaction sends nothing twice.

    ``message`` may name the ``title`` and the number of the ``case``, besides its own ``params``.
    """
    held = Case.objects.only("subject_kind", "subject_number", "title", "number").get(number=case)
    messages.send(
        to=Ref(held.subject_kind, held.subject_number),
        message=message,
        params={"title": Words.read(held.title), "case": held.number, **(params or {})},
        about=Ref("case", held.number),
        at=at,
        once=Key(f"row:{row}"),
    )
