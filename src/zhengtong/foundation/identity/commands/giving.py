"""补登证件: a newborn receives a number, and stays who they are."""

from datetime import datetime

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.commands import merging
from zhengtong.foundation.identity.errors import BornOtherwise, DocumentRegistered, InvalidDocument, UnknownPerson
from zhengtong.foundation.identity.models import Person
from zhengtong.foundation.identity.queries import people, subjects
from zhengtong.foundation.identity.terms import Claim, DocumentType, PersonView
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key


def give_document(
    *, person: str, document_type: DocumentType, document: str, by: Actor, at: datetime, once: Key | None = None
) -> PersonView:
    """补登证件: by whoever keeps the register, from the document. The same document again changes nothing.

    Raises NotPermitted, UnknownPerson, InvalidDocument, InvalidCitizenId, BornOtherwise, DocumentRegistered.
    """
    policy.check_may_register(by)
    return give(person=person, document_type=document_type, document=document, by=by, at=at, once=once)


def give(*, person: str, document_type: DocumentType, document: str, by: Actor, at: datetime, once: Key | None = None) -> PersonView:
    """The same, for whoever has asked whether they may."""
    if document_type is DocumentType.NONE:
        raise InvalidDocument
    number = rules.check_document(document_type, document, at.astimezone(CHINA).date())
    index = people.index_of(document_type, number)
    with ledger.writing(once, by, {"person": person, "document": index}) as earlier:
        row = people.standing(Person.objects.select_for_update(of=("self",)).select_related("merged_into").filter(number=person).first())
        if row is None:
            raise UnknownPerson(number=person)
        holder = people.standing(Person.objects.select_related("merged_into").filter(document_index=index).first())
        if earlier or holder == row:
            return subjects.view_person(row)
        if holder is not None:
            raise DocumentRegistered
        told = rules.birth_date(number) if document_type is DocumentType.RESIDENT_ID else None
        known = subjects.born_of(row)
        if told and known and told != known:
            raise BornOtherwise
        merging.also_bears(row, Claim(document_type, number, row.name), born=told or known, by=by, at=at)
    return subjects.view_person(row)
