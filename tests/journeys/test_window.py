"""一窗受理: a clerk at the counter, an elder without an account: from the next person to the printed receipt, counted press by press."""

import re
import time
from collections.abc import Callable

from tests.journeys import people
from tests.support.visitor import DESKTOP, Visitor

ELDER = "李桂香"
MATTER = "退休一件事"
SITUATION = {
    "retire.employee_scheme": "true",
    "retire.route": "at_age",
    "retire.deemed_years": "false",
    "retire.employee_medical": "true",
    "retire.medical_deemed": "false",
    "retire.fund": "none",
    "retire.only_child": "false",
}


class Presses:
    """Every press of the clerk's, counted."""

    def __init__(self, clerk: Visitor) -> None:
        self.clerk, self.count = clerk, 0

    def __call__(self, selector: str) -> None:
        people.press(self.clerk, selector)
        self.count += 1


def test_from_the_next_person_to_the_receipt_at_the_counter(visit: Callable[..., Visitor]) -> None:
    clerk = visit(DESKTOP)
    clerk.go("/take-a-number/")
    clerk.look()
    people.press(clerk, "main section form button")
    clerk.look()
    number = clerk.page.locator(".drawn .number").inner_text()
    clerk.sign_in("window")
    clerk.go("/desk/window/")
    press, began = Presses(clerk), time.monotonic()
    press('main form[action$="/next/"] button')
    assert clerk.page.locator("h1").inner_text().startswith(number)
    assert clerk.page.evaluate("document.activeElement.id") == "code"  # where the reader types
    clerk.look()
    press(f'button.card:not(.bad):has-text("{ELDER}")')
    clerk.look()
    assert clerk.page.evaluate("document.activeElement.id") == "q"
    press(f'button.matter:has-text("{MATTER}")')
    assert press.count == 3
    clerk.look()
    for key, value in SITUATION.items():
        people.give(clerk.main().locator(f'[name="{key}"]'), value)
    people.press(clerk, "main form.sheet button")
    assert re.search(r"/drafts/[^/]+/form/$", clerk.path())
    assert f"您的柜台前：{ELDER}" in clerk.page.locator("aside.sitting").inner_text().replace(" ", "")
    people.fill_in(clerk)
    people.hand_in_papers(clerk)
    people.press(clerk, '.savebar a[href$="/review/"]')
    people.press(clerk, 'main a[href$="/declare/"]')
    clerk.look()
    people.press(clerk, f'button[name=card]:has-text("{ELDER}")')
    assert "本人已确认" in clerk.text()
    case = people.submit(clerk)
    clerk.look()
    assert "打印收件凭证" in clerk.text()
    people.press(clerk, 'form[action*="/accept/"] button')
    assert "已受理" in clerk.text()
    clerk.page.keyboard.press("n")  # one key, and the next person is called
    clerk.page.wait_for_url("**/desk/window/")
    assert time.monotonic() - began < 120
    assert clerk.page.locator("aside.sitting").count() == 0
    clerk.page.locator("#code").fill(f"{clerk.product.url}/cases/{case}/")  # the code on the receipt, as a scanner types it
    clerk.page.locator("#code").press("Enter")
    clerk.page.wait_for_url(f"**/desk/cases/{case}/")
