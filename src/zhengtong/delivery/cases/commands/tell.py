"""办件: a message to the subject of a case, once for each fact."""

from datetime import datetime

from zhengtong.delivery.cases.models import Case
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref


def tell(*, case: str, message: str, row: int, at: datetime) -> None:
    """告知: in-site; ``row`` is the ledger row that caused it, so that a repeated reaction sends nothing twice."""
    held = Case.objects.only("subject_kind", "subject_number", "title", "number").get(number=case)
    messages.send(
        to=Ref(held.subject_kind, held.subject_number),
        message=message,
        params={"title": held.title, "case": held.number},
        about=Ref("case", held.number),
        at=at,
        once=Key(f"row:{row}"),
    )
