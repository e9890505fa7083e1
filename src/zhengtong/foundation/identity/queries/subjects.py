"""Persons and firms, as others may show them; and which elements identity answers for them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import FilteredRelation, Q

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.models import Firm, Person, Representation
from zhengtong.foundation.identity.terms import (
    CreditCode,
    DocumentType,
    FirmKind,
    FirmView,
    Known,
    Office,
    PersonNumber,
    PersonView,
    RegisterStatus,
    Verified,
)
from zhengtong.kernel import clock
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.api import Given
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

RECORDS = Words("身份登记", "identity register")
REPRESENTATIVE = Words("身份登记（法定代表人）", "identity register (legal representative)")


_OF_FIRM = ("code", "name", "kind", "address", "phone")
_OF_HEAD = ("number", "name", "phone", "document_type", "document")
_FIRM = ledger.Composed(
    lambda: Firm.objects.filter(code=Given("code"))
    .annotate(
        head=FilteredRelation(
            "representatives", condition=Q(representatives__office=Office.LEGAL_REPRESENTATIVE, representatives__until=None)
        )
    )
    .values_list(*_OF_FIRM, *(f"head__person__{name}" for name in _OF_HEAD))
)


def person(number: str) -> PersonView | None:
    """自然人; None for a number that nobody bears."""
    row = _standing(number)
    return view_person(row) if row else None


def firm(code: str) -> FirmView | None:
    """法人; None for a code that no firm here bears."""
    row = Firm.objects.filter(code=code).first()
    return view_firm(row) if row else None


_PERSON_NAME = ledger.Composed(lambda: Person.objects.filter(number=Given("number")).values_list("name", "merged_into__name"))
_FIRM_NAME = ledger.Composed(lambda: Firm.objects.filter(code=Given("number")).values_list("name"))


def subject_name(ref: Ref) -> str:
    """The name of a person or firm; empty for a number that nobody bears."""
    if ref.kind == "person":
        found = _PERSON_NAME.first(number=ref.number)
        return str(found[1] or found[0]) if found else ""
    firm_row = _FIRM_NAME.first(number=ref.number) if ref.kind == "firm" else None
    return str(firm_row[0]) if firm_row else ""


def subject_names(refs: Iterable[Ref]) -> dict[Ref, str]:
    """The names of many persons and firms, two queries in all; numbers that nobody bears are left out."""
    wanted: dict[str, set[str]] = {"person": set(), "firm": set()}
    for ref in refs:
        wanted.setdefault(ref.kind, set()).add(ref.number)
    of_people = Person.objects.filter(number__in=wanted["person"]).values_list("number", "name", "merged_into__name")
    people = of_people if wanted["person"] else ()
    firms = Firm.objects.filter(code__in=wanted["firm"]).values_list("code", "name") if wanted["firm"] else ()
    named = {Ref("person", str(number)): kept or name for number, name, kept in people}
    return named | {Ref("firm", code): name for code, name in firms}


def known(subject: Ref, keys: Iterable[str]) -> dict[str, Known]:
    """一次告知，不再填: what the identity register answers for a subject; only the keys asked for and held."""
    wanted = set(keys)
    values: dict[str, tuple[object, Words]] = {}
    if subject.kind == "firm":
        row, head = _firm_and_head(subject.number)
        if row is None:
            return {}
        values |= {key: (value, RECORDS) for key, value in _of_firm(row, head).items()}
        if head is not None and any(key.startswith("person.") for key in wanted):
            values |= {key: (value, REPRESENTATIVE) for key, value in _of_person(head).items()}
    elif subject.kind == "person":
        found = _standing(subject.number)
        values |= {key: (value, RECORDS) for key, value in (_of_person(found).items() if found else ())}
    held = {key: (value, label) for key, (value, label) in values.items() if key in wanted and value not in ("", None)}
    return {key: Known(key, value, "identity", label) for key, (value, label) in held.items()}


def view_person(row: Person) -> PersonView:
    return PersonView(
        number=PersonNumber(str(row.number)),
        name=row.name,
        document_type=DocumentType(row.document_type),
        document_masked=rules.mask_document(row.document or ""),
        phone_masked=rules.mask_phone(row.phone),
        synthetic=row.synthetic,
        verified=Verified(row.verified),
        born=(born := born_of(row)),
        child=rules.is_young_child(born, clock.today()),
    )


def view_firm(row: Firm) -> FirmView:
    head = _head(row.code)
    return FirmView(
        code=CreditCode(row.code),
        name=row.name,
        kind=FirmKind(row.kind),
        address=row.address,
        representative=PersonNumber(str(head.number)) if head else None,
        representative_name=head.name if head else "",
        synthetic=row.synthetic,
        status=RegisterStatus(row.status),
    )


def _standing(number: str) -> Person | None:
    """A person's record; of one that was merged into another, that other."""
    row = Person.objects.select_related("merged_into").filter(number=number).first()
    return row.merged_into or row if row else None


def _firm_and_head(code: str) -> tuple[Firm | None, Person | None]:
    """A firm and its legal representative, if it has one, in one look: before every plan."""
    found = _FIRM.first(code=code)
    if found is None:
        return None, None
    firm, head = dict(zip(_OF_FIRM, found, strict=False)), dict(zip(_OF_HEAD, found[len(_OF_FIRM) :], strict=True))
    return Firm(**firm), Person(**head) if head["number"] else None


def _head(code: str) -> Person | None:
    held = Representation.objects.filter(firm=code, office=Office.LEGAL_REPRESENTATIVE, until=None).select_related("person").first()
    return held.person if held else None


def _of_firm(row: Firm, head: Person | None) -> dict[str, object]:
    return {
        "firm.name": row.name,
        "firm.credit_code": row.code,
        "firm.kind": row.kind,
        "firm.address": row.address,
        "firm.phone": row.phone,
        "firm.representative": head.name if head else None,
    }


def _of_person(row: Person) -> dict[str, object]:
    resident = row.document_type == DocumentType.RESIDENT_ID and bool(row.document)
    born = born_of(row)
    return {
        "person.name": row.name,
        "person.phone": row.phone,
        "person.id_type": row.document_type if row.document else None,
        "person.id_number": row.document if resident else None,
        "person.birth_date": born.isoformat() if born else None,
        "person.sex": rules.sex(row.document or "") if resident else None,
    }


def born_of(row: Person) -> date | None:
    """From the resident id, else as it was told."""
    if row.document_type == DocumentType.RESIDENT_ID and row.document:
        return rules.birth_date(row.document)
    return date.fromisoformat(row.born) if row.born else None
