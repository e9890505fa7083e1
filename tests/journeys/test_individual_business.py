"""我要开个小店: a citizen registers an individual business, which then exists, holds its licence and opens its restaurant with it."""

from collections.abc import Callable

from tests.journeys import people
from tests.support.visitor import PHONE, Visitor

BUNDLE, SHOPKEEPER, NAME = "CSZT0001", "yangxiaomei", "杨晓梅"
SHOP = {
    "operator.status": "mainland",
    "business.family_run": "false",
    "business.prior_approval": "false",
    "seal.wanted": "true",
    "staff.hired": "true",
}


def test_a_citizen_registers_a_shop_on_the_phone_and_opens_its_restaurant(visit: Callable[..., Visitor]) -> None:
    citizen, clerk = visit(PHONE), visit()
    people.ask(citizen, "个体户开店", BUNDLE)
    citizen.look()
    case = people.apply(citizen, SHOP, citizen.look, bundle=BUNDLE, username=SHOPKEEPER, firm=NAME)
    citizen.look()

    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    decided = people.decide_all(visit, case, look=False, reviewers=("market", "public", "human"))
    assert decided == {"market": 1, "public": 1, "human": 1}
    people.answer_outside(visit(), "tax", case)

    citizen.go(f"/cases/{case}/")
    citizen.look()
    assert "税收征管系统" in citizen.text(), "where a part was decided, and under which number"
    assert citizen.page.locator(".now.done").count() == 1, citizen.text()[:800]
    (licence,) = [one.get_attribute("href") or "" for one in citizen.main().locator("a.licence").all()]
    citizen.go(licence)
    citizen.look()
    shop = people.examples()["business.name"]
    assert shop in citizen.text()
    assert "92990100" in citizen.text()  # a code of nobody: region 99

    citizen.go("/my/")
    people.act_for_the_firm(citizen, shop)
    citizen.go(f"/bundles/{people.BUNDLE}/")
    assert "licence.business_held" not in people.answer_questions(citizen, people.SMALLEST)
    citizen.look()
    people.begin(citizen, SHOPKEEPER, shop)
    citizen.look()
    assert "firm.credit_code" not in people.open_questions(citizen)
    assert "92990100" in citizen.page.content()  # known from the licence, folded with what need not be filled in
