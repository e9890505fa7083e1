"""我要跑货运: a firm with one lorry gets its permit and then the lorry's certificate; a van needs neither, and is told so."""

from collections.abc import Callable

from tests.journeys import people
from tests.support.visitor import DESKTOP, PHONE, Visitor

BUNDLE, HEAD, FIRM = "43TCN0002", "hezhiqiang", "湘运达物流"
LORRY = {
    "transport.dangerous": "false",
    "transport.kind": "general",
    "vehicle.class": "heavy",
    "transport.permit_held": "false",
    "vehicle.bought": "true",
    "vehicle.second_hand": "false",
}


def test_a_firm_with_a_lorry_gets_permit_and_certificate(visit: Callable[..., Visitor]) -> None:
    firm, clerk = visit(DESKTOP), visit()
    people.ask(firm, "我要跑货运", BUNDLE)
    firm.look()
    case = people.apply(firm, LORRY, firm.look, bundle=BUNDLE, username=HEAD, firm=FIRM)
    firm.look()

    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    assert people.decide_all(visit, case, look=False, reviewers=("market", "transport")) == {"market": 1, "transport": 2}

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


def test_a_van_needs_no_permit_and_it_is_said_at_once(visit: Callable[..., Visitor]) -> None:
    anybody = visit(PHONE)
    anybody.go(f"/bundles/{BUNDLE}/")
    asked = people.answer_questions(anybody, {**LORRY, "vehicle.class": "light"}, anybody.look, BUNDLE)
    anybody.look()
    assert "vehicle.bought" not in asked
    assert "不用办道路运输经营许可证" in anybody.text()
    assert "之后才办" not in anybody.text()  # nothing follows: nothing is needed
    assert anybody.main().locator('a[href*="/begin/"]').count() == 0
