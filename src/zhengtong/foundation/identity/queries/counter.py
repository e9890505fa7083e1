"""窗口收件: who stands at a clerk's counter now, for whom they may act there, and what the sitting took up."""

from datetime import datetime, timedelta

from zhengtong.foundation.identity.errors.counter import NoReader
from zhengtong.foundation.identity.models import (
    Assistance,
    CounterReach,
    CounterReading,
    CounterSitting,
    Person,
    ProtectedQuery,
)
from zhengtong.foundation.identity.ports.cards import card_reader
from zhengtong.foundation.identity.queries import bodies, grounds, looking, people, subjects
from zhengtong.foundation.identity.rules.looking import is_protected
from zhengtong.foundation.identity.terms import (
    AssistanceState,
    AssistanceWay,
    Basis,
    DocumentType,
    Duty,
    OrganisationKind,
    OrganisationView,
)
from zhengtong.foundation.identity.terms.counter import AT_COUNTER, CounterView, SimulatedCard
from zhengtong.foundation.identity.terms.rights import ProtectedQueryState
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.refs import Ref


def counter(by: Actor) -> CounterView | None:
    """Who stands at this clerk's counter; None where nobody does."""
    row = seated_at(by, clock.now())
    return view(row, by) if row else None


def cards() -> tuple[SimulatedCard, ...]:
    """The cards that a simulated reader offers; none of a real one."""
    try:
        reader = card_reader()
    except NoReader:
        return ()
    return reader.cards() if reader.simulated else ()


def is_reading(typed: str) -> bool:
    """Whether a line that was typed comes from a reader."""
    try:
        return card_reader().knows(typed)
    except NoReader:
        return False


def reached(by: Actor, kind: str) -> tuple[str, ...]:
    """What was there before and was taken up in the sitting in which this actor acts; nothing outside a counter."""
    if by.basis is None or by.basis.kind != Basis.ASSISTANCE:
        return ()
    rows = CounterReach.objects.filter(assistance__number=by.basis.number, kind=kind)
    return tuple(rows.order_by("pk").values_list("number", flat=True))


def window_of(basis: Ref | None) -> str:
    """The window at whose counter something is done on this ground; empty anywhere else."""
    if basis is None or basis.kind != Basis.ASSISTANCE:
        return ""
    found = Assistance.objects.filter(number=basis.number, way__in=AT_COUNTER).values_list("organisation", flat=True).first()
    return found or ""


def sat_here(basis: Ref, by: Actor) -> bool:
    """Whether this ground was a sitting with the same person, at a counter of the window at which this actor sits with them now."""
    if by.basis is None or by.basis.kind != Basis.ASSISTANCE or basis.kind != Basis.ASSISTANCE:
        return False
    counters = Assistance.objects.filter(way__in=AT_COUNTER)
    now = counters.filter(number=by.basis.number).values_list("person", "organisation").first()
    return now is not None and counters.filter(number=basis.number, person=now[0], organisation=now[1]).exists()


def window(by: Actor, at: datetime) -> OrganisationView | None:
    """The window at which this officer takes cases in; None where they do not."""
    body = bodies.organisation(by.organisation or "")
    holds = by.kind is ActorKind.STAFF and any(body and body.code in one.organisations for one in by.rights_of(Duty.INTAKE))
    if not holds or body is None or body.kind is not OrganisationKind.WINDOW or (body.closed_on and body.closed_on <= at.date()):
        return None
    return body


def seated_at(by: Actor, at: datetime) -> Assistance | None:
    """The open sitting at this account's counter."""
    if not by.who.number.isdecimal():
        return None
    rows = Assistance.objects.filter(helper=int(by.who.number), state=AssistanceState.OPEN, way__in=AT_COUNTER, until__gt=at)
    return rows.select_related("person", "counter").first()


def person_of(document_type: DocumentType, number: str) -> Person | None:
    """Whose document bears this number; of two records made one, the one that stands."""
    index = crypto.blind_index(f"{document_type}:{number}", of="person.document")
    return people.standing(Person.objects.select_related("merged_into").filter(document_index=index).first())


def tried(account: int, at: datetime) -> tuple[int, int]:
    """Within an hour: how many documents this clerk typed in, and how many of these were of nobody."""
    since = at - timedelta(hours=1)
    typed = Assistance.objects.filter(helper=account, way=AssistanceWay.TYPED, asked_at__gt=since).count()
    return typed, CounterReading.objects.filter(account=account, person="", at__gt=since).count()


def closed_to(row: Assistance, by: Actor, subject: Ref, at: datetime) -> tuple[Ref, ...]:
    """受保护: whose history opens only once a second officer released it."""
    numbers = {str(row.person.number), *([subject.number] if subject.kind == "person" else [])}
    found = Person.objects.filter(number__in=numbers)
    shut = [one for one in found if is_protected(subjects.born_of(one), bool(one.protected), at.date())]
    return tuple(Ref("person", str(one.number)) for one in shut if not looking.is_open(str(one.number), by, at))


def view(row: Assistance, by: Actor) -> CounterView:
    now = clock.now()
    choices = grounds.present(row.person)
    token = CounterSitting.objects.filter(assistance=row).values_list("token", flat=True).first() or ""
    subject = next((one for one in choices if token and one.token == token), choices[0])
    closed = closed_to(row, by, subject.ref, now)
    asked = ProtectedQuery.objects.filter(asked_by=row.helper_id, case=row.number, person__in=[one.number for one in closed])
    states = set(asked.values_list("state", flat=True)) if closed else set()
    live = asked.filter(state=ProtectedQueryState.RELEASED, until__gt=now).exists() if closed else False
    return CounterView(
        number=str(row.number),
        organisation=row.organisation,
        person=subjects.view_person(row.person),
        subject=subject,
        choices=choices,
        way=AssistanceWay(row.way),
        opened_at=row.opened_at or row.asked_at,
        until=row.until,
        closed=closed,
        asked=ProtectedQueryState.ASKED in states,
        released=live,
    )
