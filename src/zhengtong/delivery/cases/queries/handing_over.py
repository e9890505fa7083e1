"""送达: what is still to be delivered by a window, the one that is due first on top."""

from collections.abc import Collection, Mapping
from datetime import date

from zhengtong.delivery.cases import policy
from zhengtong.delivery.cases.models import Delivery, Document
from zhengtong.delivery.cases.terms import CaseNumber, DeliveryLine, DeliveryPage, Sentence
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import keyset
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words


def deliveries_waiting(by: Actor, *, after: str = "", limit: int = 20) -> DeliveryPage:
    """送达待办 of the windows that a clerk's rights reach."""
    rows = Delivery.objects.filter(delivered_at=None, case__in=policy.at_window(by))
    last = keyset.after(after, kinds=(date, int))
    if last is not None:
        rows = rows.filter(ledger.beyond(order_on=last[0], id=last[1]))
    found = list(rows.select_related("case").defer("case__answers").order_by("order_on", "id")[: limit + 1])
    shown = found[:limit]
    sealed = set(Document.objects.filter(case__in={row.case_id for row in shown}).values_list("case_id", "name"))
    names = identity.subject_names(Ref(row.case.subject_kind, row.case.subject_number) for row in shown)
    lines = tuple(_line(row, sealed, names) for row in shown)
    return DeliveryPage(lines, keyset.token((shown[-1].order_on.isoformat(), shown[-1].pk)) if len(found) > limit else "")


def _line(row: Delivery, sealed: Collection[tuple[int, str]], names: Mapping[Ref, str]) -> DeliveryLine:
    return DeliveryLine(
        case=CaseNumber(row.case.number),
        document=row.document,
        number=row.number,
        title=Sentence(row.title),
        matter=Words.read(row.matter),
        subject_name=names.get(Ref(row.case.subject_kind, row.case.subject_number), ""),
        due_on=row.due_on,
        sealed=(row.case_id, row.document) in sealed,
        electronic=row.case.electronic_delivery,
    )
