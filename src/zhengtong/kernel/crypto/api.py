"""密码: the front door. Signatures, encrypted model fields, blind indexes."""
from zhengtong.kernel.crypto.doors import (
    add_field_key,
    add_seal_key,
    add_signing_key,
    blind_index,
    public_keys,
    publish_keys,
    read_document,
    seal,
    seal_key,
    seal_keys,
    sign,
    sign_document,
    unseal,
    verify,
)
from zhengtong.kernel.crypto.errors import Altered, NotSigned, UnknownKey, UnreadableKeys, Unsealable
from zhengtong.kernel.crypto.fields import EncryptedJSON, EncryptedText
from zhengtong.kernel.crypto.terms import PublicKey, SealKey, Signature

__all__ = [
    "Altered",
    "EncryptedJSON",
    "EncryptedText",
    "NotSigned",
    "PublicKey",
    "SealKey",
    "Signature",
    "UnknownKey",
    "UnreadableKeys",
    "Unsealable",
    "add_field_key",
    "add_seal_key",
    "add_signing_key",
    "blind_index",
    "public_keys",
    "publish_keys",
    "read_document",
    "seal",
    "seal_key",
    "seal_keys",
    "sign",
    "sign_document",
    "unseal",
    "verify",
]
