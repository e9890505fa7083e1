"""送达: consent to electronic delivery, delivery in the message box, delivery at the window and by post (行政许可法 art. 44)."""

from datetime import date, datetime, time

from zhengtong.delivery.cases import policy, rules
from zhengtong.delivery.cases.commands.tell import tell_subject
from zhengtong.delivery.cases.errors import CaseNotFound, ConsentIsTheirs, DeliveredBefore, NotOwed, NotSealedYet
from zhengtong.delivery.cases.facts import DeliveryOverdue, DocumentDelivered, ElectronicDeliveryChosen
from zhengtong.delivery.cases.models import Case, Delivery
from zhengtong.delivery.cases.queries import notices, reading
from zhengtong.delivery.cases.terms import CaseNumber, CaseView, DeliveryView, DeliveryWay, Receiver
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Basis, Duty
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.documents import api as documents
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

ARRIVED = gettext_noop("%(document)s %(number)s for %(title)s (%(case)s) is here for you. With your consent it counts as delivered now.")
OVERDUE = gettext_noop("%(document)s %(number)s should have been delivered by %(day)s and is not. Deliver it and record who received it.")
_NOT_THEIRS = frozenset({Basis.MANDATE, Basis.ASSISTANCE})


def consent(*, case: str, agreed: bool, by: Actor, at: datetime, once: Key | None = None) -> CaseView:
    """同意电子送达, or take it back: for what is delivered from now on (民事诉讼法 art. 90).

    No law on permits provides for electronic delivery of its own, so it needs the person's own consent; nobody who helps or stands in for
    them gives it. Raises CaseNotFound, ConsentIsTheirs. Saying the same again changes nothing.
    """
    with ledger.writing(once, by, {"electronic": case, "agreed": agreed}) as earlier:
        row = policy.own(by).select_for_update().filter(number=case).first()
        if row is None:
            raise CaseNotFound(number=case)
        if not may_consent(by):
            raise ConsentIsTheirs
        if not earlier and row.electronic_delivery is not agreed:
            row.electronic_delivery, row.consented_at = agreed, at if agreed else None
            row.save(update_fields=["electronic_delivery", "consented_at"])
            fact = ElectronicDeliveryChosen(CaseNumber(row.number), agreed)
            ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)
    return reading.view(row)


def may_consent(by: Actor) -> bool:
    """The person, their guardian, whoever holds office in the firm; not an agent, not a helper."""
    return by.kind is ActorKind.MEMBER and (by.basis is None or by.basis.kind not in _NOT_THEIRS)


def deliver_electronically(*, case: str, by: Actor, at: datetime) -> int:
    """电子送达: of what is sealed and not delivered, into the message box of whoever agreed.

    It counts from the moment it arrives there (民事诉讼法 art. 90(2), 电子签名法 art. 11(2)). Doing it again changes nothing.
    """
    with ledger.writing(None, by):
        row = Case.objects.select_for_update().get(number=case)
        if not row.electronic_delivery:
            return 0
        sealed = set(row.documents.values_list("name", flat=True))
        waiting = [one for one in row.deliveries.filter(delivered_at=None).order_by("id") if one.document in sealed]
        for one in waiting:
            params = {"document": _named(one), "number": one.number}
            tell_subject(row, message=ARRIVED, params=params, once=Key(f"delivery:{one.pk}"), at=at)
            one.way, one.delivered_at, one.recorded_at, one.by = DeliveryWay.ELECTRONIC, at, at, str(by.who)
            _save(row, one, by, at)
    return len(waiting)


def record_delivery(
    *,
    case: str,
    document: str,
    way: DeliveryWay,
    on: date,
    received_by: str,
    receiver: Receiver,
    shown: str,
    by: Actor,
    at: datetime,
    once: Key | None = None,
) -> DeliveryView:
    """送达登记: at the window or by post, who received it and on what they showed who they are (民事诉讼法 arts. 87, 88, 91); or left with
    whoever refused it: why, and who or what witnessed it (art. 89).

    Raises CaseNotFound (also at another window), OwnMatter, NotOwed, NotSealedYet, DeliveredBefore, DeliveryDayImpossible,
    ReceiverMissing, LeftWithWhom, ElectronicByItself. Repeating ``once`` returns what was recorded.
    """
    content = {"deliver": case, "document": document, "way": way, "on": on, "to": received_by, "as": receiver, "shown": shown}
    with ledger.writing(once, by, content) as earlier:
        row = policy.at_window(by).select_for_update().filter(number=case).first()
        if row is None:
            raise CaseNotFound(number=case)
        reading.check_not_own(row, by)
        by = identity.standing_in(by, policy.intake_rights(by, row))
        held = row.deliveries.select_for_update().filter(document=document).first()
        if held is None:
            raise NotOwed
        if not earlier:
            if held.delivered_at is not None:
                raise DeliveredBefore(day=held.delivered_at.astimezone(CHINA).date())
            if not row.documents.filter(name=document).exists():
                raise NotSealedYet
            rules.check_delivery(way, receiver, on=on, since=held.since, today=at.astimezone(CHINA).date(), said=(received_by, shown))
            held.way, held.recorded_at, held.by = way, at, str(by.who)
            held.delivered_at = min(at, datetime.combine(on, time(23, 59), CHINA))
            held.received_by, held.receiver, held.shown = received_by.strip(), receiver, shown.strip()
            _save(row, held, by, at)
    return notices.delivery_view(held)


def _save(row: Case, held: Delivery, by: Actor, at: datetime) -> None:
    held.save()
    assert held.delivered_at is not None
    on = held.delivered_at.astimezone(CHINA).date().isoformat()
    fact = DocumentDelivered(CaseNumber(row.number), held.document, held.number, held.way, on)
    ledger.record(fact, by=by, about=Ref("case", row.number), division=row.division, at=at)


def _named(held: Delivery) -> Words:
    return Words(documents.said(held.title, {}), held.title)


def remind_of_deliveries(*, by: Actor, at: datetime) -> int:
    """送达催办: once for each document whose term is over, to the clerks of its window; and a fact for supervision."""
    today = at.astimezone(CHINA).date()
    late = list(Delivery.objects.filter(delivered_at=None, reminded_at=None, due_on__lt=today).select_related("case").order_by("id")[:200])
    for one in late:
        with ledger.writing(None, by):
            row = Delivery.objects.select_for_update().select_related("case").get(pk=one.pk)
            if row.delivered_at is not None or row.reminded_at is not None or row.due_on is None:
                continue
            row.reminded_at = at
            row.save(update_fields=["reminded_at"])
            fact = DeliveryOverdue(CaseNumber(row.case.number), row.document, row.due_on.isoformat())
            ledger.record(fact, by=by, about=Ref("case", row.case.number), division=row.case.division, at=at)
            for officer in identity.staff_of(identity.handed_on(row.case.window), Duty.INTAKE):
                messages.send(
                    to=Ref("account", str(officer.account)),
                    message=OVERDUE,
                    params={"document": _named(row), "number": row.number, "day": row.due_on},
                    about=Ref("case", row.case.number),
                    at=at,
                    once=Key(f"overdue:{row.pk}"),
                )
    return len(late)
