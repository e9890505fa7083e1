"""指定他人: a person found by name and number as somebody else wrote them; nothing about them is told back."""

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import AgentNotFound
from zhengtong.foundation.identity.models import Person
from zhengtong.foundation.identity.queries import signing
from zhengtong.foundation.identity.terms import DocumentType
from zhengtong.kernel.crypto import api as crypto


def find_named(name: str, number: str, document_type: DocumentType = DocumentType.RESIDENT_ID) -> Person:
    """By document number, or by the mobile telephone they sign in with; name and number must agree, they must be verified and have an
    open account. Raises AgentNotFound for whatever is missing, always the same."""
    written = rules.normalise(number)
    index = crypto.blind_index(f"{document_type}:{written}", of="person.document")
    rows = Person.objects.filter(merged_into=None, account__is_active=True).exclude(verified="")
    found = rows.filter(document_index=index).first() or rows.filter(account=signing.account_by_phone(number)).first()
    if found is None or not rules.bears_name(name, found.name):
        raise AgentNotFound
    return found
