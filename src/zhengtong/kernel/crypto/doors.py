"""密码: the same functions with the keys of this installation."""
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from zhengtong.kernel.crypto import certificates, documents, rings, sealing, signatures
from zhengtong.kernel.crypto.terms import PublicKey, SealKey, Signature


def sign(data: bytes) -> Signature:
    """签名: Ed25519 with the newest key; the public keys are in ``keys.json`` of the public folder."""
    _published(settings.ZT_KEYS, settings.ZT_PUBLIC)
    return signatures.sign(data, folder=settings.ZT_KEYS)


def verify(data: bytes, key_id: str, signature: bytes) -> bool:
    """验签. Raises UnknownKey where the key is not ours."""
    return signatures.check(data, key_id, signature, signatures.public_keys(settings.ZT_KEYS))


def sign_document(body: Mapping[str, Any]) -> bytes:
    """签名文件: the bytes to hand out."""
    _published(settings.ZT_KEYS, settings.ZT_PUBLIC)
    return documents.write(body, folder=settings.ZT_KEYS)


def read_document(data: bytes) -> dict[str, Any]:
    """The document, if we signed it and nothing was changed. Raises NotSigned, Altered, UnknownKey."""
    return documents.read(data, signatures.public_keys(settings.ZT_KEYS))


def seal(text: str, *, place: str) -> str:
    """封存 a passing text outside the tables, for instance in a session; ``place`` is bound in, and asked for again."""
    return sealing.seal(text, place=place, folder=settings.ZT_KEYS)


def unseal(sealed: str, *, place: str) -> str:
    """Raises Unsealable, UnknownKey."""
    return sealing.unseal(sealed, place=place, folder=settings.ZT_KEYS)


def public_keys() -> dict[str, PublicKey]:
    """Id → key, newest last; also (re)writes ``keys.json``."""
    publish_keys()
    return signatures.public_keys(settings.ZT_KEYS)


def publish_keys() -> Path:
    """公钥公布: write ``keys.json`` to the public folder."""
    return signatures.publish(settings.ZT_KEYS, settings.ZT_PUBLIC)


def add_signing_key() -> str:
    """A new signing key; documents signed before keep verifying."""
    rings.add(settings.ZT_KEYS, "signing")
    _published.cache_clear()
    publish_keys()
    return list(signatures.public_keys(settings.ZT_KEYS))[-1]


def seal_key() -> SealKey:
    """印章密钥: the pair that seals documents now."""
    return certificates.current(settings.ZT_KEYS)


def seal_keys() -> dict[str, SealKey]:
    """All that have ever sealed here, by id, newest last."""
    return certificates.every(settings.ZT_KEYS)


def add_seal_key() -> str:
    """A new pair; what was sealed before keeps verifying."""
    rings.add(settings.ZT_KEYS, certificates.PURPOSE)
    return seal_key().id


def add_field_key() -> str:
    """A new key for encrypted fields; values sealed before stay readable, and are sealed anew when saved."""
    return rings.add(settings.ZT_KEYS, "fields")


def blind_index(text: str, *, of: str = "") -> str:
    """盲索引: 64 hexadecimal digits, equal for equal texts. of: what it indexes, so that two columns cannot be joined on it."""
    return sealing.blind(text, folder=settings.ZT_KEYS, of=of)


@lru_cache(maxsize=4)
def _published(folder: Path, public: Path) -> Path:
    return signatures.publish(folder, public)
