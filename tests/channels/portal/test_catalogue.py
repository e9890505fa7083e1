"""Finding and browsing: plain words lead to the matter; a silent source says so; nothing typed breaks a page."""

import re

import pytest
from django.test import Client

from tests.channels.portal.conftest import text
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import HitKind

HOSTILE = [
    "' OR 1=1 --",
    '"; DROP TABLE zt_catalogue_matter; --',
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% load i18n %}",
    "%s%d%(x)s",
    "\x00开饭店",
    "开" * 5000,
    "🍜" * 50,
    "\u202e店饭开",
    "NEAR/3 * AND OR NOT ^",
    "../../etc/passwd",
    "\\",
    "  ",
    "(((((",
    "a" * 300 + "*",
    "--",
    "𠮷野家",
    "\ud800\udfff",
    "\u200f\u2066開餐廳",
    "第" + "九" * 300 + "条",
    "' UNION SELECT * FROM zt_catalogue_word --",
    "\t\n\u3000",
]


def test_home_asks_what_they_want_to_do(visitor: Client) -> None:
    page = text(visitor.get("/"))
    assert "您要办什么事？" in page
    assert 'action="/find"' in page
    assert "开饭店" in page
    assert "演示系统" in page


@pytest.mark.parametrize("asked", ["我要开饭店", "开餐馆", "kaifandian", "餐饮", "开饭甸"])
def test_plain_words_pinyin_and_typos_lead_to_the_bundle(visitor: Client, asked: str) -> None:
    assert "/bundles/43TCN0003/" in text(visitor.get("/find", {"q": asked}))


def test_suggestions_are_links_that_need_no_script(visitor: Client) -> None:
    part = text(visitor.get("/suggest", {"q": "我要开饭"}))
    assert "/bundles/43TCN0003/" in part
    assert "<html" not in part
    assert text(visitor.get("/suggest", {"q": ""})).strip() == ""


@pytest.mark.parametrize("asked", HOSTILE)
def test_no_question_breaks_the_search(visitor: Client, asked: str) -> None:
    for address in ("/find", "/suggest"):
        written = asked.encode("utf-8", "surrogatepass")  # as a client may send it, sound or not
        answer = visitor.get(address, {"q": written, "subject": written, "division": written})
        assert answer.status_code == 200
        assert "<script>alert" not in text(answer)


def test_nothing_found_offers_another_way(visitor: Client) -> None:
    page = text(visitor.get("/find", {"q": "qqqqzzzzxxxx"}))
    assert "没有找到" in page
    for way in ("/departments/", "/events/", "/people/", "/firms/", "tel:12345"):
        assert f'href="{way}"' in page
    assert "/bundles/43TCN0003/" in text(visitor.get(re.findall(r'href="(/find\?q=[^"]+)"', page)[0]))


@pytest.mark.parametrize("address", ["/events/", "/departments/", "/people/", "/firms/", "/places/430100000000/", "/places/511602000000/"])
def test_every_way_of_browsing_opens(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert len(re.findall(r"<h1", text(answer))) == 1


def test_a_list_goes_on_by_its_token_and_never_repeats(visitor: Client) -> None:
    seen: list[str] = []
    address = "/places/511602000000/"
    for _ in range(3):
        page = text(visitor.get(address))
        codes = re.findall(r'<a href="/items/([^"]+)/"><b>', page)
        assert codes
        assert not set(codes) & set(seen)
        seen += codes
        following = re.search(r'href="(\?after=[^"]+)" rel="next"', page)
        assert following
        address = "/places/511602000000/" + following[1].replace("&amp;", "&")


@pytest.mark.parametrize("token", ["abc", "' OR 1=1", "WyJ4Il0", "%00"])
def test_a_broken_token_is_refused_in_words(visitor: Client, token: str) -> None:
    answer = visitor.get("/people/", {"after": token})
    assert answer.status_code == 400
    assert "第一页" in text(answer) or "回到" in text(answer)


def test_departments_lead_to_their_matters_and_to_those_of_no_department(visitor: Client) -> None:
    page = text(visitor.get("/departments/"))
    links = re.findall(r'href="(/departments/[^"]+)"', page)
    assert len(links) > 20
    for link in (links[0], links[-1]):
        assert visitor.get(link.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("address", ["/items/none/", "/bundles/none/", "/departments/none/", "/places/0/", "/events/none/", "/nowhere/"])
def test_what_is_not_there_is_said_with_a_way_on(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 404
    assert "您可以这样做" in text(answer)


def test_every_guide_and_bundle_of_the_city_has_its_page(visitor: Client) -> None:
    """And a district item, whose source publishes hardly anything, says so instead of guessing."""
    after, hits = "", []
    while True:
        page = catalogue.browse(division="430100000000", after=after, limit=200)
        hits += page.hits
        after = page.next
        if not after:
            break
    assert len([one for one in hits if one.kind is HitKind.BUNDLE]) >= 16  # of the source; a city may write more
    for one in hits:
        kind = "bundles" if one.kind is HitKind.BUNDLE else "items"
        assert visitor.get(f"/{kind}/{one.code}/").status_code == 200, one.code
    district = catalogue.browse(division="511602000000", limit=1).hits[0]
    page_of_it = text(visitor.get(f"/items/{district.code}/"))
    assert page_of_it.count("未公布") >= 5
    assert "由广安市广安区办理" in page_of_it


def test_a_guide_unfolds_the_article_it_rests_on(visitor: Client) -> None:
    page = text(visitor.get("/items/43TCN0003-04/"))
    assert "公众聚集场所" in page
    assert "<blockquote" in page
    assert "消防法" in page


def test_english_pages_mark_what_stays_in_chinese(visitor: Client) -> None:
    answer = visitor.post("/preferences/language/", {"language": "en", "next": "/people/"})
    assert answer["Location"] == "/people/"
    page = text(visitor.get("/people/"))
    assert '<html lang="en"' in page
    assert '<span lang="zh-Hans">' in page


def test_larger_text_is_kept_and_taken_back(visitor: Client) -> None:
    visitor.post("/preferences/elder/", {"elder": "1", "next": "/help/"})
    assert "data-elder" in text(visitor.get("/"))
    visitor.post("/preferences/elder/", {"elder": "0", "next": "//evil.example/"})
    assert "data-elder" not in text(visitor.get("/"))


def test_a_preference_never_leads_to_another_site(visitor: Client) -> None:
    for wish in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        assert visitor.post("/preferences/elder/", {"elder": "1", "next": wish})["Location"] == "/"
