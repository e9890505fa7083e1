"""第二个城市: the district's own house, started as ``make run CITY=…`` starts it; somebody finds an item, files it, and it is decided."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import people
from tests.support import product
from tests.support.product import Product
from tests.support.visitor import PHONE, Visitor, visitor

CITIZEN = "tangqiuyue"


@pytest.fixture(scope="module")
def district() -> Iterator[Product]:
    with product.running(Path(os.environ["ZT_HOME"]) / "district", city="guangan") as running:
        yield running


@pytest.fixture
def come(browser: Browser, district: Product) -> Iterator[Callable[..., Visitor]]:
    opened: list[Visitor] = []

    def coming(size: tuple[int, int] = PHONE) -> Visitor:
        opened.append(visitor(browser, district, size=size, scripts=True, language="zh-CN"))
        return opened[-1]

    yield coming
    for one in opened:
        one.page.context.close()
    assert not [line for one in opened for line in one.minded]


def test_an_item_of_the_second_city_is_found_filed_and_decided(come: Callable[..., Visitor]) -> None:
    who = come()
    who.go("/")
    assert "广安" in who.text()
    assert "长沙" not in who.text()
    who.look()
    who.page.locator("main input[name=q]").fill("残疾人证")
    who.page.locator("main form:has(input[name=q]) button").first.click()
    who.page.wait_for_url("**/find?q=*")
    people.press(who, 'main a:has-text("残疾人证新办")')
    assert "未公布" in who.text()
    who.look()
    people.press(who, 'main a[href$="/plan/"].button:visible')
    assert "要交哪些材料，来源没有公布" in who.text()
    who.look()
    people.begin(who, CITIZEN, "唐秋月")
    people.fill_in(who)
    people.press(who, '.savebar a[href$="/review/"]')
    who.look()
    case = people.submit(who)
    assert case.startswith("5116-")
    clerk = come((1440, 900))
    people.at_the_desk(clerk, people.CLERK)
    people.accept(clerk, case)
    decided = people.decide_all(come, case, look=False, reviewers=("qucanlian", "qucanlian-2"))   # the source lists it under two codes
    assert sum(decided.values()) == 1
    who.go(f"/cases/{case}/")
    who.look()
