"""密码用语: signatures and public keys, as others see them. No Django here: offline checks read these too."""
from dataclasses import dataclass


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
