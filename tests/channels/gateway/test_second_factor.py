"""Programs that sign in: an account with a second factor gives it here, too, and only then is a token strong."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.channels.gateway.conftest import Caller
from tests.channels.ui.conftest import PASSWORD, _line, add_totp, sign_up, somebody, totp_now  # noqa: F401 - fixtures
from tests.foundation.identity.town import CHEN, person
from zhengtong.channels.gateway import doors
from zhengtong.foundation.identity.models import Account
from zhengtong.foundation.identity.terms import Level

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "_line")]


def sign_in(**given: str) -> Caller:
    caller = Caller()
    caller.body = caller.call("POST", "session", {"username": "linxiaohe", "password": PASSWORD, **given})  # type: ignore[attr-defined]
    return caller


def test_without_a_second_factor_a_password_gives_a_plain_token(somebody: Account) -> None:  # noqa: F811
    answer = sign_in()
    assert answer.status == 200
    assert answer.body["strong"] is False  # type: ignore[attr-defined]
    assert doors.actor_by(answer.body["token"]).level == Level.BASIC  # type: ignore[attr-defined]


@pytest.mark.parametrize(("strong", "level"), [(False, Level.VERIFIED), (True, Level.STRONG)])
def test_a_token_is_as_strong_as_the_sign_in_it_was_given_for(strong: bool, level: Level, somebody: Account) -> None:  # noqa: F811
    person(CHEN, "chen")
    chen = Account.objects.get(username="chen")
    assert doors.actor_by(doors.token_for(chen, None, strong=strong)).level == level


def test_with_one_its_code_is_asked_and_works_once(somebody: Account, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    client = Client()
    client.post("/accounts/login/", {"login": "linxiaohe", "password": PASSWORD})
    codes = add_totp(client)
    assert sign_in().body["code"] == "second-factor-missing"  # type: ignore[attr-defined]
    assert sign_in(code="000000").body["code"] == "wrong-second-factor"  # type: ignore[attr-defined]
    code = totp_now("linxiaohe")
    first = sign_in(code=code)
    assert first.body["strong"] is True  # type: ignore[attr-defined]
    assert sign_in(code=code).body["code"] == "wrong-second-factor"  # type: ignore[attr-defined]
    assert sign_in(code=codes[0]).body["strong"] is True  # type: ignore[attr-defined]
    passed: list[bool] = []

    def held(*, account: int, mark: str, acting_for: str | None, strong: bool) -> object:
        passed.append(strong)
        return real(account=account, mark=mark, acting_for=acting_for, strong=strong)

    real: Callable[..., object] = doors.identity.holder_of
    monkeypatch.setattr(doors.identity, "holder_of", held)
    doors.actor_by(first.body["token"])  # type: ignore[attr-defined]
    assert passed == [True]


def test_an_account_that_was_only_begun_gets_no_token() -> None:
    Client().post("/accounts/signup/", {"username": "linxiaohe", "phone": "13912340001", "password1": PASSWORD, "password2": PASSWORD})
    assert Account.objects.filter(username="linxiaohe", pending=True).exists()
    assert sign_in().body["code"] == "wrong-sign-in"  # type: ignore[attr-defined]


def test_guessing_codes_locks_the_account_here_too(somebody: Account) -> None:  # noqa: F811
    client = Client()
    client.post("/accounts/login/", {"login": "linxiaohe", "password": PASSWORD})
    add_totp(client)
    said = [sign_in(code="000000").body["code"] for _ in range(5)]  # type: ignore[attr-defined]
    assert said == ["wrong-second-factor"] * 3 + ["too-many-attempts"] * 2
