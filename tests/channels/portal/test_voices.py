"""还有谁参与: a guide tells who beside the deciding body has a say, with its article; and says nothing where nobody has."""

import pytest
from django.test import Client

from tests.channels.portal.conftest import text

pytestmark = pytest.mark.django_db


def told(visitor: Client, code: str, **headers: str) -> str:
    page = text(visitor.get(f"/items/{code}/", **headers))  # type: ignore[arg-type]
    return page[page.index('id="voices"') :].split("</section>", 1)[0] if 'id="voices"' in page else ""


def test_a_guide_tells_who_has_a_say_and_how_it_is_weighed(visitor: Client) -> None:
    water = told(visitor, "000119001000-01")
    for words in (
        "长沙市住房和城乡建设局", "5 个工作日", "取水许可和水资源费征收管理条例 第十九条", "用书面告知", "按受理先后准予",
        "征求其他机关意见", "取水量按行业用水定额核定", "要写明理由",
    ):  # fmt: skip
        assert words in water, words
    assert "演示街道办事处" in told(visitor, "43PCP0017-03")
    assert "不答复算没有异议" in told(visitor, "43TCN0008-16")
    assert told(visitor, "000123014000-01") == ""


def test_it_tells_so_in_english_too(visitor: Client) -> None:
    relief = told(visitor, "43PCP0017-03", HTTP_ACCEPT_LANGUAGE="en")
    assert "Demonstration street office" in relief
    assert "examines first and passes it up" in relief
