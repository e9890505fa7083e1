"""The product starts, says so, and every public page is one that anybody can read."""
import json
from collections.abc import Callable

import pytest

from tests.support.product import Product
from tests.support.visitor import DESKTOP, HEAVIEST, PHONE, Visitor

PUBLIC = (
    *("/", "/find?q=开饭店", "/events/", "/departments/", "/people/", "/firms/", "/bundles/43TCN0003/", "/verify/", "/ledger/"),
    "/accounts/login/",
)


def test_health_says_alive_and_ready(the_product: Product) -> None:
    for path in ("/health/live", "/health/ready"):
        status, body = the_product.get(path)
        assert (status, json.loads(body)) == (200, {path.rpartition("/")[2]: True})


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_public_page_is_accessible_and_light(visit: Callable[..., Visitor], path: str, size: tuple[int, int], language: str) -> None:
    reader = visit(size, language=language)
    reader.go(path)
    reader.look()
    assert reader.weight() < HEAVIEST, f"{path} weighs {reader.weight()} bytes"
