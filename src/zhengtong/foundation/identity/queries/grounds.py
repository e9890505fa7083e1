"""代办依据: the grounds on which somebody acts for a subject that is not themselves. Read anew on each request: an end holds at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.models import Assistance, Guardianship, Mandate, Person, Representation
from zhengtong.foundation.identity.queries import assisting as sittings
from zhengtong.foundation.identity.queries import rights
from zhengtong.foundation.identity.terms import AssistanceState, Basis, Level, MandateState, Office, SubjectView
from zhengtong.foundation.identity.terms.counter import AT_COUNTER
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.refs import Ref

_ORDER = {Office.LEGAL_REPRESENTATIVE: 0, Office.AGENT: 1, Office.HANDLER: 2}


def acting(me: Actor, token: str) -> Actor:
    """The same person acting for the subject that ``token`` names; themselves where they may not."""
    kind, _, number = token.partition(":")
    if kind == "firm":
        return _for_firm(me, number)
    if kind == Basis.MANDATE:
        return _by_mandate(me, number)
    if kind == Basis.GUARDIANSHIP:
        return _for_ward(me, number)
    return me


def assisting(officer: Actor, token: str) -> Actor:
    """An officer who sits with a person acts for that person alone, and sees only what was done in this sitting.

    Whoever serves at the station no more has got up, though nobody said so. What the person has proved is what the sitting is worth:
    a document that was seen, never a second factor.
    """
    held = Assistance.objects.filter(
        number=token.removeprefix("assistance:"), helper=int(officer.who.number), state=AssistanceState.OPEN, until__gt=clock.now()
    ).select_related("person", "counter").first()  # fmt: skip
    if held is not None and held.way in AT_COUNTER:
        return _at_counter(officer, held) or officer
    by = sittings.helping(officer.rights, held.organisation) if held and officer.rights else ()
    by = by or (sittings.assisting_rights(held.helper_id, held.organisation) if held else ())
    if held is None or not by:
        return officer
    return Actor(
        ActorKind.MEMBER,
        officer.who,
        name=officer.name,
        subject=Ref("person", str(held.person.number)),
        basis=Ref(Basis.ASSISTANCE, str(held.number)),
        matters=rules.reach([right.items for right in by]),
        narrow=True,
        level=Level.VERIFIED if held.person.verified else Level.BASIC,
    )


def _at_counter(officer: Actor, held: Assistance) -> Actor | None:
    """The person at the counter, for themselves or for whom they chose, within what the clerk's right of intake reaches; None where the
    clerk takes in no cases there any more, or the person's office has ended."""
    by = sittings.intaking(officer.rights, held.organisation) if officer.rights else ()
    by = by or sittings.intaking(rights.in_force(held.helper_id), held.organisation)
    subject = next((one for one in present(held.person) if (held.counter.token or "") == ("" if one.me else one.token)), None)
    if not by or subject is None:
        return None
    reach = rules.reach([right.items for right in by])
    matters = subject.matters if reach is None else reach if subject.matters is None else reach & subject.matters
    level = Level.VERIFIED if held.person.verified else Level.BASIC
    basis = Ref(Basis.ASSISTANCE, str(held.number))
    return Actor(
        ActorKind.MEMBER, officer.who, name=officer.name, subject=subject.ref, basis=basis, matters=matters, narrow=True, level=level
    )


def present(person: Person) -> tuple[SubjectView, ...]:
    """For whom somebody acts who is there in person: themselves, the firms they hold an office in, their wards."""
    today = clock.today()
    me = SubjectView(Ref("person", str(person.number)), person.name, me=True)
    return (me, *_firms(person, today), *_wards(person, today))


def still(actor: Actor) -> bool:
    """Whether the ground on which they act for another holds at this moment."""
    if actor.basis is None:
        return True
    token = str(actor.subject) if actor.basis.kind == Basis.OFFICE else str(actor.basis)
    plain = replace(actor, basis=None, matters=None, narrow=False)
    if actor.basis.kind == Basis.ASSISTANCE:
        return assisting(plain, token).basis == actor.basis
    return acting(plain, token).basis == actor.basis


def acts_on(actor: Actor, token: str | None) -> bool:
    """Whether this actor is what ``token`` asked for: for whom, and on what ground."""
    if not token:
        return actor.basis is None
    if actor.basis is None or actor.basis.kind == Basis.OFFICE:
        return str(actor.subject) == token
    return str(actor.basis) == token


def reads_apart(basis: Ref) -> bool:
    """Whether whoever acts on this ground reads only what was sent to it: an agent, and an office that is limited to some matters."""
    if basis.kind == Basis.OFFICE:
        return Representation.objects.filter(pk=int(basis.number)).exclude(matters=None).exists()
    return basis.kind == Basis.MANDATE


def as_for(me: Actor, view: SubjectView) -> Actor:
    """The same person, acting for one of those whom ``subjects`` names: to look what waits there."""
    narrow = view.basis is not None and view.basis.kind == Basis.MANDATE
    return replace(me, subject=view.ref, basis=view.basis, matters=view.matters, narrow=narrow)


def subjects(actor: Actor) -> tuple[SubjectView, ...]:
    """相对人: oneself first, then firms, then principals and wards."""
    if actor.basis is not None and actor.basis.kind == Basis.ASSISTANCE:
        return _helped(actor)
    me = policy.persons(actor).filter(account__isnull=False).first() if actor.kind is ActorKind.MEMBER else None
    if me is None:
        return ()
    today = clock.today()
    others = (*_firms(me, today), *_principals(me, today), *_wards(me, today))
    return (SubjectView(Ref("person", str(me.number)), me.name, me=True), *others)


def _helped(actor: Actor) -> tuple[SubjectView, ...]:
    """In a sitting there is nobody but the person who is there; at a counter, the one they act for."""
    held = sittings.sitting(actor)
    if held is None or actor.subject is None:
        return ()
    from zhengtong.foundation.identity.queries.subjects import subject_name

    themselves = actor.subject == Ref("person", held.person)
    name = held.person_name if themselves else subject_name(actor.subject)
    return (SubjectView(actor.subject, name, office="helper", basis=actor.basis, matters=actor.matters),)


def _firms(me: Person, today: date) -> Iterator[SubjectView]:
    """Each firm once: an office that reaches everything stands before one that is limited."""
    offices = sorted(_offices(today).filter(person=me).select_related("firm"), key=lambda one: (one.firm.name, _ORDER[Office(one.office)]))
    seen: set[str] = set()
    for one in offices:
        if one.firm_id not in seen:
            seen.add(one.firm_id)
            yield SubjectView(
                Ref("firm", one.firm_id), one.firm.name, office=one.office, basis=_office(one), matters=_matters(one), until=one.expires_on
            )


def _principals(me: Person, today: date) -> Iterator[SubjectView]:
    from zhengtong.foundation.identity.queries.subjects import subject_names

    mandates = list(_mandates(today).filter(agent=me).order_by("pk"))
    names = subject_names(Ref(one.principal_kind, one.principal_number) for one in mandates)
    for one in mandates:
        ref = Ref(one.principal_kind, one.principal_number)
        basis = Ref(Basis.MANDATE, str(one.number))
        yield SubjectView(ref, names.get(ref, ""), office="agent", basis=basis, matters=frozenset(one.matters), until=one.until)


def _wards(me: Person, today: date) -> Iterator[SubjectView]:
    for one in _guardianships(today).filter(guardian=me).select_related("ward").order_by("pk"):
        ref = Ref("person", str(one.ward.number))
        yield SubjectView(ref, one.ward.name, office="guardian", basis=Ref(Basis.GUARDIANSHIP, str(one.pk)), until=one.until)


def _for_firm(me: Actor, code: str) -> Actor:
    held = _offices(clock.today()).filter(person__account=int(me.who.number), firm=code)
    best = min(held, key=lambda one: _ORDER[Office(one.office)], default=None)
    if best is None:
        return me
    return replace(me, subject=Ref("firm", code), basis=_office(best), matters=_matters(best))


def _by_mandate(me: Actor, number: str) -> Actor:
    held = _mandates(clock.today()).filter(number=number, agent__account=int(me.who.number)).first()
    if held is None:
        return me
    subject = Ref(held.principal_kind, held.principal_number)
    return replace(me, subject=subject, basis=Ref(Basis.MANDATE, number), matters=frozenset(held.matters), narrow=True)


def _for_ward(me: Actor, number: str) -> Actor:
    held = None
    if number.isdecimal() and len(number) < 18:
        found = _guardianships(clock.today()).filter(pk=int(number), guardian__account=int(me.who.number))
        held = found.select_related("ward").first()
    if held is None:
        return me
    return replace(me, subject=Ref("person", str(held.ward.number)), basis=Ref(Basis.GUARDIANSHIP, number))


def _offices(today: date) -> QuerySet[Representation]:
    return Representation.objects.filter(Q(expires_on=None) | Q(expires_on__gte=today), until=None, since__lte=today)


def _mandates(today: date) -> QuerySet[Mandate]:
    return Mandate.objects.filter(state=MandateState.IN_FORCE, since__lte=today, until__gte=today)


def _guardianships(today: date) -> QuerySet[Guardianship]:
    return Guardianship.objects.filter(ended_at=None, since__lte=today, until__gte=today)


def _office(held: Representation) -> Ref:
    return Ref(Basis.OFFICE, str(held.pk))


def _matters(held: Representation) -> frozenset[str] | None:
    return None if held.matters is None else frozenset(held.matters)
