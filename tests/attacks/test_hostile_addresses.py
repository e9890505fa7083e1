"""Every address there is with wrong and hostile numbers and queries: nothing falls over, every answer is armoured."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.attacks.conftest import CITIZEN, CLERK, FIRM, STRANGER, licence_of, nothing_written, part_numbers, type_browser
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.forms.terms import DraftView

pytestmark = pytest.mark.django_db

MEMBERS, OFFICERS = (CITIZEN, FIRM, STRANGER), (CLERK, "fire", "operator")
DUTIES = {"duty:intake": {CLERK}, "duty:review": {"fire"}, "duty:operate": {"operator"}}
WRONG = {"str": "X", "slug": "x", "path": "x.json", "int": "999999"}
HOSTILE = ("%00", "%F0%9F%8D%9C%27%22%3Cscript%3E", "..%2f..%2fetc%2fpasswd", "9" * 400, "%ff%fe", "%25s%25(x)s")


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Address and guard of every page (the interface for programs is tested by itself)."""
    for one in patterns:
        where = prefix + str(one.pattern)
        if where.startswith("api/"):
            continue
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, where)
        else:
            yield where.replace("^", "").replace("$", ""), getattr(one.callback, "guard", "")


PAGES = sorted(set(routes(get_resolver().url_patterns)))


def filled(where: str, values: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        kind, name = found[1] or "str", found[2]
        return values.get(name, values.get("*") or WRONG[kind])

    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", value, re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", where)).replace("\\", "")


@pytest.fixture
def things(finished: CaseView, draft: DraftView) -> dict[str, dict[str, str]]:
    """What stands at each kind of address."""
    sha256 = draft.files[0].sha256
    of_case = {"number": finished.number, "sha256": sha256}
    return {
        "drafts": {"number": draft.number, "sha256": sha256, "material": draft.files[0].material},
        "cases": of_case,
        "licences": {"number": licence_of(finished)},
        "verify": {"number": licence_of(finished)},
        "desk/cases": of_case,
        "desk/approvals": {"number": part_numbers(finished)["04"], "sha256": sha256},
        "bundles": {"code": "43TCN0003"},
        "items": {"code": "43TCN0003-02"},
        "events": {"code": "open_restaurant"},
        "departments": {"code": finished.approvals[0].organisation},
        "places": {"division": "430100000000"},
        "ledger": {"name": "heads.jsonl"},
    }


def of(things: dict[str, dict[str, str]], where: str) -> dict[str, str]:
    kind = next((kind for kind in sorted(things, key=len, reverse=True) if where.startswith(kind + "/")), "")
    return things.get(kind, {})


def may(username: str, guard: str) -> bool:
    if guard in ("", "public"):
        return True
    if guard == "signed_in":
        return username != ""
    if guard == "member":
        return username in MEMBERS
    return username in OFFICERS if guard == "officer" else username in DUTIES.get(guard, ())


ARMOUR = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def armoured(answer: object, where: str) -> None:
    for name, holds in ARMOUR.items():
        if name == "X-Frame-Options" and ("/files/" in where or where.endswith("/paper/")):
            assert answer.headers[name] in ("DENY", "SAMEORIGIN"), where  # type: ignore[attr-defined]
            continue
        assert holds in answer.headers.get(name, ""), f"{where}: {name}"  # type: ignore[attr-defined]
    policy = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    scripts = policy.split("script-src")[1].split(";")[0] if "script-src" in policy else ""
    assert "unsafe" not in scripts, where
    assert "http" not in policy, where


def sound(answer: object, where: str) -> None:
    """Answered, armoured, and without anything that the policy would have to stop."""
    assert answer.status_code < 500, f"{where}: {answer.status_code}"  # type: ignore[attr-defined]
    armoured(answer, where)
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:  # type: ignore[attr-defined]
        page = answer.content.decode()  # type: ignore[attr-defined]
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page), where
        assert not re.search(r"\son\w+=\"|\sstyle=\"|javascript:", page), where
        assert not re.search(r"<style|srcdoc=|<base\b|<object\b|<embed\b", page), where


@pytest.mark.parametrize("username", ["", FIRM, CLERK, "fire"], ids=lambda one: one or "nobody")
def test_wrong_and_hostile_numbers_fall_nowhere(username: str, browser: type_browser) -> None:
    client = browser(username)
    with nothing_written():
        for where, guard in PAGES:
            if "<" not in where or where.startswith("accounts/") or (username and guard == "public"):
                continue  # what is open to nobody in particular is tried as nobody
            for value in ("X", *(HOSTILE[:2] if username else HOSTILE)) if "<int:" not in where else ("9" * 18,):
                path = filled(where, {"*": value})
                sound(client.get(path), f"{username or 'nobody'} {path}")
                sound(client.post(path, {"once": "x"}), f"{username or 'nobody'} POST {path}")


QUERIES = (
    "after=%00", "after=%FF", "after=" + "9" * 300, "after=..%2F..%2F", "after=-1", "after=W10%3D", "division=%00", "division=" + "9" * 300,
    "subject=nobody", "q=%00%00", "q=%27%3B%20DROP%20TABLE%20zt_cases_case%3B--", "q=" + "%E9%A5%AD" * 900, "q=%25%5F%5C", "q=%22%20OR%20%2A",  # noqa: E501
    "q=NEAR(a%20b)", "q=%2A%2A%2A", "state=nonsense", "row=%00", "row=-1", "row=" + "9" * 30, "row=%D9%A1", "number=%00", "number=" + "A" * 5000,  # noqa: E501
    "at=%00&asked=%00", "premises.area=%00", "premises.area=1e999", "premises.area=NaN", "premises.area=" + "9" * 500,
    "food.business_kind[]=x&food.business_kind=full&food.business_kind=small", "wish=1&__proto__=2&id__in=3", "next=%00", "check=1&saved=%00",  # noqa: E501
    "next=" + "a" * 3000,
)  # fmt: skip


@pytest.mark.parametrize("username", ["", FIRM, CLERK, "operator"], ids=lambda one: one or "nobody")
def test_hostile_query_strings_fall_nowhere(username: str, browser: type_browser, things: dict[str, dict[str, str]]) -> None:
    client = browser(username)
    for where, guard in PAGES:
        if not may(username, guard) or (username and guard in ("", "public")):
            continue
        path = filled(where, of(things, where))
        known = (
            {one for one in QUERIES if not username or not one.startswith(("q=", "subject"))}
            if where in READS
            else {"after=%00", "wish=1&__proto__=2&id__in=3"}
        )
        for query in sorted(known):
            sound(client.get(f"{path}?{query}"), f"{username or 'nobody'} {path}?{query[:60]}")


READS = {
    "find", "suggest", "people/", "departments/<str:code>/", "bundles/<str:code>/questions/", "bundles/<str:code>/plan/", "my/", "verify/",
    "cases/<str:number>/proof.json", "my/messages/", "desk/", "desk/done/", "desk/cases/", "desk/jobs/", "accounts/login/", "events/<slug:code>/",  # noqa: E501
    "drafts/<str:number>/form/", "bundles/<str:code>/begin/",
}  # fmt: skip


def test_addresses_that_are_not_there(client: Client, shipped: None) -> None:
    for path in ("/admin/", "/.git/config", "/desk/../", "/static/../keys/", "/nowhere/", "/%00", "/%E0%A4%A", "/;/x"):
        answer = client.get(path)
        sound(answer, path)
        assert answer.status_code in (301, 302, 400, 404), path


def test_the_armour_is_on_every_kind_of_answer(browser: type_browser, things: dict[str, dict[str, str]]) -> None:
    nobody, owner = browser(), browser(FIRM)
    kinds = {
        "page": nobody.get("/"),
        "sign-in": nobody.get("/accounts/login/"),
        "redirect": nobody.get("/my/"),
        "not there": nobody.get("/nowhere/"),
        "refused": owner.get("/desk/"),
        "wrong method": owner.post("/my/"),
        "file": owner.get(f"/cases/{things['cases']['number']}/files/{things['cases']['sha256']}/"),
        "signed file": owner.get(f"/licences/{things['licences']['number']}.json"),
        "fragment": nobody.get("/suggest?q=饭店"),
        "health": nobody.get("/health/live"),
        "program": nobody.get("/api/v1/openapi.json"),
        "program refused": nobody.get("/api/v1/cases"),
        "csrf": browser("", enforce_csrf_checks=True).post("/preferences/elder/", {"elder": "1"}),
    }
    for what, answer in kinds.items():
        armoured(answer, what)
    for what in ("refused", "file", "signed file"):
        assert "private" in kinds[what]["Cache-Control"], what
