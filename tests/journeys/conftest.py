"""Whole stories through the pages of the real product, in Debian's Chromium."""
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support import postgres, product, system
from tests.support.environment import WAIVED
from tests.support.product import Product
from tests.support.visitor import DESKTOP, Visitor, visitor

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs the browser. The journeys of a worker share one product."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            item.add_marker("slow")


@pytest.fixture(scope="session")
def the_product() -> Iterator[Product]:
    """Started once a worker, on the database that this run is about."""
    home = Path(os.environ["ZT_HOME"]) / "journeys"
    wanted = os.environ.get("ZT_TEST_DATABASE", "sqlite") == "postgres"
    name = f"journeys_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with product.running(home, database=postgres.server().create(name) if wanted else "") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    if "browser" in WAIVED:
        pytest.skip("waived: ZT_TEST_WITHOUT=browser")
    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")    # Playwright keeps a loop in this thread; tests that follow use the ORM in it
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        launched = playwright.chromium.launch(executable_path=system.chromium(), args=[*arguments, "--disable-dev-shm-usage"])
        yield launched
        launched.close()
    patch.undo()


@pytest.fixture
def visit(browser: Browser, the_product: Product) -> Iterator[Callable[..., Visitor]]:
    """``visit(size=PHONE, scripts=False)`` opens a window of its own; at the end nothing may have been minded in any of them."""
    opened: list[Visitor] = []

    def come(size: tuple[int, int] = DESKTOP, *, scripts: bool = True, language: str = "zh-CN") -> Visitor:
        opened.append(visitor(browser, the_product, size=size, scripts=scripts, language=language))
        return opened[-1]

    yield come
    for one in opened:
        one.page.context.close()
    assert not [line for one in opened for line in one.minded]
