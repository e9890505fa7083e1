"""密码: the front door. Signatures, encrypted model fields, blind indexes."""
from zhengtong.kernel.crypto.doors import (
    add_field_key,
    add_signing_key,
    blind_index,
    public_keys,
    publish_keys,
    read_document,
    seal,
    sign,
    sign_document,
    unseal,
    verify,
)
from zhengtong.kernel.crypto.errors import Altered, NotSigned, UnknownKey, UnreadableKeys, Unsealable
from zhengtong.kernel.crypto.fields import EncryptedJSON, EncryptedText
from zhengtong.kernel.crypto.terms import PublicKey, Signature

__all__ = [
    "Altered",
    "EncryptedJSON",
    "EncryptedText",
    "NotSigned",
    "PublicKey",
    "Signature",
    "UnknownKey",
    "UnreadableKeys",
    "Unsealable",
    "add_field_key",
    "add_signing_key",
    "blind_index",
    "public_keys",
    "publish_keys",
    "read_document",
    "seal",
    "sign",
    "sign_document",
    "unseal",
    "verify",
]
