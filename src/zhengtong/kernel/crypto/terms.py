"""密码用语: signatures and public keys, as others see them. No Django here: offline checks read these too."""
import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Signature:
    """签名: Ed25519 (RFC 8032). key: id of the public key that checks it."""

    key: str
    value: bytes


@dataclass(frozen=True, slots=True)
class PublicKey:
    """公钥: 32 raw bytes. demonstration: built into this installation, not certified by a licensed body 演示."""

    id: str
    value: bytes
    demonstration: bool = True


@dataclass(frozen=True, slots=True)
class SealKey:
    """印章密钥: a pair with its certificate, both DER; id: the beginning of the SHA-256 of the public key."""

    id: str
    private: bytes = field(repr=False)
    certificate: bytes
    demonstration: bool = True

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, as programs that show it print it."""
        return hashlib.sha256(self.certificate).hexdigest()
