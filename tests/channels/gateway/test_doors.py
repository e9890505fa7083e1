"""Who may call what: tokens, guards, cookies that say nothing, throttle."""
import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from tests.channels.gateway.conftest import MONDAY, PASSWORD, SITUATION, Caller, fill
from zhengtong.channels.gateway import doors
from zhengtong.channels.gateway.interface import ROUTERS, interface
from zhengtong.channels.gateway.urls import urlpatterns
from zhengtong.foundation.identity.models import Account
from zhengtong.foundation.identity.terms import Duty

pytestmark = pytest.mark.django_db


def operations():
    return [
        (sorted(operation.methods)[0], where, operation)
        for router in ROUTERS
        for where, view in router.path_operations.items()
        for operation in view.operations
    ]


@pytest.mark.parametrize(("method", "where", "operation"), operations(), ids=lambda one: one if isinstance(one, str) else "")
def test_every_operation_names_its_guard_and_keeps_it(method, where, operation, town):
    assert operation.view_func.guard in {"public", "member", "officer", "signed_in", *(f"duty:{one}" for one in Duty)}
    if operation.view_func.guard == "public":
        return
    anybody = Caller()
    path = re.sub(r"{\w+}", "1", where.strip("/"))
    told = anybody.call(method, path, {"matter": "bundle:43TCN0003", "answers": {}}, key="k")
    assert (anybody.status, told["code"]) == (401, "sign-in-first")
    assert anybody.last["WWW-Authenticate"] == "Bearer"


def test_every_address_names_its_guard():
    assert all(pattern.callback.guard for pattern in urlpatterns)


def test_an_officer_is_no_member(clerk):
    assert clerk.get("cases")["code"] == "not-permitted" or clerk.status == 403
    assert clerk.status == 403


def test_a_session_cookie_says_nothing(town):
    browser = Client()
    browser.force_login(Account.objects.get(username="zhoumingyuan"), backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/api/v1/cases").status_code == 401
    asked = {"matter": "bundle:43TCN0003", "answers": SITUATION}
    assert browser.post("/api/v1/drafts", asked, content_type="application/json").status_code == 401


def test_another_firm_sees_nothing(firm, stranger, draft):
    fill(firm, draft)
    assert stranger.get(f"drafts/{draft['number']}")["status"] == 404
    number = firm.call("POST", f"drafts/{draft['number']}/submit", key="s")["number"]
    told = stranger.get(f"cases/{number}")
    assert (stranger.status, told["code"]) == (404, "case-not-found")
    assert stranger.get("cases")["cases"] == []


def test_acting_for_a_firm_that_is_not_ones_own_is_refused(town):
    caller = Caller()
    caller.call("POST", "session", {"username": "zhoumingyuan", "password": PASSWORD, "acting_for": "firm:91990100MA0000015X"})
    assert caller.status == 403


def test_wrong_passwords_are_refused_and_soon_throttled(town):
    caller = Caller()
    codes = [caller.call("POST", "session", {"username": "window", "password": "wrong"})["code"] for _ in range(7)]
    assert codes[0] == "wrong-sign-in"
    assert codes[-1] == "too-many-attempts"
    assert caller.status == 429
    assert caller.last["Retry-After"]
    caller.call("POST", "session", {"username": "window", "password": PASSWORD})
    assert caller.status == 429


def test_nobody_learns_whether_a_name_exists(town):
    caller = Caller()
    known = caller.call("POST", "session", {"username": "window", "password": "wrong"})
    unknown = caller.call("POST", "session", {"username": "nobody", "password": "wrong"})
    assert known == unknown


def test_a_demonstration_account_opens_nothing_elsewhere(town, settings):
    settings.ZT_DEMO = False
    caller = Caller()
    assert caller.call("POST", "session", {"username": "window", "password": PASSWORD})["code"] == "wrong-sign-in"


@pytest.mark.parametrize("token", ["x", "a:b:c", "", "é", "Bearer"])
def test_a_made_up_token_is_no_token(anybody, token):
    anybody.headers = {"Authorization": f"Bearer {token}"}
    anybody.get("cases")
    assert anybody.status == 401
    anybody.get("find", q="饭店")
    assert anybody.status == 401


def test_another_scheme_is_refused(anybody):
    anybody.headers = {"Authorization": "Basic dXNlcjpwYXNz"}
    assert anybody.get("find", q="饭店")["code"] == "sign-in-first"


def test_a_token_ends(town, monkeypatch):
    user = Account.objects.get(username="zhoumingyuan")
    token = doors.token_for(user, None)
    assert Caller(token).get("cases") == {"cases": [], "next": ""}
    monkeypatch.setattr(doors, "MINUTES", 0)
    late = Caller(token)
    monkeypatch.setattr(signing.time, "time", lambda: 4102444800.0)
    assert late.get("cases")["code"] == "sign-in-first"


@pytest.mark.parametrize("change", ["password", "inactive", "salt"])
def test_a_token_ends_with_what_it_stood_for(town, change):
    user = Account.objects.get(username="zhoumingyuan")
    token = doors.token_for(user, None)
    if change == "password":
        user.set_password("another one")
        user.save()
    elif change == "inactive":
        user.is_active = False
        user.save()
    else:
        token = signing.dumps([user.pk, user.get_session_auth_hash()[:32], None], salt="another purpose")
    assert Caller(token).get("cases")["code"] == "sign-in-first"


def test_the_session_says_when_it_ends(town):
    session = Caller().call("POST", "session", {"username": "chenxiaolan", "password": PASSWORD})
    assert session["ends_at"].startswith((MONDAY + timedelta(minutes=doors.MINUTES)).strftime("%Y-%m-%dT%H:%M"))
    assert [one["me"] for one in session["subjects"]] == [True]


def test_the_description_is_openapi_3_1(anybody):
    described = anybody.get("openapi.json")
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) >= {"/api/v1/find", "/api/v1/plan", "/api/v1/drafts/{number}/submit", "/api/v1/cases/{number}"}
    for method, where, operation in operations():
        told = described["paths"][f"/api/v1{where}"][method.lower()]
        assert bool(told.get("security")) is (operation.view_func.guard != "public"), where
    secured = described["paths"]["/api/v1/cases/{number}"]["get"]
    assert secured["security"] == [{"Bearer": []}]
    assert set(secured["responses"]) >= {"200", "401", "404"}
    assert interface.version == "1"
