"""What a thief, a snoop or the next one at a shared computer tries at the door."""

import re
import time

import pytest
from django.test import Client

from tests.channels.ui.conftest import PASSWORD, PHONE, add_totp, code_of
from tests.channels.ui.test_sign_in import sign_in
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel.crypto import api as crypto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "_line")]


@pytest.mark.parametrize("path", ["totp/activate/", "totp/deactivate/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/"])
def test_who_has_a_second_factor_changes_factors_by_it_and_never_by_the_password(
    path: str, somebody: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session left open and a password read over a shoulder: neither takes the factor away nor adds the thief's own."""
    client = Client()
    sign_in(client)
    codes = add_totp(client)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 2000)
    again = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/my/security/"})
    assert again["Location"].startswith("/accounts/2fa/reauthenticate/")
    asked = client.get(f"/accounts/2fa/{path}")
    assert asked.status_code == 302, path
    assert "reauthenticate" in asked["Location"]
    assert client.get("/accounts/reauthenticate/")["Location"].startswith("/accounts/2fa/reauthenticate/")
    given = client.post("/accounts/2fa/reauthenticate/", {"code": codes[0], "next": "/my/security/"})
    assert (given.status_code, given["Location"]) == (302, "/my/security/")
    assert "reauthenticate" not in client.get(f"/accounts/2fa/{path}").headers.get("Location", "")


def _page(client: Client, phone: str) -> str:
    given = {"username": "somebodynew", "phone": phone, "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/accounts/signup/", given, follow=True)
    page = answer.content.decode().replace(phone, "PHONE")
    return "\n".join(line for line in re.sub(r"\w+\*+\w+", "MASKED", page).splitlines() if "csrf" not in line)


def test_signing_up_never_tells_whose_telephone_has_an_account(somebody: Account) -> None:
    """Neither by the page, nor by the name being free afterwards."""
    pages, taken = [], []
    for phone in (PHONE, "13912340077"):
        Account.objects.filter(username="somebodynew").delete()
        pages.append(_page(Client(), phone))
        given = {"username": "somebodynew", "phone": "13912340088", "password1": "not the same one", "password2": "not the same one"}
        taken.append(Client().post("/accounts/signup/", given).status_code)
    assert pages[0] == pages[1]
    assert taken[0] == taken[1]


def test_no_password_waits_in_a_session_for_whoever_signs_in_next(somebody: Account) -> None:
    client = Client()
    words = {"oldpassword": PASSWORD, "password1": "another one", "password2": "another one", "code": code_of("A" * 32), "x": "1"}
    answer = client.post("/accounts/password/change/", words)
    assert answer.status_code == 302
    kept = crypto.unseal(client.session["unsent"]["typed"], place="session.unsent")
    assert kept == '{"x": "1"}'


def test_a_factor_that_was_taken_away_makes_no_session_strong(somebody: Account) -> None:
    """A lost telephone is removed from another session: the one it had confirmed is at once as plain as any."""
    thief, holder = Client(), Client()
    sign_in(thief)
    codes = add_totp(thief)
    thief.post("/my/step-up/", {"code": codes[2]})
    assert thief.get("/my/step-up/").context["strong"]
    sign_in(holder)
    holder.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    holder.post("/accounts/2fa/reauthenticate/", {"code": codes[1], "next": "/my/security/"})
    assert holder.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert not thief.get("/my/step-up/").context["strong"]
    assert not holder.get("/my/step-up/").context["strong"]
