"""帮办结束与叫停: by the helper, by time, by a move; by the person at once, themselves or at a window."""

from datetime import datetime

from zhengtong.foundation.identity import policy
from zhengtong.foundation.identity.commands.register import document_number
from zhengtong.foundation.identity.errors import NobodyByThisDocument, NoSuchAssistance, NotPermitted, SittingOver
from zhengtong.foundation.identity.facts import AssistanceEnded, AssistanceRefused, AssistanceStopped
from zhengtong.foundation.identity.facts.counter import CounterClosed
from zhengtong.foundation.identity.models import Assistance, Person
from zhengtong.foundation.identity.queries import assisting, people, rights
from zhengtong.foundation.identity.rules import bears_name
from zhengtong.foundation.identity.terms import AssistanceState, AssistanceView, Basis, DocumentType, Duty
from zhengtong.foundation.identity.terms.counter import AT_COUNTER
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

_LIVE = (AssistanceState.ASKED, AssistanceState.OPEN)


def end_assistance(*, number: str, by: Actor, at: datetime) -> AssistanceView:
    """帮办结束: the helper gets up. Ending what has ended changes nothing. Raises NoSuchAssistance, NotPermitted."""
    with ledger.writing(None, by):
        row = _held(number, by)
        if row.helper_id != int(by.who.number):
            raise NotPermitted
        if row.state in _LIVE:
            finish(row, "helper", by=by, at=at)
    return assisting.view(row)


def stop_assistance(*, number: str, by: Actor, at: datetime) -> AssistanceView:
    """帮办叫停: the person says stop; it holds from that moment. Raises NoSuchAssistance, NotPermitted, SittingOver."""
    with ledger.writing(None, by):
        row = _held(number, by)
        if by.basis is not None and by.basis.kind == Basis.ASSISTANCE:
            raise NotPermitted
        if by.kind is not ActorKind.MEMBER or row.person.account_id != int(by.who.number):
            raise NotPermitted
        if row.state != AssistanceState.OPEN or row.until <= at:
            raise SittingOver
        _stop(row, by, at)
    return assisting.view(row)


def stop_at_window(*, document_type: DocumentType, document: str, name: str, by: Actor, at: datetime) -> int:
    """窗口叫停: somebody stands at a window with their document and wants no more of it. Returns how many sittings were stopped.

    Raises NotPermitted, NobodyByThisDocument, what the document raises.
    """
    if by.kind is not ActorKind.STAFF or not by.has(Duty.INTAKE):
        raise NotPermitted
    kept = document_number(document_type, document, at)
    index = crypto.blind_index(f"{document_type}:{kept}", of="person.document")
    person = people.standing(Person.objects.select_related("merged_into").filter(document_index=index).first())
    if person is None or not bears_name(name, person.name):
        raise NobodyByThisDocument
    with ledger.writing(None, by):
        rows = Assistance.objects.select_for_update(of=("self",)).filter(person=person, state__in=_LIVE).select_related("person")
        found = [row for row in rows if row.until > at]
        for row in found:
            _stop(row, by, at)
    return len(found)


def end_overdue(*, by: Actor, at: datetime) -> int:
    """到时结束: whose time is over, and whose helper serves at the station no more. Returns how many."""
    ended = 0
    for number in Assistance.objects.filter(state__in=_LIVE).values_list("number", flat=True):
        with ledger.writing(None, by):
            row = Assistance.objects.select_for_update(of=("self",)).select_related("person").get(number=number)
            why = _over(row, at)
            if row.state in _LIVE and why:
                finish(row, why, by=by, at=at)
                ended += 1
    return ended


def finish(row: Assistance, why: str, *, by: Actor, at: datetime) -> None:
    """Inside ``writing`` only: it is over, and says why."""
    row.state, row.ended_at, row.ended_by, row.code = AssistanceState.ENDED, at, str(by.who), ""
    row.save(update_fields=["state", "ended_at", "ended_by", "code"])
    ended = CounterClosed if row.way in AT_COUNTER else AssistanceEnded
    fact = ended(assistance=str(row.number), person=str(row.person.number), why=why)
    ledger.record(fact, by=by, at=at, about=Ref("assistance", str(row.number)), division=row.division)


def refuse(number: str, why: str, *, by: Actor, at: datetime) -> None:
    """Kept for the record, whatever becomes of the request: who was refused, and why."""
    with ledger.writing(None, by):
        about = Ref("assistance", number) if number else by.who
        ledger.record(AssistanceRefused(assistance=number, why=why), by=by, at=at, about=about)


def _held(number: str, by: Actor) -> Assistance:
    row = policy.assistances(by).select_for_update(of=("self",)).select_related("person").filter(number=number).first()
    if row is None:
        raise NoSuchAssistance
    return row


def _stop(row: Assistance, by: Actor, at: datetime) -> None:
    row.state, row.ended_at, row.ended_by, row.code = AssistanceState.STOPPED, at, str(by.who), ""
    row.save(update_fields=["state", "ended_at", "ended_by", "code"])
    fact = AssistanceStopped(assistance=str(row.number), person=str(row.person.number))
    ledger.record(fact, by=by, at=at, about=Ref("assistance", str(row.number)), division=row.division)


def _over(row: Assistance, at: datetime) -> str:
    if row.until <= at:
        return "time" if row.state == AssistanceState.OPEN else "unanswered"
    if row.way in AT_COUNTER:
        held = assisting.intaking(rights.in_force(row.helper_id), row.organisation)
    else:
        held = assisting.assisting_rights(row.helper_id, row.organisation)
    return "" if held else "moved"
