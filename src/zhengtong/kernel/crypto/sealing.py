"""加密存储: a text becomes ``<key id>.<base64url of nonce and AES-256-GCM ciphertext>``; the place it belongs to is bound in."""
import base64
import binascii
import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zhengtong.kernel.crypto import rings
from zhengtong.kernel.crypto.errors import Unsealable
from zhengtong.kernel.crypto.keyring import secret

_NONCE = 12


def seal(text: str, *, place: str, folder: Path) -> str:
    """place: ``table.column``, bound as associated data, so that a value cannot be moved to another column."""
    key_id, value = rings.ring(folder, "fields").current
    nonce = os.urandom(_NONCE)
    sealed = nonce + _cipher(value).encrypt(nonce, text.encode(), place.encode())
    return f"{key_id}.{base64.urlsafe_b64encode(sealed).decode()}"


def unseal(sealed: str, *, place: str, folder: Path) -> str:
    """Raises Unsealable where the value was changed or belongs elsewhere, UnknownKey where its key is gone."""
    key_id, _, body = sealed.partition(".")
    value = rings.key(folder, "fields", key_id)
    try:
        raw = base64.b64decode(body, altchars=b"-_", validate=True)
        return _cipher(value).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()
    except (InvalidTag, binascii.Error, ValueError) as why:
        raise Unsealable(place=place) from why


def blind(text: str, *, folder: Path, of: str = "") -> str:
    """盲索引: a keyed fingerprint (HMAC-SHA-256, 64 hexadecimal digits) to look a sealed value up by equality."""
    return hmac.new(secret_once(folder, "blind"), f"{of}\0{text}".encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=8)
def secret_once(folder: Path, name: str) -> bytes:
    return secret(folder, name)


@lru_cache(maxsize=32)
def _cipher(value: bytes) -> AESGCM:
    return AESGCM(value)
