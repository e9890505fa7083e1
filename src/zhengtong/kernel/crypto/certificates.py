"""印章密钥: the built-in pair that seals documents in a form other programs check: ECDSA P-256 with a certificate made by itself.

It says in its own name that it is for demonstration. In service a document is sealed by a licensed body through the port ``seal`` of
``kernel/documents``; then this pair only checks what it sealed before. No Django here.
"""
import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from zhengtong.kernel.crypto import rings
from zhengtong.kernel.crypto.terms import SealKey

PURPOSE = "seals"
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (SEC 2)
_NAME = x509.Name(
    [
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "政通 Zhengtong"),
        x509.NameAttribute(NameOID.COMMON_NAME, "演示印章 · demonstration seal, no legal effect"),
    ]
)
_FROM, _UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)


def current(folder: Path) -> SealKey:
    """The newest pair; the first one is made when there is none."""
    return _pair(rings.ring(folder, PURPOSE).current[1])


def every(folder: Path) -> dict[str, SealKey]:
    """All pairs that this installation has ever sealed with, by id, newest last."""
    return {one.id: one for one in map(_pair, rings.ring(folder, PURPOSE).keys.values())}


@lru_cache(maxsize=16)
def _pair(seed: bytes) -> SealKey:
    """The same seed gives the same certificate, byte for byte, so that every process shows one."""
    wide = int.from_bytes(hashlib.sha512(b"zhengtong seal\0" + seed).digest(), "big")
    private = ec.derive_private_key(wide % (_ORDER - 1) + 1, ec.SECP256R1())
    public = private.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_NAME)
        .issuer_name(_NAME)
        .public_key(private.public_key())
        .serial_number(int.from_bytes(hashlib.sha256(public).digest()[:15], "big"))
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(private, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return SealKey(
        id=hashlib.sha256(public).hexdigest()[:16],
        private=private.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
        certificate=certificate.public_bytes(serialization.Encoding.DER),
    )
