"""登记: persons, firms, and who may act for a firm."""

from datetime import date, datetime

from zhengtong.foundation.identity import policy, rules
from zhengtong.foundation.identity.commands import entering
from zhengtong.foundation.identity.errors import (
    AlreadyRegistered,
    BirthDateMissing,
    DocumentRegistered,
    NameMissing,
    UnknownFirm,
    UnknownPerson,
)
from zhengtong.foundation.identity.facts import FirmRegistered, PersonRegistered, RepresentativeNamed
from zhengtong.foundation.identity.models import Firm, Person, Representation
from zhengtong.foundation.identity.queries import subjects
from zhengtong.foundation.identity.terms import DocumentType, FirmKind, FirmView, Office, PersonView, Verified
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref


def register_person(
    *,
    document_type: DocumentType,
    document: str,
    name: str,
    by: Actor,
    at: datetime,
    phone: str = "",
    born: date | None = None,
    synthetic: bool = False,
    once: Key | None = None,
) -> PersonView:
    """自然人登记: one by document type and number. A newborn has none yet, and is entered with the birth date.

    Raises NotPermitted, InvalidCitizenId, InvalidDocument, DocumentNumberMissing, BirthDateMissing, InvalidPhone, NameMissing,
    AlreadyRegistered.
    """
    policy.check_may_admit(by)
    number = document_number(document_type, document, at)
    phone = rules.check_phone(phone) if phone else ""
    if not name.strip():
        raise NameMissing
    if document_type is DocumentType.NONE and born is None:
        raise BirthDateMissing
    index = crypto.blind_index(f"{document_type}:{number}", of="person.document") if number else None
    with ledger.writing(once, by, {"person": index, "name": crypto.blind_index(name, of="person.name")}) as earlier:
        if earlier:
            return subjects.view_person(Person.objects.get(number=earlier.about.number))
        if index and Person.objects.filter(document_index=index).exists():
            raise DocumentRegistered
        row = entering.enter(
            document_type=document_type,
            document=number,
            name=name,
            born=born,
            phone=phone,
            verified=Verified.PLATFORM if by.kind is ActorKind.SYSTEM else Verified.WINDOW,
            synthetic=synthetic,
            at=at,
        )
        ledger.record(PersonRegistered(person=str(row.number), synthetic=synthetic), by=by, at=at, about=Ref("person", str(row.number)))
    return subjects.view_person(row)


def register_firm(
    *,
    code: str,
    name: str,
    kind: FirmKind,
    representative: str,
    by: Actor,
    at: datetime,
    address: str = "",
    phone: str = "",
    synthetic: bool = False,
    once: Key | None = None,
) -> FirmView:
    """法人登记, with its legal representative. Raises NotPermitted, InvalidCreditCode, NameMissing, UnknownPerson, AlreadyRegistered."""
    policy.check_may_register(by)
    code = rules.check_credit_code(code)
    if not name.strip():
        raise NameMissing
    with ledger.writing(once, by, {"firm": code, "name": name, "representative": representative}) as earlier:
        if earlier:
            return subjects.view_firm(Firm.objects.get(code=code))
        head = Person.objects.filter(number=representative).first()
        if head is None:
            raise UnknownPerson(number=representative)
        if Firm.objects.filter(code=code).exists():
            raise AlreadyRegistered(what=code)
        row = Firm.objects.create(
            code=code, name=name.strip(), kind=kind, address=address, phone=phone, synthetic=synthetic, registered_at=at
        )
        Representation.objects.create(person=head, firm=row, office=Office.LEGAL_REPRESENTATIVE, since=at.date())
        ledger.record(FirmRegistered(firm=code, representative=representative, synthetic=synthetic), by=by, at=at, about=Ref("firm", code))
    return subjects.view_firm(row)


def name_agent(*, firm: str, person: str, by: Actor, at: datetime, once: Key | None = None) -> FirmView:
    """委托代理人: a person may act for a firm from today. Raises NotPermitted, UnknownFirm, UnknownPerson."""
    policy.check_may_register(by)
    with ledger.writing(once, by, {"firm": firm, "person": person}) as earlier:
        holder, row = Person.objects.filter(number=person).first(), Firm.objects.filter(code=firm).first()
        if row is None:
            raise UnknownFirm(code=firm)
        if holder is None:
            raise UnknownPerson(number=person)
        if earlier:
            return subjects.view_firm(row)
        made = Representation.objects.get_or_create(
            person=holder, firm=row, office=Office.AGENT, until=None, defaults={"since": at.date()}
        )[1]
        if made:
            ledger.record(RepresentativeNamed(firm=firm, person=person, office=Office.AGENT), by=by, at=at, about=Ref("firm", firm))
    return subjects.view_firm(row)


def document_number(document_type: DocumentType, document: str, at: datetime) -> str:
    """As it is kept and looked up; nothing where there is none. Raises InvalidCitizenId, InvalidDocument, DocumentNumberMissing."""
    return rules.check_document(document_type, document, at.date())
