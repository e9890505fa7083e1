"""帮办代办: a helper sits with an elder who has no account, files for her with her own word, and is stopped by her."""

import re
import subprocess
import sys
from collections.abc import Callable

from tests.journeys import people
from tests.journeys.accounts import code_for
from tests.journeys.test_retirement import BUNDLE, STATE_FIRM
from tests.support.product import ROOT, Product
from tests.support.visitor import DESKTOP, PHONE, Visitor

ELDER, DOCUMENT, TELEPHONE = "李桂香", "990001196209090020", "19900000071"
SHORT = {**STATE_FIRM, "retire.deemed_years": "false", "retire.fund": "none"}
PASSWORD = "an elder of the journey"
OPEN_ACCOUNT = """
import sys
from zhengtong.site.starting import with_django
with_django(tables=True)
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Person
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
elder = next((one for one in Person.objects.filter(account=None) if one.name.startswith(sys.argv[1])), None)
elder is None or identity.open_account(username="elder", password=sys.argv[2], person=elder.number, by=system("journey"), at=clock.now())
"""


def give_account(product: Product) -> None:
    command = [sys.executable, "-c", OPEN_ACCOUNT, ELDER, PASSWORD]
    done = subprocess.run(command, env=dict(product.environment), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def sit_down(helper: Visitor) -> str:
    """From the document to the open sitting; returns its number."""
    helper.sign_in("helper")
    helper.go("/desk/assist/")
    helper.look()
    helper.page.locator("#document").fill(DOCUMENT)
    helper.page.locator("#name").fill(ELDER)
    people.press(helper, 'button[name=way][value="code"]')
    helper.look()
    helper.page.locator("#code").fill(code_for(helper, TELEPHONE))
    number = re.search(r"assist/(H\w+)/open", helper.page.locator("form:has(#code)").get_attribute("action") or "")
    assert number
    people.press(helper, "form:has(#code) button")
    assert f"您在帮 {ELDER}" in helper.page.locator("aside.sitting").inner_text()
    helper.look()
    return number[1]


def file_retirement(helper: Visitor) -> str:
    """The whole matter, with her own word before it is handed in; returns the case."""
    people.ask(helper, "我要退休了", BUNDLE)
    people.answer_questions(helper, SHORT, bundle=BUNDLE)
    people.begin(helper, "helper", ELDER)
    helper.look()
    people.fill_in(helper)
    people.hand_in_papers(helper)
    people.press(helper, '.savebar a[href$="/review/"]')
    helper.look()
    assert helper.page.locator("form:has(input[name=once]) button").is_disabled()
    people.press(helper, 'a[href$="/declare/"]')
    helper.look()
    people.press(helper, "form:has(input[value=ask]) button")
    helper.page.locator("#code").fill(code_for(helper, TELEPHONE))
    helper.look()
    people.press(helper, "form:has(#code) button")
    assert "本人已确认" in helper.text()
    helper.look()
    return people.submit(helper)


def test_a_helper_files_for_an_elder_who_sees_it_and_stops_it(visit: Callable[..., Visitor]) -> None:
    helper, elder = visit(PHONE), visit(PHONE)
    number = sit_down(helper)
    case = file_retirement(helper)
    helper.look()
    assert f"您在帮 {ELDER}" in helper.page.locator("aside.sitting").inner_text()
    helper.go("/desk/assist/")
    assert case in helper.text()
    people.press(helper, f'main form[action$="/{number}/go/"] button')

    give_account(helper.product)
    elder.sign_in("elder", PASSWORD)
    elder.go(f"/cases/{case}/")
    assert f"帮办编号 {number}）代{ELDER}" in elder.text(), elder.text()
    elder.go("/my/helpers/")
    elder.look()
    assert case in elder.text()
    people.press(elder, f'form[action$="/{number}/stop/"] button')
    elder.look()
    assert "已叫停" in elder.text()

    helper.go(f"/cases/{case}/", status=409)
    assert "已经结束" in helper.text()
    helper.go(f"/cases/{case}/", status=403)
    helper.go("/desk/assist/")
    assert "本人已叫停" in helper.text()
    helper.look()
    elder.go(f"/cases/{case}/")
    assert case in elder.text()


def test_at_a_desk_without_a_telephone_the_signed_paper_opens_the_sitting(visit: Callable[..., Visitor]) -> None:
    helper = visit(DESKTOP, scripts=False)
    helper.sign_in("helper")
    helper.go("/desk/assist/paper/")
    helper.look()
    assert "帮办委托书" in helper.text()
    helper.go("/desk/assist/")
    helper.page.locator("#document").fill("990101195003150025")
    helper.page.locator("#name").fill("周奶奶")
    helper.page.locator("details.on-paper summary").click()
    with helper.allowing(400):
        people.press(helper, 'button[name=way][value="paper"]')
    assert "缺签了名的委托书" in helper.text()
    helper.look()
    assert helper.page.locator("#name").input_value() == "周奶奶"
    helper.page.locator("#register").check()
    helper.page.locator("#paper").set_input_files(people.paper("mandate"))
    people.press(helper, 'button[name=way][value="paper"]')
    assert "您在帮 周奶奶" in helper.page.locator("aside.sitting").inner_text()
    helper.look()
    helper.go("/my/licences/")
    helper.look()
    people.press(helper, "aside.sitting form:last-of-type button")
    assert "您不再替 周奶奶 办" in helper.text()
    helper.look()
