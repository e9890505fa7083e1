"""Signatures: right only for the very bytes, the very key; old keys keep verifying; the public file is enough."""
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.crypto import signatures


@pytest.fixture
def public(settings: object, tmp_path: Path) -> Path:
    settings.ZT_KEYS = tmp_path / "keys"
    settings.ZT_PUBLIC = tmp_path / "public"
    return settings.ZT_PUBLIC


def test_the_test_vector_of_the_standard(tmp_path: Path) -> None:
    """RFC 8032, 7.1, test 2."""
    tmp_path.joinpath("signing-1").write_bytes(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    signature = signatures.sign(bytes.fromhex("72"), folder=tmp_path)
    assert signature.value.hex().startswith("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da")
    (key,) = signatures.public_keys(tmp_path).values()
    assert key.value.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"


def test_what_was_signed_verifies_with_the_public_file_alone(public: Path) -> None:
    signature = crypto.sign(b"licence")
    keys = signatures.read((public / "keys.json").read_bytes())
    assert signatures.check(b"licence", signature.key, signature.value, keys)
    assert not signatures.check(b"licencf", signature.key, signature.value, keys)


@given(data=st.binary(min_size=1, max_size=200), where=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_flipped_bit_is_found(tmp_path_factory: pytest.TempPathFactory, data: bytes, where: int, bit: int) -> None:
    folder = tmp_path_factory.getbasetemp() / "flip"
    signature, keys = signatures.sign(data, folder=folder), signatures.public_keys(folder)
    where %= len(data) + 64
    both = bytearray(data + signature.value)
    both[where] ^= 1 << bit
    assert signatures.check(data, signature.key, signature.value, keys)
    assert not signatures.check(bytes(both[: len(data)]), signature.key, bytes(both[len(data) :]), keys)


def test_a_strange_key_is_unknown_not_wrong(public: Path) -> None:
    signature = crypto.sign(b"x")
    with pytest.raises(crypto.UnknownKey):
        crypto.verify(b"x", "0123456789abcdef", signature.value)


def test_after_rotation_old_signatures_verify_and_both_keys_are_public(public: Path) -> None:
    old = crypto.sign(b"x")
    new_id = crypto.add_signing_key()
    new = crypto.sign(b"x")
    assert new.key == new_id != old.key
    assert crypto.verify(b"x", old.key, old.value)
    assert crypto.verify(b"x", new.key, new.value)
    assert [row["id"] for row in json.loads((public / "keys.json").read_bytes())["keys"]] == [old.key, new.key]


def test_an_id_cannot_be_claimed_by_another_key(public: Path) -> None:
    crypto.sign(b"x")
    file = json.loads((public / "keys.json").read_bytes())
    file["keys"][0]["id"] = "0123456789abcdef"
    with pytest.raises(crypto.UnreadableKeys):
        signatures.read(json.dumps(file).encode())


BROKEN = [b"", b"[]", b"{}", b'{"keys": 1}', b'{"keys": [{"algorithm": "Ed25519", "id": "a", "public": "!"}]}', b"\xff"]


@pytest.mark.parametrize("data", BROKEN)
def test_a_broken_key_file_is_refused(data: bytes) -> None:
    with pytest.raises(crypto.UnreadableKeys):
        signatures.read(data)
