"""Somebody opens an account, guards it with an authenticator and a passkey, and ends a session elsewhere; on a telephone and at a desk."""

from collections.abc import Callable

import pytest

from tests.journeys.accounts import PASSWORD, add_passkey, ask_for_account, at_home, enter_code, guard, press, sign_out
from tests.support.visitor import DESKTOP, PHONE, Visitor


@pytest.mark.parametrize(("size", "name", "phone"), [(PHONE, "sunxiaoman", "13912345001"), (DESKTOP, "heyuanzhi", "13912345002")])
def test_an_account_from_its_opening_to_a_session_ended_elsewhere(
    visit: Callable[..., Visitor], size: tuple[int, int], name: str, phone: str
) -> None:
    one = at_home(visit, size)
    ask_for_account(one, name, phone)
    one.page.fill("#id_code", "000000")
    press(one, "确认")
    assert "验证码不正确" in one.text()
    one.look()
    enter_code(one, phone)
    codes = guard(one, name)
    sign_out(one)
    one.give_password(name, PASSWORD)
    assert one.path() == "/accounts/2fa/authenticate/"
    one.look()
    one.page.fill("#id_code", one.product.authenticators[name].code())
    press(one, "登录")
    add_passkey(one, name)
    sign_out(one)
    one.go("/accounts/login/")
    one.look()
    press(one, "用通行密钥")
    assert one.path() == "/my/"
    one.go("/my/step-up/?next=/my/licences/")
    assert "半小时内已确认" in one.text()
    elsewhere = at_home(visit, DESKTOP if size == PHONE else PHONE)
    elsewhere.give_password(name, PASSWORD)
    elsewhere.page.fill("#id_code", codes[0])
    press(elsewhere, "登录")
    elsewhere.go("/my/security/")
    one.go("/my/security/")
    assert one.page.locator("#sessions li").count() == 2
    press(one, "结束其他全部会话")
    assert "已结束 1 个会话" in one.text()
    one.look()
    elsewhere.go("/my/security/")
    assert elsewhere.path().startswith("/accounts/login/"), "signed out from far away"
