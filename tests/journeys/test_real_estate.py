"""公司买厂房: tax, bank, cancellation, transfer and mortgage in their lawful order, through the pages of seven desks."""

from collections.abc import Callable

from tests.journeys import people
from tests.support.visitor import DESKTOP, PHONE, Visitor

BUNDLE, HEAD, FIRM = "43TCP0021", "hezhiqiang", "湘运达物流"
LOAN = {"estate.complex": "false", "estate.old_mortgage": "cleared", "estate.loan": "true", "agent.used": "false"}


def test_a_firm_buys_with_a_loan(visit: Callable[..., Visitor]) -> None:
    firm, clerk = visit(DESKTOP), visit()
    people.ask(firm, "公司买厂房过户", BUNDLE)
    firm.look()
    case = people.apply(firm, LOAN, firm.look, bundle=BUNDLE, username=HEAD, firm=FIRM)
    firm.look()

    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    reviewers = ("market", "tax", "natural", "window")  # the bank's answer is recorded at the window
    assert people.decide_all(visit, case, look=False, reviewers=reviewers) == {"market": 1, "tax": 1, "natural": 3, "window": 1}

    firm.go(f"/cases/{case}/")
    firm.look()
    assert firm.page.locator(".now.done").count() == 1, firm.text()[:800]
    links = [one.get_attribute("href") or "" for one in firm.main().locator("a.licence").all()]
    assert len(links) == 3
    names = ""
    for link in links:
        firm.go(link)
        names += firm.page.locator("h1").inner_text()
    assert all(word in names for word in ("契税", "不动产权证书", "不动产登记证明"))


def test_the_bank_refuses_and_nothing_is_transferred(visit: Callable[..., Visitor]) -> None:
    firm, clerk = visit(PHONE), visit()
    firm.go(f"/bundles/{BUNDLE}/")
    case = people.apply(firm, {**LOAN, "estate.old_mortgage": "none"}, bundle=BUNDLE, username=HEAD, firm=FIRM)
    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    assert people.decide_all(visit, case, look=False, reviewers=("market",)) == {"market": 1}
    people.refuse_next(clerk, case, text="还款能力不足", article="商业银行法 第三十五条", would_pass_if="补充担保")
    assert people.decide_all(visit, case, look=False, reviewers=("tax", "natural")) == {"tax": 1, "natural": 0}
    firm.go(f"/cases/{case}/")
    firm.look()
    assert "还款能力不足" in firm.text()
    assert [one.inner_text() for one in firm.main().locator("a.licence").all() if "不动产" in one.inner_text()] == []
