"""本人确认 at the counter: a second reading of the person's own document, on the page that names each declaration (民法典 art. 161(2))."""

from datetime import datetime

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.commands.counter import note_refusal, use_reading
from zhengtong.foundation.identity.commands.register import document_number
from zhengtong.foundation.identity.errors import SittingOver
from zhengtong.foundation.identity.errors.counter import AnotherPersonsReading
from zhengtong.foundation.identity.facts import DeclarationConfirmed
from zhengtong.foundation.identity.models import Assistance, CounterReading, Declaration
from zhengtong.foundation.identity.queries import counter as counters
from zhengtong.foundation.identity.terms import AssistanceState, AssistanceWay, Basis
from zhengtong.foundation.identity.terms.counter import AT_COUNTER
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import Refusal


def declare_by_card(*, draft: str, digest: str, typed: str, by: Actor, at: datetime) -> None:
    """本人确认: their document, read again, is their word for this draft as it stands and for no other.

    Raises SittingOver, AnotherPersonsReading, and what a reading raises.
    """
    try:
        with ledger.writing(None, by):
            sitting = _sitting(by, at)
            reading, used = use_reading(typed, sitting.organisation, by, at, draft=draft)
            number = document_number(reading.document_type, reading.document, at)
            person = counters.person_of(reading.document_type, number)
            if person is None or person.pk != sitting.person_id or not rules.bears_name(reading.name, person.name):
                raise AnotherPersonsReading
            CounterReading.objects.filter(pk=used.pk).update(person=str(person.number), sitting=str(sitting.number))
            Declaration.objects.create(assistance=sitting, draft=draft, digest=digest, asked_at=at, confirmed_at=at)
            fact = DeclarationConfirmed(assistance=str(sitting.number), draft=draft, digest=digest, way=AssistanceWay.DOCUMENT)
            ledger.record(fact, by=by, at=at, about=Ref("draft", draft), division=sitting.division)
    except Refusal as refused:
        note_refusal(AssistanceWay.DOCUMENT, refused, by, at)
        raise


def _sitting(by: Actor, at: datetime) -> Assistance:
    number = by.basis.number if by.basis is not None and by.basis.kind == Basis.ASSISTANCE else ""
    held = Assistance.objects.select_for_update(of=("self",)).select_related("person")
    row = held.filter(
        number=number, helper=int(by.who.number), state=AssistanceState.OPEN, until__gt=at, way__in=AT_COUNTER
    ).first() if number else None  # fmt: skip
    if row is None:
        raise SittingOver
    return row
