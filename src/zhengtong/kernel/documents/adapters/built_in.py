"""内置演示印章: PAdES (ETSI EN 319 142) with the key pair of this installation. Nothing is fetched, nobody is asked."""
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TypeVar

from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.documents.terms import Sealed, SealReading, SealState

_FIELD = "Seal"

T = TypeVar("T")


class BuiltInSeal:
    def seal(self, sheet: bytes, *, body: str, reason: str) -> Sealed:
        held = crypto.seal_key()
        certificate = next(iter(load_certs_from_pemder_data(held.certificate)))
        key = load_private_key_from_pemder_data(held.private, passphrase=None)
        known = SimpleCertificateStore.from_certs([certificate])  # type: ignore[no-untyped-call]
        signer = signers.SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=known)
        about = signers.PdfSignatureMetadata(
            field_name=_FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", name=f"{body}（演示）", reason=reason
        )
        sealed = io.BytesIO()
        field = SigFieldSpec(_FIELD, readable_field_name="演示印章")
        writer = IncrementalPdfFileWriter(io.BytesIO(sheet))
        _apart(lambda: signers.PdfSigner(about, signer=signer, new_field_spec=field).sign_pdf(writer, output=sealed))
        return Sealed(sealed.getvalue(), held.id, held.demonstration)

    def read(self, sheet: bytes) -> SealReading:
        """Only a file that is covered by our seal to its last byte is intact."""
        try:
            found = PdfFileReader(io.BytesIO(sheet)).embedded_signatures
        except (PdfError, ValueError, KeyError, IndexError, RecursionError, OverflowError, AttributeError, TypeError):
            return SealReading(SealState.NONE)
        ours = {one.certificate: one.id for one in crypto.seal_keys().values()}
        foreign = False
        for one in found:
            try:
                certificate = one.signer_cert
                key = ours.get(certificate.dump())
                if key is None:
                    foreign = True
                    continue
                told = _apart(partial(validate_pdf_signature, one, ValidationContext(trust_roots=[certificate])))
            except (PdfError, SignatureValidationError, SigningError, ValueError, KeyError, IndexError, AttributeError, TypeError):
                return SealReading(SealState.CHANGED)
            return SealReading(SealState.INTACT if _whole(told) else SealState.CHANGED, key, _when(told))
        return SealReading(SealState.FOREIGN if foreign else SealState.NONE)


def _apart(work: Callable[[], T]) -> T:
    """The library runs an event loop of its own, which a thread that has one already cannot: so in a thread of its own."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def _whole(told: PdfSignatureStatus) -> bool:
    return bool(told.intact and told.valid and told.trusted and told.coverage is SignatureCoverageLevel.ENTIRE_FILE)


def _when(told: PdfSignatureStatus) -> datetime | None:
    return told.signer_reported_dt
