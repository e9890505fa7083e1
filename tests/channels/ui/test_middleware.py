"""Every answer carries the policy; a refusal becomes a page; an accident becomes a number, and the log holds nothing typed."""

import logging
import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from zhengtong.channels.ui.guards import public
from zhengtong.foundation.identity.errors import NotPermitted
from zhengtong.kernel.refusals import Kind, Refusal, gettext_noop
from zhengtong.site.urls import urlpatterns as real

SECRET = "990001199001010013"


class TryLater(Refusal):
    kind = Kind.UNAVAILABLE
    message = gettext_noop("This cannot be done.")


@public
def refuses(request: HttpRequest) -> HttpResponse:
    raise NotPermitted


@public
def later(request: HttpRequest) -> HttpResponse:
    raise TryLater


@public
def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"bad value {SECRET}")


urlpatterns = [
    path("t/refuses/", refuses), path("t/later/", later), path("t/breaks/", breaks), path("api/v1/t/breaks/", breaks),
    path("api/v1/t/refuses/", refuses), *real,
]  # fmt: skip


@pytest.fixture
def client(shipped: None) -> Client:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(headers={"accept-language": "zh-CN"})


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/t/refuses/", "/t/breaks/", "/accounts/login/", "/health/live"])
def test_every_answer_carries_the_policy(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]


def test_a_refusal_says_what_why_and_what_to_do(client: Client) -> None:
    answer = client.get("/t/refuses/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "您可以这样做" in page
    assert "12345" in page
    assert client.get("/t/later/").status_code == 503


def test_a_refusal_of_a_part_is_a_part(client: Client) -> None:
    page = client.get("/t/refuses/", headers={"hx-request": "true"}).content.decode()
    assert 'role="alert"' in page
    assert "<html" not in page


def test_an_accident_is_a_number_and_a_way_on(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/t/breaks/")
    page = answer.content.decode()
    assert answer.status_code == 500
    (number,) = re.findall(r"\d{4}-\d{4}", page)
    assert "系统错误" not in page
    assert number in caplog.text
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in page


def test_machines_get_machine_words(client: Client) -> None:
    assert client.get("/api/v1/t/breaks/").json()["incident"]
    told = client.get("/api/v1/t/refuses/").json()
    assert told["code"] == "not-permitted"
    assert told["remedy"]


def test_what_comes_from_a_stale_page_is_not_done_and_told(shipped: None) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "zh-CN"})
    answer = client.post("/preferences/elder/", {"elder": "1"})
    assert answer.status_code == 403
    assert "页面打开太久了" in answer.content.decode()


def test_pages_of_a_signed_in_person_are_not_kept_by_browsers(client: Client) -> None:
    client.cookies["sessionid"] = "x"
    assert client.get("/help/")["Cache-Control"] == "private, no-store"


def test_a_body_of_unknown_length_is_no_accident(client: Client) -> None:
    request = RequestFactory().post("/", CONTENT_LENGTH="many")
    from zhengtong.channels.ui.middleware import SecurityHeaders

    assert SecurityHeaders(lambda _request: HttpResponse("ok"))(request).status_code == 200
