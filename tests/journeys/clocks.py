"""期限 at the desk: who works on a part takes it, its clock is stopped and started, and the head of the body lengthens its term."""

from playwright.sync_api import Locator

from tests.journeys import people
from tests.support.visitor import Visitor


def claim(officer: Visitor, case: str) -> str:
    """The first part of this case under *my work* is this officer's own; its page."""
    assert people.open_part(officer, case), officer.text()[:800]
    people.press(officer, '#claim form[action$="/claim/"] button')
    assert officer.page.locator('#claim form[action$="/release/"]').count() >= 1, officer.text()[:800]
    return officer.path().partition("#")[0]


def stop(officer: Visitor, part: str, *, evidence: str, article: str, why: str) -> None:
    """特别程序: an appraisal that law requires."""
    officer.go(part)
    form = _opened(officer, "pause")
    form.locator("[name=kind]").select_option("appraisal")
    for name, value in (("article_needed", article), ("evidence", evidence), ("days", "5"), ("why", why)):
        form.locator(f"[name={name}]").fill(value)
    people.press(officer, 'form[action$="/clock/pause/"] button')
    assert officer.page.locator('form[action$="/clock/resume/"]').count() == 1, officer.text()[:800]


def start(officer: Visitor, part: str, *, evidence: str) -> None:
    """恢复计时, with what ended it."""
    officer.go(part)
    _opened(officer, "resume").locator("[name=evidence]").fill(evidence)
    people.press(officer, 'form[action$="/clock/resume/"] button')
    assert officer.page.locator('form[action$="/clock/pause/"]').count() == 1, officer.text()[:800]


def extend(head: Visitor, case: str, *, why: str) -> None:
    """延长, from the list of what runs in the body; as many days as the law allows stand there already."""
    head.go("/desk/clock/")
    people.press(head, f'main a[href^="/desk/approvals/{case}-"]')
    _opened(head, "extend").locator("[name=why]").fill(why)
    people.press(head, 'form[action$="/clock/extend/"] button')
    assert head.page.locator('form[action$="/clock/extend/"]').count() == 0, "it can be extended twice"


def _opened(officer: Visitor, act: str) -> Locator:
    chosen = f'form[action$="/clock/{act}/"]'
    folded = officer.page.locator(f"details:has({chosen})").last
    if folded.get_attribute("open") is None:
        folded.locator(":scope > summary").click()
    return officer.page.locator(chosen)
