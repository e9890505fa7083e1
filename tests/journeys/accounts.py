"""What people do about their own account: open it, prove who they are, guard it, sign in and confirm."""

import re
from collections.abc import Callable
from dataclasses import replace

from tests.support.authenticator import Authenticator
from tests.support.visitor import Visitor

PASSWORD = "一句只有我知道的话"


def at_home(visit: Callable[..., Visitor], size: tuple[int, int], language: str = "zh-CN") -> Visitor:
    """At localhost: browsers make passkeys for a name, not for an address."""
    one = visit(size, language=language)
    one.product = replace(one.product, url=one.product.url.replace("127.0.0.1", "localhost"))
    return one


def press(one: Visitor, name: str) -> None:
    """The button of this name."""
    with one.page.expect_navigation():
        one.main().get_by_role("button", name=name, exact=True).first.click()


def follow(one: Visitor, name: str, place: str = "main") -> None:
    """The link of this name."""
    with one.page.expect_navigation():
        one.page.locator(place).get_by_role("link", name=name, exact=True).first.click()


def code_for(one: Visitor, phone: str) -> str:
    """From the simulated telephone, in a window beside."""
    page = one.page.context.new_page()
    page.goto(f"{one.product.url}/simulators/phone/")
    assert "模拟器" in page.locator("main").inner_text()
    found = re.search(r"\b(\d{6})\b", page.locator("#texts > li", has_text=phone).first.inner_text())
    page.close()
    assert found
    return found[1]


def ask_for_account(one: Visitor, name: str, phone: str) -> None:
    """As far as the code that was sent."""
    one.go("/accounts/login/")
    follow(one, "注册账号")
    one.look()
    one.page.fill("#id_username", name)
    one.page.fill("#id_phone", phone)
    one.page.fill("#id_password1", PASSWORD)
    one.page.fill("#id_password2", PASSWORD)
    press(one, "发送验证码")
    one.look()


def open_account(one: Visitor, name: str, phone: str) -> None:
    ask_for_account(one, name, phone)
    enter_code(one, phone)


def enter_code(one: Visitor, phone: str) -> None:
    one.page.fill("#id_code", code_for(one, phone))
    press(one, "确认")
    assert one.path() == "/my/identity/"


def prove(one: Visitor, name: str, document: str, status: int = 200) -> None:
    """实名核验: what is written is held against the register."""
    with one.allowing(status):
        one.page.fill("#id_name", name)
        one.page.fill("#id_document", document)
        with one.page.expect_navigation():
            one.page.locator("main form:has(#id_document) button").first.click()


def confirm(one: Visitor, password: str = PASSWORD) -> None:
    """The password once more, where what comes next guards the account."""
    if "/accounts/reauthenticate/" in one.page.url:
        one.look()
        one.page.fill("#id_password", password)
        press(one, "确认")


def add_authenticator(one: Visitor, username: str, password: str = PASSWORD) -> list[str]:
    """From the link that adds it to its recovery codes, and on; the product's visitors sign in with it from then. Returns the codes."""
    confirm(one, password)
    one.look()
    held = one.product.authenticators[username] = Authenticator(one.page.locator("#secret").text_content() or "")
    one.page.fill("#id_code", held.code())
    press(one, "添加")
    one.look()
    codes = one.page.locator("#codes li").all_inner_texts()
    assert len(codes) == 10
    follow(one, "已保存，继续")
    return codes


def guard(one: Visitor, username: str) -> list[str]:
    """An authenticator is added in the account's own security page."""
    one.go("/my/security/")
    one.look()
    follow(one, "添加", "#factors")
    codes = add_authenticator(one, username)
    assert one.path() == "/my/security/"
    return codes


def add_passkey(one: Visitor, username: str) -> None:
    """Whoever has a second factor, and has not just given it, gives that first: the password alone changes no factor."""
    cdp = one.page.context.new_cdp_session(one.page)
    cdp.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    one.go("/accounts/2fa/webauthn/add/")
    if "/accounts/2fa/reauthenticate/" in one.page.url:
        one.look()
        one.page.fill("#id_code", one.product.authenticators[username].code())
        press(one, "确认")
    one.look()
    one.page.fill("#id_name", "我的手机")
    press(one, "添加")
    one.go("/my/security/")
    assert "我的手机" in one.text()
    one.look()


def step_up(one: Visitor, username: str, password: str = PASSWORD) -> None:
    """Where more than a password is asked for: confirmed by the authenticator, which is set up the first time; then one goes on."""
    assert one.path().startswith("/my/step-up/"), one.text()[:600]
    one.look()
    if username in one.product.authenticators:
        one.page.fill("#id_code", one.product.authenticators[username].code())
        press(one, "确认")
    else:
        with one.page.expect_navigation():
            one.main().locator('a[href*="/2fa/totp/activate/"]').first.click()
        add_authenticator(one, username, password)
    assert not one.path().startswith("/my/step-up/"), one.text()[:600]


def sign_out(one: Visitor) -> None:
    one.go("/accounts/logout/")
    press(one, "退出")
