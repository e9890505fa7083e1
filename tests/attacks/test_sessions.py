"""Who speaks: ended sessions, other sites' forms, addresses to be led to, cookies with anything in them."""

from itertools import product
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from tests.attacks.conftest import CITIZEN, CLERK, FIRM, STRANGER, firm, nothing_written, part_numbers, text, told, type_browser
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.foundation.identity import api as identity

pytestmark = pytest.mark.django_db
PASSWORD = "zhengtong-demo"


def sign_in(client: Client, username: str, where: str) -> str:
    answer = client.post(where, {"login": username, "password": PASSWORD})
    assert answer.status_code == 302, text(answer)[:300]
    return str(answer["Location"])


def end(client: Client) -> None:
    """The session is over at the server; the browser does not know."""
    Session.objects.all().delete()


def test_an_ended_session_in_mid_form_loses_nothing(browser: type_browser, draft: DraftView) -> None:
    client, path = browser(FIRM), f"/drafts/{draft.number}/form/"
    end(client)
    with nothing_written():
        away = client.post(path, {"signboard.text": "夜宵摊<b>", "premises.area": "很大", "go": "on"}, headers={"Referer": f"http://testserver{path}?check=1"})  # fmt: skip # noqa: E501
        assert away.status_code == 302
        assert away["Location"].startswith("/accounts/login/?next=/drafts/")
    back = sign_in(client, FIRM, away["Location"])
    assert back.startswith(path)
    client.post("/preferences/acting-for/", {"subject": str(firm().subject)})
    page = client.get(back)
    raw = page.content.decode()
    assert page.status_code == 200
    assert "夜宵摊&lt;b&gt;" in raw
    assert "很大" in raw
    assert forms.draft(draft.number, firm()).answers == draft.answers, "filled in again, saved only when it is sent"
    assert "夜宵摊" not in client.get(path).content.decode(), "filled in once"


def test_what_one_typed_is_never_shown_to_another(browser: type_browser, draft: DraftView) -> None:
    client, path = browser(FIRM), f"/drafts/{draft.number}/form/"
    end(client)
    away = client.post(path, {"signboard.text": "只有我知道"})
    assert "只有我知道" not in str([one.get_decoded() for one in Session.objects.all()]), "sealed where it waits"
    back = sign_in(client, STRANGER, away["Location"])
    assert client.get(back).status_code == 404
    assert "只有我知道" not in client.get("/my/").content.decode()


def test_an_officers_words_survive_the_end_of_a_session(browser: type_browser, accepted: CaseView) -> None:
    sign = next(one for one in accepted.approvals if one.item.endswith("06"))
    from tests.attacks.conftest import actor

    name = next(one.username for one in identity.demo_sign_ins() if actor(one.username).organisation == sign.organisation and actor(one.username).has("review"))  # fmt: skip # noqa: E501
    client, page = browser(name), f"/desk/approvals/{part_numbers(accepted)['06']}/"
    end(client)
    sent = {"opinion": "refuse", "text": "招牌超出门面宽度", "article": "第三十八条", "would_pass_if": "改窄", "once": "k"}
    with nothing_written():
        away = client.post(f"{page}decide/", sent, headers={"Referer": f"http://testserver{page}"})
    back = sign_in(client, name, away["Location"])
    assert back == page
    shown = client.get(back)
    for words in ("招牌超出门面宽度", "第三十八条", "改窄"):
        assert words in shown.content.decode()
    assert shown.context["doing"] == "refuse"


def test_a_clerks_notice_survives_the_end_of_a_session(browser: type_browser, received: CaseView) -> None:
    client, page = browser(CLERK), f"/desk/cases/{received.number}/"
    end(client)
    sent = {"at": ["food-layout", "premises.area"], "what:food-layout": "没有标出洗消间", "what:premises.area": "与图纸不一致", "once": "k"}
    away = client.post(f"{page}ask/", sent, headers={"Referer": f"http://testserver{page}"})
    shown = client.get(sign_in(client, CLERK, away["Location"])).content.decode()
    assert "没有标出洗消间" in shown
    assert "与图纸不一致" in shown
    assert shown.count("checked") >= 2


def test_a_referer_of_another_site_leads_nowhere(browser: type_browser, received: CaseView) -> None:
    client = browser()
    for referer in (
        "https://evil.example/x",
        "//evil.example",
        "javascript:alert(1)",
        "http://testserver.evil.example/",
        "\x00",
        "http://[",
    ):
        away = client.post(f"/desk/cases/{received.number}/accept/", {"once": "k"}, headers={"Referer": referer})
        assert away["Location"] == f"/accounts/login/?next=/desk/cases/{received.number}/accept/", referer
    landed = client.get(f"/desk/cases/{received.number}/accept/")
    assert landed.status_code == 302
    officer = browser(CLERK)
    told(officer.get(f"/desk/cases/{received.number}/accept/"), 405, "返回|重新")


def test_a_fragment_asks_to_sign_in_as_a_page(browser: type_browser, draft: DraftView) -> None:
    away = browser().post(f"/drafts/{draft.number}/form/", {"signboard.text": "x"}, headers={"HX-Request": "true"})
    assert away.headers["HX-Redirect"].startswith("/accounts/login/?next=/drafts/")


ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example", "http:evil.example", "https:/evil.example",  # noqa: E501
    "javascript:alert(1)", "data:text/html,x", " https://evil.example", "\thttps://evil.example", "/%09/evil.example", "https://testserver@evil.example/",
    "https://localhost/", "http://127.0.0.1:9/", "https://evil.example/testserver", "//testserver.evil.example", "\x00//evil.example", "/\r\nX-Evil: 1", "@evil.example", "http://[::1", "x" * 5000,  # noqa: E501
]  # fmt: skip


def test_nobody_is_led_elsewhere(browser: type_browser) -> None:
    for where in ELSEWHERE:
        cache.clear()
        led_nowhere(where, browser)


def led_nowhere(where: str, browser: type_browser) -> None:
    member = browser(CITIZEN)
    answers = [
        browser().post("/accounts/login/", {"login": CITIZEN, "password": PASSWORD, "next": where}),
        member.post("/preferences/language/", {"language": "en", "next": where}),
        member.post("/preferences/elder/", {"elder": "1", "next": where}),
        member.post("/preferences/acting-for/", {"subject": "", "next": where}),
        member.post("/accounts/logout/", {"next": where}),
    ]
    for answer in answers:
        assert answer.status_code in (200, 204, 302), answer.status_code
        led = answer.headers.get("Location", "/")
        assert urlsplit(urljoin("http://testserver/preferences/x/", led.replace("\\", "/"))).netloc == "testserver", led
        assert not led.startswith(("//", "/\\", "/\t", "javascript:", "data:")), led
        assert "X-Evil" not in answer.headers


def test_another_sites_form_does_nothing(browser: type_browser, draft: DraftView, received: CaseView, accepted: CaseView) -> None:
    part = part_numbers(accepted)["04"]
    sent = {
        FIRM: [f"/drafts/{draft.number}/{one}/" for one in ("form", "review", "discard", "materials/food-layout")]
        + [f"/cases/{received.number}/withdraw/", "/preferences/acting-for/", "/preferences/language/", "/verify/", "/accounts/logout/"],
        CLERK: [f"/desk/cases/{received.number}/{one}/" for one in ("accept", "ask", "decline")],
        "fire": [f"/desk/approvals/{part}/decide/"],
        "operator": ["/desk/jobs/1/again/"],
        "": ["/accounts/login/", "/preferences/elder/"],
    }
    with nothing_written():
        for username, paths in sent.items():
            client = browser(username, enforce_csrf_checks=True)
            for path in paths:
                told(client.post(path, {"once": "k", "opinion": "approve"}), 403, "重新打开|重新|返回")
                told(client.post(path, {"csrfmiddlewaretoken": "x" * 64}, headers={"Origin": "https://evil.example"}), 403)


@pytest.mark.parametrize(
    "value", ["", "x", "../../etc", "\x00", "zh-hans\r\nX: y", "a" * 4000, "{{7*7}}", "é", '"; Path=/', "en-XX", "zh_Hans"]
)
def test_cookies_with_anything_in_them(value: str, browser: type_browser) -> None:
    client = browser()
    for name in ("django_language", "elder", "sessionid", "csrftoken", "messages"):
        client.cookies[name] = "x"
        client.cookies[name].set(name, value, value)
        for path in ("/", "/find?q=饭店", "/accounts/login/", "/my/"):
            answer = client.get(path, headers={"Accept-Language": value.replace("\r\n", " ")})
            assert answer.status_code in (200, 302), (name, path)
        del client.cookies[name]


@pytest.mark.parametrize("language", ["xx", "", "../zh", "zh-hans\x00", "x" * 9000])
def test_languages_that_do_not_exist(language: str, browser: type_browser) -> None:
    client = browser()
    assert client.post("/preferences/language/", {"language": language, "next": "/"}).status_code in (302, 204)
    assert client.get("/").status_code == 200
    assert client.post("/preferences/elder/", {"elder": language}).status_code == 302


METHODS = ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND")


def test_other_methods_do_nothing(browser: type_browser, draft: DraftView, received: CaseView, accepted: CaseView) -> None:
    part, review = part_numbers(accepted)["04"], f"/drafts/{draft.number}/review/"
    posting = {
        FIRM: [f"/drafts/{draft.number}/discard/", f"/drafts/{draft.number}/materials/food-layout/", "/preferences/elder/"],
        CLERK: [f"/desk/cases/{received.number}/{one}/" for one in ("accept", "ask", "decline")],
        "fire": [f"/desk/approvals/{part}/{one}/" for one in ("decide", "forward")],
        "operator": ["/desk/jobs/1/again/"],
    }
    reading = [review, f"/cases/{received.number}/withdraw/", f"/cases/{received.number}/", "/my/"]
    with nothing_written():
        for username, paths in posting.items():
            client = browser(username)
            for method, path in product(METHODS, paths):
                answer = client.generic(method, path, b"opinion=approve&once=k", content_type="application/x-www-form-urlencoded")
                assert answer.status_code == 405, (method, path)
                assert "POST" in answer["Allow"]
                if method != "HEAD":
                    told(answer, 405, "返回|重新")
        client = browser(FIRM)
        for method, path in product(METHODS[2:], reading):
            assert client.generic(method, path, b"once=k", content_type="application/x-www-form-urlencoded").status_code == 405, path


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example", "", "a b"])
def test_a_host_that_is_not_ours(host: str, browser: type_browser) -> None:
    answer = browser().get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil.example" not in text(answer)
