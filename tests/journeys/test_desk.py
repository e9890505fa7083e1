"""案头: a reviewer's desk by keyboard alone; several decided together, each for its own reasons; a hearing, and the decision after it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.journeys import filed, people
from tests.support.product import Product
from tests.support.visitor import DESKTOP, PHONE, Visitor
from zhengtong.kernel import clock

type_visit = Callable[..., Visitor]
CHECK = "43TCN0003-01"


@pytest.fixture(scope="module")
def lying(the_product: Product) -> list[str]:
    """The first parts of four cases, open at the market regulator; each test takes its own."""
    return [f"{case}-01" for case in filed.cases(the_product, 4)]


def test_the_reviewers_desk_by_keyboard_alone(visit: type_visit, lying: list[str]) -> None:
    """Move, search, watch, claim, give back, open, note, next, decide: no key needs a mouse before it, and none traps."""
    officer, mine = visit(DESKTOP), lying[1]
    people.at_the_desk(officer, "market")
    officer.go("/desk/?list=all")
    keys = officer.page.keyboard
    people.reach(officer, "a.skip")
    keys.press("Enter")
    assert officer.page.evaluate("document.activeElement.id") == "main"
    assert "q" in people.roam(officer)
    officer.look()

    keys.press("j")
    first = _row(officer)
    keys.press("j")
    assert _row(officer) != first
    keys.press("k")
    assert _row(officer) == first
    keys.press("?")
    assert officer.page.locator("[data-keys]").get_attribute("open") is not None

    keys.press("/")
    assert officer.page.evaluate("document.activeElement.id") == "q"
    keys.type(mine)
    _press(officer, "Enter")
    keys.press("j")
    assert _row(officer) == f"n-{mine}"
    for key, word in (("w", "取消关注"), ("c", "退回"), ("c", "认领"), ("c", "退回")):
        _press(officer, key)
        assert _row(officer) == f"n-{mine}", "back in the list, one's hands are on another line"
        assert word in officer.page.locator("[data-row]").inner_text()
    _press(officer, "Enter")
    assert officer.path() == f"/desk/approvals/{mine}/"
    assert "由您办理" in officer.page.locator("#claim").inner_text()
    assert "as-of" in people.roam(officer), "the foot of the page is not reached"

    keys.press("n")
    keys.press("Tab")
    keys.type("已电话核实")
    people.enter(officer, 'form[action$="/note/"] button')
    assert "已电话核实" in officer.page.locator("section.notes").inner_text()
    _press(officer, "j")
    assert officer.path() != f"/desk/approvals/{mine}/"
    _press(officer, "k")
    assert officer.path() == f"/desk/approvals/{mine}/"
    keys.press("a")
    assert officer.page.evaluate("document.activeElement.name") == "note", "the act that opened does not lead into its first field"
    keys.type("材料属实")
    people.enter(officer, 'form:has(input[value="approve"]) > button')
    assert mine in officer.page.locator("#told").inner_text()
    assert officer.path() != f"/desk/approvals/{mine}/", "the next matter does not follow"


def _row(officer: Visitor) -> str:
    return str(officer.page.evaluate("(document.activeElement.matches('[data-open]') && document.activeElement.id) || ''"))


def _press(officer: Visitor, key: str) -> None:
    """A key that leads to another page."""
    with officer.page.expect_navigation(wait_until="load"):
        officer.page.keyboard.press(key)


def test_several_are_decided_together_each_for_its_own_reasons(visit: type_visit, lying: list[str]) -> None:
    """批量审批: one approved, one refused for reasons of its own, one left in the list; nothing typed is lost where a reason is missing."""
    officer, (left, _, refused, approved) = visit(PHONE), lying
    people.at_the_desk(officer, "market")
    officer.go("/desk/?list=all")
    for number in (left, refused, approved):
        officer.page.locator(f'input[name=n][value="{number}"]').check()
    people.press(officer, '[data-do="several"]')
    officer.look()
    officer.page.locator("[name=same]").fill("材料齐全")
    _answer(officer, approved, "approve")
    _answer(officer, refused, "refuse", text="登记的地址与店址不一致")
    with officer.allowing(200, 400, 409):
        people.press(officer, "form[data-keeps] .actions button")
    officer.look()
    assert approved in officer.page.locator("section:has(#done)").inner_text()
    assert refused in officer.page.locator(".errors").inner_text(), "refused without its article"
    assert officer.page.locator(f'[name="text:{refused}"]').input_value() == "登记的地址与店址不一致", "what was typed is lost"
    _answer(officer, refused, "refuse", article="行政许可法 第三十八条", would="先办理住所变更登记")
    people.press(officer, "form[data-keeps] .actions button")
    assert refused in officer.page.locator("section:has(#done)").inner_text()
    officer.go("/desk/?list=all")
    held = officer.main().inner_text()
    assert [one in held for one in (left, refused, approved)] == [True, False, False]

    firm = visit(PHONE)
    firm.sign_in(people.APPLICANT)
    people.act_for_the_firm(firm)
    firm.go(f"/cases/{refused.rpartition('-')[0]}/")
    firm.look()
    assert all(words in firm.text() for words in ("登记的地址与店址不一致", "行政许可法 第三十八条", "先办理住所变更登记"))
    assert "材料齐全" not in firm.text(), "a note for the file"


def _answer(officer: Visitor, number: str, opinion: str, **said: str) -> None:
    officer.page.locator(f'[name="opinion:{number}"][value="{opinion}"]').check()
    for name, words in said.items():
        officer.page.locator(f'[name="{name}:{number}"]').fill(words)


def test_a_hearing_and_the_decision_after_it(visit: type_visit, the_product: Product, lying: list[str]) -> None:
    """听证: the neighbour is told by letter, speaks and asks; the officer calls; another chairs; the decision names the record."""
    case = lying[0].rpartition("-")[0]
    officer, neighbour, firm, chair = visit(DESKTOP), visit(PHONE), visit(PHONE), visit(DESKTOP)
    people.at_the_desk(officer, "market")
    assert people.approve_next(officer, case)  # the licence's check: then the permit for food is open
    part, at = f"{case}-02", f"/desk/approvals/{case}-02/"
    officer.go(at)
    _step(officer, "party", {"name": "王邻居", "contact": "样例路 22 号", "touched": "共用楼梯和后门"})
    officer.look()
    key = re.search(r"(?:[A-Z2-9]{4}-){4}[A-Z2-9]{4}", officer.main().inner_text())
    assert key
    _speak(neighbour, key[0].lower())
    officer.go(at)
    assert "后门是消防通道" in officer.main().inner_text()
    _call(officer, "政务服务中心 301")

    firm.sign_in(people.APPLICANT)
    people.act_for_the_firm(firm)
    firm.go(f"/cases/{case}/")
    firm.look()
    assert "政务服务中心 301" in firm.text()
    assert "王邻居" not in firm.text(), "who the other party is"
    neighbour.go("/hearings/")
    assert "政务服务中心 301" in neighbour.text()

    filed.until_the_hearing(the_product, part)
    people.at_the_desk(chair, "market2")
    chair.go(at)
    _step(chair, "hearing/record", {"record": "邻居：后门不能堆货。申请人：改从前门进货。", "signed": "王邻居、周明远"})
    chair.look()
    record = _decide_by_the_record(officer, at)
    firm.go(f"/cases/{case}/")
    firm.look()
    assert record in firm.text()


def _speak(neighbour: Visitor, key: str) -> None:
    """陈述申辩, without an account, and a hearing asked for."""
    neighbour.go("/statement/")
    neighbour.look()
    neighbour.page.locator("#key").fill(key)
    people.press(neighbour, "form:has(#key) button")
    neighbour.look()
    neighbour.page.locator("[name=view][value=object]").check()
    neighbour.page.locator("#text").fill("后门是消防通道，不能堆货")
    neighbour.page.locator("[name=hearing]").check()
    people.press(neighbour, "form:has(#text) button")
    neighbour.look()


def _call(officer: Visitor, place: str) -> None:
    """Too early a day is refused and costs nothing that was typed; a lawful one stops the clock."""
    today, chair = clock.today(), officer.page.locator("#h-chair option").nth(1).get_attribute("value")
    with officer.allowing(400):
        _step(officer, "hearing/call", {"on": str(today + timedelta(days=3)), "at_hour": "09:30", "place": place, "chair": chair})
    officer.look()
    assert officer.page.locator("#h-place").input_value() == place, "what was typed is lost"
    _step(officer, "hearing/call", {"on": str(today + timedelta(days=15))})
    officer.look()
    assert officer.page.locator('form[action$="/clock/resume/"]').count() == 1, "the clock runs on before the hearing"


def _decide_by_the_record(officer: Visitor, at: str) -> str:
    """Not without naming it; returns its number."""
    officer.go(at)
    people.unfold(officer, "approve")
    with officer.allowing(400):
        people.press(officer, 'form:has(input[value="approve"]) > button')
    record = re.search(r"[0-9A-Z]+(?:-[0-9A-Z]+)+", officer.page.locator(".errors").inner_text())
    assert record, "the decision follows the record"
    officer.page.locator('form:has(input[value="approve"]) [name=note]').fill(f"依听证笔录 {record[0]}：后门保持畅通，从前门进货。")
    people.press(officer, 'form:has(input[value="approve"]) > button')
    return record[0]


def _step(officer: Visitor, what: str, given: dict[str, str | None]) -> None:
    """One of the acts beside the decision: unfold, fill in, send."""
    chosen = f'form[action$="/{what}/"]'
    folded = officer.page.locator(f"details:has({chosen})").last
    if folded.get_attribute("open") is None:
        folded.locator(":scope > summary").click()
    for name, words in given.items():
        people.give(officer.page.locator(f"{chosen} [name={name}]"), words or "")
    people.press(officer, f"{chosen} button")
