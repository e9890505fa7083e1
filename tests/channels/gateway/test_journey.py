"""A program files the restaurant: find, plan, begin, answer, hand in, submit, follow."""

import json

import pytest

from tests.channels.gateway.conftest import PDF, SITUATION, fill

pytestmark = pytest.mark.django_db


def test_find_and_suggest(anybody):
    assert anybody.get("find", q="我要开饭店")[0]["matter"] == "bundle:43TCN0003"
    assert anybody.get("suggest", q="开餐")[0]["matter"] == "bundle:43TCN0003"
    assert anybody.get("find", q="😀") == []


def test_guide_and_bundle(anybody):
    bundle = anybody.get("bundles/43TCN0003")
    assert bundle["online"] is True
    guide = anybody.get(f"items/{bundle['items'][1]['item']}")
    assert guide["name"]["zh"]
    anybody.get("items/none")
    assert anybody.status == 404


def test_plan_without_a_token_knows_nothing_with_one_it_does(anybody, firm):
    open_plan = anybody.call("POST", "plan", {"matter": "bundle:43TCN0003", "answers": {}})
    assert open_plan["ready"] is False
    assert "food.business_kind" in open_plan["undecided"]
    plan = anybody.call("POST", "plan", {"matter": "bundle:43TCN0003", "answers": SITUATION})
    assert plan["ready"] is True
    assert "firm.name" in plan["asked"]
    assert "firm.name" in firm.call("POST", "plan", {"matter": "bundle:43TCN0003", "answers": SITUATION})["known"]


def test_the_restaurant_is_filed_and_followed(firm, draft):
    assert firm.status == 201
    assert draft["problems"]
    filled = fill(firm, draft)
    assert filled["problems"] == []
    case = firm.call("POST", f"drafts/{draft['number']}/submit", key="submit")
    assert firm.status == 201
    assert case["state"] == "received"
    assert case["accept_due"]["days"][0]["kind"] == "act"
    assert len(case["lanes"]) == len(filled["items"])
    followed = firm.get(f"cases/{case['number']}")
    assert followed == case
    assert followed["sentence"]
    assert [line["number"] for line in firm.get("cases")["cases"]] == [case["number"]]
    assert firm.get(f"drafts/{draft['number']}")["case"] == case["number"]


def test_what_is_accepted_runs_a_clock_that_explains_itself(firm, draft, town):
    from zhengtong.delivery.cases import api as cases
    from zhengtong.foundation.identity import api as identity
    from zhengtong.foundation.identity.models import Account
    from zhengtong.kernel import clock

    fill(firm, draft)
    number = firm.call("POST", f"drafts/{draft['number']}/submit", key="submit")["number"]
    cases.accept(case=number, by=identity.actor_of(account=Account.objects.get(username="window").pk, acting_for=None), at=clock.now())
    lanes = firm.get(f"cases/{number}")["lanes"]
    running = [lane["clock"] for lane in lanes if lane["clock"] and lane["clock"]["started"]]
    assert running
    assert any(clock["promised"] and clock["promised"]["days"][-1]["on"] == clock["promised"]["on"] for clock in running)


def test_submitting_twice_with_one_key_is_one_case(firm, draft):
    fill(firm, draft)
    first = firm.call("POST", f"drafts/{draft['number']}/submit", key="once")
    again = firm.call("POST", f"drafts/{draft['number']}/submit", key="once")
    assert (firm.status, again["number"]) == (201, first["number"])
    other = firm.call("POST", f"drafts/{draft['number']}/submit", key="another")
    assert firm.status == 409
    assert first["number"] in other["detail"]
    assert len(firm.get("cases")["cases"]) == 1


def test_one_key_for_two_things_is_refused(firm, draft):
    told = firm.call("POST", "drafts", {"matter": "bundle:43TCN0003", "answers": {**SITUATION, "premises.area": 90}}, key="begin")
    assert (firm.status, told["code"]) == (409, "key_reused")


def test_what_is_missing_is_refused_with_every_point_and_nothing_is_written(firm, draft):
    told = firm.call("POST", f"drafts/{draft['number']}/submit", key="early")
    assert (firm.status, told["code"]) == (400, "not-ready")
    assert len(told["errors"]) == len(draft["problems"])
    assert firm.get("cases")["cases"] == []
    assert firm.get(f"drafts/{draft['number']}")["state"] == "open"


def test_a_wrong_answer_is_kept_and_told(firm, draft):
    saved = firm.call("PATCH", f"drafts/{draft['number']}/answers", {"answers": {"premises.area": "a lot"}})
    assert firm.status == 200
    assert any(problem["field"] == "premises.area" for problem in saved["problems"])
    assert firm.call("PATCH", f"drafts/{draft['number']}/answers", {"answers": {"no.such.element": 1}})["problems"]


def test_two_windows_do_not_overwrite_each_other(firm, draft):
    where = f"drafts/{draft['number']}/answers"
    firm.call("PATCH", where, {"answers": {"premises.area": 200}, "revision": draft["revision"]})
    firm.call("PATCH", where, {"answers": {"premises.area": 300}, "revision": draft["revision"]})
    assert firm.status == 409


def test_files_are_judged_by_content_and_can_be_taken_back(firm, draft):
    material = next(one["code"] for one in draft["materials"] if one["state"] == "bring")
    where = f"drafts/{draft['number']}/materials"
    assert firm.upload(f"{where}/{material}", b"MZ\x90 not a pdf")["code"] == "files.wrong_type"
    assert firm.upload(f"{where}/{material}", b"")["code"] == "files.empty"
    assert firm.upload(f"{where}/none", PDF)["code"] == "no-such-material"
    assert firm.call("POST", f"{where}/{material}")["status"] == 422
    file = firm.upload(f"{where}/{material}", PDF)
    assert firm.status == 201
    assert [one["sha256"] for one in firm.get(f"drafts/{draft['number']}")["files"]] == [file["sha256"]]
    firm.call("DELETE", f"{where}/{material}/{file['sha256']}")
    assert firm.status == 204
    assert firm.get(f"drafts/{draft['number']}")["files"] == []


def test_a_licence_number_shows_status_and_the_firm_but_no_person(firm, town):
    from zhengtong.delivery.licences import api as licences
    from zhengtong.foundation.identity import api as identity
    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import system
    from zhengtong.kernel.refs import Ref
    from zhengtong.kernel.words import Words

    market = identity.organisation_by_word("市场监管", "430100000000")
    issued = licences.issue(
        type="business_licence",
        holder=Ref("firm", "91990100MA0000015X"),
        holder_name="湘江小馆",
        values={"name": "湘江小馆", "representative": "陈晓兰"},
        issuer=market.code,
        approval="",
        case="",
        item_name=Words("营业执照"),
        by=system("test"),
        at=clock.now(),
    )
    shown = firm.get(f"licences/{issued.number}/status")
    assert shown["status"] == "valid"
    assert shown["holder_masked"] == "湘江小馆"
    assert "陈晓兰" not in json.dumps(shown, ensure_ascii=False)
    wrong = issued.number[:-1] + ("0" if issued.number[-1] != "0" else "1")
    firm.get(f"licences/{wrong}/status")
    assert firm.status in (400, 404)
