"""Signing in: where each goes first, what is closed, and how often one may try."""

import pytest
from django.core.cache import cache
from django.test import Client

from zhengtong.foundation.identity.models import Account
from zhengtong.site import synth

pytestmark = pytest.mark.django_db
PASSWORD = "zhengtong-demo"


@pytest.fixture(autouse=True)
def _people(shipped: None, settings: object) -> None:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    cache.clear()
    synth.ensure()


def sign_in(username: str, password: str = PASSWORD, path: str = "/accounts/login/", client: Client | None = None) -> tuple[int, str]:
    answer = (client or Client()).post(path, {"login": username, "password": password})
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize(
    ("username", "first"), [("chenxiaolan", "/my/"), ("zhoumingyuan", "/my/"), ("window", "/desk/"), ("operator", "/desk/")]
)
def test_each_goes_to_their_own_place(username: str, first: str) -> None:
    assert sign_in(username) == (302, first)


def test_a_page_asked_for_before_comes_first() -> None:
    assert sign_in("chenxiaolan", path="/accounts/login/?next=/bundles/43TCN0003/") == (302, "/bundles/43TCN0003/")
    assert sign_in("chenxiaolan", path="/accounts/login/?next=https://elsewhere.example/") == (302, "/my/")


def test_nobody_opens_an_account_without_a_telephone_that_is_theirs() -> None:
    """What opens one is in test_sign_in.py."""
    client = Client()
    assert client.get("/accounts/signup/").status_code == 200
    given = {"username": "intruder", "password1": "a-long-password-1", "password2": "a-long-password-1"}
    assert client.post("/accounts/signup/", given).status_code == 200, "no telephone"
    assert not Account.objects.filter(username="intruder").exists()
    client.post("/accounts/signup/", {**given, "phone": "13912340010"})
    assert client.get("/my/").status_code == 302, "the code is missing"
    assert Account.objects.get(username="intruder").pending


def test_a_demonstration_account_opens_nothing_beside_real_people(settings: object) -> None:
    settings.ZT_DEMO = False  # type: ignore[attr-defined]
    client = Client()
    status, where = sign_in("window", client=client)
    assert (status, where) == (302, "/accounts/inactive/")
    assert client.get("/desk/").status_code == 302


def test_guessing_is_slowed_down() -> None:
    tried = [sign_in("window", password=f"guess-{number}") for number in range(12)]
    assert {status for status, _ in tried} <= {200, 429}
    assert sign_in("window")[1] != "/desk/", "even the right password has to wait"


def test_what_is_left_empty_is_named_for_each_field() -> None:
    page = Client().post("/accounts/signup/", {}, headers={"accept-language": "zh-Hans"}).content.decode()
    for said in ("请填写登录名。", "请填写手机号。", "请设定密码。", "请再输入一次密码。"):
        assert said in page


def test_a_new_officer_finds_the_first_sign_in_from_the_sign_in_page() -> None:
    assert "/desk/staff/first/" in Client().get("/accounts/login/").content.decode()
