"""Somebody at the pages: a browser window that watches what a careful reader would mind."""
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from tests.support.product import Product

PHONE, DESKTOP = (390, 844), (1440, 900)
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],     # told in full; to describe all that is in order as well takes as long as to look at it
}
HEAVIEST = 150_000                     # bytes over the line for a page without charts


@dataclass
class Visitor:
    """One window with its own session. ``minded`` collects console errors, broken resources and server errors."""

    page: Page
    product: Product
    scripts: bool
    minded: list[str] = field(default_factory=list)
    _allowed: list[int] = field(default_factory=list)
    _loaded: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.minded.append(f"script error: {error}"))
        self.page.on("response", self._response)
        self.page.on("requestfinished", self._finished)

    def go(self, path: str, *, status: int = 200) -> None:
        """Open an address of the product and expect this status."""
        with self.allowing(status):
            answer = self.page.goto(self.product.url + path if path.startswith("/") else path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}, not {status}\n{self.text()[:1500]}"

    def sign_in(self, username: str, password: str = "") -> None:
        """Through the sign-in page, as everybody."""
        self.give_password(username, password or self.product.sign_ins[username]["password"])
        assert "/accounts/login/" not in self.page.url, self.text()[:800]

    def give_password(self, username: str, password: str) -> None:
        """At the sign-in page, wherever that leads."""
        if "/accounts/login/" not in self.page.url:
            self.go("/accounts/login/")
        form = self.page.locator("form:has(#id_login)")
        form.locator("#id_login").fill(username)
        form.locator("input[name=password]").fill(password)
        with self.page.expect_navigation():
            form.locator("button").first.click()

    def main(self) -> Locator:
        return self.page.locator("main")

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def path(self) -> str:
        return self.page.url.removeprefix(self.product.url)

    def look(self) -> None:
        """What each page must be: accessible, no wider than the window, without an error on the console."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.path()} is {wide} px wider than the window: {self._widest()}"
        if self.scripts:
            found = Axe().run(self.page, options=_RULES)
            assert found.violations_count == 0, f"{self.path()}\n{_told(found.response['violations'])}"
        assert not self.minded, f"{self.path()}: {self.minded}"

    def weight(self) -> int:
        """Bytes over the line for the page as it is now."""
        self.page.wait_for_load_state("networkidle")
        return sum(one.sizes()["responseBodySize"] for one in self._loaded)

    def picture(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)

    @contextmanager
    def allowing(self, *statuses: int) -> Iterator[None]:
        """Refusals that the test provokes: a browser reports their status on the console, too."""
        self._allowed += statuses
        try:
            yield
        finally:
            self.page.wait_for_load_state()
            del self._allowed[len(self._allowed) - len(statuses) :]

    def _console(self, message: ConsoleMessage) -> None:
        expected = "Failed to load resource" in message.text and any(str(one) in message.text for one in self._allowed)
        if message.type == "error" and not expected:
            self.minded.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._allowed:
            self.minded.append(f"{response.status} {response.request.method} {response.url}")

    def _finished(self, request: Request) -> None:
        if request.is_navigation_request():
            self._loaded.clear()
        self._loaded.append(request)

    def _widest(self) -> object:
        return self.page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            ".slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + (e.textContent || '').trim().slice(0, 40))"
        )


def _told(violations: list[dict[str, object]]) -> str:
    lines = []
    for one in violations:
        nodes = one["nodes"]
        assert isinstance(nodes, list)
        lines.append(f"- {one['id']} ({one['impact']}): {one['help']}")
        for node in nodes[:4]:
            why = str(node.get("failureSummary", "")).replace("\n", " ")
            lines.append(f"    {node['target']}: {node['html'][:200]} | {why[:300]}")
    return "\n".join(lines)


def visitor(
    browser: Browser, product: Product, *, size: tuple[int, int] = DESKTOP, scripts: bool = True, language: str = "zh-CN"
) -> Visitor:
    """A new window with nobody signed in."""
    phone = size == PHONE
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        is_mobile=phone,
        has_touch=phone,
        java_script_enabled=scripts,
        locale=language,
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    return Visitor(context.new_page(), product, scripts)
