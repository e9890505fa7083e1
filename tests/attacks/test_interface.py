"""The interface for programs: what a page refuses is refused here too, as a problem with a remedy."""

import json

import pytest

from tests.attacks.conftest import PDF, SITUATION, nothing_written
from tests.attacks.test_rules_changed import ITEM, publish, slower
from tests.channels.gateway.conftest import Caller, acting
from tests.channels.gateway.conftest import fill as fill_in
from zhengtong.delivery.cases.models import Case
from zhengtong.kernel.ledger.models import Entry

pytestmark = pytest.mark.django_db
BEGIN = {"matter": "bundle:43TCN0003", "answers": SITUATION}


@pytest.fixture
def firm(town: None) -> Caller:
    return acting(None, "zhoumingyuan")


@pytest.fixture
def stranger(town: None) -> Caller:
    return acting(None, "linyinuo")


@pytest.fixture
def begun(firm: Caller) -> dict[str, object]:
    return firm.call("POST", "drafts", BEGIN, key="begin")  # type: ignore[no-any-return]


HOSTILE = [
    '"\\ud800"',
    '"a\\u0000b"',
    "1e400",
    "-1e400",
    "9" * 400,
    '"' + "x" * 100_000 + '"',
    "[[[]]]",
    '{"$ne": 1}',
    "NaN",
    "true",
    '"\\u202e"',
    "null",
]


@pytest.mark.parametrize("key", ["signboard.text", "premises.area", "food.business_kind", "no.such", "\\u0000", "__proto__"])
def test_hostile_json_is_told_or_kept_and_never_falls_over(key: str, firm: Caller, begun: dict[str, object]) -> None:
    for value in HOSTILE:
        told = firm.call("PATCH", f"drafts/{begun['number']}/answers", f'{{"answers": {{"{key}": {value}}}}}'.encode())
        assert firm.status in (200, 400, 413, 422), (value[:20], told)
        firm.call("POST", "plan", f'{{"matter": "bundle:43TCN0003", "answers": {{"{key}": {value}}}}}'.encode())
        assert firm.status in (200, 400, 413, 422), value[:20]
    assert firm.get(f"drafts/{begun['number']}")["number"] == begun["number"]


@pytest.mark.parametrize("number", ["\\u0000", "\\ud800", "../..", "x" * 5000, "' OR 1=1", "%00"])
def test_hostile_matters_and_numbers(number: str, firm: Caller) -> None:
    with nothing_written():
        firm.call("POST", "drafts", f'{{"matter": "bundle:{number}", "answers": {{}}}}'.encode(), key="k")
        assert firm.status in (400, 404, 422)
    for path in (
        "cases/%00",
        "drafts/%00",
        "licences/%00/status",
        "items/%00",
        "bundles/%00",
        "find?q=%00",
        "cases?after=%00",
        "cases/%ed%a0%80",
    ):
        firm.call("GET", path)
        assert firm.status in (200, 400, 404), path


@pytest.mark.parametrize(
    ("number", "words"), [("990101198506150128", "校验|核对"), ("11010120990101123X", "出生|日期"), ("91990100MA0000015Y", "18|核对|校验")]
)
def test_wrong_numbers_and_people_born_tomorrow(number: str, words: str, town: None) -> None:
    caller = acting(None, "zhoumingyuan")
    begun = caller.call("POST", "drafts", BEGIN, key="begin")
    caller.headers["Accept-Language"] = "zh-hans"
    key = "firm.credit_code" if number.startswith("91") else "person.id_number"
    saved = caller.call("PATCH", f"drafts/{begun['number']}/answers", {"answers": {key: number}})
    said = next(one["message"] for one in saved["problems"] if one["field"] == key)
    assert any(one in said for one in words.split("|")), said


def test_the_same_key_makes_one_case_and_with_other_content_none(firm: Caller, begun: dict[str, object]) -> None:
    fill_in(firm, begun)  # type: ignore[arg-type]
    number = firm.call("POST", f"drafts/{begun['number']}/submit", key="s")["number"]
    with nothing_written():
        assert firm.call("POST", f"drafts/{begun['number']}/submit", key="s")["number"] == number
        told = firm.call("POST", f"drafts/{begun['number']}/submit", key="another")
        assert (firm.status, told["code"]) == (409, "already-submitted")
        assert number in told["detail"]
        told = firm.call("POST", "drafts", {**BEGIN, "answers": {**SITUATION, "premises.area": 1}}, key="begin")
        assert (firm.status, told["code"]) == (409, "key_reused")
    assert (Case.objects.count(), Entry.objects.filter(fact="cases.CaseSubmitted").count()) == (1, 1)


def test_an_unfinished_draft_is_refused_with_every_point(firm: Caller, begun: dict[str, object]) -> None:
    with nothing_written():
        told = firm.call("POST", f"drafts/{begun['number']}/submit", key="s")
    assert (firm.status, told["code"]) == (400, "not-ready")
    assert len(told["errors"]) > 5


def test_republished_meanwhile(firm: Caller, begun: dict[str, object]) -> None:
    ready = fill_in(firm, begun)  # type: ignore[arg-type]
    publish("item", ITEM, slower)
    with nothing_written():
        told = firm.call("POST", f"drafts/{begun['number']}/submit", key="s")
    assert (firm.status, told["code"]) == (409, "rules-changed")
    again = firm.call("PATCH", f"drafts/{begun['number']}/answers", {"answers": {}})
    assert [one["value"] for one in again["fields"]] == [one["value"] for one in ready["fields"]]
    firm.call("POST", f"drafts/{begun['number']}/submit", key="s")
    assert firm.status == 201


def test_withdrawn_meanwhile(firm: Caller, begun: dict[str, object]) -> None:
    fill_in(firm, begun)  # type: ignore[arg-type]
    publish("bundle", "43TCN0003", withdrawn=True)
    with nothing_written():
        firm.call("POST", f"drafts/{begun['number']}/submit", key="s")
    assert firm.status in (404, 409)


def test_guessed_numbers_answer_alike(firm: Caller, stranger: Caller, begun: dict[str, object]) -> None:
    fill_in(firm, begun)  # type: ignore[arg-type]
    number = firm.call("POST", f"drafts/{begun['number']}/submit", key="s")["number"]
    for path, real, nowhere in (("cases/{}", number, "4301-2026-0000001-0"), ("drafts/{}", begun["number"], "DAAAAAAAAAAA")):
        there, not_there = stranger.get(path.format(real)), stranger.get(path.format(nowhere))
        assert stranger.status == 404
        assert json.dumps(there).replace(str(real), "#") == json.dumps(not_there).replace(nowhere, "#")
    with nothing_written():
        stranger.call("POST", f"drafts/{begun['number']}/submit", key="x")
        assert stranger.status == 404
        stranger.call("PATCH", f"drafts/{begun['number']}/answers", {"answers": {"signboard.text": "别家"}})
        assert stranger.status == 404


@pytest.mark.parametrize("content", [b"MZ a program", b"<svg onload='x'/>", PDF[:30], b""])
def test_what_is_no_paper(content: bytes, firm: Caller, begun: dict[str, object]) -> None:
    with nothing_written():
        told = firm.upload(f"drafts/{begun['number']}/materials/food-layout", content)
        assert firm.status == 400
        assert told["remedy"]
        firm.upload(f"drafts/{begun['number']}/materials/no-such", PDF)
        assert firm.status == 404


@pytest.mark.parametrize("name", ["a\r\nX-Evil: 1.pdf", "../../x.pdf", "\x00.pdf", "\u202efdp.exe"])
def test_a_name_stays_a_name(name: str, firm: Caller, begun: dict[str, object]) -> None:
    told = firm.upload(f"drafts/{begun['number']}/materials/food-layout", PDF + name.encode(), name=name)
    assert firm.status in (201, 400)
    if firm.status == 201:
        assert not set(told["name"]) & set("/\\\r\n\x00\u202e")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods(method: str, firm: Caller, begun: dict[str, object]) -> None:
    with nothing_written():
        firm.call(method, f"drafts/{begun['number']}/submit", {}, key="s")
        assert firm.status == 405
        assert "POST" in firm.last["Allow"]
