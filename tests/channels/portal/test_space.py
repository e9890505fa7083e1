"""我的空间: what waits on top, what runs, what is done; for oneself or a firm; drafts, appointments, settings. No JavaScript here."""

import re

import pytest
from django.test import Client

from tests.channels.portal.conftest import MONDAY, RESTAURANT, begin, complete, fields, firm_actor, officer, submit, text, type_browser
from zhengtong.accountability.evaluation import api as evaluation
from zhengtong.channels.ui.fields import as_text
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account, DemoAccount, Person
from zhengtong.kernel.actors import system

SMALL = {"licence.business_held": "true", "food.business_kind": "small", "premises.area": "40", "fire.public_gathering": "false"}


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1]))


def test_what_waits_for_me_comes_first_then_what_runs_then_what_is_answered(firm: Client, supplementing: str) -> None:
    over = submit_another(firm)
    cases.withdraw(case=over, by=firm_actor(), at=MONDAY)
    running = submit_another(firm)
    begin(firm, answers={**SMALL, "signboard.wanted": "false"})
    page = text(firm.get("/my/"))
    turn, hand, done = page.index("等您来办"), page.index("<h2>在办"), page.index("已有结果")
    assert turn < hand < done
    assert turn < page.index(f"/cases/{supplementing}/supplement/") < page.index("/form/") < hand
    assert hand < page.index(f"/cases/{running}/") < done < page.index(f"/cases/{over}/")


def submit_another(firm: Client) -> str:
    number = begin(firm, answers={**SMALL, "signboard.wanted": "false"})
    complete(firm, number)
    return submit(firm, number)


def test_the_switch_says_how_much_waits_for_each(browser: type_browser, received: str) -> None:
    client = browser("zhoumingyuan")
    page = text(client.get("/my/"))
    form = page.split('class="switch"', 1)[1].split("</form>", 1)[0]
    told = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip() for one in re.findall(r"<button.*?</button>", form, re.S)]
    assert told == ["我本人 没有在办的", "湘江小馆（演示） 1 件在办"]
    assert re.search(r'aria-current="true">\s*<svg', form)
    assert "湘江小馆（演示） 有办件。" in plain(page)
    given = fields(page, "/preferences/acting-for/").fields
    answer = client.post("/preferences/acting-for/", {**given, "subject": str(firm_actor().subject)})
    assert answer["Location"] == "/my/"
    there = text(client.get("/my/"))
    assert received in there
    assert "有办件。" not in plain(there)
    assert "企业从开办到注销" in there
    assert 'href="/firms/#close"' in there
    assert "企业从开办到注销" not in page


def test_one_person_alone_has_no_switch(browser: type_browser) -> None:
    page = text(browser("chenxiaolan").get("/my/"))
    assert 'class="switch"' not in page
    assert "还没有办过的事" in page


def test_a_firm_sees_all_its_cases_whoever_of_it_filed_them(browser: type_browser, received: str) -> None:
    agent = Person.objects.get(account=Account.objects.get(username="chenxiaolan"))
    subject = firm_actor().subject
    assert subject
    identity.name_agent(firm=subject.number, person=str(agent.number), by=system("test"), at=MONDAY)
    client = browser("chenxiaolan")
    assert received not in text(client.get("/my/"))
    client.post("/preferences/acting-for/", {"subject": str(subject)})
    assert received in text(client.get("/my/"))


def test_drafts_wait_to_be_gone_on_with(firm: Client) -> None:
    assert "没有草稿" in text(firm.get("/my/drafts/"))
    number = begin(firm)
    page = text(firm.get("/my/drafts/"))
    assert f'href="/drafts/{number}/form/"' in page
    assert "项填写" in page


def test_booking_tells_the_truth(firm: Client) -> None:
    assert "预约还没有开通" in text(firm.get("/my/appointments/"))
    firm.cookies["django_language"] = "en"
    assert "Booking is not open yet" in text(firm.get("/my/appointments/"))


def test_settings_show_the_phone_masked_and_change_language_and_size(browser: type_browser) -> None:
    client = browser("zhoumingyuan")
    page = text(client.get("/my/settings/"))
    number = Person.objects.get(account=Account.objects.get(username="zhoumingyuan"))
    assert number.phone
    assert number.phone not in page
    assert number.document not in page
    assert f"{number.phone[:3]}****{number.phone[-4:]}" in page
    client.post("/preferences/elder/", {"elder": "1", "next": "/my/settings/"})
    assert "data-elder" in text(client.get("/my/settings/"))
    client.post("/preferences/language/", {"language": "en", "next": "/my/settings/"})
    assert "What the register says of you" in text(client.get("/my/settings/"))


CHANGE = "/accounts/password/change/"
NEW = "新的密码很长很好记"


def test_the_password_of_a_demonstration_cannot_be_changed(browser: type_browser) -> None:
    client = browser("zhoumingyuan")
    assert CHANGE not in text(client.get("/my/security/"))
    page = text(client.post(CHANGE, {"oldpassword": "zhengtong-demo", "password1": NEW, "password2": NEW}))
    assert "演示账号的密码不能修改" in page
    assert Account.objects.get(username="zhoumingyuan").check_password("zhengtong-demo")


@pytest.mark.parametrize(("new", "said"), [(NEW, ""), ("短", "至少 8 个字符")])
def test_everybody_else_changes_theirs(browser: type_browser, new: str, said: str) -> None:
    DemoAccount.objects.filter(account__username="zhoumingyuan").delete()
    client = browser("zhoumingyuan")
    assert "/my/security/" in text(client.get("/my/settings/"))
    assert CHANGE in text(client.get("/my/security/"))
    assert text(client.get(CHANGE)).count('type="password"') == 3
    answer = client.post(CHANGE, {"oldpassword": "zhengtong-demo", "password1": new, "password2": new})
    changed = Account.objects.get(username="zhoumingyuan").check_password(new)
    if said:
        assert said in text(answer)
        assert not changed
    else:
        assert answer["Location"] == "/my/security/"
        assert changed
        assert "密码已修改" in text(client.get("/my/settings/"))


# once more


def test_a_refused_part_is_applied_for_again_with_every_answer(firm: Client, finished: str) -> None:
    page = text(firm.get(f"/cases/{finished}/"))
    way = re.search(r'href="(/items/43TCN0003-04/begin/\?[^"]+)"', page)
    assert way
    assert f"again={finished}" in way[1]
    address = way[1].replace("&amp;", "&")
    asked = text(firm.get(address))
    assert finished in plain(asked)
    form = fields(asked, "/items/43TCN0003-04/begin/")
    began = firm.post(address, form.fields)
    number = began["Location"].split("/")[2]
    earlier = cases.file(finished, firm_actor()).answers
    kept = fields(text(firm.get(f"/drafts/{number}/form/")), f"/drafts/{number}/form/").fields
    asked = [key for key in kept if key in earlier and not key.startswith("commitment.")]
    assert "fire.exits" in asked
    assert len(asked) >= 4
    assert {key: kept[key] for key in asked} == {key: as_text(earlier[key]) for key in asked}
    assert kept.get("commitment.accepted", "") == ""  # a promise is given anew


def test_a_withdrawn_case_is_applied_for_again_as_a_whole(firm: Client, received: str) -> None:
    assert "再次申请" not in text(firm.get(f"/cases/{received}/"))
    cases.withdraw(case=received, by=firm_actor(), at=MONDAY)
    way = re.search(rf'href="({RESTAURANT}begin/\?[^"]+)"', text(firm.get(f"/cases/{received}/")))
    assert way
    address = way[1].replace("&amp;", "&")
    assert "food.business_kind=full" in address
    began = firm.post(address, fields(text(firm.get(address)), f"{RESTAURANT}begin/").fields)
    assert re.match(r"/drafts/[^/]+/form/", began["Location"])


def test_pills_use_permit_words_for_permits_alone(firm: Client, finished: str) -> None:
    """The sign is no permit, the food licence is one, the check of the business licence is a service."""
    lanes = text(firm.get(f"/cases/{finished}/")).split('class="lane-list"', 1)[1].split("</section>", 1)[0]
    told = {name: re.sub(r"<[^>]+>", "", state) for name, state in re.findall(r"<li class=\"\w+\">([^<]+?)\s*<br>(.*?)</li>", lanes, re.S)}
    assert "已准予" in told["食品经营许可证新办"]
    assert "办结" in told["户外招牌设施规范管理"]
    assert "办结" in told["企业营业执照信息核验"]
    assert "不予许可" in next(state for name, state in told.items() if name.startswith("公众聚集场所"))


# what others say


def test_satisfaction_is_on_the_home_page_only_once_somebody_has_rated(visitor: Client, finished: str) -> None:
    assert "次评价" not in text(visitor.get("/"))
    evaluation.rate(case=finished, level=2, by=firm_actor(), at=MONDAY)
    assert "满意，共 1 次评价" in text(visitor.get("/"))


def test_what_one_sees_needs_an_account(visitor: Client, accepted: CaseView) -> None:
    for address in ("/my/drafts/", "/my/appointments/", "/my/settings/"):
        assert visitor.get(address)["Location"] == f"/accounts/login/?next={address}"
    assert officer("window").organisation  # an officer has no space of their own here
