"""监护: who acts for a minor, as the household register says; it ends by itself on the eve of the eighteenth birthday."""

from datetime import date, datetime

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.commands import entering, merging
from zhengtong.foundation.identity.errors import NotPermitted, RealNameNeeded
from zhengtong.foundation.identity.facts import GuardianshipEnded, GuardianshipRecorded, PersonRegistered, WardCameOfAge
from zhengtong.foundation.identity.models import Guardianship, Person
from zhengtong.foundation.identity.ports.people import PATIENCE, people_register
from zhengtong.foundation.identity.queries import people
from zhengtong.foundation.identity.terms import Claim, DocumentType, Level, Verified, Ward
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

HOUSEHOLD = "household register"


def read_guardians(*, guardian: str, by: Actor, at: datetime, once: Key | None = None) -> int:
    """监护登记: ask the household register whose guardian this person is; returns how many wards there are now.

    Who is no longer listed is no longer acted for. Raises NotPermitted, RealNameNeeded, NoRegister, RegisterLate, RegisterDown.
    """
    row = policy.persons(by).filter(number=guardian).first()
    if row is None:
        raise NotPermitted
    if not row.verified or not row.document:
        raise RealNameNeeded(needed=Level.VERIFIED, have=by.level)
    today = at.astimezone(CHINA).date()
    listed = people_register().wards(Claim(DocumentType(row.document_type), row.document, row.name), today=today, patience=PATIENCE)
    with ledger.writing(once, by, {"wards": guardian}) as earlier:
        if not earlier:
            row = Person.objects.select_for_update().get(pk=row.pk)
            young = [one for one in listed if not rules.is_adult(one.born, today)]
            wards = [_ward(one, by, at) for one in young]
            for ward, one in zip(wards, young, strict=True):
                _record(row, ward, one, today=today, by=by, at=at)
            _end_others(row, wards, by, at)
    return len(wards) if not earlier else Guardianship.objects.filter(guardian=row, ended_at=None).count()


def _ward(one: Ward, by: Actor, at: datetime) -> Person:
    """The child's record: by document, else by birth certificate, so that both parents find the same child; entered where there is none."""
    found = None
    for kind, number in ((one.document_type, one.document), (DocumentType.NONE, one.certificate)):
        if number and found is None:
            index = people.index_of(kind, number)
            found = people.standing(Person.objects.select_related("merged_into").filter(document_index=index).first())
    if found is None:
        row = entering.enter(
            document_type=one.document_type,
            document=one.document,
            certificate=one.certificate,
            name=one.name,
            born=one.born,
            verified=Verified.REGISTER,
            synthetic=one.synthetic,
            at=at,
        )
        fact = PersonRegistered(person=str(row.number), synthetic=row.synthetic)
        ledger.record(fact, by=by, at=at, about=Ref("person", str(row.number)))
        return row
    if one.document and not found.document:
        merging.also_bears(found, Claim(one.document_type, one.document, one.name), born=one.born, by=by, at=at)
    return found


def _record(guardian: Person, ward: Person, one: Ward, *, today: date, by: Actor, at: datetime) -> None:
    until = rules.last_day_of_guardianship(one.born)
    held, new = Guardianship.objects.get_or_create(
        guardian=guardian, ward=ward, ended_at=None, defaults={"source": HOUSEHOLD, "since": today, "until": until}
    )
    if new:
        fact = GuardianshipRecorded(guardianship=held.pk, guardian=str(guardian.number), ward=str(ward.number), until=until.isoformat())
        ledger.record(fact, by=by, at=at, about=Ref("person", str(ward.number)))


def _end_others(guardian: Person, wards: list[Person], by: Actor, at: datetime) -> None:
    gone = Guardianship.objects.filter(guardian=guardian, source=HOUSEHOLD, ended_at=None).exclude(ward__in=wards)
    for held in gone.select_for_update(of=("self",)).select_related("ward"):
        held.ended_at = at
        held.save(update_fields=["ended_at"])
        fact = GuardianshipEnded(guardianship=held.pk, guardian=str(guardian.number), ward=str(held.ward.number))
        ledger.record(fact, by=by, at=at, about=Ref("person", str(held.ward.number)))


def come_of_age(*, by: Actor, at: datetime, limit: int = 500) -> int:
    """成年: end what has run out. Nobody could act on it since midnight; this records it and lets those concerned be told."""
    today = at.astimezone(CHINA).date()
    with ledger.writing(None, by):
        over = Guardianship.objects.filter(ended_at=None, until__lt=today).select_related("guardian", "ward")
        rows = list(over.select_for_update(of=("self",)).order_by("pk")[:limit])
        for held in rows:
            held.ended_at = at
            held.save(update_fields=["ended_at"])
            fact = WardCameOfAge(guardianship=held.pk, guardian=str(held.guardian.number), ward=str(held.ward.number))
            ledger.record(fact, by=by, at=at, about=Ref("person", str(held.ward.number)))
    return len(rows)
