"""The wallet, and verification by anybody: a changed byte is found; a number shows little."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.channels.portal.conftest import text, type_browser


@pytest.fixture
def number(firm: Client) -> str:
    """The firm's business licence."""
    (found,) = re.findall(r'href="/licences/([^"/]+)/"', text(firm.get("/my/licences/")))
    return found


@pytest.fixture
def signed(firm: Client, number: str) -> bytes:
    answer = firm.get(f"/licences/{number}.json")
    assert answer["Content-Disposition"].startswith("attachment")
    return bytes(answer.content)


def check(client: Client, data: bytes, name: str = "执照.json") -> str:
    answer = client.post("/verify/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 200
    return text(answer)


def test_the_wallet_shows_the_licence_with_a_code_to_scan(firm: Client, number: str) -> None:
    page = text(firm.get(f"/licences/{number}/"))
    assert "营业执照" in page
    assert 'class="qr-code"' in page
    assert "演示" in page


def test_a_licence_is_its_holders(browser: type_browser, number: str) -> None:
    stranger = browser("chenxiaolan")
    for where in (f"/licences/{number}/", f"/licences/{number}.json", f"/licences/{number}.pdf"):
        assert stranger.get(where).status_code == 404
    assert stranger.get("/my/licences/").status_code == 200


def test_the_signed_file_is_genuine(visitor: Client, signed: bytes) -> None:
    assert "真实、有效" in check(visitor, signed)


def test_any_changed_byte_is_found(visitor: Client, signed: bytes) -> None:
    place = signed.index("湘江小馆".encode())
    changed = signed[:place] + "星城小馆".encode() + signed[place + len("湘江小馆".encode()) :]
    assert "被改动过" in check(visitor, changed)


@pytest.mark.parametrize("data", [b"{}", b"[]", b"\xff\xfe", b"{" * 5000, b"null", b'{"what": "zhengtong"}', b"<svg onload=alert(1)>"])
def test_what_is_no_licence_is_said_to_be_none(visitor: Client, data: bytes) -> None:
    page = check(visitor, data, "<img src=x onerror=alert(1)>.json")
    assert "不是" in page
    assert "<img src=x" not in page


def test_a_number_shows_status_and_the_firm_but_no_person(visitor: Client, number: str) -> None:
    for page in (text(visitor.get(f"/verify/{number}/")), text(visitor.get("/verify/", {"number": number}))):
        assert "有效" in page
        assert "湘江小馆（演示）" in page
        assert "周**（演示）" in page
        assert "周明远" not in page


@pytest.mark.parametrize(
    "wrong", ["1.2.3", "' OR 1=1 --", "<script>", "1.2.156.3005.2.11990000000005012Q001.119901000000000355.20260000001.001.Z", "9" * 300]
)
def test_a_mistyped_number_is_told_from_an_unknown_one(visitor: Client, wrong: str) -> None:
    answer = visitor.get("/verify/", {"number": wrong})
    assert answer.status_code in (400, 404)
    assert 'role="alert"' in text(answer)
    assert "<script>" not in text(answer)


def test_no_file_is_said(visitor: Client) -> None:
    assert visitor.post("/verify/", {}).status_code == 400
