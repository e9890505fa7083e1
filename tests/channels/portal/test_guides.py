"""办事指南 to decide by: may I, what do I have, who does what, where, what people ask, what differs, what changed. No JavaScript here."""

import re

import pytest
from django.test import Client

from tests.channels.portal.conftest import RESTAURANT, text, type_browser
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.forms.models import Draft
from zhengtong.kernel.ledger.models import Entry

PERMIT = "/items/43TCN0003-02/"
SHOP = "/items/000131004000-01/"  # for people only
HELD, PLACE = "licence.business_held", "c2"  # the question that ends it, and the condition that no question stands for


def verdict(page: str) -> str:
    found = re.search(r'<div class="verdict" role="status">(.*?)</section>', page, re.S)
    return re.sub(r"<[^>]+>", " ", found[1]) if found else ""


def section(page: str, mark: str) -> str:
    return page.split(mark, 1)[1].split("</section>", 1)[0]


# may I


def test_a_no_says_why_and_what_to_do_first(visitor: Client) -> None:
    page = text(visitor.get(RESTAURANT, {HELD: "false"}))
    assert "现在还不能办" in verdict(page)
    assert "没有营业执照不能开业" in verdict(page)
    first = catalogue.bundle("43TCN0003").questions[0].otherwise
    assert first
    kind, _, code = first.matters[0].partition(":")
    assert f'href="/{kind}s/{code}/"' in section(page, 'class="verdict"')


def test_all_yes_leads_on_with_the_answers(visitor: Client) -> None:
    page = text(visitor.get(RESTAURANT, {HELD: "true", PLACE: "yes"}))
    assert "可以办" in verdict(page)
    onward = re.search(r'href="([^"]+questions/\?[^"]+)"', section(page, 'class="verdict"'))
    assert onward
    assert onward[1] == f"{RESTAURANT}questions/?licence.business_held=true"
    assert 'name="licence.business_held"' not in text(visitor.get(onward[1])).replace('type="hidden" name="licence.business_held"', "")


def test_not_sure_says_whom_to_ask_and_half_answered_says_what_is_left(visitor: Client) -> None:
    assert "先弄清楚" in verdict(text(visitor.get(RESTAURANT, {HELD: "true", PLACE: "unsure"})))
    assert "12345" in verdict(text(visitor.get(RESTAURANT, {HELD: "true", PLACE: "unsure"})))
    assert "还差 1 个回答" in verdict(text(visitor.get(RESTAURANT, {HELD: "true"})))
    assert verdict(text(visitor.get(RESTAURANT))).strip() == ""


def test_a_condition_that_a_question_stands_for_is_not_asked_twice(visitor: Client) -> None:
    form = section(text(visitor.get(RESTAURANT)), 'id="check"')
    assert "已取得本省营业执照的经营主体" not in form
    assert "经营场所符合食品安全和消防安全规定" in form


def test_in_english_too(visitor: Client) -> None:
    visitor.cookies["django_language"] = "en"
    page = text(visitor.get(RESTAURANT, {HELD: "false"}))
    assert "Not yet." in verdict(page)
    assert "You may not open without a business licence" in verdict(page)


def test_for_whom_is_asked_where_only_some_may(visitor: Client, browser: type_browser, firm: Client) -> None:
    form = section(text(visitor.get(SHOP)), 'id="check"')
    assert 'name="who"' in form
    page = text(visitor.get(SHOP, {"who": "firm"}))
    assert "这是个人办的事" in verdict(page)
    assert 'name="who"' not in text(browser("chenxiaolan").get(SHOP))  # known of somebody who has signed in
    assert "这是个人办的事" in verdict(text(firm.get(SHOP)))


def test_a_matter_for_firms_tells_a_representative_to_act_for_the_firm(browser: type_browser) -> None:
    page = text(browser("zhoumingyuan").get("/bundles/43TCN0008/"))
    assert "这是企业和其他单位办的事" in verdict(page)
    assert "湘江小馆" in verdict(page)


def test_a_licence_answers_for_its_holder(firm: Client) -> None:
    page = text(firm.get(RESTAURANT, {PLACE: "yes"}))
    assert 'name="licence.business_held"' not in section(page, 'id="check"')
    assert "可以办" in verdict(page)


def test_nothing_is_kept_of_somebody_who_only_looked(visitor: Client) -> None:
    before = (Entry.objects.count(), Draft.objects.count())
    answer = visitor.get(RESTAURANT, {HELD: "false", PLACE: "no"})
    assert "sessionid" not in answer.cookies
    assert (Entry.objects.count(), Draft.objects.count()) == before


@pytest.mark.parametrize("bad", ["maybe", "<script>alert(1)</script>", "\x00", "true' OR 1=1", "是" * 3000])
def test_nonsense_in_the_address_is_no_answer(visitor: Client, bad: str) -> None:
    answer = visitor.get(RESTAURANT, {HELD: bad, PLACE: bad, "who": bad, "as": bad})
    assert answer.status_code == 200
    assert "可以办" not in verdict(text(answer))
    assert "<script>alert" not in text(answer)


# what do I have


def test_what_a_licence_stands_in_for_is_ticked(visitor: Client, firm: Client, browser: type_browser) -> None:
    assert "您已有" not in section(text(visitor.get(PERMIT)), 'id="papers"')
    own = section(text(firm.get(PERMIT)), 'id="papers"')
    assert own.index("营业执照") < own.index("您已有") < own.index("场所合法使用证明")
    as_myself = section(text(browser("zhoumingyuan").get(PERMIT)), 'id="papers"')
    assert "您已有" not in as_myself
    assert re.search("湘江小馆[^<]*持有", as_myself)


def test_how_many_answers_are_known_already(firm: Client, visitor: Client) -> None:
    told = re.search(r"表里共 (\d+) 项，(\d+) 项", text(firm.get(PERMIT)))
    assert told
    assert int(told[1]) > int(told[2]) >= 5
    assert "表里共" not in text(visitor.get(PERMIT))


# who does what, where, what people ask


def test_an_item_is_drawn_from_hand_to_hand_with_the_terms_of_its_rules(visitor: Client) -> None:
    page = section(text(visitor.get(PERMIT)), "怎么流转")
    assert [page.count(word) > 0 for word in ("受理", "审查和决定", "送达")] == [True, True, True]
    assert "10 个工作日内" in page


def test_typical_situations_show_their_own_lanes(visitor: Client) -> None:
    first = section(text(visitor.get(RESTAURANT)), 'id="lanes"')
    assert "食品经营许可证新办" in first
    assert "食品小经营许可证新办" not in first
    small = section(text(visitor.get(RESTAURANT, {"as": "small-eatery"})), 'id="lanes"')
    assert "食品小经营许可证新办" in small
    assert "户外招牌" not in small


def test_answers_unfold_with_the_text_of_the_law(visitor: Client) -> None:
    asked = section(text(visitor.get(RESTAURANT)), 'id="asked"')
    assert asked.count("<details>") >= 11  # six questions, five laws behind them
    assert "厨师和服务员要办健康证吗" in asked
    assert "应当每年进行健康检查，取得健康证明后方可上岗工作" in asked


def test_the_laws_behind_a_bundle_are_those_of_its_items_each_once(visitor: Client) -> None:
    law = section(text(visitor.get(RESTAURANT)), 'id="law"')
    shown = re.findall(r"<summary>([^<]+)</summary>", law)
    assert len(shown) == len(set(shown)) >= 4
    assert "公众聚集场所投入使用、营业前消防安全检查实行告知承诺管理" in law


def test_an_office_says_what_is_not_published(visitor: Client) -> None:
    where = section(text(visitor.get(PERMIT)), 'id="where"')
    assert "长沙市市场监督管理局" in where
    assert "长沙市政务服务中心综合窗口" in where
    assert where.count("未公布") == 2
    assert "12345" in where


def test_a_page_can_be_taken_along(visitor: Client, settings: object) -> None:
    share = section(text(visitor.get(PERMIT, {"who": "firm"})), 'id="share"')
    assert f'value="{settings.ZT_PUBLIC_URL}{PERMIT}"' in share  # type: ignore[attr-defined]
    assert "<svg" in share
    assert "script-only" in re.search(r"<button[^>]*data-copy[^>]*>", share)[0]  # type: ignore[index]


def test_the_sources_own_before_and_after(visitor: Client) -> None:
    page = text(visitor.get("/bundles/43PCN0009/"))
    saved = page.split("saved-by", 1)[1].split("</dl>", 1)[0]
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", saved))
    assert re.search(r"72 天.*5 天.*4 次.*0 次.*22 份.*4 份.*7 个.*1 个", plain), plain
    assert "saved-by" not in text(visitor.get(RESTAURANT))


# what differs


def rows(page: str) -> dict[str, tuple[bool, list[str]]]:
    found = {}
    for mark, body in re.findall(r'<tr( class="differs")?>(.*?)</tr>', page, re.S):
        cells = [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<td[^>]*>(.*?)</td>", body, re.S)]
        title = re.search(r'<th scope="row">(.*?)(?: <span|</th>)', body, re.S)
        if title:
            found[title[1]] = (bool(mark), cells)
    return found


def test_two_typical_situations_stand_side_by_side(visitor: Client) -> None:
    told = rows(text(visitor.get(f"{RESTAURANT}compare/", {"a": "restaurant", "b": "small-eatery"})))
    assert told["事项"] == (True, ["4", "3"])
    assert told["承诺"][0] is False
    assert told["食品经营许可证新办"] == (True, ["是", "否"])
    assert told["食品小经营许可证新办"] == (True, ["否", "是"])
    assert told["营业执照"] == (False, ["是", "是"])
    assert told["招牌上写什么？"] == (True, ["是", "否"])
    assert "联系电话" not in told  # asked of both: not worth a line


def test_own_answers_are_compared_and_lead_to_their_plans(visitor: Client) -> None:
    common = {"licence.business_held": "true", "food.business_kind": "full", "premises.area": "60", "fire.public_gathering": "false"}
    query = {f"{side}.{key}": value for side in "ab" for key, value in common.items()}
    page = text(visitor.get(f"{RESTAURANT}compare/", {**query, "a.signboard.wanted": "true", "b.signboard.wanted": "false"}))
    assert rows(page)["户外招牌设施规范管理"] == (True, ["是", "否"])
    assert rows(page)["食品经营许可证新办"] == (False, ["是", "是"])
    plans = re.findall(r'href="(/bundles/43TCN0003/plan/\?[^"]+)"', page)
    assert len(plans) == 2
    assert all(visitor.get(one.replace("&amp;", "&")).status_code == 200 for one in plans)


def test_the_same_twice_differs_in_nothing(visitor: Client) -> None:
    page = text(visitor.get(f"{RESTAURANT}compare/", {"a": "restaurant", "b": "restaurant"}))
    assert not any(differs for differs, _ in rows(page).values())
    assert "这两种情形没有不同" in page


NONSENSE = [{"a": "no-such"}, {"a.premises.area": "-5"}, {"a.food.business_kind": "<b>evil</b>"}, {"a.": "x", "b.": "\x00"}]


@pytest.mark.parametrize("bad", NONSENSE)
def test_nonsense_is_not_compared(visitor: Client, bad: dict[str, str]) -> None:
    answer = visitor.get(f"{RESTAURANT}compare/", bad)
    assert answer.status_code == 200
    assert "<b>evil" not in text(answer)
    assert rows(text(answer)).get("事项", (False, []))[1] != ["4", "4"]  # a side that cannot be read is not filled in for them


# by stage of a firm's life


def test_firms_find_what_they_do_by_stage(visitor: Client) -> None:
    page = text(visitor.get("/firms/"))
    stages = re.findall(r'<section class="sheet stage" id="(\w+)"', page)
    assert stages == ["start", "run", "change", "close"]
    assert f'href="{RESTAURANT}"' in section(page, 'id="start"')
    assert 'href="/bundles/43TCN0008/"' in section(page, 'id="close"')
    assert 'href="/bundles/43TCN0001/"' in section(page, 'id="change"')
    assert 'class="sheet stage"' not in text(visitor.get("/people/"))


def test_a_condition_that_a_paper_answers_keeps_nobody_out(visitor: Client) -> None:
    """Parents of different ethnic groups may apply: they hand in one more paper."""
    page = text(visitor.get("/bundles/43PCN0009/"))
    check = page[page.index('id="check"') :]
    check = check[: check.index("</form>")]
    assert "孩子在湖南的医院出生" in check
    assert "同一民族" not in check, "a question or a paper stands for every condition of this bundle"
    assert 'name="c' not in check
    assert "父母双方同一民族（不同民族另交民族成份申请）" in page, "the source's words still stand among the conditions"
