"""我要跑货运: a firm with one lorry gets its permit and then the lorry's certificate; a van needs neither, and is told so.

The licence's check is approved at once once the head of the market regulator has assessed that and switched it on (秒批).
"""

from collections.abc import Callable

from tests.journeys import people
from tests.support.visitor import DESKTOP, PHONE, Visitor

BUNDLE, HEAD, FIRM = "43TCN0002", "hezhiqiang", "湘运达物流"
CHECKED = "43TCN0002-01"
LORRY = {
    "transport.dangerous": "false",
    "transport.kind": "general",
    "vehicle.class": "heavy",
    "transport.permit_held": "false",
    "vehicle.bought": "true",
    "vehicle.second_hand": "false",
}


def test_a_firm_with_a_lorry_gets_permit_and_certificate(visit: Callable[..., Visitor]) -> None:
    firm, clerk, head = visit(DESKTOP), visit(), visit(PHONE)
    switch_on(head)
    people.ask(firm, "我要跑货运", BUNDLE)
    firm.look()
    case = people.apply(firm, LORRY, firm.look, bundle=BUNDLE, username=HEAD, firm=FIRM)
    firm.look()

    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    ask_a_person_to_explain(firm, visit(), case)
    switch_off(head)
    assert people.decide_all(visit, case, look=False, reviewers=("market", "transport")) == {"market": 0, "transport": 2}

    firm.go(f"/cases/{case}/")
    firm.look()
    assert firm.page.locator(".now.done").count() == 1, firm.text()[:800]
    links = [one.get_attribute("href") or "" for one in firm.main().locator("a.licence").all()]
    shown = []
    for link in links:
        firm.go(link)
        firm.look()
        shown.append(firm.text())
    assert ["道路运输经营许可证" in text and "普通货运" in text for text in shown] == [True, False]
    assert ["湘A99001" in text and "18000" in text.replace(",", "") for text in shown] == [False, True]


def switch_on(head: Visitor) -> None:
    """Not without an assessment of this very version (个人信息保护法 arts. 55, 56); what was written stays where a part is missing."""
    people.at_the_desk(head, "head")
    head.go("/desk/automation/")
    form = head.page.locator(f'form[action$="/{CHECKED}/on/"]')
    head.page.locator(f'details:has(form[action$="/{CHECKED}/on/"])').last.locator(":scope > summary").click()
    said = {"purpose": "核对登记信息", "necessity": "当即办结，不作其他用途", "risks": "登记有误时会误批"}
    said["measures"] = "每月抽查，发现不符的按程序撤销"
    for part, words in said.items():
        form.locator(f"[name={part}]").fill("" if part == "measures" else words + "，依据公开的事项条件和登记信息")
    form.evaluate("form => { form.noValidate = true; }")
    with head.allowing(400):
        people.press(head, f'form[action$="/{CHECKED}/on/"] button')
    head.look()
    assert form.locator("[name=purpose]").input_value().startswith(said["purpose"])
    form.locator("[name=measures]").fill(said["measures"] + "，每一件都留下条件和来源")
    people.press(head, f'form[action$="/{CHECKED}/on/"] button')
    assert head.page.locator(f'form[action$="/{CHECKED}/off/"]').count() == 1, head.text()[:800]


def switch_off(head: Visitor) -> None:
    head.go("/desk/automation/")
    people.press(head, f'form[action$="/{CHECKED}/off/"] button')
    assert head.page.locator(f'form[action$="/{CHECKED}/on/"]').count() == 1


def ask_a_person_to_explain(firm: Visitor, officer: Visitor, case: str) -> None:
    """Approved at once, each condition with its source; on request somebody of the department looks through it and answers."""

    def decided() -> bool:
        firm.go(f"/cases/{case}/")
        return firm.page.locator(f"section:has(#d-{case}-01) ul.plain > li").count() >= 1

    people.until(decided)
    firm.look()
    shown = firm.page.locator(f"section:has(#d-{case}-01)")
    assert all("·" in line for line in shown.locator("ul.plain > li").all_inner_texts()), "a condition without its source"
    people.press(firm, f"section:has(#d-{case}-01) form button")
    assert shown.locator("form").count() == 0, "it can be asked for twice"
    people.at_the_desk(officer, "market")
    officer.go("/desk/checks/")
    officer.look()
    people.press(officer, f'section:has(#asked) a[href="/desk/approvals/{case}-01/"]')
    officer.page.locator("#explanation").fill("登记库里贵公司的营业执照当天有效，条件只有这一项。")
    people.press(officer, 'form[action$="/explain/"] button')
    officer.look()
    firm.go(f"/cases/{case}/")
    assert "营业执照当天有效" in firm.text()


def test_a_van_needs_no_permit_and_it_is_said_at_once(visit: Callable[..., Visitor]) -> None:
    anybody = visit(PHONE)
    anybody.go(f"/bundles/{BUNDLE}/")
    asked = people.answer_questions(anybody, {**LORRY, "vehicle.class": "light"}, anybody.look, BUNDLE)
    anybody.look()
    assert "vehicle.bought" not in asked
    assert "不用办道路运输经营许可证" in anybody.text()
    assert "之后才办" not in anybody.text()  # nothing follows: nothing is needed
    assert anybody.main().locator('a[href*="/begin/"]').count() == 0
