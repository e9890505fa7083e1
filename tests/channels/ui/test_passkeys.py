"""Passkeys: made and used at this address, refused from any other, for another account, or a second time."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from tests.channels.ui.conftest import PASSWORD, reauthenticate
from tests.channels.ui.soft_key import SoftKey
from tests.channels.ui.test_sign_in import facts
from zhengtong.foundation.identity.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "_line")]


def here() -> Client:
    """A browser at http://localhost: passkeys need a name."""
    return Client(SERVER_NAME="localhost")


def inside(client: Client) -> bool:
    return client.get("/my/security/").status_code == 200


def with_key(name: str = "linxiaohe") -> tuple[Client, SoftKey]:
    client, key = here(), SoftKey()
    assert client.post("/accounts/login/", {"login": name, "password": PASSWORD}).status_code == 302
    reauthenticate(client)
    options = client.get("/accounts/2fa/webauthn/add/").context["js_data"]["creation_options"]
    given = {"name": "我的手机", "passwordless": "on", "credential": key.register(plain(options))}
    added = client.post("/accounts/2fa/webauthn/add/", given)
    assert added.status_code == 302, added.content.decode()[:2000]
    return client, key


def plain(options: object) -> dict[str, object]:
    from django.core.serializers.json import DjangoJSONEncoder

    read: dict[str, object] = json.loads(json.dumps(options, cls=DjangoJSONEncoder))
    return read


def asked(client: Client) -> dict[str, object]:
    answer = client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    options: dict[str, object] = answer.json()["request_options"]
    return options


def test_a_passkey_signs_in_by_itself_and_is_strong(somebody: Account) -> None:
    _, key = with_key()
    client = here()
    given = key.answer(asked(client))
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": given})
    assert (answer.status_code, answer["Location"]) == (302, "/my/")
    assert client.get("/my/step-up/").context["strong"]
    client.post("/accounts/logout/")
    client.post("/accounts/2fa/webauthn/login/", {"credential": given})
    assert not inside(client), "the same answer a second time"


@pytest.mark.parametrize(
    ("origin", "rp"),
    [
        ("https://evil.example", "localhost"),
        ("http://localhost.evil.example", "localhost"),
        ("https://evil.example", "evil.example"),
        ("http://localhost", "evil.example"),
    ],
)
def test_a_passkey_from_another_origin_is_refused(somebody: Account, origin: str, rp: str) -> None:
    _, key = with_key()
    key.origin, key.rp = origin, rp
    client = here()
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": key.answer(asked(client))}, follow=True)
    assert not inside(client)
    assert "不是为本账号在本网址创建的" in answer.content.decode()
    assert "SignInRefused" in facts("unknown")


def test_no_passkey_is_added_from_another_origin(somebody: Account) -> None:
    client, key = here(), SoftKey(origin="https://evil.example")
    client.post("/accounts/login/", {"login": "linxiaohe", "password": PASSWORD})
    reauthenticate(client)
    options = client.get("/accounts/2fa/webauthn/add/").context["js_data"]["creation_options"]
    answer = client.post("/accounts/2fa/webauthn/add/", {"name": "x", "credential": key.register(plain(options))})
    assert answer.status_code == 200
    assert "通行密钥未添加" in answer.content.decode()
    assert "SecondFactorAdded" not in facts(somebody.pk)


def test_a_passkey_is_a_second_factor_and_nobody_elses_is(somebody: Account) -> None:
    _, key = with_key()
    client = here()
    assert client.post("/accounts/login/", {"login": "linxiaohe", "password": PASSWORD})["Location"] == "/accounts/2fa/authenticate/"
    options = client.get("/accounts/2fa/authenticate/").context["js_data"]["request_options"]
    other = SoftKey()
    wrong = client.post("/accounts/2fa/authenticate/", {"credential": other.answer(plain(options))})
    assert wrong.status_code == 200
    assert not inside(client)
    assert facts(somebody.pk).count("SignInRefused") == 1
    options = client.get("/accounts/2fa/authenticate/").context["js_data"]["request_options"]
    assert client.post("/accounts/2fa/authenticate/", {"credential": key.answer(plain(options))})["Location"] == "/my/"


def test_a_passkey_confirms_a_session(somebody: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    client, key = with_key()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 1900)
    page = client.get("/my/step-up/?next=/my/licences/")
    assert not page.context["strong"]
    options = page.context["js_data"]["request_options"]
    done = client.post("/my/step-up/", {"credential": key.answer(plain(options)), "next": "/my/licences/"})
    assert done["Location"] == "/my/licences/"


def test_passkeys_are_named_and_removed_by_their_holder(
    somebody: Account, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client, _ = with_key()
    held = client.get("/my/security/").context["passkeys"][0]
    assert (held.name, held.alone) == ("我的手机", True)
    reauthenticate(client)
    assert client.post(f"/accounts/2fa/webauthn/keys/{held.id}/edit/", {"name": "旧手机"}).status_code == 302
    assert client.get("/my/security/").context["passkeys"][0].name == "旧手机"
    stranger = here()
    from tests.channels.ui.conftest import sign_up

    sign_up(stranger, "stranger", "13912340002")
    reauthenticate(stranger)
    assert stranger.post(f"/accounts/2fa/webauthn/keys/{held.id}/remove/").status_code == 404
    assert client.post(f"/accounts/2fa/webauthn/keys/{held.id}/remove/").status_code == 302
    assert client.get("/my/security/").context["passkeys"] == []
    assert {"SecondFactorAdded", "SecondFactorRemoved"} <= set(facts(somebody.pk))


HOSTILE = (
    "", "{", "[]", "null", '{"id": 1}', '{"response": {"userHandle": "AAAA"}}', '{"response": []}', "1" * 5000, "[" * 50_000,
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {"clientDataJSON": "@", "authenticatorData": "", "signature": "", "userHandle": "MQ"}}',  # noqa: E501
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {"clientDataJSON": "AA", "attestationObject": "AA"}}',
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {"userHandle": "____"}, "clientExtensionResults": []}',
)  # fmt: skip


@pytest.mark.parametrize("credential", HOSTILE)
def test_a_credential_that_is_none_is_refused_without_an_accident(somebody: Account, credential: str) -> None:
    client = here()
    asked(client)
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert answer.status_code == 302
    assert not inside(client)
    client.post("/accounts/login/", {"login": "linxiaohe", "password": PASSWORD})
    reauthenticate(client)
    client.get("/accounts/2fa/webauthn/add/")
    assert client.post("/accounts/2fa/webauthn/add/", {"credential": credential}).status_code == 200
