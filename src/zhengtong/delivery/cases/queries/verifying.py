"""文书查验: whether a document was sealed here. Anybody may ask, and nobody is told what is in it or about whom."""

import hashlib
import hmac

from zhengtong.delivery.cases.models import Document
from zhengtong.delivery.cases.queries.documents import code
from zhengtong.delivery.cases.terms import DocumentCheck, Genuineness
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.documents import api as documents

UNKNOWN = DocumentCheck(Genuineness.UNKNOWN)
_SHA256 = 64


def verify_number(number: str, given: str) -> DocumentCheck:
    """By the number and the code printed beside it; one without the other finds nothing, and says no more than that."""
    if not hmac.compare_digest(code(number).encode(), given.strip().lower().encode()):
        return UNKNOWN
    return _found(Document.objects.filter(number=number).first())


def verify_hash(sha256: str) -> DocumentCheck:
    """By the SHA-256 of the file."""
    given = sha256.strip().lower()
    if len(given) != _SHA256 or not set(given) <= set("0123456789abcdef"):
        return UNKNOWN
    return _found(Document.objects.filter(sha256=given).first())


def verify_file(data: bytes) -> DocumentCheck:
    """By the file itself: to the last byte; and of a file that is not ours, whether it bears a seal of ours that something was done to."""
    found = verify_hash(hashlib.sha256(data).hexdigest())
    if found.verdict is Genuineness.SEALED_HERE:
        return found
    told = documents.read_seal(data)
    if told.state in (documents.SealState.INTACT, documents.SealState.CHANGED) and told.key:
        return DocumentCheck(Genuineness.CHANGED, key=told.key)
    return UNKNOWN


def _found(row: Document | None) -> DocumentCheck:
    if row is None:
        return UNKNOWN
    key = crypto.seal_keys().get(row.seal)
    return DocumentCheck(
        Genuineness.SEALED_HERE, row.number, row.sealed_at, row.seal, key.fingerprint if key else "", row.sha256, row.demonstration
    )
