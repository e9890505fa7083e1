"""Guessing, forgetting, looking around: waits and locks that tell nothing, recovery without a hole, sessions and devices in sight."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from tests.channels.ui.conftest import PASSWORD, PHONE, add_totp, code_in, reauthenticate, sign_up, texted, totp_now
from tests.channels.ui.test_sign_in import facts, inside, sign_in
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel import clock as the_clock
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref
from zhengtong.site import synth

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped", "_line")]
type_clock = Callable[[datetime], datetime]
NEW = "quite another sentence"


def try_wrong(name: str, times: int, clock: type_clock, at: datetime) -> datetime:
    """So many wrong passwords, each as soon as it is looked at; the moment after the last."""
    for _ in range(times):
        while (until := _held(name)) is not None:
            at = clock(until)
        assert "不正确" in told(name, "wrong password")
        at = clock(at + timedelta(milliseconds=1))
    return at


def _held(name: str) -> datetime | None:
    from zhengtong.channels.ui.accounts import troubles

    return troubles.held(troubles.by_name(name))


def told(name: str, password: str) -> str:
    answer = Client().post("/accounts/login/", {"login": name, "password": password})
    return answer.content.decode() if answer.status_code == 200 else str(answer["Location"])


def work() -> None:
    while ledger.work_once(limit=100):
        pass


def messages_to(account: int) -> list[str]:
    return [one.message for one in messages.messages_of(Ref("account", str(account)), limit=50).lines]


def test_after_ten_wrong_passwords_the_account_is_locked_told_and_open_again_later(somebody: Account, clock: type_clock) -> None:
    at = try_wrong("linxiaohe", 10, clock, clock(the_clock.now()))
    locked = told("linxiaohe", PASSWORD)
    assert "请等待" in locked
    assert "30 分钟" in locked
    assert facts(somebody.pk).count("SignInRefused") == 10, "what is not looked at is not counted"
    assert facts(somebody.pk).count("SignInLocked") == 1
    work()
    assert any("It is locked until" in one for one in messages_to(somebody.pk))
    assert "已锁定" in texted()
    clock(at + timedelta(minutes=29))
    assert "请等待" in told("linxiaohe", PASSWORD)
    clock(at + timedelta(minutes=31))
    assert told("linxiaohe", PASSWORD) == "/my/"
    assert _held("linxiaohe") is None, "a sign-in forgets what was before"


def test_a_name_without_an_account_waits_and_locks_just_the_same(somebody: Account, clock: type_clock) -> None:
    began = clock(the_clock.now())
    seen: dict[str, list[str]] = {}
    for name in ("linxiaohe", "linxiaohu"):
        at = clock(began)
        seen[name] = []
        for _ in range(12):
            page = told(name, "wrong password").replace(name, "NAME")
            seen[name].append("\n".join(line for line in page.splitlines() if "csrf" not in line))
            at = clock(at + timedelta(seconds=20))
    assert seen["linxiaohe"] == seen["linxiaohu"]
    assert any("请等待" in page for page in seen["linxiaohe"])


def test_an_unknown_name_is_recorded_without_what_was_typed() -> None:
    told("somebody-secret", "wrong password")
    rows = list(ledger.facts_about(Ref("account", "unknown")))
    assert len(rows) == 1
    assert ledger.fact_of(rows[0]).account is None  # type: ignore[attr-defined]
    assert "somebody-secret" not in str(rows)


def test_wrong_second_factors_lock_too_and_the_password_does_not_unlock(somebody: Account, clock: type_clock) -> None:
    client = Client()
    sign_in(client)
    add_totp(client)
    at = clock(the_clock.now())
    for _ in range(10):
        while (until := _held("linxiaohe")) is not None:
            at = clock(until)
        other = Client()
        assert sign_in(other) == (302, "/accounts/2fa/authenticate/"), "the right password alone forgets nothing"
        other.post("/accounts/2fa/authenticate/", {"code": "000000"})
        at = clock(at + timedelta(milliseconds=1))
    assert "SignInLocked" in facts(somebody.pk)
    assert "请等待" in told("linxiaohe", PASSWORD)


def test_wrong_text_codes_count(somebody: Account, clock: type_clock) -> None:
    clock(the_clock.now())
    client = Client()
    client.post("/accounts/login/code/", {"phone": PHONE})
    for _ in range(3):
        client.post("/accounts/login/code/confirm/", {"action": "verify", "code": "x"})
    assert facts(somebody.pk).count("SignInRefused") == 3
    assert _held("linxiaohe") is not None
    client.post("/accounts/login/code/", {"phone": PHONE})
    over = client.post("/accounts/login/code/confirm/", {"action": "verify", "code": code_in()}, follow=True)
    assert "请等待" in over.content.decode(), "while one has to wait, not even the right code is looked at"
    assert not inside(client)


def recover(phone: str = PHONE) -> Client:
    client = Client()
    asked = client.post("/accounts/password/reset/", {"phone": phone})
    assert (asked.status_code, asked["Location"]) == (302, "/accounts/password/reset/code/")
    return client


def test_a_forgotten_password_is_set_by_a_code_and_all_sessions_end(somebody: Account) -> None:
    open_one, client = Client(), recover()
    sign_in(open_one)
    code = code_in()
    assert client.post("/accounts/password/reset/code/", {"code": code})["Location"] == "/accounts/password/reset/new/"
    assert client.post("/accounts/password/reset/new/", {"password1": "short", "password2": "short"}).status_code == 200
    assert client.post("/accounts/password/reset/new/", {"password1": NEW, "password2": NEW})["Location"] == "/accounts/login/"
    assert not inside(open_one)
    assert not inside(client), "one signs in with it"
    assert sign_in(Client(), NEW) == (302, "/my/")
    assert {"PasswordChanged", "SessionsEnded"} <= set(facts(somebody.pk))
    work()
    assert any("set anew" in one for one in messages_to(somebody.pk))
    again = client.post("/accounts/password/reset/code/", {"code": code}, follow=True)
    assert "已使用" in again.content.decode()


def test_a_second_factor_is_asked_in_recovery(somebody: Account) -> None:
    owner = Client()
    sign_in(owner)
    codes = add_totp(owner)
    client = recover()
    client.post("/accounts/password/reset/code/", {"code": code_in()})
    skipped = client.post("/accounts/password/reset/new/", {"password1": NEW, "password2": NEW})
    assert skipped.status_code == 200
    assert sign_in(Client(), NEW)[0] == 200, "the telephone alone sets no password"
    assert client.post("/accounts/password/reset/new/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/password/reset/new/", {"code": codes[3]}).status_code == 302
    assert client.post("/accounts/password/reset/new/", {"password1": NEW, "password2": NEW})["Location"] == "/accounts/login/"
    assert sign_in(Client(), NEW) == (302, "/accounts/2fa/authenticate/")


def test_recovery_never_tells_whether_an_account_exists(somebody: Account) -> None:
    synth.ensure()
    seen = []
    for phone in (PHONE, "13912340078"):
        client = Client()
        asked = client.post("/accounts/password/reset/", {"phone": phone})
        page = client.get(asked["Location"]).content.decode()
        wrong = [client.post("/accounts/password/reset/code/", {"code": "x"}) for _ in range(3)]
        pages = [page, *(one.content.decode() for one in wrong)]
        lines = [line for one in pages for line in one.splitlines() if "csrf" not in line]
        seen.append([asked["Location"], [one.status_code for one in wrong], lines])
    assert seen[0][:2] == seen[1][:2]
    hidden = [[line.replace("0001", "N").replace("0078", "N") for line in one[2]] for one in seen]
    assert hidden[0] == hidden[1]


def test_an_officer_does_not_recover_or_sign_in_by_the_telephone_alone() -> None:
    synth.ensure()
    from zhengtong.kernel.actors import system
    from zhengtong.kernel.refs import Key

    body = identity.organisations("430100000000")[0]
    by, at = system("tests"), the_clock.now()
    account = identity.open_account(username="officer-one", password=PASSWORD, by=by, at=at, once=Key("o1"))
    from zhengtong.foundation.identity.terms import Duty

    identity.appoint(account=account, organisation=body.code, name="某某", duties=[Duty.INTAKE], by=by, at=at)
    identity.prove_phone(account=account, phone="13912340055", by=by, at=at)
    client = recover("13912340055")
    assert "工作人员" in texted("13912340055")
    assert client.post("/accounts/password/reset/code/", {"code": "123456"}).status_code == 200
    other = Client()
    other.post("/accounts/login/code/", {"phone": "13912340055"})
    assert "不能用于登录" in texted("13912340055")
    assert sign_in(Client(), name="officer-one") == (302, "/desk/")


def test_sessions_are_listed_and_ended_by_their_holder_alone(somebody: Account) -> None:
    here, there, third, stranger = Client(), Client(), Client(), Client()
    for one in (here, there, third):
        sign_in(one)
    sign_up(stranger, "stranger", "13912340002")
    listed = here.get("/my/security/").context["sessions"]
    assert [one.here for one in listed] == [True, False, False, False]
    foreign = stranger.get("/my/security/").context["sessions"][0].id
    here.post("/my/security/", {"do": "end", "id": str(foreign)})
    assert inside(stranger)
    at_there = next(one.id for one in there.get("/my/security/").context["sessions"] if one.here)
    here.post("/my/security/", {"do": "end", "id": str(at_there)})
    assert not inside(there)
    assert inside(third)
    here.post("/my/security/", {"do": "end_others"})
    assert not inside(third)
    assert inside(here)
    assert facts(somebody.pk).count("SessionsEnded") == 2
    own = here.get("/my/security/").context["sessions"][0].id
    assert here.post("/my/security/", {"do": "end", "id": str(own)})["Location"] == "/accounts/login/"
    assert not inside(here)


def test_a_closed_account_or_an_ended_post_ends_the_session(somebody: Account) -> None:
    client = Client()
    sign_in(client)
    Account.objects.filter(pk=somebody.pk).update(is_active=False)
    assert not inside(client)
    assert sign_in(Client())[1] in ("", "/accounts/inactive/")


def test_a_new_device_is_told_a_known_one_is_not(somebody: Account) -> None:
    known = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36"})
    sign_in(known)
    work()
    before = messages_to(somebody.pk)
    assert any("not used on before" in one for one in before), "not the browser the account was opened in"
    assert "新设备" in texted()
    known.post("/accounts/logout/")
    sign_in(known)
    work()
    assert messages_to(somebody.pk) == before
    assert identity.devices_of(somebody.pk)[0].described == "Chrome · Windows"
    known.post("/my/security/", {"do": "forget", "id": str(identity.devices_of(somebody.pk)[0].id)})
    known.post("/accounts/logout/")
    sign_in(known)
    work()
    assert len(messages_to(somebody.pk)) == len(before) + 1


def test_a_device_cookie_that_was_made_up_counts_for_nothing(somebody: Account) -> None:
    client = Client()
    client.cookies["device"] = "made:up"
    sign_in(client)
    assert client.cookies["device"].value != "made:up"


def test_a_strong_session_lapses_after_half_an_hour(somebody: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    client = Client()
    sign_in(client)
    asked = client.get("/my/step-up/?next=/my/licences/")
    assert asked.context["held"] == frozenset()
    codes = add_totp(client)
    client.post("/accounts/logout/")
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/my/step-up/").context["strong"]
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 1801)
    assert not client.get("/my/step-up/").context["strong"]
    wrong = client.post("/my/step-up/?next=/my/licences/", {"code": "000000", "next": "/my/licences/"})
    assert wrong.status_code == 200
    assert "手机时间不准" in wrong.content.decode()
    done = client.post("/my/step-up/", {"code": codes[1], "next": "/my/licences/"})
    assert (done.status_code, done["Location"]) == (302, "/my/licences/")
    assert client.get("/my/step-up/").context["strong"]


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_a_step_up_leads_nowhere_else(somebody: Account, where: str) -> None:
    client = Client()
    sign_in(client)
    codes = add_totp(client)
    assert client.post("/my/step-up/", {"code": codes[0], "next": where})["Location"] == "/my/security/"


def test_after_setting_a_factor_up_one_goes_on_where_it_was_asked_for(somebody: Account) -> None:
    client = Client()
    sign_in(client)
    client.get("/my/step-up/?next=/my/licences/")
    add_totp(client)
    assert client.get("/accounts/2fa/done/")["Location"] == "/my/licences/"
    assert client.get("/accounts/2fa/done/")["Location"] == "/my/security/"


def test_another_telephone_is_proved_before_it_counts_and_the_old_one_is_told(somebody: Account) -> None:
    client = Client()
    sign_in(client)
    reauthenticate(client)
    assert client.post("/accounts/phone/change/", {"phone": "13912340009"})["Location"] == "/accounts/phone/verify/"
    assert identity.phone_of(somebody.pk) == (PHONE, True)
    client.post("/accounts/phone/verify/", {"action": "verify", "code": code_in("13912340009")})
    assert identity.phone_of(somebody.pk) == ("13912340009", True)
    assert "不再绑定" in texted()
    assert identity.account_by_phone(PHONE) is None
    assert facts(somebody.pk).count("PhoneProved") == 2


def test_demonstration_sign_ins_work_by_the_password_alone_and_it_cannot_be_changed() -> None:
    synth.ensure()
    client = Client()
    assert sign_in(client, "zhengtong-demo", "chenxiaolan") == (302, "/my/")
    add_totp(client, "chenxiaolan", "zhengtong-demo")
    assert sign_in(Client(), "zhengtong-demo", "chenxiaolan") == (302, "/my/")
    given = {"oldpassword": "zhengtong-demo", "password1": NEW, "password2": NEW}
    assert "不能修改" in client.post("/accounts/password/change/", given).content.decode()
    account = identity.account_named("chenxiaolan")
    assert account is not None
    step = client.post("/my/step-up/", {"code": totp_now("chenxiaolan"), "next": "/my/"})
    assert step.status_code == 302
    cache.clear()


def test_pages_say_nothing_to_programs_of_other_sites(somebody: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    for path in ("login/", "signup/", "login/code/", "password/reset/", "2fa/webauthn/login/"):
        assert client.post(f"/accounts/{path}", {"login": "x", "password": "y", "phone": PHONE}).status_code == 403, path
