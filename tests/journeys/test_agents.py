"""委托代理: a firm's representative appoints an agent, who accepts and files; the representative sees by whom, and ends it."""

from collections.abc import Callable

import pytest

from tests.journeys import people
from tests.journeys.test_sign_in import follow, press, shown
from tests.support.visitor import DESKTOP, PHONE, Visitor

AGENT, NAME, DOCUMENT = "chenxiaolan", "陈晓兰", "990101198506150127"


def surer(one: Visitor) -> None:
    """What is asked for where a password is not enough: an authenticator is set up, then one goes on."""
    assert one.path().startswith("/my/step-up/"), one.text()[:600]
    one.look()
    with one.page.expect_navigation():
        one.main().locator('a[href*="/2fa/totp/activate/"]').first.click()
    if "/accounts/reauthenticate/" in one.page.url:
        one.page.fill("#id_password", "zhengtong-demo")
        with one.page.expect_navigation():
            one.page.locator("main form:has(#id_password) button").first.click()
    one.page.fill("#id_code", shown(one.page.locator("#secret").text_content() or ""))
    press(one.page, "添加")
    follow(one.page, "已保存，继续")


def offered(one: Visitor, firm: str) -> str:
    """The representative, acting for the firm, gives the power; its number."""
    one.sign_in({"湘江小馆": "zhoumingyuan", "湘运达": "hezhiqiang"}[firm])
    one.go("/my/")
    people.act_for_the_firm(one, firm)
    one.go("/my/agents/")
    one.look()
    follow(one.page, "委托他人")
    surer(one)
    assert one.path() == "/my/agents/offer/", one.path()
    one.look()
    one.page.fill("[name=name]", NAME)
    one.page.fill("[name=number]", DOCUMENT[:-1] + "8")
    one.page.locator(f'[name=matters][value="bundle:{people.BUNDLE}"]').check()
    with one.allowing(400):
        press(one.page, "授权")
    assert "没有姓名和号码都相符" in one.text()
    one.look()
    one.page.fill("[name=number]", DOCUMENT)
    one.page.locator("[name=times][value=standing]").check()
    press(one.page, "授权")
    one.look()
    assert "待接受" in one.text()
    return one.page.url.rstrip("/").rsplit("/", 1)[-1]


@pytest.mark.parametrize(("size", "firm"), [(PHONE, "湘江小馆"), (DESKTOP, "湘运达")])
def test_an_agent_files_a_restaurant_for_a_firm_and_is_stopped(
    visit: Callable[..., Visitor], size: tuple[int, int], firm: str
) -> None:
    principal, agent, clerk = visit(size), visit(size), visit()
    number = offered(principal, firm)

    agent.sign_in(AGENT)
    agent.go("/my/messages/")
    with agent.page.expect_navigation():
        agent.main().locator(f'a[href="/my/agents/{number}/"]').first.click()
    agent.look()
    press(agent.page, "接受")
    assert "有效" in agent.text()

    agent.go(f"/bundles/{people.BUNDLE}/")
    people.answer_questions(agent, people.FULL)
    people.begin(agent, AGENT, firm)
    agent.look()
    assert number in agent.page.content(), "the header says on what ground"
    people.fill_in(agent)
    people.hand_in_papers(agent)
    people.press(agent, '.savebar a[href$="/review/"]')
    case = people.submit(agent)
    said = f"由{NAME}（演示）（代理人，委托书 {number}）代"
    assert said in agent.text()
    agent.go("/my/licences/")
    assert agent.main().locator(".wallet a").count() == 0, "the firm's licences are not the agent's to see"

    clerk.sign_in(people.CLERK)
    clerk.go(f"/desk/cases/{case}/")
    assert said in clerk.text()

    principal.go(f"/cases/{case}/")
    assert said in principal.text()
    principal.look()
    principal.go(f"/my/agents/{number}/")
    press(principal.page, "撤销委托")
    assert "已撤销" in principal.text()

    agent.go(f"/cases/{case}/", status=403)
    assert "不能再代对方办理" in agent.text()
    agent.look()
    agent.go(f"/cases/{case}/", status=404)
    principal.go(f"/cases/{case}/withdraw/")
    people.press(principal, 'form[action$="/withdraw/"] button')
    assert "已撤回" in principal.text()
