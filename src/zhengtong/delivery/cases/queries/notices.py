"""办件: the written notices of a case, and what its applicant is told of a decision."""

from datetime import date

from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import rules
from zhengtong.delivery.cases.models import Case, CaseMaterial, Delivery
from zhengtong.delivery.cases.models import Notice as Asked
from zhengtong.delivery.cases.queries import naming, reading
from zhengtong.delivery.cases.terms import CaseView, DeliveryView, DeliveryWay, Receiver, Sentence, Supplementation, WrittenNotice
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.words import Words


def notices(number: str, by: Actor) -> tuple[WrittenNotice, ...]:
    """文书: what was told in writing, earliest first; for the applicant and the window that took the case in. Raises CaseNotFound."""
    row = reading.find(number, by)
    shown, told = reading.view(row), _told(row)
    return rules.notices(shown, told, _named(row, shown, told, ()))


def papers(row: Case) -> tuple[WrittenNotice, ...]:
    """Every document of a case: the receipt, what was told in writing, and the proof that each was delivered."""
    shown, told, deliveries = reading.view(row), _told(row), tuple(map(delivery_view, row.deliveries.order_by("id")))
    named = _named(row, shown, told, deliveries)
    first = rules.receipt(shown, _handed_in(row), _answer_by(row), named)
    written = rules.notices(shown, told, named)
    delivered = {one.document: one for one in deliveries if one.way is not None}
    proofs = tuple(rules.delivery_receipt(shown, one, delivered[one.name], named) for one in written if one.name in delivered)
    return (first, *written, *proofs)


def delivery_view(row: Delivery) -> DeliveryView:
    return DeliveryView(
        case=row.case.number,
        document=row.document,
        since=row.since,
        article=row.reference,
        way=DeliveryWay(row.way) if row.way else None,
        delivered_at=row.delivered_at,
        received_by=row.received_by,
        receiver=Receiver(row.receiver) if row.receiver else None,
        shown=row.shown,
        recorded_by=row.by,
    )


def decision(*, approval: str, case: str) -> Sentence:
    """What the applicant is told of one decision. For the reaction to it, which answers to nobody."""
    decided = next(one for one in approvals.approvals_of([case])[case] if one.number == approval)
    body = reading.names((decided,)).get(decided.organisation, Words(decided.organisation))
    return rules.decision(decided, body=body, licence=licences.names_by_approval([approval]).get(approval, Words("")))


def taken_over(*, organisation: str, former: str) -> Sentence:
    """What the applicant is told when another body goes on."""
    names = identity.organisation_names({organisation, former})
    return rules.taken_over(body=names.get(organisation, Words(organisation)), former=names.get(former, Words(former)))


def _told(row: Case) -> list[Supplementation]:
    return [
        Supplementation(one.asked_at, reading.points(one.points), one.answered_at)
        for one in Asked.objects.filter(case=row).order_by("asked_at", "id")
    ]


def _named(row: Case, shown: CaseView, told: list[Supplementation], deliveries: tuple[DeliveryView, ...]) -> rules.Named:
    asked = {point.at for one in told for point in one.points} | {one.at for one in (shown.declined.points if shown.declined else ())}
    return naming.named(row, shown, asked, deliveries)


def _answer_by(row: Case) -> date | None:
    """By when the window must speak, as it stood when the case came in."""
    if row.starts == "arrived":  # 异地代收: its term begins where it is decided
        return None
    received = row.submitted_at.astimezone(CHINA).date()
    held = rules.acceptance(reading.regimes(row).values(), catalogue.calendar(row.division, reading.moved(row)), received=received)
    return held.due.on if held.due else None


def _handed_in(row: Case) -> tuple[Words, ...]:
    """The papers as they came with the application, in the order of the list; later ones are in their own notices."""
    codes = dict.fromkeys(CaseMaterial.objects.filter(case=row, at__lte=row.submitted_at).order_by("id").values_list("material", flat=True))
    names = naming.papers(row, set(codes))
    return tuple(names.get(code, Words(code)) for code in codes)
