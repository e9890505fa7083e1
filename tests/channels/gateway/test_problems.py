"""Bad input: every one is answered with a problem that says what to do."""
import pytest

from tests.channels.gateway.conftest import SITUATION, Caller

pytestmark = pytest.mark.django_db
PLAN = {"matter": "bundle:43TCN0003", "answers": {}}


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"[]", "body"),
        (b"null", "body"),
        (b"", "body"),
        ({"answers": {}}, "matter"),
        ({**PLAN, "wish": 1}, "wish"),
        ({**PLAN, "matter": "firm:1"}, "matter"),
        ({**PLAN, "matter": "bundle:"}, "matter"),
        ({**PLAN, "matter": 5}, "matter"),
        ({**PLAN, "answers": []}, "answers"),
        ({**PLAN, "answers": {str(n): n for n in range(501)}}, "answers"),
    ],
)
def test_what_is_not_in_the_described_form(anybody, body, where):
    told = anybody.call("POST", "plan", body)
    assert (anybody.status, told["code"]) == (422, "not-as-described")
    assert [where] == [error["field"] for error in told["errors"]]
    assert all(error["message"] for error in told["errors"])


UNREADABLE = [b"{", b"\xff\xfe", b"1e999", b"NaN", b'{"a": 1, "a": 2}', b"9" * 5000, b"{} {}"]
UNREADABLE += [b'"\\ud800"', b'"\\u0000"', b'{"\\u0000": 1}']


@pytest.mark.parametrize("body", UNREADABLE, ids=lambda body: repr(body[:12]))
def test_what_is_no_json_that_can_be_kept(anybody, body):
    told = anybody.call("POST", "plan", body)
    assert (anybody.status, told["code"]) == (400, "malformed-json")


def test_a_body_in_another_form(anybody):
    form = "application/x-www-form-urlencoded"
    anybody.last = anybody.client.generic("POST", "/api/v1/plan", "matter=bundle:43TCN0003", content_type=form)
    assert (anybody.status, anybody.told()["code"]) == (415, "wrong-media-type")


def test_reasons_are_told_in_the_callers_language(shipped):
    told = Caller(language="zh-hans").call("POST", "plan", {"matter": 5, "answers": {}, "wish": 1})
    assert {one["field"]: one["message"] for one in told["errors"]} == {"matter": "这里应填文字。", "wish": "接口在这里没有这个字段。"}


def test_deeply_nested_json(anybody):
    for deep in (21, 10_000, 100_000):
        told = anybody.call("POST", "plan", b'{"matter": "bundle:43TCN0003", "answers": {"a": ' + b"[" * deep + b"]" * deep + b"}}")
        assert (anybody.status, told["code"]) == (400, "nested-too-deep")


def test_answers_that_cannot_be_read(anybody):
    told = anybody.call("POST", "plan", {**PLAN, "answers": {"premises.area": "large", "no.such": 1}})
    assert (anybody.status, told["code"]) == (400, "answers-unreadable")
    assert {error["field"] for error in told["errors"]} == {"premises.area", "no.such"}


def test_a_matter_that_is_not_there(anybody):
    anybody.call("POST", "plan", {**PLAN, "matter": "bundle:none"})
    assert anybody.status == 404


def test_too_large_a_body(anybody, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    told = anybody.call("POST", "plan", {**PLAN, "answers": {"firm.name": "x" * 2000}})
    assert (anybody.status, told["code"]) == (413, "body-too-large")


def test_more_than_any_form_may_be_is_refused_before_it_is_read(firm, draft, settings):
    settings.ZT_UPLOAD_LIMIT = 1000
    material = next(one["code"] for one in draft["materials"] if one["state"] == "bring")
    told = firm.upload(f"drafts/{draft['number']}/materials/{material}", b"%PDF-" + b"x" * 3_000_000)
    assert (firm.status, told["code"]) == (413, "files.too_large")
    assert firm.get(f"drafts/{draft['number']}")["files"] == []


@pytest.mark.parametrize("path", ["nowhere", "cases/1/2/3", "", "find/"])
def test_an_address_that_is_not_there(anybody, path):
    assert anybody.get(path)["code"] == "no-such-operation"
    assert anybody.status == 404


def test_a_wrong_method(anybody):
    assert anybody.call("DELETE", "plan")["code"] == "wrong-method"
    assert anybody.status == 405
    assert "POST" in anybody.last["Allow"]


@pytest.mark.parametrize("key", ["", "two words", "x" * 101, "钥匙", "a\tb"])
def test_a_key_is_needed_and_has_a_form(firm, key):
    told = firm.call("POST", "drafts", {"matter": "bundle:43TCN0003", "answers": SITUATION}, key=key)
    assert (firm.status, told["code"]) == (400, "idempotency-key-missing")


OUT_OF_BOUNDS = [({}, "q"), ({"q": "x" * 201}, "q"), ({"q": "饭", "limit": "many"}, "limit"), ({"q": "饭", "limit": 0}, "limit")]
OUT_OF_BOUNDS += [({"q": "饭", "limt": 1}, "limt")]


@pytest.mark.parametrize(("query", "where"), OUT_OF_BOUNDS)
def test_a_query_out_of_bounds(anybody, query, where):
    told = anybody.get("find", **query)
    assert anybody.status == 422
    assert [where] == [error["field"] for error in told["errors"]]


def test_a_broken_page_token(firm):
    firm.get("cases", after="broken")
    assert firm.status == 400


def test_refusals_speak_the_callers_language(shipped):
    told = Caller(language="zh-hans").get("cases")
    assert told["detail"] == "此操作需要令牌，但没有提供或令牌已失效。"
    assert Caller(language="en").get("cases")["detail"].startswith("This needs a token")
