"""谁是谁: somebody opens an account, proves who they are, guards it, and lets an agent file for their firm, until they end it."""

from collections.abc import Callable

from tests.journeys import accounts, people
from tests.journeys.accounts import follow, press
from tests.support.visitor import DESKTOP, PHONE, Visitor

SHEN, DOCUMENT = "沈一帆", "990101199103050126"  # in the registers; without an account
KITCHEN, CODE = "一帆小厨", "91990100MAC000068N"
USERNAME, TELEPHONE = "shenyifan", "13912345021"
AGENT, NAME, NUMBER = "chenxiaolan", "陈晓兰", "990101198506150127"


def test_from_an_account_to_an_agent_who_files_a_restaurant_and_is_stopped(visit: Callable[..., Visitor]) -> None:
    """On telephones: the other one was signed in before there was a second factor, and is asked for it."""
    one, other = accounts.at_home(visit, PHONE), accounts.at_home(visit, PHONE)
    accounts.open_account(one, USERNAME, TELEPHONE)
    accounts.prove(one, SHEN, DOCUMENT)
    assert SHEN in one.text()
    other.sign_in(USERNAME, accounts.PASSWORD)
    accounts.guard(one, USERNAME)
    accounts.add_passkey(one, USERNAME)
    accounts.sign_out(one)
    one.go("/accounts/login/")
    press(one, "用通行密钥")
    assert one.path() == "/my/"
    claim(other)
    number = offered(other, USERNAME, accounts.PASSWORD)
    agent, clerk = visit(PHONE), visit()
    case = filed(agent, number, KITCHEN, people.FULL)
    seen_and_stopped(other, agent, clerk, number, case)


def test_a_firms_agent_at_a_desk(visit: Callable[..., Visitor]) -> None:
    """From the power of attorney on."""
    principal = visit(DESKTOP)
    principal.sign_in("hezhiqiang")
    principal.go("/my/")
    people.act_for_the_firm(principal, "湘运达")
    number = offered(principal, "hezhiqiang", principal.product.sign_ins["hezhiqiang"]["password"])
    agent, clerk = visit(DESKTOP), visit()
    case = filed(agent, number, "湘运达", people.SMALL)
    seen_and_stopped(principal, agent, clerk, number, case)


def claim(one: Visitor) -> None:
    """认领企业: the register of firms names them as its legal representative."""
    one.go("/my/firm/")
    one.look()
    one.page.fill("[name=code]", CODE)
    press(one, "核对登记")
    assert KITCHEN in one.page.locator("h1").inner_text(), one.text()[:800]
    one.look()


def offered(one: Visitor, username: str, password: str) -> str:
    """The representative, acting for the firm, gives the power to somebody: first with a wrong number. Its number."""
    one.go("/my/agents/")
    one.look()
    follow(one, "委托他人")
    if one.path() != "/my/agents/offer/":
        accounts.step_up(one, username, password)
    assert one.path() == "/my/agents/offer/", one.path()
    one.look()
    one.page.fill("[name=name]", NAME)
    one.page.fill("[name=number]", NUMBER[:-1] + "8")
    one.page.locator(f'[name=matters][value="bundle:{people.BUNDLE}"]').check()
    with one.allowing(400):
        press(one, "授权")
    assert "没有姓名和号码都相符" in one.text()
    one.look()
    one.page.fill("[name=number]", NUMBER)
    one.page.locator("[name=times][value=standing]").check()
    press(one, "授权")
    one.look()
    assert "待接受" in one.text()
    return one.page.url.rstrip("/").rsplit("/", 1)[-1]


def accepted(agent: Visitor, number: str) -> None:
    """By the message that told of it."""
    agent.sign_in(AGENT)
    agent.go("/my/messages/")
    people.press(agent, f'main a[href="/my/agents/{number}/"]')
    agent.look()
    press(agent, "接受")
    assert "有效" in agent.text()


def filed(agent: Visitor, number: str, firm: str, situation: dict[str, str]) -> str:
    """The agent takes the power, and hands in the whole restaurant for the firm; the case."""
    accepted(agent, number)
    agent.go(f"/bundles/{people.BUNDLE}/")
    people.answer_questions(agent, situation)
    people.begin(agent, AGENT, firm)
    agent.look()
    assert number in agent.page.content(), "the header says on what ground"
    people.fill_in(agent)
    people.hand_in_papers(agent)
    people.press(agent, '.savebar a[href$="/review/"]')
    return people.submit(agent)


def seen_and_stopped(principal: Visitor, agent: Visitor, clerk: Visitor, number: str, case: str) -> None:
    """Everybody reads by whom and for whom; the principal ends it, and keeps the case; the agent's next click is refused."""
    said = f"由{NAME}（演示）（代理人，委托书 {number}）代"
    assert said in agent.text()
    agent.go("/my/licences/")
    assert agent.main().locator(".wallet a").count() == 0, "the firm's licences are not the agent's to see"
    people.at_the_desk(clerk, people.CLERK)
    clerk.go(f"/desk/cases/{case}/")
    assert said in clerk.text()

    principal.go(f"/cases/{case}/")
    assert said in principal.text()
    principal.look()
    principal.go(f"/my/agents/{number}/")
    press(principal, "撤销委托")
    assert "已撤销" in principal.text()

    agent.go(f"/cases/{case}/", status=403)
    assert "不能再代对方办理" in agent.text()
    agent.look()
    agent.go(f"/cases/{case}/", status=404)
    principal.go(f"/cases/{case}/withdraw/")
    people.press(principal, 'form[action$="/withdraw/"] button')
    assert "已撤回" in principal.text()
