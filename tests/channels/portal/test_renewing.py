"""延续 on the pages: the last day to ask, a button that opens the item filled in, a second press that goes on, a day that is over."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.channels.portal.conftest import MONDAY, text, type_browser
from zhengtong.delivery.licences import api as licences
from zhengtong.delivery.licences.models import Licence
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.kernel.actors import system
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words


@pytest.fixture
def permit(firm: Client) -> str:
    """A food permit of the firm; ``until`` is set by each test. Today is 3 August 2026."""
    (shown,) = re.findall(r'href="/licences/([^"/]+)/"', text(firm.get("/my/licences/")))
    held = Licence.objects.get(number=shown)
    holder, values = Ref("firm", held.holder_number), {"premises": "阜埠河路21号"}
    issued = licences.issue(
        type="food_business_permit", holder=holder, holder_name=held.holder_name, values=values,
        issuer=catalogue.guide("43TCN0003-02").organisation, approval="", case="", item="43TCN0003-02", item_name=Words("食品经营许可证"),
        by=system("tests"), at=MONDAY,
    )  # fmt: skip
    return str(issued.number)


def ends(number: str, on: date) -> None:
    Licence.objects.filter(number=number).update(valid_until=on)


def test_in_time_it_opens_the_item_once_and_says_until_when(firm: Client, permit: str, browser: type_browser) -> None:
    ends(permit, date(2026, 9, 20))
    assert "请在" in text(firm.get("/my/"))
    page = text(firm.get(f"/licences/{permit}/"))
    assert "按期申请的最后一日" in page
    assert "8月31日" in re.sub(r"\s", "", page)
    assert "条文未核实" in page
    first = firm.post(f"/licences/{permit}/renew/", {"once": "r1"})
    again = firm.post(f"/licences/{permit}/renew/", {"once": "r2"})
    assert first.status_code == 302
    assert first["Location"] == again["Location"]
    form = text(firm.get(first["Location"]))
    assert "本件申请延续" in form
    assert "阜埠河路21号" in form
    assert browser("chenxiaolan").post(f"/licences/{permit}/renew/", {"once": "r3"}).status_code == 404


def test_late_it_is_told_plainly_and_far_away_nobody_is_troubled(firm: Client, permit: str) -> None:
    ends(permit, date(2026, 8, 20))
    assert "按一般申请办理" in text(firm.get(f"/licences/{permit}/"))
    ends(permit, date(2031, 8, 2))
    assert "延续" not in text(firm.get("/my/"))
    assert "2031" in text(firm.get(f"/licences/{permit}/"))
