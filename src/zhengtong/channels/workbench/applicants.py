"""申请人: who applies, and in which capacity, as the register has it now."""

from dataclasses import dataclass

from zhengtong.delivery.cases.terms import CaseFile
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import CreditCode, Deed, PersonNumber


@dataclass(frozen=True, slots=True)
class Applicant:
    """A firm with its credit code and registered representative, or a person with a masked document number."""

    name: str
    is_firm: bool
    number: str
    representative: str = ""
    deed: Deed | None = None  # who handed it in, where it was not the applicant themselves
    names_another_firm: str = ""  # the answers name a firm that this applicant is not, and does not represent


def of(file: CaseFile) -> Applicant:
    subject, name = file.case.subject, file.case.subject_name
    deed = identity.deed(file.case.filed_by, subject, file.case.basis) if file.case.filed_by else None
    named = str(file.answers.get("firm.credit_code") or "")
    if subject.kind == "firm":
        firm = identity.firm(CreditCode(subject.number))
        another = named if named != subject.number else ""
        return Applicant(name, True, subject.number, firm.representative_name if firm else "", deed, another)
    person = identity.person(PersonNumber(subject.number))
    another = named if named and not _represents(named, subject.number) else ""
    return Applicant(name, False, person.document_masked if person else "", "", deed, another)


def _represents(code: str, person: str) -> bool:
    firm = identity.firm(CreditCode(code))
    return firm is not None and firm.representative == person
