"""Questions one at a time without JavaScript; then a plan that says what, who, when and why not."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from tests.channels.portal.conftest import ANSWERS, RESTAURANT, fields, text, type_browser

QUESTIONS = f"{RESTAURANT}questions/"
PLAN = f"{RESTAURANT}plan/?{urlencode(ANSWERS)}"


def test_the_questions_lead_to_the_plan_one_at_a_time(visitor: Client) -> None:
    address, asked = QUESTIONS, []
    for _ in range(10):
        answer = visitor.get(address)
        if answer.status_code == 302:
            break
        page = text(answer)
        assert "为什么问这个" in page
        assert len(re.findall("<h1", page)) == 1
        form = fields(page, QUESTIONS).fields
        asked.append(form["asked"])
        address = f"{QUESTIONS}?{urlencode({**form, form['asked']: ANSWERS[form['asked']]})}"
    assert asked == list(ANSWERS)
    assert answer.status_code == 302
    assert urlsplit(answer["Location"]).path == f"{RESTAURANT}plan/"
    assert {key: value[0] for key, value in parse_qs(urlsplit(answer["Location"]).query).items()} == {**ANSWERS, "premises.area": "180"}


def test_a_question_left_open_is_asked_again_with_a_word(visitor: Client) -> None:
    page = text(visitor.get(QUESTIONS, {"asked": "licence.business_held"}))
    assert "请回答这个问题" in page
    assert 'href="#f-licence-business-held-0"' in page


@pytest.mark.parametrize("area", ["-5", "很大", "1e999", "<b>", "180平方千米"])
def test_an_answer_that_cannot_be_is_named_and_kept_for_mending(visitor: Client, area: str) -> None:
    given = {"licence.business_held": "true", "food.business_kind": "full", "premises.area": area, "asked": "premises.area"}
    answer = visitor.get(QUESTIONS, given)
    assert answer.status_code == 200
    page = text(answer)
    assert 'class="errors"' in page
    assert "<b>" not in re.findall(r'name="premises.area"[^>]*>', page)[0]


def test_one_may_go_back_and_change(visitor: Client) -> None:
    page = text(visitor.get(QUESTIONS, {**ANSWERS, "at": "food.business_kind"}))
    assert 'value="full" id="f-food-business-kind-0" checked' in page
    assert 'name="fire.route"' in page


def test_the_plan_says_who_when_and_why_not(visitor: Client) -> None:
    page = text(visitor.get(PLAN))
    assert "11 个工作日" in page
    assert "食品经营许可证新办" in page
    assert "您不需要办的" in page
    assert "食品小经营许可证新办" in page
    assert "关键路径" in page
    assert "<svg" in page
    assert "以列表显示" in page
    assert "4 个工作日" in page  # the source's own claim, said to be one
    assert "公布的总时限比最长的事项还短" in page
    assert f"{RESTAURANT}begin/?" in page


def test_without_a_business_licence_nothing_is_chosen_and_it_is_said(visitor: Client) -> None:
    page = text(visitor.get(f"{RESTAURANT}plan/?licence.business_held=false"))
    assert "都不需要办" not in page
    assert "先办这一步" in page
    assert 'href="/bundles/CSZT0001/"' in page
    assert "begin/" not in page


def test_an_open_situation_leads_back_to_the_questions(visitor: Client) -> None:
    page = text(visitor.get(f"{RESTAURANT}plan/?licence.business_held=true"))
    assert "回答还没答的问题" in page


def test_hostile_answers_in_the_address_do_no_harm(visitor: Client) -> None:
    answer = visitor.get(f"{RESTAURANT}plan/", {"premises.area": "1 OR 1=1", "food.business_kind": "<script>", "no.such": "x", "at": "'"})
    assert answer.status_code == 200
    assert "<script>" not in text(answer).replace("<script src", "")


def test_what_is_known_of_a_firm_is_not_asked(firm: Client, visitor: Client) -> None:
    """情形引导: holding the licence answers the first question."""
    mine = text(firm.get(f"{RESTAURANT}plan/", {key: value for key, value in ANSWERS.items() if key != "licence.business_held"}))
    assert "从您的登记中已知" in mine
    assert "您已有" in mine
    known = re.search(r"已知 <b>(\d+)</b> 项", mine)
    nobody = re.search(r"已知 <b>(\d+)</b> 项", text(visitor.get(PLAN)))
    assert known
    assert nobody
    assert int(known[1]) > int(nobody[1]) == 0


def test_beginning_asks_to_sign_in_and_comes_back_with_the_answers(visitor: Client) -> None:
    answer = visitor.get(f"{RESTAURANT}begin/?{urlencode(ANSWERS)}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")
    assert "premises.area" in answer["Location"]


def test_somebody_who_has_begun_is_first_offered_to_go_on(firm: Client, draft: str) -> None:
    assert f"/drafts/{draft}/form/" in text(firm.get(RESTAURANT))
    assert "接着填" in text(firm.get(f"{RESTAURANT}begin/?{urlencode(ANSWERS)}"))


def test_nobody_begins_for_a_firm_that_is_not_theirs(browser: type_browser, firm: Client) -> None:
    other = fields(text(firm.get(f"{RESTAURANT}begin/")), f"{RESTAURANT}begin/").radios["subject"][-1]
    answer = browser("chenxiaolan").post(f"{RESTAURANT}begin/?{urlencode(ANSWERS)}", {"subject": other, "once": "k1"})
    assert answer.status_code == 403
    assert "您可以这样做" in text(answer)


def test_an_item_alone_has_a_plan_too(visitor: Client) -> None:
    assert "户外招牌" in text(visitor.get("/items/43TCN0003-06/plan/"))


def test_what_a_neighbour_handles_cannot_be_begun_here_and_says_where(firm: Client) -> None:
    from zhengtong.foundation.catalogue import api as catalogue

    code = catalogue.browse(division="511602000000", limit=1).hits[0].code
    subject = fields(text(firm.get(f"/items/{code}/begin/")), f"/items/{code}/begin/").radios["subject"][0]
    answer = firm.post(f"/items/{code}/begin/", {"subject": subject})
    assert answer.status_code == 409
    assert "由广安市广安区办理" in text(answer)
    assert "不能在这里申请" in text(answer)


TICKS = "/bundles/43TCN0001/questions/"
TICKED_PLAN = "/bundles/43TCN0001/plan/"


def test_where_nobody_asks_the_visitor_ticks_and_sees_the_plan_of_just_that(visitor: Client) -> None:
    page = text(visitor.get(TICKS))
    assert page.count('type="checkbox"') == 19
    assert "没有公布" in page
    answer = visitor.get(TICKS, {"asked": "matter.items", "matter.items": ["43TCN0001-15", "43TCN0001-01"]})
    assert answer.status_code == 302
    plan = text(visitor.get(answer["Location"]))
    assert "公章刻制备案" in plan
    assert "19 项里的 2 项" in plan


def test_ticking_nothing_asks_again(visitor: Client) -> None:
    assert "请至少选一项" in text(visitor.get(TICKS, {"asked": "matter.items"}))
    assert visitor.get(TICKED_PLAN)["Location"] == TICKS
    assert visitor.get(TICKED_PLAN, {"matter.items": " ,,"})["Location"] == TICKS


@pytest.mark.parametrize("forged", ["43TCN0002-01", "<script>alert(1)</script>", "43TCN0001-01:x", "x" * 30_000])
def test_a_forged_tick_is_told_and_never_planned(forged: str, visitor: Client) -> None:
    answer = visitor.get(TICKS, {"asked": "matter.items", "matter.items": ["43TCN0001-01", forged]})
    assert answer.status_code == 200
    assert "wrong" in text(answer)
    assert "<script>alert" not in text(answer)
    assert visitor.get(TICKED_PLAN, {"matter.items": f"43TCN0001-01,{forged}"}).status_code in {302, 400, 422}
