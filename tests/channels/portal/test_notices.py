"""文书 and messages as people read them: a page for each notice, to print; and nobody else's eyes."""

import re

import pytest
from django.test import Client

from tests.channels.portal.conftest import TUESDAY, officer, text, type_browser
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.kernel import clock
from zhengtong.kernel.ledger import api as ledger


def links(client: Client, number: str) -> list[str]:
    return re.findall(rf'href="(/cases/{number}/notices/[^"]+)"', text(client.get(f"/cases/{number}/")))


def test_a_case_just_received_has_no_notice(firm: Client, received: str) -> None:
    assert links(firm, received) == []
    assert firm.get(f"/cases/{received}/notices/acceptance/").status_code == 404


def test_the_notice_of_acceptance_can_be_read_and_printed(firm: Client, accepted: CaseView) -> None:
    (where,) = links(firm, accepted.number)
    page = text(firm.get(where))
    for said in ("受理通知书", f"{accepted.number}-SL", "行政许可法 第三十二条", "2026 年 8 月 3 日", "演示：此处应加盖", "data-print"):
        assert said in page
    assert "%(" not in page


def test_the_supplementation_notice_can_be_read(firm: Client, supplementing: str) -> None:
    (where,) = links(firm, supplementing)
    page = text(firm.get(where))
    assert "补正告知书" in page
    assert "看不清出口（消防法第十五条）" in page
    assert "与平面图不一致" in page


def test_a_case_that_was_not_accepted_says_why_where_to_turn_and_how_to_contest(firm: Client, received: str) -> None:
    cases.decline(case=received, reason="不属于本级管辖", direction="向岳麓区申请", by=officer("window"), at=clock.now())
    (where,) = links(firm, received)
    page = text(firm.get(where))
    for said in ("不予受理决定书", "不属于本级管辖", "向岳麓区申请", "行政复议", "行政诉讼"):
        assert said in page


def test_a_refusal_says_reasons_article_way_out_and_remedies(firm: Client, finished: str) -> None:
    pages = [text(firm.get(where)) for where in links(firm, finished)]
    (refused,) = (page for page in pages if "不予行政许可决定书" in page)
    for said in (
        "疏散通道太窄",
        "消防法第十五条",
        "加宽到 1.1 米",
        "行政许可法 第三十八条",
        "60 日内，向长沙市人民政府",
        "6 个月内",
        "15 日内",
    ):
        assert said in refused
    assert sum("准予行政许可决定书" in page for page in pages) == 1
    assert all("%(" not in page for page in pages)


@pytest.mark.parametrize("kind", ["acceptance", "decision-01", "' OR 1=1", "%00", "x" * 400])
def test_another_persons_notice_is_not_there(browser: type_browser, finished: str, kind: str) -> None:
    assert browser("chenxiaolan").get(f"/cases/{finished}/notices/{kind}/").status_code == 404


@pytest.mark.parametrize("kind", ["none", "decision-99", "' OR 1=1", "%00", "x" * 400])
def test_what_was_never_written_is_not_there(firm: Client, finished: str, kind: str) -> None:
    assert firm.get(f"/cases/{finished}/notices/{kind}/").status_code == 404


def test_messages_say_what_happened_once_each_and_which_are_unread(firm: Client, finished: str) -> None:
    with clock.standing_at(TUESDAY):
        while ledger.work_once(20):
            pass
    page = text(firm.get("/my/messages/"))
    said = re.findall(r"<li><a[^>]*><b>(.*?)</b>", page, re.DOTALL)
    plain = [re.sub(r"<[^>]+>|\s", "", one) for one in said]
    assert len(plain) == len(set(plain))
    assert sum("准予" in one for one in plain) == 3
    assert sum("不予许可，理由和补救见办件页" in one for one in plain) == 1
    assert "食品经营许可证已颁发" in page
    assert all(one.startswith("未读") for one in plain)
    assert "新增" not in page
    assert "未读" not in "".join(re.findall(r"<li><a[^>]*><b>(.*?)</b>", text(firm.get("/my/messages/")), re.DOTALL))
