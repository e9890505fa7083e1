"""自己选: a bundle of which no source says who needs which item. On a telephone: tick, plan, fill in, hand in; the window decides."""

from collections.abc import Callable

from tests.journeys import people
from tests.support.visitor import PHONE, Visitor

BUNDLE = "43TCN0001"                  # 企业信息变更: nineteen items, no questions, no departments in its source
WANTED = ("43TCN0001-06", "43TCN0001-15")


def test_a_bundle_without_questions_is_ticked_filed_and_decided(visit: Callable[..., Visitor]) -> None:
    who = visit(PHONE)
    who.go(f"/bundles/{BUNDLE}/")
    who.look()
    people.press(who, f'main a[href^="/bundles/{BUNDLE}/"].button:visible')
    assert "/questions/" in who.page.url
    who.look()
    people.press(who, "form:has(input[name=asked]) button")
    assert "请至少选一项" in who.text()
    who.look()
    for code in WANTED:
        who.main().locator(f'input[name="matter.items"][value="{code}"]').check()
    people.press(who, "form:has(input[name=asked]) button")
    assert "/plan/" in who.page.url
    assert "19 项里的 2 项" in who.text()
    who.look()
    people.press(who, 'a[href*="/questions/"]:visible')      # change one's mind: what was ticked is still ticked
    assert [who.main().locator(f'input[value="{code}"]').is_checked() for code in WANTED] == [True, True]
    people.press(who, "form:has(input[name=asked]) button")
    people.begin(who)
    who.look()
    people.fill_in(who)
    people.hand_in_papers(who)
    people.press(who, '.savebar a[href$="/review/"]')
    who.look()
    case = people.submit(who)
    clerk = visit()
    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    decided = 0
    while people.approve_next(clerk, case):
        decided += 1
    assert decided == len(WANTED)
    who.go(f"/cases/{case}/")
    assert "都已批准" in who.text() or "全部" in who.text(), who.text()[:800]
    who.look()
