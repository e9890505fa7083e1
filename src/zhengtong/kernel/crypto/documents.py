"""签名文件: a JSON document that carries its own signature. No Django: whoever holds the public keys can check it anywhere.

The bytes are the canonical JSON (RFC 8785) of the document, exactly: one way to write it, so that any changed byte is found. What is
signed is the same without ``signature.value``.
"""
import base64
import binascii
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rfc8785

from zhengtong.kernel.crypto import signatures
from zhengtong.kernel.crypto.errors import Altered, NotSigned, UnknownKey
from zhengtong.kernel.crypto.terms import PublicKey

ALGORITHM = "Ed25519"
LIMIT = 1024 * 1024
_MARK = b'"what":"zhengtong.'


def write(body: Mapping[str, Any], *, folder: Path) -> bytes:
    """Sign with the newest key. ``body["what"]`` names the format, ``zhengtong.….<version>``."""
    key = list(signatures.public_keys(folder).values())[-1]
    unsigned = {**body, "signature": {"algorithm": ALGORITHM, "key": key.id}}
    value = signatures.sign(rfc8785.dumps(unsigned), folder=folder).value
    return rfc8785.dumps({**unsigned, "signature": {**unsigned["signature"], "value": base64.b64encode(value).decode()}})


def read(data: bytes, keys: Mapping[str, PublicKey]) -> dict[str, Any]:
    """The document without its signature. Raises NotSigned, Altered, UnknownKey."""
    document = _parsed(data)
    signature = document.get("signature")
    if not isinstance(signature, dict) or not all(isinstance(signature.get(name), str) for name in ("algorithm", "key", "value")):
        raise _broken(data)
    unsigned = {**document, "signature": {name: value for name, value in signature.items() if name != "value"}}
    try:
        value = base64.b64decode(signature["value"], validate=True)
        written, signed = rfc8785.dumps(document), rfc8785.dumps(unsigned)
    except (binascii.Error, rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as why:
        raise _broken(data) from why
    if written != data or signature["algorithm"] != ALGORITHM or base64.b64encode(value).decode() != signature["value"]:
        raise Altered
    if signature["key"] not in keys:
        raise UnknownKey(key=signature["key"][:64])
    if not signatures.check(signed, signature["key"], value, keys):
        raise Altered
    return {name: value for name, value in document.items() if name != "signature"}


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > LIMIT:
        raise NotSigned
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as why:
        raise _broken(data) from why
    if not isinstance(document, dict):
        raise NotSigned
    return document


def _broken(data: bytes) -> NotSigned | Altered:
    """Something that was ours once is altered; anything else never was."""
    return Altered() if _MARK in data else NotSigned()
