"""文书: which documents a case has, sealed or not yet; their bytes; and how far their delivery is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalView
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.errors import DocumentNotFound
from zhengtong.delivery.cases.models import Case, Delivery, Document
from zhengtong.delivery.cases.queries import naming, notices, reading
from zhengtong.delivery.cases.terms import DeliveryView, DocumentView, WrittenNotice
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Regime
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.files import api as files

_CODE = "cases.document"


def documents(number: str, by: Actor) -> tuple[DocumentView, ...]:
    """Every document of a case, earliest first; for the applicant and the window that took it in. Raises CaseNotFound, OwnMatter."""
    return of_case(reading.find(number, by))


def approval_documents(number: str, by: Actor) -> tuple[DocumentView, ...]:
    """What was written about one part, for whoever decides it; nothing of the others (个人信息保护法 art. 6). Raises ApprovalNotFound."""
    return tuple(one for one in of_case(of_approval(number, by)) if one.approval == number)


def of_approval(number: str, by: Actor) -> Case:
    """The case of a part that this officer may see. Raises ApprovalNotFound."""
    return Case.objects.get(number=approvals.approval(number, by).case)


def paper(row: Case, name: str) -> WrittenNotice:
    """What one document says. Raises DocumentNotFound."""
    found = next((one for one in notices.papers(row) if one.name == name), None)
    if found is None:
        raise DocumentNotFound
    return found


def written(number: str, name: str, by: Actor) -> WrittenNotice:
    """What one document says, to read on a page. Raises CaseNotFound, OwnMatter, DocumentNotFound."""
    return paper(reading.find(number, by), name)


def parts(row: Case) -> tuple[ApprovalView, ...]:
    return approvals.approvals_of([row.number])[row.number]


def of_case(row: Case) -> tuple[DocumentView, ...]:
    sealed = {one.name: one for one in row.documents.all()}
    sent = {one.document: one for one in row.deliveries.select_related("case")}
    held = regimes(row) if sent else {}
    return tuple(_view(one, sealed.get(one.name), _sent(one, sent.get(one.name), held)) for one in notices.papers(row))


def regimes(row: Case) -> dict[str, Regime]:
    """Approval → the procedural law it is decided under."""
    found = parts(row)
    held = naming.regimes(found)
    return {one.number: held[one.item] for one in found if one.item in held}


def _view(notice: WrittenNotice, row: Document | None, delivery: DeliveryView | None) -> DocumentView:
    shown = DocumentView(
        name=notice.name,
        number=notice.number,
        kind=notice.kind,
        title=notice.title,
        matter=notice.matter,
        on=notice.on,
        approval=notice.approval,
        delivery=delivery,
    )
    if row is None:
        return shown
    return replace(shown, sha256=row.sha256, size=row.size, sealed_at=row.sealed_at, key=row.seal, demonstration=row.demonstration)


def _sent(notice: WrittenNotice, row: Delivery | None, regimes: Mapping[str, Regime]) -> DeliveryView | None:
    """With its term explained day by day, computed from the decision and the regime, not read from the row."""
    if row is None:
        return None
    regime = regimes.get(notice.approval)
    term = rules.delivery_term(notice.kind, [regime] if regime else [], catalogue.calendar(row.case.division), on=row.since)
    return replace(notices.delivery_view(row), due=term.due, article=term.article or row.reference)


def sheet(row: Document) -> bytes:
    """The sealed bytes."""
    with files.open(row.sha256) as file:
        return bytes(file.read())


def code(number: str) -> str:
    """校验码 beside the number in the QR: nobody finds a document by counting numbers."""
    return crypto.blind_index(number, of=_CODE)[:12]


def owed(row: Case) -> Iterable[WrittenNotice]:
    """What must reach the applicant."""
    return (one for one in notices.papers(row) if one.kind not in rules.NOT_DELIVERED)
