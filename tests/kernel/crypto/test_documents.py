"""Signed documents: any changed byte is found; only our own, exact bytes are genuine."""
import json
from pathlib import Path

import pytest

from zhengtong.kernel.crypto import documents, signatures
from zhengtong.kernel.crypto.errors import Altered, NotSigned, UnknownKey

BODY = {"what": "zhengtong.test.1", "name": "张三", "area": 120.5, "list": [{"b": 1, "a": None}]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def data(folder: Path) -> bytes:
    return documents.write(BODY, folder=folder)


def test_what_was_written_is_read(data: bytes, folder: Path) -> None:
    assert documents.read(data, signatures.public_keys(folder)) == BODY


def test_every_single_changed_byte_is_found(data: bytes, folder: Path) -> None:
    keys = signatures.public_keys(folder)
    for at in range(len(data)):
        for flip in (1, 32, 128):
            changed = data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :]
            with pytest.raises((Altered, UnknownKey, NotSigned)):
                documents.read(changed, keys)


def test_every_dropped_and_doubled_byte_is_found(data: bytes, folder: Path) -> None:
    keys = signatures.public_keys(folder)
    for at in range(len(data)):
        for changed in (data[:at] + data[at + 1 :], data[:at] + data[at : at + 1] + data[at:], data[:at] + b" " + data[at:]):
            with pytest.raises((Altered, UnknownKey, NotSigned)):
                documents.read(changed, keys)


def test_the_same_content_written_otherwise_is_altered(data: bytes, folder: Path) -> None:
    keys = signatures.public_keys(folder)
    doubled = data.replace(b'"a":null,', b'"a":null,"a":null,')
    for other in (json.dumps(json.loads(data)).encode(), data + b"\n", b"\xef\xbb\xbf" + data, doubled):
        with pytest.raises(Altered):
            documents.read(other, keys)


def test_a_changed_value_is_called_altered(data: bytes, folder: Path) -> None:
    with pytest.raises(Altered):
        documents.read(data.replace(b"120.5", b"920.5"), signatures.public_keys(folder))


def test_somebody_elses_signature_is_an_unknown_key(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(UnknownKey):
        documents.read(documents.write(BODY, folder=tmp_path), signatures.public_keys(folder))


DEEP = [b"[" * 5000, b'{"a":' * 5000, b"9" * 5000, b"x" * 2**21]
STRANGE = [b"", b"{", b"[]", b"null", b'{"a":1}', b'{"signature":{}}', b"\x00\xff", b'{"a":NaN}', *DEEP]


@pytest.mark.parametrize("other", STRANGE)
def test_anything_else_is_not_signed(other: bytes, folder: Path) -> None:
    with pytest.raises(NotSigned):
        documents.read(other, signatures.public_keys(folder))
