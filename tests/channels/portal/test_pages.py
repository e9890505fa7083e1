"""What holds for every page: one heading, a title, both languages, no inline code, light enough; and who may open it."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.channels.portal.conftest import text, type_browser
from zhengtong.kernel.ledger import api as ledger

PUBLIC = [
    "/",
    "/find?q=开饭店",
    "/events/",
    "/departments/",
    "/people/",
    "/firms/",
    "/verify/",
    "/ledger/",
    "/help/",
    "/accessibility/",
    "/accounts/login/",
    "/bundles/43TCN0003/",
    "/bundles/43TCN0003/questions/",
    "/items/43TCN0003-02/",
    "/items/43TCN0003-02/plan/",
]
MINE = ["/my/", "/my/licences/", "/my/messages/"]
HEAVIEST = 150 * 1024


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_public_page_is_whole(visitor: Client, address: str, language: str) -> None:
    visitor.cookies["django_language"] = language
    answer = visitor.get(address)
    assert answer.status_code == 200
    page = text(answer)
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert re.search(r"<title>[^<]{3,}</title>", page)
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in page
    assert 'href="#main"' in page
    assert not re.search(r'\sstyle="|\son[a-z]+="|<style|<script(?! src=)(?![^>]*application/json)', page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_with_its_styles_and_scripts_is_light(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    page = text(answer)
    parts = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert parts
    found = [finders.find(one) for one in parts]
    assert all(found), parts
    assert len(answer.content) + sum(Path(str(one)).stat().st_size for one in found) < HEAVIEST


@pytest.mark.parametrize("address", MINE)
def test_my_space_asks_who_one_is(visitor: Client, firm: Client, browser: type_browser, address: str) -> None:
    assert visitor.get(address)["Location"] == f"/accounts/login/?next={address}"
    assert firm.get(address).status_code == 200
    assert browser("fire").get(address).status_code == 403


def test_every_route_that_belongs_to_somebody_turns_a_stranger_away(visitor: Client) -> None:
    """Deny unless granted: whatever is not public leads to signing in."""
    for route in _portal():
        guard = getattr(route.callback, "guard", None)
        assert guard in {"public", "member"}, route.pattern
        if guard == "member":
            address = "/" + re.sub(r"<[^>]+>", "x", re.sub(r"<int:[^>]+>", "1", str(route.pattern)))
            assert visitor.get(address).status_code == 302, address
            assert visitor.post(address).status_code == 302, address


def _portal() -> list[URLPattern]:
    return [
        one
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "url_patterns", None)
        for inner in resolver.url_patterns
        if getattr(inner, "namespace", None) == "portal"
        for one in inner.url_patterns
    ]


def test_the_ledger_page_tells_the_head_and_hands_out_only_public_files(visitor: Client, received: str) -> None:
    ledger.sequence()
    ledger.publish()
    head = ledger.head()
    assert head
    page = text(visitor.get("/ledger/"))
    assert head.root.hex() in page
    assert "zt ledger verify" in page
    assert visitor.get("/ledger/heads.jsonl").status_code == 200
    assert visitor.get("/ledger/keys.json")["Access-Control-Allow-Origin"] == "*"
    for wrong in ("../keys/sessions", "..%2f..%2fzhengtong.sqlite3", ".lock", "no.json", "leaves", "%00"):
        assert visitor.get(f"/ledger/{wrong}").status_code == 404, wrong


def test_the_demonstration_shows_its_sign_ins_only_where_allowed(visitor: Client, settings: object) -> None:
    assert "zhoumingyuan" in text(visitor.get("/accounts/login/"))
    settings.ZT_DEMO, settings.ZT_EMBEDDED = False, False  # type: ignore[attr-defined]
    assert "zhoumingyuan" not in text(visitor.get("/accounts/login/"))


def test_a_wrong_password_is_said_in_chinese_with_a_way_on(visitor: Client) -> None:
    page = text(visitor.post("/accounts/login/", {"login": "zhoumingyuan", "password": "wrong"}))
    assert "没有登录成功" in page


def test_the_portal_opens_before_anything_is_published(unpublished: None) -> None:
    client = Client(headers={"accept-language": "zh-CN"})
    for address in ("/", "/events/", "/departments/", "/ledger/", "/help/", "/find?q=开饭店"):
        assert client.get(address).status_code == 200, address
