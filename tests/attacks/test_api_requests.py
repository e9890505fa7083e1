"""Bad requests to every operation of the interface: told what is wrong, field by field; nothing written, nothing fallen over, nothing given
away."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.attacks.conftest import PDF, SITUATION, holder, licence_of, nothing_written
from tests.channels.gateway.conftest import PASSWORD, Caller, acting
from tests.channels.gateway.conftest import fill as fill_in
from zhengtong.channels.gateway import description
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel import keyset

pytestmark = pytest.mark.django_db
TOLD = description.description()
OPERATIONS = {operation["operationId"]: (where, method, operation) for where, method, operation in description.operations(TOLD)}
WITH_BODY = sorted(name for name, (_, _, one) in OPERATIONS.items() if "application/json" in one.get("requestBody", {}).get("content", {}))
LISTS = sorted(name for name, (_, _, one) in OPERATIONS.items() if "after" in [each["name"] for each in one["parameters"]])
SESSIONS = ("zt_identity.Account",)
type_callers = dict[str, Caller]


@pytest.fixture
def callers(town: None) -> type_callers:
    def officer(username: str) -> Caller:
        return Caller(Caller().call("POST", "session", {"username": username, "password": PASSWORD})["token"])

    return {
        "firm": acting(None, "zhoumingyuan"),
        "stranger": acting(None, "linyinuo"),
        "window": officer("window"),
        **{name: officer(name) for name in ("fire", "head", "mayor")},
        "personnel": officer("personnel"),
        "helper": officer("helper"),
        "nobody": Caller(),
    }


@pytest.fixture
def numbers(finished: CaseView, draft: DraftView) -> dict[str, dict[str, str]]:
    """What stands at each kind of address; all of it the firm's."""
    file = {"sha256": draft.files[0].sha256, "material": draft.files[0].material, "row": "1"}
    return {
        "drafts": {"number": draft.number, **file},
        "cases": {"number": finished.number, **file},
        "approvals": {"number": finished.approvals[0].number, **file},
        "licences": {"number": licence_of(finished)},
        "items": {"code": "43TCN0003-02"},
        "bundles": {"code": "43TCN0003"},
    }


def place(name: str, numbers: dict[str, dict[str, str]]) -> str:
    where = OPERATIONS[name][0].removeprefix("/api/v1/")
    kind = next((part for part in reversed(where.split("/")) if part in numbers), "")
    counted = {one["name"] for one in OPERATIONS[name][2]["parameters"] if one["schema"].get("type") == "integer"}
    return re.sub(r"{(\w+)}", lambda found: numbers.get(kind, {}).get(found[1], "1" if found[1] in counted else "X"), where)


def body_of(name: str) -> dict[str, Any]:
    """The example of the description: a body that is right."""
    return json.loads(json.dumps(OPERATIONS[name][2]["requestBody"]["content"]["application/json"]["example"]))  # type: ignore[no-any-return]


DESKS = {
    **dict.fromkeys(("/desk/approvals", "/desk/checks", "/desk/consultations"), "fire"),
    "/desk/lead": "head", "/desk/joint": "mayor", "/desk/staff": "personnel", "/assistances": "helper", "/desk/": "window",
}
"""Whose work it is."""


def who_may(name: str, callers: type_callers) -> Caller:
    where, _, operation = OPERATIONS[name]
    if "security" not in operation:
        return callers["nobody"]
    return callers[next((who for part, who in DESKS.items() if part in where), "firm")]


def fields(value: object, at: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Every place in a body."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield (*at, key)
            yield from fields(one, (*at, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield (*at, number)
            yield from fields(one, (*at, number))


def put(body: Any, at: tuple[object, ...], value: object) -> None:
    for step in at[:-1]:
        body = body[step]
    body[at[-1]] = value


DEEP = 10_000
BROKEN = {
    "malformed-json": [b"{", b"\xff", b'{"a":NaN}', b'{"a":1e999}', b'{"a":"\\u0000"}', b'{"a":"\\udc00"}', b'{"a":1,"a":1}', b"\x00"],
    "nested-too-deep": [b"[" * DEEP + b"]" * DEEP, b'{"a":' * DEEP + b"1" + b"}" * DEEP, b"[" * DEEP],
    "not-as-described": [b"[]", b"null", b'"x"', b"7", b"true", b"{}"],
}


def test_bodies_that_are_none(callers: type_callers, numbers: dict[str, dict[str, str]]) -> None:
    with nothing_written(but=SESSIONS):
        for name in WITH_BODY:
            caller, where, method = who_may(name, callers), place(name, numbers), OPERATIONS[name][1].upper()
            for code, body in ((code, body) for code, bodies in BROKEN.items() for body in bodies):
                told = caller.call(method, where, body, key="k")
                if not (body == b"{}" and caller.status != 422):     # nothing may be enough
                    assert (caller.status, told["code"]) == (422 if code == "not-as-described" else 400, code), (name, body[:20])


def test_fields_that_are_not_described_or_of_another_kind(callers: type_callers, numbers: dict[str, dict[str, str]]) -> None:
    with nothing_written(but=SESSIONS):
        for name in WITH_BODY:
            caller, where, method = who_may(name, callers), place(name, numbers), OPERATIONS[name][1].upper()
            told = caller.call(method, where, {**body_of(name), "wish": 1, "__proto__": {}}, key="k")
            assert (caller.status, [one["field"] for one in told["errors"]]) == (422, ["wish", "__proto__"]), name
            for at, wrong in changes(body_of(name)):
                body = body_of(name)
                put(body, at, wrong)
                told = caller.call(method, where, body, key="k")
                assert caller.status in (400, 401, 404, 413, 422), (name, at, wrong, told)
                if isinstance(wrong, dict):
                    assert caller.status == 422, (name, at)
                    assert any(one["field"].startswith(".".join(map(str, at))) for one in told["errors"]), (name, at, told["errors"])


def changes(body: dict[str, Any]) -> Iterator[tuple[tuple[object, ...], object]]:
    """Something wrong for every place; under ``answers`` any names may stand, and any plain value."""
    for at in fields(body):
        if at != ("answers",):
            kinds: tuple[object, ...] = ({"$ne": None}, [[1]], "x" * 30_000, -(10**30))
            yield from ((at, wrong) for wrong in (kinds[:3] if at[0] == "answers" else kinds))


def test_queries_that_nobody_reads(callers: type_callers) -> None:
    with nothing_written(but=SESSIONS):
        for name in sorted(OPERATIONS):
            caller = who_may(name, callers)
            told = caller.call(OPERATIONS[name][1].upper(), f"{place(name, {})}?debug=1", key="k")
            assert (caller.status, [one["field"] for one in told["errors"]]) == (422, ["debug"]), name


ELSEWHERE = ("/api/v1/mandates", "/api/v1/assistances")  # whose things these are, and for whom they are not there: tests/attacks/matrix
OWN = sorted(
    name for name, (where, _, one) in OPERATIONS.items() if "{number}" in where and "security" in one and not where.startswith(ELSEWHERE)
)


def test_what_is_not_yours_is_not_there(callers: type_callers, numbers: dict[str, dict[str, str]]) -> None:
    """Another firm hears the same as of a number that nobody has; who has no such role hears that."""
    with nothing_written(but=SESSIONS):
        for name in OWN:
            desk = "/desk/" in OPERATIONS[name][0]
            for other in ("firm", "stranger") if desk else ("window", "fire"):
                assert sent(name, place(name, numbers), callers[other])["status"] == 403, (name, other)
            if not desk:
                real = place(name, numbers)
                number = next(one["number"] for one in numbers.values() if f"/{one.get('number')}" in f"/{real}")
                told = sent(name, real, callers["stranger"])
                none = sent(name, real.replace(number, NOBODYS), callers["stranger"])
                assert told["status"] == 404, (name, told)
                assert json.dumps(none).replace(NOBODYS, "#") == json.dumps(told).replace(number, "#"), name


NOBODYS = "4301-2026-0000000-0"


def sent(name: str, where: str, caller: Caller) -> Any:
    """The right request of an operation, to an address."""
    _, method, operation = OPERATIONS[name]
    if name in WITH_BODY:
        return caller.call(method.upper(), where, body_of(name), key="k")
    return caller.upload(where, PDF, key="k") if "requestBody" in operation else caller.call(method.upper(), where, key="k")


def test_another_departments_approval_is_not_there(callers: type_callers, accepted: CaseView) -> None:
    other = next(one for one in accepted.approvals if one.state is ApprovalState.OPEN and not serves("fire", one.organisation))
    with nothing_written(but=SESSIONS):
        for method, rest, body in (
            ("GET", "", b""),
            ("POST", "/decide", {"opinion": "approve"}),
            ("POST", "/forward", {"organisation": other.organisation}),
        ):
            told = callers["fire"].call(method, f"desk/approvals/{other.number}{rest}", body, key="k")
            assert (callers["fire"].status, told["code"]) == (404, "approval-not-found")


def serves(username: str, organisation: str) -> bool:
    return identity.actor_of(account=Account.objects.get(username=username).pk, acting_for=None).organisation == organisation


def test_a_key_used_again_for_something_else(callers: type_callers, accepted: CaseView, received: CaseView) -> None:
    window, one = callers["window"], next(one for one in accepted.approvals if one.state is ApprovalState.OPEN)
    reviewer = next(
        each.username for each in identity.demo_sign_ins() if serves(each.username, one.organisation) and holder(one.organisation)
    )
    officer = Caller(Caller().call("POST", "session", {"username": reviewer, "password": PASSWORD})["token"])
    assert officer.call("POST", f"desk/approvals/{one.number}/decide", {"opinion": "approve"}, key="d")["state"] == "approved"
    with nothing_written(but=SESSIONS):
        assert officer.call("POST", f"desk/approvals/{one.number}/decide", {"opinion": "approve"}, key="d")["state"] == "approved"
        reasons = {"text": "x", "article": "x", "would_pass_if": "x"}
        told = officer.call("POST", f"desk/approvals/{one.number}/decide", {"opinion": "refuse", "reasons": reasons}, key="d")
        assert (officer.status, told["code"]) == (409, "key_reused")
    if received.number != accepted.number:
        window.call("POST", f"desk/cases/{received.number}/accept", key="w")
        with nothing_written(but=SESSIONS):
            told = window.call("POST", f"desk/cases/{accepted.number}/accept", key="w")
            assert (window.status, told["code"]) == (409, "key_reused")


@pytest.mark.parametrize("name", LISTS)
def test_pages_that_do_not_exist(name: str, callers: type_callers) -> None:
    caller, where = who_may(name, callers), place(name, {})
    made_up = ["x", "%00", "é", "W10", keyset.token([1, 2, 3]), keyset.token(["x" * 50]), keyset.token([10**18, 1]), keyset.token(["1", 1])]
    made_up += [keyset.token(["9999-99-99", 1]), keyset.token(["2026-08-03T09:00:00", 1]), keyset.token([[]])]  # type: ignore[list-item]
    for after in made_up:
        caller.get(where, after=after)
        assert caller.status in (200, 400), after
        caller.call("GET", f"{where}?after={after}")
        assert caller.status in (200, 400), after
    assert caller.get(where, after="broken!")["code"] == "bad-page"
    caller.get(where, after="A" * 201)
    assert caller.status == 422
    for limit in (0, -1, 101, 10**9, "9" * 400, "1e3", "ten", "", "1;DROP", "½"):
        told = caller.get(where, limit=limit)
        assert (caller.status, [one["field"] for one in told["errors"]]) == (422, ["limit"]), limit


HOSTILE = [
    "' OR 1=1 --",
    '"*"',
    "NEAR(a b",
    "AND OR NOT",
    "饭店 AND (",
    "%%%___",
    "\\",
    "<script>alert(1)</script>",
    "${7*7}{{7*7}}",
    "\u202e店饭",
    "\ufeff",
    "🍜" * 50,
    "a" * 200,
    "饭" * 200,
    "()" * 100,
    "*" * 200,
    "\n\r\t",
    "-" * 200,
    ":&|!<->",
    "٣٤٥",
    "ﬁﬂ",
    "\x01\x02",
]


@pytest.mark.parametrize("where", ["find", "suggest"])
def test_hostile_questions(where: str, shipped: None) -> None:
    caller = Caller()
    for text in HOSTILE:
        assert isinstance(caller.get(where, q=text), list), text
        assert caller.status == 200
    for raw in ("%00", "%ff%fe", "%ed%a0%80", "%F0%9F"):
        caller.call("GET", f"{where}?q={raw}")
        assert caller.status == 200, raw
    for text in ("x" * 201, "x" * 100_000):
        caller.get(where, q=text)
        assert caller.status == 422


def test_files_that_are_too_large(callers: type_callers, draft: DraftView, settings: Any) -> None:
    settings.ZT_UPLOAD_LIMIT = 100_000
    firm, file = callers["firm"], draft.files[0]
    with nothing_written(but=SESSIONS):
        told = firm.upload(f"drafts/{draft.number}/materials/{file.material}", PDF + b"%" * 200_000)
        assert (firm.status, told["code"]) == (413, "files.too_large")
        told = firm.upload(f"drafts/{draft.number}/materials/{file.material}", PDF + b"%" * 9_000_000)
        assert (firm.status, told["code"]) == (413, "files.too_large")
    settings.ZT_UPLOAD_LIMIT = 20_000_000
    told = callers["nobody"].upload("verify", b"x" * 9_000_000)
    assert (callers["nobody"].status, told["code"]) == (413, "body-too-large")
    told = firm.call("POST", "plan", b'{"matter":"' + b"x" * 3_000_000 + b'"}')
    assert (firm.status, told["code"]) == (413, "body-too-large")


def test_uploads_that_are_not_ones_own(callers: type_callers, received: CaseView) -> None:
    """A receipt of an upload is good for one caller, one case, one paper; and cannot be made up."""
    firm, window, number = callers["firm"], callers["window"], received.number
    material = firm.get(f"cases/{number}/documents")["files"][0]["material"]
    points = [{"at": material, "what": "看不清"}]
    window.call("POST", f"desk/cases/{number}/supplementation", {"points": points}, key="ask")
    assert window.status == 200
    receipt = firm.upload(f"cases/{number}/supplement/{material}", PDF + b"%new")["upload"]
    begun = callers["stranger"].call("POST", "drafts", {"matter": "bundle:43TCN0003", "answers": SITUATION}, key="b")
    fill_in(callers["stranger"], begun)
    other = callers["stranger"].call("POST", f"drafts/{begun['number']}/submit", key="s")["number"]
    window.call("POST", f"desk/cases/{other}/supplementation", {"points": points}, key="ask-2")
    with nothing_written(but=SESSIONS):
        told = callers["stranger"].call("POST", f"cases/{other}/supplement", {"uploads": [receipt]}, key="k")
        assert (callers["stranger"].status, told["code"]) == (400, "upload-not-known")
        for made_up in (receipt[:-1] + ("A" if receipt[-1] != "A" else "B"), "x", "", "a:b:c", receipt + "x"):
            told = firm.call("POST", f"cases/{number}/supplement", {"uploads": [made_up]}, key="k")
            assert (firm.status, told["code"]) == (400, "upload-not-known")
        told = firm.call("POST", f"cases/{number}/supplement", {"answers": {"firm.name": "别家"}, "uploads": [receipt]}, key="k")
        assert (firm.status, told["code"]) == (400, "not-asked")
        told = firm.call("POST", f"cases/{number}/supplement", {"answers": {material: "文字"}, "uploads": []}, key="k")
        assert (firm.status, told["code"]) == (400, "not-ready")
        told = firm.upload(f"cases/{number}/supplement/firm.name", PDF)
        assert (firm.status, told["code"]) == (404, "no-such-material")
    assert firm.call("POST", f"cases/{number}/supplement", {"uploads": [receipt]}, key="k")["state"] == "received"


def test_a_notice_about_nothing_that_is_there(callers: type_callers, received: CaseView) -> None:
    window = callers["window"]
    with nothing_written(but=SESSIONS):
        for points, code in (
            ([{"at": "no.such", "what": "x"}], "no-such-place"),
            ([{"at": "firm.name", "what": "   "}], "nothing-asked"),
            ([], "not-as-described"),
        ):
            assert window.call("POST", f"desk/cases/{received.number}/supplementation", {"points": points}, key="k")["code"] == code


HEADERS: list[tuple[str, str]] = [
    ("Accept-Language", "x" * 5000),
    ("Accept-Language", "zh;q=abc,,;;"),
    ("Content-Type", "application/json; charset=nonsense"),
    ("Accept", "text/html"),
    ("X-Forwarded-For", "' OR 1=1"),
    ("Idempotency-Key", "\x01"),
    ("Authorization", "Bearer " + "é" * 50),
    ("Authorization", "Bearer"),
]


@pytest.mark.parametrize(("name", "value"), HEADERS)
def test_hostile_headers(name: str, value: str, callers: type_callers) -> None:
    caller: Callable[..., Any] = callers["firm"].call
    caller("POST", "plan", {"matter": "bundle:43TCN0003", "answers": {}}, headers={name: value})
    assert callers["firm"].status in (200, 400, 401, 415)
