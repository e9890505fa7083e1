"""窗口收件: the document of the person at the counter is read, and the sitting is open at once; the next person ends it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.commands import entering
from zhengtong.foundation.identity.commands.assisting import sit_down
from zhengtong.foundation.identity.commands.ending import finish
from zhengtong.foundation.identity.commands.register import document_number
from zhengtong.foundation.identity.errors import NobodyByThisDocument
from zhengtong.foundation.identity.errors.counter import NameDiffers, NobodyAtTheCounter, NotAtAWindow, NotForThem, OwnPerson, ReadingUsed
from zhengtong.foundation.identity.facts import PersonRegistered
from zhengtong.foundation.identity.facts.counter import CounterOpened, CounterReached, CounterRefused, CounterTurned
from zhengtong.foundation.identity.models import Assistance, CounterReach, CounterReading, CounterSitting, Person
from zhengtong.foundation.identity.ports.cards import card_reader
from zhengtong.foundation.identity.queries import counter as counters
from zhengtong.foundation.identity.queries import grounds, parties
from zhengtong.foundation.identity.rules import counter as limits
from zhengtong.foundation.identity.terms import AssistanceState, AssistanceWay, DocumentType, OrganisationView, Verified
from zhengtong.foundation.identity.terms.counter import AT_COUNTER, CardReading, CounterView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the clerk has of the document, however they came by it."""

    way: AssistanceWay
    document_type: DocumentType
    number: str
    name: str
    registers: bool  # whoever is not registered is entered with it
    reading: CardReading | None = None
    reason: str = ""


def lay_card(*, card: str, by: Actor, at: datetime) -> str:
    """模拟读卡: what a simulated reader at this window types when this card lies on it. Raises NotAtAWindow, and what the reader raises."""
    return card_reader().lay(card, organisation=_window(by, at).code, at=at)


def open_counter(*, typed: str, by: Actor, at: datetime, once: Key | None = None) -> CounterView:
    """读证开窗: what the reader typed opens the sitting at once; whoever is not registered yet is entered by their document.

    Raises NotAtAWindow, NoReader, NotAReading, ReadingTooOld, ReadingUsed, ReadingOfAnotherPlace, CardExpired, NameDiffers, OwnPerson,
    StillHelping, and what the document raises. Each refusal is on record.
    """
    body = _window(by, at)
    try:
        reading = card_reader().read(typed)
        limits.check_reading(reading, body.code, at, at.astimezone(CHINA).date())
        number = document_number(reading.document_type, reading.document, at)
        shown = _Shown(AssistanceWay.DOCUMENT, reading.document_type, number, reading.name, registers=True, reading=reading)
        return _seat(shown, body, by, at, once)
    except Refusal as refused:
        note_refusal(AssistanceWay.DOCUMENT, refused, by, at)
        raise


def open_counter_typed(
    *,
    document_type: DocumentType,
    document: str,
    name: str,
    reason: str,
    by: Actor,
    at: datetime,
    register: bool = False,
    once: Key | None = None,
) -> CounterView:
    """手工录入: the reader does not read it. The clerk types it from the document in hand and says why; both are kept, and told the person.

    Raises NotAtAWindow, ReasonNeeded, TooManyTyped, NobodyByThisDocument, OwnPerson, StillHelping, and what the document raises.
    """
    body = _window(by, at)
    try:
        written = limits.check_typed(reason, *counters.tried(int(by.who.number), at))
        number = document_number(document_type, document, at)
        shown = _Shown(AssistanceWay.TYPED, document_type, number, name, registers=register, reason=written)
        return _seat(shown, body, by, at, once)
    except Refusal as refused:
        note_refusal(AssistanceWay.TYPED, refused, by, at)
        raise


def turn_counter(*, token: str, by: Actor, at: datetime) -> CounterView:
    """换办理对象: from now on they act for this firm or ward, or for themselves. Raises NobodyAtTheCounter, NotForThem, OwnPerson."""
    with ledger.writing(None, by):
        row = locked(by, at)
        choice = next((one for one in grounds.present(row.person) if ("" if one.me else one.token) == token), None)
        if choice is None:
            raise NotForThem
        if choice.ref in parties.parties(by):
            raise OwnPerson
        held = CounterSitting.objects.get(assistance=row)
        if held.token != token:
            held.token = token
            held.save(update_fields=["token"])
            fact = CounterTurned(assistance=str(row.number), person=str(row.person.number), subject=str(choice.ref))
            ledger.record(fact, by=by, at=at, about=_about(row), division=row.division)
    return counters.view(row, by)


def close_counter(*, by: Actor, at: datetime, why: str = "next") -> bool:
    """请下一位: the person goes. Whether anybody was there; nobody there is no error."""
    with ledger.writing(None, by):
        row = counters.seated_at(by, at)
        if row is not None:
            finish(row, why, by=by, at=at)
    return row is not None


def stay_at_counter(*, number: str, by: Actor, at: datetime) -> None:
    """Something was done, so the half hour begins anew. A sitting that is over stays over."""
    with ledger.writing(None, by):
        held = Assistance.objects.select_for_update().filter(
            number=number, helper=int(by.who.number), state=AssistanceState.OPEN, until__gt=at, way__in=AT_COUNTER
        )
        row = held.first()
        if row is not None and row.opened_at is not None:
            row.until = limits.counter_ends(row.opened_at, at)
            row.save(update_fields=["until"])


def reach_at_counter(*, what: Ref, by: Actor, at: datetime) -> None:
    """接着办: something of the person's that was there before is taken up in this sitting, on record.

    Whether it is theirs, and of this window, says the capability that keeps it. Raises NobodyAtTheCounter.
    """
    with ledger.writing(None, by):
        row = locked(by, at)
        made = CounterReach.objects.get_or_create(assistance=row, kind=what.kind, number=what.number, defaults={"at": at})[1]
        if made:
            fact = CounterReached(assistance=str(row.number), person=str(row.person.number), what=str(what))
            ledger.record(fact, by=by, at=at, about=what, division=row.division)


def use_reading(typed: str, organisation: str, by: Actor, at: datetime, *, draft: str = "") -> tuple[CardReading, CounterReading]:
    """Inside ``writing``: the reading counts now, and never again. Raises what a reading raises, ReadingUsed."""
    reading = card_reader().read(typed)
    limits.check_reading(reading, organisation, at, at.astimezone(CHINA).date())
    return reading, _used(reading, organisation, by, at, draft=draft)


def note_refusal(way: AssistanceWay, refused: Refusal, by: Actor, at: datetime) -> None:
    """On record, whatever becomes of the request; somebody guessing at documents is counted."""
    with ledger.writing(None, by):
        ledger.record(CounterRefused(way=way, why=refused.code), by=by, at=at, about=by.who)
        if way is AssistanceWay.TYPED and isinstance(refused, NobodyByThisDocument):
            CounterReading.objects.create(
                digest=f"typed:{secrets.token_hex(16)}", account_id=int(by.who.number), organisation=by.organisation or "", at=at
            )


def locked(by: Actor, at: datetime) -> Assistance:
    """The open sitting at this clerk's counter, held still. Raises NobodyAtTheCounter."""
    row = counters.seated_at(by, at)
    if row is None:
        raise NobodyAtTheCounter
    return Assistance.objects.select_for_update(of=("self",)).select_related("person", "counter").get(pk=row.pk)


def _window(by: Actor, at: datetime) -> OrganisationView:
    body = counters.window(by, at)
    if body is None:
        raise NotAtAWindow
    return body


def _seat(shown: _Shown, body: OrganisationView, by: Actor, at: datetime, once: Key | None) -> CounterView:
    person = counters.person_of(shown.document_type, shown.number)
    if person is None and not shown.registers:
        raise NobodyByThisDocument
    if person is not None and not rules.bears_name(shown.name, person.name):
        raise NameDiffers if shown.reading is not None else NobodyByThisDocument
    if person is not None and Ref("person", str(person.number)) in parties.parties(by):
        raise OwnPerson
    document = crypto.blind_index(f"{shown.document_type}:{shown.number}", of="person.document")
    with ledger.writing(once, by, {"counter": document, "way": shown.way}) as earlier:
        if earlier:
            return counters.view(_opened(earlier.about, by), by)
        sit_down(by, at)
        used = _used(shown.reading, body.code, by, at) if shown.reading is not None else None
        registered = person is None
        person = person or _enter(shown, by, at)
        row = _write(person, shown, body, by, at)
        if used is not None:
            CounterReading.objects.filter(pk=used.pk).update(person=str(person.number), sitting=str(row.number))
        fact = CounterOpened(str(row.number), str(person.number), str(shown.way), row.until.isoformat(), registered)
        ledger.record(fact, by=by, at=at, about=_about(row), division=body.division)
    return counters.view(row, by)


def _opened(about: Ref, by: Actor) -> Assistance:
    """The sitting that the same press opened; where it also registered the person, that was recorded first."""
    rows = Assistance.objects.select_related("person", "counter")
    if about.kind == "person":
        return rows.filter(person__number=about.number, helper=int(by.who.number)).earliest("pk")
    return rows.get(number=about.number)


def _write(person: Person, shown: _Shown, body: OrganisationView, by: Actor, at: datetime) -> Assistance:
    if shown.reading is not None and not person.verified:
        person.verified, person.verified_at = Verified.WINDOW, at
        person.save(update_fields=["verified", "verified_at"])
    row = Assistance.objects.create(
        helper_id=int(by.who.number),
        organisation=body.code,
        division=body.division,
        person=person,
        way=shown.way,
        state=AssistanceState.OPEN,
        asked_at=at,
        opened_at=at,
        until=limits.counter_ends(at, at),
    )
    row.number = rules.assistance_number(row.pk)
    row.save(update_fields=["number"])
    CounterSitting.objects.create(assistance=row, reason=shown.reason)
    return row


def _used(reading: CardReading, organisation: str, by: Actor, at: datetime, *, draft: str = "") -> CounterReading:
    digest = hashlib.sha256(f"{reading.organisation}:{reading.once}".encode()).hexdigest()
    given = {"account_id": int(by.who.number), "organisation": organisation, "draft": draft, "person": "-", "at": at}
    row, made = CounterReading.objects.get_or_create(digest=digest, defaults=given)
    if not made:
        raise ReadingUsed
    return row


def _enter(shown: _Shown, by: Actor, at: datetime) -> Person:
    """登记 by the document that lies on the counter. Nobody types a telephone here: whose it is, a code must prove."""
    row = entering.enter(
        document_type=shown.document_type,
        document=shown.number,
        name=" ".join(shown.name.split())[:80],
        verified=Verified.WINDOW,
        synthetic=_synthetic(),
        at=at,
    )
    fact = PersonRegistered(person=str(row.number), synthetic=row.synthetic)
    ledger.record(fact, by=by, at=at, about=Ref("person", str(row.number)))
    return row


def _synthetic() -> bool:
    """Whoever a simulated reader reads, or is typed where only one is connected, is nobody real."""
    try:
        return card_reader().simulated
    except Refusal:
        return False


def _about(row: Assistance) -> Ref:
    return Ref("assistance", str(row.number))


