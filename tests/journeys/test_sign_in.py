"""Somebody opens an account, guards it with an authenticator and a passkey, and ends a session elsewhere; on a telephone and at a desk."""

import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.support.visitor import DESKTOP, PHONE, Visitor

PASSWORD = "一句只有我知道的话"


def at_home(visit: Callable[..., Visitor], size: tuple[int, int], language: str = "zh-CN") -> Visitor:
    """At localhost: browsers make passkeys for a name, not for an address."""
    one = visit(size, language=language)
    one.product = replace(one.product, url=one.product.url.replace("127.0.0.1", "localhost"))
    return one


def code_for(one: Visitor, phone: str) -> str:
    """From the simulated telephone, in a window beside."""
    page = one.page.context.new_page()
    page.goto(f"{one.product.url}/simulators/phone/")
    assert "模拟器" in page.locator("main").inner_text()
    found = re.search(r"\b(\d{6})\b", page.locator("#texts > li", has_text=phone).first.inner_text())
    page.close()
    assert found
    return found[1]


def shown(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str, place: str = "main") -> None:
    with page.expect_navigation():
        page.locator(place).get_by_role("link", name=name, exact=True).first.click()


def sign_in(one: Visitor, name: str) -> None:
    one.go("/accounts/login/")
    one.page.fill("#id_login", name)
    one.page.fill("#id_password", PASSWORD)
    press(one.page, "登录")


def confirm(one: Visitor) -> None:
    """The password once more, where what comes next guards the account."""
    if "/accounts/reauthenticate/" in one.page.url:
        one.look()
        one.page.fill("#id_password", PASSWORD)
        press(one.page, "确认")


def open_account(one: Visitor, name: str, phone: str) -> None:
    one.go("/accounts/login/")
    follow(one.page, "注册账号")
    one.look()
    one.page.fill("#id_username", name)
    one.page.fill("#id_phone", phone)
    one.page.fill("#id_password1", PASSWORD)
    one.page.fill("#id_password2", PASSWORD)
    press(one.page, "发送验证码")
    one.look()
    one.page.fill("#id_code", "000000")
    press(one.page, "确认")
    assert "验证码不正确" in one.text()
    one.look()
    one.page.fill("#id_code", code_for(one, phone))
    with one.allowing(404):
        press(one.page, "确认")
    assert one.path() == "/my/identity/"


def add_authenticator(one: Visitor) -> tuple[str, list[str]]:
    """Its secret, and the recovery codes that come with it."""
    one.go("/my/security/")
    one.look()
    follow(one.page, "添加", "#factors")
    confirm(one)
    one.look()
    secret = one.page.locator("#secret").text_content() or ""
    one.page.fill("#id_code", shown(secret))
    press(one.page, "添加")
    one.look()
    codes = one.page.locator("#codes li").all_inner_texts()
    assert len(codes) == 10
    follow(one.page, "已保存，继续")
    assert one.path() == "/my/security/"
    return secret, codes


def add_passkey(one: Visitor) -> None:
    cdp = one.page.context.new_cdp_session(one.page)
    cdp.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    one.go("/accounts/2fa/webauthn/add/")
    confirm(one)
    one.look()
    one.page.fill("#id_name", "我的手机")
    press(one.page, "添加")
    one.go("/my/security/")
    assert "我的手机" in one.text()
    one.look()


@pytest.mark.parametrize(("size", "name", "phone"), [(PHONE, "sunxiaoman", "13912345001"), (DESKTOP, "heyuanzhi", "13912345002")])
def test_an_account_from_its_opening_to_a_session_ended_elsewhere(
    visit: Callable[..., Visitor], size: tuple[int, int], name: str, phone: str
) -> None:
    one = at_home(visit, size)
    open_account(one, name, phone)
    secret, codes = add_authenticator(one)
    one.go("/accounts/logout/")
    press(one.page, "退出")
    sign_in(one, name)
    assert one.path() == "/accounts/2fa/authenticate/"
    one.look()
    one.page.fill("#id_code", shown(secret, 1))
    press(one.page, "登录")
    add_passkey(one)
    one.go("/accounts/logout/")
    press(one.page, "退出")
    one.go("/accounts/login/")
    one.look()
    press(one.page, "用通行密钥")
    assert one.path() == "/my/"
    one.go("/my/step-up/?next=/my/licences/")
    assert "半小时内已确认" in one.text()
    elsewhere = at_home(visit, DESKTOP if size == PHONE else PHONE)
    sign_in(elsewhere, name)
    elsewhere.page.fill("#id_code", codes[0])
    press(elsewhere.page, "登录")
    elsewhere.go("/my/security/")
    one.go("/my/security/")
    assert one.page.locator("#sessions li").count() == 2
    press(one.page, "结束其他全部会话")
    assert "已结束 1 个会话" in one.text()
    one.look()
    elsewhere.go("/my/security/")
    assert elsewhere.path().startswith("/accounts/login/"), "signed out from far away"
