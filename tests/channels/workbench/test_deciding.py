"""The pages of a decision: conditions, a refusal drafted from what is not met, the head's switch, what is to be checked."""

import re

import pytest

from tests.channels.workbench.conftest import part, type_desk
from zhengtong.delivery.approvals.models import Approval, Automation
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.catalogue import api as catalogue

pytestmark = pytest.mark.django_db
LICENCE, FOOD, CHECKED = "43TCN0003-01", "43TCN0003-02", "43TCN0002-01"
SAID = "核对登记信息后当即办结，不作其他用途，依据公开的事项条件"


@pytest.fixture
def food(accepted: CaseView, desk: type_desk) -> str:
    """Open, and without health certificates."""
    desk("market").post(f"/desk/approvals/{part(accepted, LICENCE)}/decide/", {"opinion": "approve", "once": "a"})
    row = Case.objects.get(number=accepted.number)
    row.answers = {**row.answers, "food.health_certificates": False}
    row.save()
    return part(accepted, FOOD)


def test_the_page_names_each_condition_and_drafts_the_refusal(food: str, desk: type_desk) -> None:
    page = desk("market").get(f"/desk/approvals/{food}/").content.decode()
    assert "接触直接入口食品的人都有健康证明" in page
    assert "食品安全法 第四十五条" in page
    assert '<input type="checkbox" name="fails_on" value="health" checked>' in page
    assert 'name="fails_on" value="kitchen"' not in page  # what is met is no ground
    assert "让没有健康证明的人去体检" in page


def test_a_refusal_on_what_is_met_comes_back_with_what_was_typed(food: str, desk: type_desk) -> None:
    typed = {"opinion": "refuse", "text": "面积不对", "article": "食品安全法 第三十三条", "would_pass_if": "改正"}
    answer = desk("market").post(f"/desk/approvals/{food}/decide/", {**typed, "fails_on": "kitchen", "once": "b"})
    assert answer.status_code == 400
    assert "面积不对" in answer.content.decode()
    assert Approval.objects.get(number=food).state == "open"


def test_an_approval_with_a_condition_is_read_by_officer_and_law(food: str, desk: type_desk) -> None:
    typed = {"opinion": "approve", "condition": ["每年体检", ""], "condition_article": ["食品安全法 第四十五条", ""], "once": "c"}
    assert desk("market").post(f"/desk/approvals/{food}/decide/", typed).status_code == 302
    assert Approval.objects.get(number=food).conditions == [{"text": "每年体检", "article": "食品安全法 第四十五条"}]
    assert "每年体检" in desk("market").get(f"/desk/approvals/{food}/").content.decode()


def test_the_head_assesses_and_switches_and_nobody_else_comes_in(desk: type_desk) -> None:
    assert desk("market").get("/desk/automation/").status_code == 403
    head, pin = desk("head"), catalogue.guide(CHECKED).pin.sha256
    assert CHECKED in head.get("/desk/automation/").content.decode()
    short = {"pin": pin, "purpose": SAID, "necessity": SAID, "risks": "无", "measures": SAID, "once": "d"}
    refused = head.post(f"/desk/automation/{CHECKED}/on/", short)
    assert refused.status_code == 400
    assert SAID in refused.content.decode()
    assert not Automation.objects.exists()
    assert head.post(f"/desk/automation/{CHECKED}/on/", {**short, "risks": SAID}).status_code == 302
    assert Automation.objects.get().until is None
    assert head.post(f"/desk/automation/{CHECKED}/off/", {"once": "e"}).status_code == 302
    assert Automation.objects.get().until is not None


def test_what_was_approved_on_a_commitment_stands_on_the_list_until_two_have_checked_it(accepted: CaseView, desk: type_desk) -> None:
    number, fire = part(accepted, "43TCN0003-04"), desk("fire")
    Approval.objects.filter(number=number).update(committed=True)
    fire.post(f"/desk/approvals/{number}/decide/", {"opinion": "approve", "once": "f"})
    check = Approval.objects.get(number=number).after_check
    page = fire.get("/desk/checks/").content.decode()
    assert number in page
    first, second = dict.fromkeys(re.findall(r'<option value="(account:[0-9]+)"', page))
    alone = {"outcome": "kept", "first": first, "second": first, "found": "走廊里堆着酒", "once": "g"}
    answer = fire.post(f"/desk/checks/{check.pk}/", alone)
    assert (answer.status_code, "走廊里堆着酒" in answer.content.decode()) == (400, True)
    assert fire.post(f"/desk/checks/{check.pk}/", {**alone, "second": "account:0", "once": "i"}).status_code == 400
    assert fire.post(f"/desk/checks/{check.pk}/", {**alone, "second": second, "once": "h"}).status_code == 302
    check.refresh_from_db()
    assert (check.state, len(set(check.officers))) == ("kept", 2)
