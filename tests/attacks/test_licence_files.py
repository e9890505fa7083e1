"""A licence file in which something was changed: found, wherever it is."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.attacks.conftest import FIRM, TUESDAY, firm, licence_of, nothing_written, told, type_browser
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.terms import Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(finished: CaseView, browser: type_browser) -> bytes:
    return browser(FIRM).get(f"/licences/{licence_of(finished)}.json").content


def verify(client: Client, data: bytes, name: str = "licence.json") -> HttpResponse:
    answer = client.post("/verify/", {"file": SimpleUploadedFile(name, data)})
    assert isinstance(answer, HttpResponse)
    return answer


def test_the_file_itself_is_genuine(signed: bytes, browser: type_browser) -> None:
    answer = verify(browser(), signed)
    assert answer.context["verification"].verdict is Verdict.GENUINE
    told(answer, 200, "真实")


def test_one_changed_byte_anywhere_is_found(signed: bytes) -> None:
    for place in range(len(signed)):
        changed = bytearray(signed)
        changed[place] ^= 1
        found = licences.verify_file(bytes(changed), TUESDAY)
        assert found.verdict in (Verdict.CHANGED, Verdict.UNREADABLE, Verdict.UNKNOWN_KEY), (place, signed[place - 20 : place + 20])
        assert found.status is None


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b" ",
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data[:-1],
        lambda data: json.dumps(json.loads(data), ensure_ascii=False, indent=2).encode(),
        lambda data: data.replace("湘江小馆".encode(), "别家小馆".encode()),
        lambda data: data[:-2] + b',"wish":1}',
        lambda data: b'{"holder_name":"x",' + data[1:],
    ],
)
def test_a_changed_file_is_told_on_the_page(change: object, signed: bytes, browser: type_browser) -> None:
    changed = change(signed)  # type: ignore[operator]
    assert changed != signed
    with nothing_written():
        answer = verify(browser(), changed)
    assert answer.context["verification"].verdict is not Verdict.GENUINE
    told(answer, 200, "原件|出具|发证|不是|签发")
    assert answer.context["status"] is None


@pytest.mark.parametrize("data", [b"x", b"{}", b"[" * 100_000, b"null", b"\x00" * 100, b'{"a":' * 5000, b"%PDF-1.7", b"{\"a\":\"\\ud800\"}", b"1e999", b"\xff\xfe"])  # fmt: skip # noqa: E501
def test_what_is_no_licence(data: bytes, browser: type_browser) -> None:
    answer = verify(browser(), data)
    assert answer.context["verification"].verdict is Verdict.UNREADABLE
    told(answer, 200, "不是")


def test_nothing_and_too_much(browser: type_browser) -> None:
    told(browser().post("/verify/"), 400, "选择")
    told(verify(browser(), b"{" + b" " * 9_000_000), 200, "不是")


def test_the_name_of_the_file_is_only_words(signed: bytes, browser: type_browser) -> None:
    page = verify(browser(), signed, name="<img src=x onerror=alert(1)>.json").content.decode()
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "number", ["", " ", "1", "X" * 300, "<script>alert(1)</script>", "1.2.156.3005.2", "%", "\x00", "９" * 18, "' OR 1=1"]
)
def test_a_guessed_or_mistyped_number(number: str, browser: type_browser, finished: CaseView) -> None:
    answer = browser().get("/verify/", {"number": number})
    if number.strip("\x00 "):
        assert answer.status_code in (400, 404)
        told(answer, answer.status_code, "核对|检查")
    assert "<script>alert" not in answer.content.decode()
    right = licence_of(finished)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    told(browser().get(f"/verify/{wrong}/"), 400, "核对|检查")


def test_by_number_nobody_learns_more_than_masked_fields(browser: type_browser, finished: CaseView) -> None:
    for held in licences.licences_of(firm().subject, firm()):  # type: ignore[arg-type]
        page = browser().get(f"/verify/{held.number}/").content.decode()
        for private in ("19900000001", "周明远", "990001199001010013"):
            assert private not in page
