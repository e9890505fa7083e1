"""Deciding by a guide, and one's own space, in a browser: what each page must be, on a phone and on a desk, in both languages, large."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys import people
from tests.support.visitor import DESKTOP, PHONE, Visitor

type_visit = Callable[..., Visitor]
RESTAURANT = f"/bundles/{people.BUNDLE}/"
SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]


@pytest.mark.parametrize("size", SIZES)
def test_a_few_taps_tell_whether_one_can(visit: type_visit, size: tuple[int, int]) -> None:
    who = visit(size)
    who.go(RESTAURANT)
    who.look()
    check, said = who.page.locator("#check"), who.page.locator("#check .verdict")
    check.locator("label", has_text="否").first.click()
    expect(said).to_contain_text("现在还不能办")
    expect(said.locator("a.button")).to_have_attribute("href", "/bundles/CSZT0001/")
    who.look()
    check.locator("label", has_text="是").first.click()
    expect(said).to_contain_text("还差 1 个回答")
    check.locator("fieldset").last.locator("label", has_text="是").click()
    expect(said).to_contain_text("可以办")
    assert who.path() == RESTAURANT  # what was tapped stays out of the address that one shares
    who.look()
    people.press(who, "#check .verdict a.button")
    assert who.path().startswith(f"{RESTAURANT}questions/?licence.business_held=true")


@pytest.mark.parametrize("size", SIZES)
def test_pages_to_decide_by_are_whole_in_both_languages(visit: type_visit, size: tuple[int, int]) -> None:
    chinese, english = visit(size), visit(size, language="en-GB")
    english.go("/")
    if english.page.locator("html").get_attribute("lang") != "en":
        people.press(english, 'form[action$="/language/"] button')
    for who, path in ((chinese, f"{RESTAURANT}compare/"), (english, RESTAURANT), (english, "/items/43TCN0003-02/"), (english, "/firms/")):
        who.go(path)
        who.look()


@pytest.mark.parametrize("size", SIZES)
def test_pages_to_decide_by_are_whole_in_large_text(visit: type_visit, size: tuple[int, int]) -> None:
    who = visit(size)
    who.go("/items/43TCN0003-02/")
    people.press(who, 'form[action$="/elder/"] button')
    for path in (RESTAURANT, f"{RESTAURANT}compare/?a=restaurant&b=delivery-only", f"{RESTAURANT}history/", "/firms/"):
        who.go(path)
        who.look()


def test_the_address_is_copied_with_one_press(visit: type_visit) -> None:
    who = visit()
    who.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    who.go(RESTAURANT)
    who.page.locator("[data-copy]").click()
    expect(who.page.locator("[data-copy]")).to_have_text("已复制")
    assert who.page.evaluate("navigator.clipboard.readText()").endswith(RESTAURANT)


def test_without_scripts_the_check_is_a_form_and_nothing_useless_is_shown(visit: type_visit) -> None:
    who = visit(PHONE, scripts=False)
    who.go(RESTAURANT)
    assert not who.page.locator("[data-copy]").is_visible()
    who.page.locator("#check label", has_text="否").first.click()
    people.press(who, "#check button")
    assert "现在还不能办" in who.page.locator("#check .verdict").inner_text()
    assert who.page.locator("#check").bounding_box()["y"] < who.page.viewport_size["height"]  # type: ignore[index]


@pytest.mark.parametrize("size", SIZES)
def test_my_space_for_myself_and_for_the_firm(visit: type_visit, size: tuple[int, int]) -> None:
    who = visit(size)
    who.sign_in(people.APPLICANT)
    who.go("/my/")
    who.look()
    people.press(who, f'.switch button:has-text("{people.FIRM}")')
    assert who.path() == "/my/"
    expect(who.page.locator(".switch [aria-current]")).to_contain_text(people.FIRM)
    who.go(f"{RESTAURANT}begin/?" + "&".join(f"{key}={value}" for key, value in people.SMALL.items()))
    people.press(who, "main form button.big")
    draft = who.path()
    for path in ("/my/", "/my/drafts/", "/my/appointments/", "/my/settings/", "/accounts/password/change/", RESTAURANT):
        who.go(path)
        who.look()
    who.go("/my/drafts/")
    people.press(who, f'a[href="{draft}"]')
    assert who.path() == draft
