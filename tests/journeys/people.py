"""The people of the restaurant journey, and what each does at the pages, as they would: by reading labels and pressing buttons."""
import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Locator, expect

from tests.journeys import accounts
from tests.support.product import ROOT
from tests.support.visitor import Visitor

BUNDLE = "43TCN0003"
APPLICANT, STRANGER, CLERK = "zhoumingyuan", "chenxiaolan", "window"
FIRM = "湘江小馆"
FULL = {
    "food.business_kind": "full",
    "premises.area": "180",
    "fire.public_gathering": "true",
    "fire.route": "commitment",
    "signboard.wanted": "true",
}
SMALL = {**FULL, "food.business_kind": "small", "premises.area": "60", "fire.route": "inspection", "signboard.wanted": "false"}
SMALLEST = {"food.business_kind": "small", "premises.area": "30", "fire.public_gathering": "false", "signboard.wanted": "false"}
TAKE_AWAY = {**FULL, "fire.public_gathering": "false"}
REVIEWERS = ("market", "fire", "city")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def paper(name: str, content: bytes = PDF, media_type: str = "application/pdf") -> Any:
    """A file as a browser hands it over; its bytes differ by name."""
    return {"name": f"{name}.pdf", "mimeType": media_type, "buffer": content + f"% {name}".encode()}


@cache
def examples() -> Mapping[str, str]:
    """What content itself gives as the example of each answer."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "content" / "national" / "elements").glob("*.yaml")):
        for one in yaml.safe_load(path.read_text("utf-8")):
            found[one["code"]] = str(one.get("example", ""))
    return found


# the applicant


def ask(who: Visitor, words: str, bundle: str = BUNDLE) -> None:
    """The home page's one question, answered in plain words; the bundle is among what is found, and is opened."""
    who.go("/")
    who.page.locator("main input[name=q]").fill(words)
    who.page.locator("main form:has(input[name=q]) button").first.click()
    who.page.wait_for_url("**/find?q=*")
    who.main().locator(f'a[href^="/bundles/{bundle}/"]').first.click()
    who.page.wait_for_url(f"**/bundles/{bundle}/")


def answer_questions(
    who: Visitor, situation: Mapping[str, str], look: Callable[[], None] = lambda: None, bundle: str = BUNDLE
) -> list[str]:
    """One question at a time until the plan; returns what was asked."""
    press(who, f'main a[href^="/bundles/{bundle}/questions/"]:visible')
    asked: list[str] = []
    while "/questions/" in who.page.url:
        key = who.page.locator("input[name=asked]").get_attribute("value") or ""
        assert key not in asked, f"{key} is asked twice"
        asked.append(key)
        look()
        give(who.main().locator(f'[name="{key}"]'), {"licence.business_held": "true", **situation}[key])
        press(who, "form:has(input[name=asked]) button")
    assert "/plan/" in who.page.url
    return asked


def begin(who: Visitor, username: str = APPLICANT, firm: str = FIRM) -> str:
    """From the plan, through signing in where need be, to the form of a new draft for the firm (or whoever is named); its number."""
    press(who, 'main a[href*="/begin/"]:visible')
    if "/accounts/login/" in who.page.url:
        who.sign_in(username)
    who.main().get_by_label(re.compile(firm)).check()
    press(who, "form:has(input[name=subject]) button")
    found = re.search(r"/drafts/([^/]+)/form/", who.page.url)
    assert found, who.text()[:600]
    return found[1]


def fill_in(who: Visitor, answers: Mapping[str, str] | None = None) -> int:
    """Answer everything that is asked and still empty, by the element's own example; go on to the papers. Returns how many answers."""
    given = 0
    for _ in range(4):
        for key, value in (answers or {}).items():  # also over what an earlier matter has left there
            if (field := who.main().locator(f'#answers [name="{key}"]')).count():
                give(field, value)
        while keys := open_questions(who):
            for key in keys:
                if (field := who.main().locator(f'#answers [name="{key}"]')).count():  # an answer before it may have taken it away
                    give(field, {**examples(), **(answers or {})}[key] or "无")
                    given += 1
            settle(who)
        press(who, "#answers button[value=on]")
        if "/materials/" in who.page.url:
            return given
    raise AssertionError(who.text()[:3000])


def open_questions(who: Visitor) -> list[str]:
    """Names of the questions without an answer, in the order of the page."""
    return list(
        who.page.evaluate(
            """() => { const form = document.getElementById('answers'), said = new FormData(form), own =
            ['csrfmiddlewaretoken', 'shown', 'window', 'revision', 'go'];
            const names = [...form.elements].map(e => e.name).filter(n => n && !own.includes(n) && !n.startsWith('once'));
            return [...new Set(names)].filter(n => !said.getAll(n).some(v => v !== '')); }"""
        )
        if who.scripts
        else _open_without_scripts(who)
    )


def _open_without_scripts(who: Visitor) -> list[str]:
    names: dict[str, bool] = {}
    for one in who.page.locator("#answers input:not([type=hidden]), #answers textarea, #answers select").all():
        name = one.get_attribute("name") or ""
        kind = one.get_attribute("type")
        said = one.is_checked() if kind in {"radio", "checkbox"} else bool(one.input_value())
        names[name] = names.get(name, False) or said
    return [name for name, said in names.items() if not said]


def give(field: Locator, value: str) -> None:
    """Answer one question, whatever it looks like."""
    visible = field.locator("xpath=self::*[not(@type='hidden')]")
    first = visible.first
    kind = first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
    if kind == "checkbox":
        first.check()
    elif kind == "radio":
        wanted = field.page.locator(f'[name="{first.get_attribute("name")}"][value="{value}"]')
        (wanted if value and wanted.count() else first).check()
    elif kind == "select":
        first.select_option(value) if value else first.select_option(index=1)
    else:
        first.fill(value)
        first.blur()


def apply(
    who: Visitor,
    situation: Mapping[str, str],
    look: Callable[[], None] = lambda: None,
    *,
    bundle: str = BUNDLE,
    username: str = APPLICANT,
    firm: str = FIRM,
    answers: Mapping[str, str] | None = None,
) -> str:
    """From the bundle's page to the receipt; ``answers``: what is answered otherwise than by example. Returns the case number."""
    answer_questions(who, situation, look, bundle)
    look()
    begin(who, username, firm)
    look()
    fill_in(who, answers)
    look()
    hand_in_papers(who)
    look()
    press(who, '.savebar a[href$="/review/"]')
    look()
    if who.page.locator('a[href^="/my/step-up/"]').count():
        step_up(who, username)
        assert "/review/" in who.page.url, who.text()[:800]
        look()
    return submit(who)


def settle(who: Visitor) -> None:
    """Until what was typed is saved by itself."""
    if who.scripts:
        who.page.wait_for_timeout(330)
        who.page.wait_for_function("() => !document.querySelector('.htmx-request')")


def hand_in_papers(who: Visitor) -> list[str]:
    """A file for each paper that is still missing; returns their ids."""
    handed: list[str] = []
    while (missing := who.main().locator("section.paper:not(:has(.file))")).count():
        box = missing.first
        name = box.get_attribute("id") or ""
        assert name not in handed, who.text()[:2000]
        box.locator("input[type=file]").set_input_files(paper(name))
        if not who.scripts:
            box.locator("form.upload button").click()
        expect(who.page.locator(f"#{name} .file")).to_have_count(1)
        handed.append(name)
    return handed


def step_up(who: Visitor, username: str) -> None:
    """From a page that asks for a second factor to the same page, confirmed."""
    press(who, 'a[href^="/my/step-up/"]')
    accounts.step_up(who, username, who.product.sign_ins[username]["password"])


def submit(who: Visitor) -> str:
    """From the review to the receipt; returns the case number."""
    assert who.page.locator(".errors").count() == 0, who.page.locator(".errors").inner_text()
    press(who, "form:has(input[name=once]) button")
    who.page.wait_for_url("**/receipt/")
    return who.page.locator(".receipt .number").inner_text().strip()


def act_for_the_firm(who: Visitor, firm: str = FIRM) -> None:
    """By the account menu."""
    who.page.locator("details.menu summary").click()
    press(who, f'form[action*="acting-for"] button:has-text("{firm}")')


# officers


def at_the_desk(officer: Visitor, name: str) -> None:
    """Signed in through the sign-in page, once a day: whoever comes back to the desk has the session of this morning."""
    if held := officer.product.mornings.get(name):
        officer.page.context.add_cookies(held)
        officer.go("/desk/")
    if not held or "/accounts/login/" in officer.page.url:
        officer.sign_in(name)
        officer.product.mornings[name] = officer.page.context.cookies()


def accept(clerk: Visitor, case: str) -> None:
    clerk.go(f"/desk/cases/{case}/")
    unfold(clerk, "accept")
    press(clerk, 'form[action$="/accept/"] button')


def approve_next(officer: Visitor, case: str) -> bool:
    """Approve the first part of this case under *my work*; False where there is none."""
    if not open_part(officer, case):
        return False
    unfold(officer, "approve")
    press(officer, 'form:has(input[value="approve"]) button')
    return True


def open_part(officer: Visitor, case: str) -> bool:
    """The first part of this case under *my work*, opened; False where there is none."""
    officer.go("/desk/")
    parts = officer.main().locator(f'a[href^="/desk/approvals/{case}-"]')
    if not parts.count():
        return False
    officer.go(parts.first.get_attribute("href") or "")
    return True


def decide_all(
    visit: Callable[..., Visitor], case: str, look: bool = True, reviewers: Sequence[str] = REVIEWERS
) -> dict[str, int]:
    """Every reviewer approves what is under *my work*, until nothing is left; returns how many parts each decided."""
    desks = {name: visit() for name in reviewers}
    decided = dict.fromkeys(reviewers, 0)
    for name, officer in desks.items():
        at_the_desk(officer, name)
    moved = True
    while moved:
        moved = False
        for name, officer in desks.items():
            while approve_next(officer, case):
                decided[name] += 1
                moved = True
                if look:
                    officer.look()
    return decided


def answer_outside(officer: Visitor, username: str, case: str) -> None:
    """The part that an outside system decides: seen on the desk, approved there, and taken back; nothing is typed here."""
    officer.sign_in(username)
    assert open_part(officer, case)
    part = officer.page.url
    assert officer.main().locator('input[name="opinion"]').count() == 0, "what is decided elsewhere is not decided here"
    officer.look()
    until(lambda: _asked(officer, part) != "")
    officer.go("/simulators/systems/")
    officer.look()
    press(officer, f'form:has(input[value$="{part.rstrip("/").rpartition("/")[2]}"]) button[value="approve"]')
    until(lambda: _asked(officer, part).endswith("-Z"))


def _asked(officer: Visitor, part: str) -> str:
    """Ask the outside system now; the newest of its numbers that the page shows."""
    officer.go(part)
    ask = officer.main().locator('form[action$="/ask/"] button')
    if ask.count():
        press(officer, 'form[action$="/ask/"] button')
    numbers = officer.main().locator("section[aria-labelledby=outside] dd.figures").all_inner_texts()
    return next((one for one in reversed(numbers) if one.startswith("YS-")), "")


def unfold(officer: Visitor, what: str) -> None:
    """Open one of the acts of a decision, where it is folded."""
    form = {"accept": "/accept/", "ask": "/ask/", "decline": "/decline/", "forward": "/forward/"}.get(what)
    chosen = f'form[action$="{form}"]' if form else f'form:has(input[name=opinion][value="{what}"])'
    act = officer.page.locator(f"details:has({chosen})").last
    if act.get_attribute("open") is None:
        act.locator(":scope > summary").click()  # what is folded inside the act stays folded


# everybody


def press(who: Visitor, what: str) -> None:
    """Press a button or a link and wait until the next page is there."""
    with who.page.expect_navigation(wait_until="load"):
        who.page.locator(what).first.click()


def until(ready: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait for what the worker does."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, "the worker did not come to it"
        time.sleep(0.3)


def download(who: Visitor, what: str, folder: Path) -> Path:
    with who.page.expect_download() as coming:
        who.page.locator(what).first.click()
    target = folder / coming.value.suggested_filename
    coming.value.save_as(target)
    return target


def refuse_next(officer: Visitor, case: str, *, text: str, article: str, would_pass_if: str) -> None:
    """Refuse the first part of this case under *my work*, telling all three."""
    assert open_part(officer, case), officer.text()
    unfold(officer, "refuse")
    form = officer.page.locator('form:has(input[name=opinion][value="refuse"])')
    form.locator("[name=text]").fill(text)
    form.locator("[name=article]").fill(article)
    form.locator("[name=would_pass_if]").fill(would_pass_if)
    press(officer, 'form:has(input[name=opinion][value="refuse"]) button')


def refuse_as_drafted(officer: Visitor, case: str) -> None:
    """Refuse the first part of this case under *my work* with what its page has drafted from the conditions that are not met."""
    assert open_part(officer, case), officer.text()
    unfold(officer, "refuse")
    form = officer.page.locator('form:has(input[name=opinion][value="refuse"])')
    assert form.locator("[name=fails_on]:checked").count(), "no condition is unmet"
    press(officer, 'form:has(input[name=opinion][value="refuse"]) button')


# by keyboard


def reach(who: Visitor, what: str) -> None:
    """Press Tab until this has the focus; a group of radio buttons is one stop. What has it must show it."""
    for _ in range(150):
        if who.page.evaluate("what => !!document.activeElement && document.activeElement.matches(what)", what.replace(":visible", "")):
            assert _shows_focus(who), f"{what} does not show that it has the focus"
            return
        who.page.keyboard.press("Tab")
    raise AssertionError(f"{what} cannot be reached with Tab on {who.path()}")


def _shows_focus(who: Visitor) -> bool:
    """Whether the place looks different with and without the focus."""
    place = who.page.evaluate(
        """() => { const e = document.activeElement, b = (e.type === 'radio' ? e.closest('label') || e : e).getBoundingClientRect();
        return {x: Math.max(b.x - 8, 0), y: Math.max(b.y - 8, 0), width: b.width + 16, height: b.height + 16}; }"""
    )
    focused = who.page.screenshot(clip=place, caret="hide")
    who.page.evaluate("() => { window.had = document.activeElement; window.had.blur(); }")
    blurred = who.page.screenshot(clip=place, caret="hide")
    who.page.evaluate("() => window.had.focus({preventScroll: true, focusVisible: true})")
    return focused != blurred


def enter(who: Visitor, what: str) -> None:
    """Reach it and press Enter; the next page comes."""
    reach(who, what)
    with who.page.expect_navigation(wait_until="load"):
        who.page.keyboard.press("Enter")


def choose(who: Visitor, name: str, value: str) -> None:
    """With Space and the arrow keys inside a group of radio buttons."""
    who.page.keyboard.press("Space")
    for _ in range(10):
        if who.page.evaluate("([name, value]) => document.querySelector(`input[name='${name}'][value='${value}']`).checked", [name, value]):
            return
        who.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name}: {value} cannot be chosen with the keyboard")


_STOP = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
const fields = e.type === 'date' && e === window.last, seen = e.met === true && !fields, box = e.getBoundingClientRect();
e.met = true; window.last = e;
const ring = one => { const s = getComputedStyle(one);
return s.boxShadow !== "none" || s.outlineStyle !== "none" && s.outlineWidth !== "0px"; };
return { name: e.id || e.name || e.textContent.trim().slice(0, 30), seen, ringed: fields || ring(e) || ring(e.closest('label') || e),
inside: box.bottom > 0 && box.top < innerHeight && box.width > 0 }; }"""


def roam(who: Visitor) -> list[str]:
    """Tab through the page to its end; the stops by id or name. Each stop is seen and shows that it has the focus; none is met twice."""
    who.page.evaluate("() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); }")
    met: list[str] = []
    for _ in range(300):
        who.page.keyboard.press("Tab")
        told = who.page.evaluate(_STOP)
        if told is None or (told["seen"] and told["name"] == met[0]):
            return met
        assert not told["seen"], f"{told['name']} is met twice on {who.path()}: {met[-5:]}"
        assert told["inside"], f"{told['name']} has the focus out of sight on {who.path()}"
        assert told["ringed"], f"{told['name']} does not show that it has the focus on {who.path()}"
        met += [] if met and met[-1] == told["name"] else [told["name"]]  # year, month and day of one date
    raise AssertionError(f"no end to {who.path()}: {met[-10:]}")
