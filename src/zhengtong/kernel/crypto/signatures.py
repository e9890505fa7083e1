"""签名: Ed25519 over bytes, public keys in a file that anybody may read. No Django: the offline checkers use the same functions."""
import base64
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from zhengtong.kernel.crypto import rings
from zhengtong.kernel.crypto.errors import UnknownKey, UnreadableKeys
from zhengtong.kernel.crypto.terms import PublicKey, Signature

PUBLIC_FILE = "keys.json"


def sign(data: bytes, *, folder: Path) -> Signature:
    """Sign with the newest key of the folder."""
    _, seed = rings.ring(folder, "signing").current
    private, public = _pair(seed)
    return Signature(public.id, private.sign(data))


def check(data: bytes, key_id: str, signature: bytes, keys: Mapping[str, PublicKey]) -> bool:
    """Whether the signature is right. Raises UnknownKey where the key is not among ``keys``."""
    key = keys.get(key_id)
    if key is None:
        raise UnknownKey(key=key_id)
    try:
        _public(key.value).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def public_keys(folder: Path) -> dict[str, PublicKey]:
    """All public keys that this installation has ever signed with, newest last."""
    keys = (_pair(seed)[1] for seed in rings.ring(folder, "signing").keys.values())
    return {key.id: key for key in keys}


def written(keys: Iterable[PublicKey]) -> bytes:
    """The public file."""
    rows = [
        {"id": key.id, "algorithm": "Ed25519", "public": base64.urlsafe_b64encode(key.value).decode(), "demonstration": key.demonstration}
        for key in keys
    ]
    return json.dumps({"keys": rows}, indent=1).encode() + b"\n"


def read(data: bytes) -> dict[str, PublicKey]:
    """Read a public file. Raises UnreadableKeys."""
    try:
        rows = [row for row in json.loads(data)["keys"] if row["algorithm"] == "Ed25519"]
        keys = [PublicKey(str(row["id"]), base64.urlsafe_b64decode(row["public"]), bool(row.get("demonstration", True))) for row in rows]
    except (ValueError, KeyError, TypeError) as why:
        raise UnreadableKeys(why=str(why)) from why
    if any(len(key.value) != 32 or key.id != key_id(key.value) for key in keys):
        raise UnreadableKeys(why="a key does not match its id")
    return {key.id: key for key in keys}


def publish(folder: Path, public: Path) -> Path:
    """Write the public file where anybody may read it, if it says something else; one atomic step."""
    path, text = public / PUBLIC_FILE, written(public_keys(folder).values())
    if not path.exists() or path.read_bytes() != text:
        public.mkdir(parents=True, exist_ok=True)
        draft = public / f".{PUBLIC_FILE}.{os.getpid()}.{secrets.token_hex(4)}"
        draft.write_bytes(text)
        draft.replace(path)
    return path


def key_id(public: bytes) -> str:
    """Id of a public key: the beginning of its SHA-256, so that an id cannot be claimed by another key."""
    return hashlib.sha256(public).hexdigest()[:16]


@lru_cache(maxsize=32)
def _pair(seed: bytes) -> tuple[Ed25519PrivateKey, PublicKey]:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    raw = private.public_key().public_bytes_raw()
    return private, PublicKey(key_id(raw), raw)


@lru_cache(maxsize=64)
def _public(value: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(value)
