"""登记一人: the one place where a person's record is made, given a document or another name."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import DocumentRegistered
from zhengtong.foundation.identity.models import Account, Person
from zhengtong.foundation.identity.queries import people, subjects
from zhengtong.foundation.identity.terms import DocumentType, Verified


def enter(
    *,
    document_type: DocumentType,
    document: str,
    name: str,
    verified: Verified,
    at: datetime,
    born: date | None = None,
    phone: str = "",
    certificate: str = "",
    account: Account | None = None,
    synthetic: bool = False,
) -> Person:
    """A new record with its number. Who has no document yet is found by the birth certificate. Raises DocumentRegistered."""
    row = Person(
        document_type=document_type, document=document or None, name=name.strip(), phone=phone, account=account, registered_at=at
    )  # fmt: skip
    row.document_index = people.index_of(document_type, document or certificate) if document or certificate else None
    row.born = born.isoformat() if born and not tells_birth(document_type) else ""
    row.verified, row.verified_at, row.synthetic = verified, at, synthetic
    row.likeness = people.likeness_of(row.name, subjects.born_of(row))
    _insert(row)
    row.number = rules.person_number(row.pk)
    row.save(update_fields=["number"])
    return row


def hold(row: Person, *, document_type: DocumentType, document: str, born: date | None = None) -> None:
    """The document that a record goes by from now on. The caller saves nothing more. Raises DocumentRegistered."""
    known = born or subjects.born_of(row)
    row.document_type, row.document, row.document_index = document_type, document, people.index_of(document_type, document)
    row.born = known.isoformat() if known and not tells_birth(document_type) else ""
    row.likeness = people.likeness_of(row.name, subjects.born_of(row))
    try:
        with transaction.atomic():
            row.save(update_fields=["document_type", "document", "document_index", "born", "likeness"])
    except IntegrityError as twice:
        raise DocumentRegistered from twice


def tells_birth(document_type: str) -> bool:
    """Whether the number itself says when its holder was born."""
    return document_type == DocumentType.RESIDENT_ID


def _insert(row: Person) -> None:
    """Two windows entering the same person at the same moment: the second is told so."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise DocumentRegistered from twice
