"""Opening an account, codes by text, second factors: what is right comes in, what is wrong or used is refused and recorded."""

import time
from datetime import timedelta

import pytest
from django.test import Client

from tests.channels.ui.conftest import PASSWORD, PHONE, add_totp, code_in, reauthenticate, sign_up, texted, totp_now
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel import clock
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.ledger.models import Entry
from zhengtong.kernel.refs import Ref

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "_line")]


def facts(account: int | str) -> list[str]:
    rows = Entry.objects.filter(about_kind="account", about_number=str(account)).order_by("pk")
    return [one.fact.removeprefix("identity.") for one in rows]


def sign_in(client: Client, password: str = PASSWORD, name: str = "linxiaohe") -> tuple[int, str]:
    answer = client.post("/accounts/login/", {"login": name, "password": password})
    return answer.status_code, answer.headers.get("Location", "")


def inside(client: Client) -> bool:
    return client.get("/my/security/").status_code == 200


def test_an_account_is_opened_with_a_code_to_the_telephone() -> None:
    client = Client()
    assert sign_up(client) == "/my/identity/"
    account = Account.objects.get(username="linxiaohe")
    assert facts(account.pk)[:2] == ["AccountOpened", "PhoneProved"]
    assert not account.pending
    assert identity.phone_of(account.pk) == (PHONE, True)
    assert inside(client)
    assert PHONE not in str(list(Entry.objects.values_list("values", flat=True)))


def test_before_the_telephone_is_proved_there_is_no_account() -> None:
    client = Client()
    given = {"username": "linxiaohe", "phone": PHONE, "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", given)
    account = Account.objects.get(username="linxiaohe")
    assert account.pending
    assert facts(account.pk) == []
    assert identity.account_by_phone(PHONE) is None
    assert sign_in(Client()) == (302, "/accounts/phone/verify/"), "the password alone leads to the code"
    wrong = client.post("/accounts/phone/verify/", {"action": "verify", "code": "000000" if code_in() != "000000" else "111111"})
    assert wrong.status_code == 200
    assert "验证码不正确" in wrong.content.decode()
    again = client.get("/accounts/logout/")
    assert again.status_code in (200, 302)
    Account.objects.update(date_joined=clock.now() - timedelta(hours=1))
    from zhengtong.foundation.identity.commands.enrolling import clear_pending

    assert clear_pending(at=clock.now()) >= 1
    assert not Account.objects.filter(username="linxiaohe").exists(), "the name is free again"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"username": "13912340001"}, "请以字母或汉字开头"),
        ({"username": "abc"}, "请以字母或汉字开头"),
        ({"phone": "12"}, "不是有效的手机号码"),
        ({"password1": "short", "password2": "short"}, "8"),
        ({"password2": "another long sentence"}, "password2"),
    ],
)
def test_what_is_wrong_at_sign_up_is_said(wrong: dict[str, str], told: str) -> None:
    given = {"username": "linxiaohe", "phone": PHONE, "password1": PASSWORD, "password2": PASSWORD}
    answer = Client().post("/accounts/signup/", {**given, **wrong})
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert not Account.objects.filter(username="linxiaohe").exists()


@pytest.mark.parametrize(("phone", "status"), [("13912340000", 400), ("13912349999", 503)])
def test_a_line_that_cannot_carry_the_code_says_so_and_the_name_can_be_used_again(phone: str, status: int) -> None:
    client = Client()
    given = {"username": "linxiaohe", "phone": phone, "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/accounts/signup/", given)
    assert answer.status_code == status
    client.post("/accounts/logout/")
    assert sign_up(client) == "/my/identity/"


def test_a_number_that_has_an_account_gets_the_same_page_and_another_text(somebody: Account) -> None:
    client = Client()
    given = {"username": "another", "phone": PHONE, "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/accounts/signup/", given)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/phone/verify/")
    assert "已有账号" in texted()
    assert Account.objects.get(username="another").pending, "begun, as with any telephone; no code was sent that opens it"
    assert client.post("/accounts/phone/verify/", {"action": "verify", "code": "123456"}).status_code == 200


def test_a_code_signs_in_once(somebody: Account) -> None:
    client = Client()
    asked = client.post("/accounts/login/code/", {"phone": PHONE})
    assert (asked.status_code, asked["Location"]) == (302, "/accounts/login/code/confirm/")
    code = code_in()
    wrong = client.post("/accounts/login/code/confirm/", {"action": "verify", "code": "000000" if code != "000000" else "111111"})
    assert "验证码不正确" in wrong.content.decode()
    assert not inside(client)
    assert client.post("/accounts/login/code/confirm/", {"action": "verify", "code": code})["Location"] == "/my/"
    assert inside(client)
    assert "SignInRefused" in facts(somebody.pk)
    client.post("/accounts/logout/")
    used = client.post("/accounts/login/code/confirm/", {"action": "verify", "code": code}, follow=True)
    assert "已使用" in used.content.decode()
    assert not inside(client)


def test_an_old_code_is_over(somebody: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    client.post("/accounts/login/code/", {"phone": PHONE})
    code, now = code_in(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 301)
    late = client.post("/accounts/login/code/confirm/", {"action": "verify", "code": code}, follow=True)
    assert not inside(client)
    assert late.redirect_chain


def plain(page: str, phone: str) -> list[str]:
    """A page without what differs from one visitor to the next."""
    return [line for line in page.replace(phone, "N").splitlines() if "csrf" not in line]


def test_asking_for_a_code_never_tells_whether_an_account_exists(somebody: Account) -> None:
    answers = []
    for phone in (PHONE, "13912340077"):
        client = Client()
        asked = client.post("/accounts/login/code/", {"phone": phone})
        page = client.get(asked["Location"]).content.decode()
        wrong = client.post("/accounts/login/code/confirm/", {"action": "verify", "code": "x"}).content.decode()
        answers.append((asked.status_code, asked["Location"], plain(page, phone), plain(wrong, phone)))
    assert answers[0] == answers[1]
    assert "不能用于登录" in texted("13912340077"), "who holds the telephone is told"


def test_an_authenticator_is_asked_for_at_sign_in_and_its_code_works_once(somebody: Account) -> None:
    client = Client()
    sign_in(client)
    codes = add_totp(client)
    assert len(codes) == 10
    client.post("/accounts/logout/")
    assert sign_in(client) == (302, "/accounts/2fa/authenticate/")
    assert not inside(client), "half way is not in"
    code = totp_now("linxiaohe")
    assert client.post("/accounts/2fa/authenticate/", {"code": code})["Location"] == "/my/"
    assert inside(client)
    other = Client()
    sign_in(other)
    again = other.post("/accounts/2fa/authenticate/", {"code": code})
    assert "只能用一次" in again.content.decode()
    assert not inside(other)
    assert other.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/my/"
    third = Client()
    sign_in(third)
    assert "只能用一次" in third.post("/accounts/2fa/authenticate/", {"code": codes[0]}).content.decode()
    assert facts(somebody.pk).count("SignInRefused") == 2


def test_the_code_that_set_it_up_does_not_sign_in(somebody: Account, django_capture_on_commit_callbacks: object) -> None:
    client = Client()
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        add_totp(client)
    assert "SecondFactorAdded" in facts(somebody.pk)
    client.post("/accounts/logout/")
    sign_in(client)
    assert "只能用一次" in client.post("/accounts/2fa/authenticate/", {"code": totp_now("linxiaohe", steps=-1)}).content.decode()


@pytest.mark.parametrize(("steps", "comes_in"), [(0, True), (1, True), (-3, False), (3, False), (2, False)])
def test_a_clock_that_is_wrong_by_one_step_is_borne_and_by_more_is_told(somebody: Account, steps: int, comes_in: bool) -> None:
    client = Client()
    sign_in(client)
    add_totp(client)
    client.post("/accounts/logout/")
    sign_in(client)
    answer = client.post("/accounts/2fa/authenticate/", {"code": totp_now("linxiaohe", steps=steps)})
    assert (answer.status_code == 302) is comes_in
    if not comes_in:
        assert "手机时间不准" in answer.content.decode()


def test_the_authenticators_secret_and_recovery_codes_are_sealed(somebody: Account) -> None:
    from allauth.mfa.models import Authenticator

    client = Client()
    sign_in(client)
    add_totp(client)
    for held in Authenticator.objects.filter(user=somebody):
        secret = held.data.get("secret") or held.data.get("seed")
        assert "." in secret, "key id and ciphertext"
        assert len(secret) > 60


def test_a_removed_authenticator_is_asked_for_no_more(somebody: Account) -> None:
    client = Client()
    sign_in(client)
    add_totp(client)
    reauthenticate(client)
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert "SecondFactorRemoved" in facts(somebody.pk)
    client.post("/accounts/logout/")
    assert sign_in(client) == (302, "/my/")


def test_changing_factors_asks_for_the_password_again(somebody: Account) -> None:
    client = Client()
    sign_in(client)
    for path in ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        away = client.get(path)
        assert away.status_code == 302, path
        assert away["Location"].startswith("/accounts/reauthenticate/"), path


def test_the_session_is_another_after_signing_in(somebody: Account) -> None:
    client = Client()
    client.get("/accounts/login/")
    client.session["planted"] = "x"
    client.cookies["sessionid"] = "plantedbysomebodyelse0000000000"
    sign_in(client)
    assert client.cookies["sessionid"].value != "plantedbysomebodyelse0000000000"
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    device = client.cookies["device"]
    assert device["httponly"]
    assert device["samesite"] == "Lax"


def test_a_password_change_is_recorded_and_ends_other_sessions(somebody: Account) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    given = {"oldpassword": PASSWORD, "password1": "another long sentence", "password2": "another long sentence"}
    assert here.post("/accounts/password/change/", given)["Location"] == "/my/security/"
    assert "PasswordChanged" in facts(somebody.pk)
    assert inside(here)
    assert not inside(elsewhere)
    assert sign_in(Client()) == (200, "")
    assert sign_in(Client(), "another long sentence") == (302, "/my/")
    rows = ledger.facts_about(Ref("account", str(somebody.pk)))
    row = next(one for one in rows if type(ledger.fact_of(one)).__name__ == "PasswordChanged")
    assert row.by.who == Ref("account", str(somebody.pk))


def test_a_telephone_in_place_of_the_name(somebody: Account) -> None:
    assert sign_in(Client(), name=PHONE) == (302, "/my/")
    assert sign_in(Client(), name="139 1234 0001") == (302, "/my/")


@pytest.mark.parametrize(
    "path",
    ["email/", "confirm-email/", "password/set/", "password/reset/done/", "password/reset/key/1-x/", "3rdparty/", "2fa/trust/",
     "signup/passkey/", "2fa/webauthn/signup/"],
)  # fmt: skip
def test_what_is_not_offered_is_not_there(path: str) -> None:
    assert Client().get(f"/accounts/{path}").status_code == 404
