"""更正登记: what an officer mends in the record they have open for that purpose; what touches a protected record needs a second officer."""

from datetime import datetime

from zhengtong.foundation.identity.commands import giving, merging
from zhengtong.foundation.identity.commands.looking import count_miss
from zhengtong.foundation.identity.errors import BornOtherwise, DocumentRegistered, NotOnePerson, NotPermitted
from zhengtong.foundation.identity.errors.looking import (
    AnotherLifts,
    NothingToShow,
    OpenedForElse,
    OtherIsProtected,
    OwnRecord,
    TooManyLooks,
)
from zhengtong.foundation.identity.facts.looking import PersonProtected, ProtectionLifted
from zhengtong.foundation.identity.models import Person, Staff
from zhengtong.foundation.identity.queries import looking, people, subjects
from zhengtong.foundation.identity.rules import looking as rules
from zhengtong.foundation.identity.rules.granting import check_reason
from zhengtong.foundation.identity.terms import DocumentType, Duty, PersonView
from zhengtong.foundation.identity.terms.looking import LookView, Purpose
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.refusals import gettext_noop

GIVEN = gettext_noop(
    "An officer entered an identity document in your record, for case %(case)s. If it is not yours, call the hotline at once."
)
MARKED = gettext_noop("Your record is protected from now on: a second officer must release each look at it.")
LIFTED = gettext_noop("Your record is no longer marked as protected.")


def merge_looked(*, look: int, other: str, reason: str, by: Actor, at: datetime, once: Key | None = None) -> PersonView:
    """自然人合并 by an officer: the record that is open, and one of those that look like it. The one with the resident number stays.

    Where the other record is protected, it must be open to this officer too, released by a second one.
    Raises NotPermitted, NothingToShow, OpenedForElse, OwnRecord, NotOnePerson, OtherIsProtected, ReasonTooShort, MergedAlready.
    """
    seen, row = _opened(look, by)
    written = check_reason(reason, rules.LEAST_REASON)
    found = Person.objects.select_related("merged_into").filter(number=other).first()
    if found is not None and people.standing(found) == row:
        return subjects.view_person(row)  # it has been done
    if found is None or other not in {one.number for one in people.duplicates_of(str(row.number), by)}:
        raise NotOnePerson
    _not_ones_own(found, by)
    if rules.is_protected(subjects.born_of(found), bool(found.protected), at.date()) and not looking.is_open(other, by, at):
        raise OtherIsProtected
    kept, gone = merging.which_stays(row, found)
    reason = f"{seen.case}: {written}"
    return merging.merge_persons(kept=str(kept.number), gone=str(gone.number), reason=reason, by=by, at=at, once=once)


def give_document_looked(
    *, look: int, document_type: DocumentType, document: str, by: Actor, at: datetime, once: Key | None = None
) -> PersonView:
    """补登证件 by an officer, from the document in hand: a newborn's number, a new passport. The person is told.

    A document of somebody else, or of another birth date, counts like a look that found nothing.
    Raises NotPermitted, NothingToShow, OpenedForElse, OwnRecord, TooManyLooks, and as ``give_document``.
    """
    seen, row = _opened(look, by)
    if looking.is_too_often(int(by.who.number), at):
        raise TooManyLooks
    try:
        told = giving.give(person=str(row.number), document_type=document_type, document=document, by=by, at=at, once=once)
    except (BornOtherwise, DocumentRegistered):
        with ledger.writing(None, by):
            count_miss((seen.purpose, seen.reason, seen.case), by, at)
        raise
    key = Key(f"given:{look}:{document_type}")
    messages.send(to=row_ref(row), message=GIVEN, params={"case": seen.case}, about=row_ref(row), at=at, once=key)
    return told


def mark_record(*, person: str, protected: bool, reason: str, by: Actor, at: datetime) -> None:
    """标记、取消保护 by an officer who releases protected records, of somebody whom their body looked up.

    Whoever looks people up does not lift the mark: they would be both officers. Raises NotPermitted, NothingToShow, ReasonTooShort,
    OwnRecord, AnotherLifts.
    """
    if by.kind is not ActorKind.STAFF or not by.has(Duty.COUNTERSIGN):
        raise NotPermitted
    written = check_reason(reason, rules.LEAST_REASON)
    with ledger.writing(None, by):
        named = Person.objects.select_related("merged_into").filter(number=person.strip().upper()).first()
        row = people.standing(named)
        if row is None or not looking.is_known_at(str(row.number), looking.bodies_of(by, Duty.COUNTERSIGN)):
            raise NothingToShow
        _not_ones_own(row, by)
        if not protected and by.has(Duty.LOOK_UP):
            raise AnotherLifts
        row = Person.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if bool(row.protected) is protected:
            return
        row.protected = written[:120] if protected else ""
        row.save(update_fields=["protected"])
        fact = PersonProtected(person=str(row.number)) if protected else ProtectionLifted(person=str(row.number))
        ledger.record(fact, by=by, at=at, about=row_ref(row))
        messages.send(to=row_ref(row), message=MARKED if protected else LIFTED, params={}, about=row_ref(row), at=at)


def row_ref(row: Person) -> Ref:
    return Ref("person", str(row.number))


def _opened(look: int, by: Actor) -> tuple[LookView, Person]:
    """The record as it stands, open to this officer for this purpose."""
    opened = looking.opened(look, by)
    if opened.look.purpose is not Purpose.CORRECT:
        raise OpenedForElse
    row = Person.objects.get(number=opened.person.number)
    _not_ones_own(row, by)
    return opened.look, row


def _not_ones_own(row: Person, by: Actor) -> None:
    """回避: nobody mends or marks their own record."""
    if Staff.objects.filter(account=int(by.who.number), person=str(row.number)).exists() or row.account_id == int(by.who.number):
        raise OwnRecord
