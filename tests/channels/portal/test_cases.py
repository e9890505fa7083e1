"""Following a case: one sentence, lanes, clock, story, proofs; mending it; and nobody else's eyes."""

import json
import re

import pytest
from django.test import Client

from tests.channels.portal.conftest import PDF, fields, paper, text, type_browser
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def state(number: str) -> CaseState:
    return CaseState(Case.objects.get(number=number).state)


def test_a_received_case_says_who_acts_next_and_by_when(firm: Client, received: str) -> None:
    page = text(firm.get(f"/cases/{received}/"))
    assert "8 月 10 日" in page
    assert "第 5 个工作日" in page
    assert "已收件" in page
    assert "现在不需要您做什么" in page


def test_an_accepted_case_shows_lanes_and_explains_its_clock(firm: Client, accepted: CaseView) -> None:
    page = text(firm.get(f"/cases/{accepted.number}/"))
    assert "<svg" in page
    assert "以列表显示" in page
    assert "市场监管" in page
    assert "消防" in page
    assert "这一天是怎么算出来的" in page
    assert "周末，不计入" in page or "第 1 个工作日" in page


def test_a_finished_case_gives_reasons_results_and_remedies(firm: Client, finished: str) -> None:
    page = text(firm.get(f"/cases/{finished}/"))
    assert state(finished) is CaseState.CLOSED
    assert "疏散通道太窄" in page
    assert "加宽到 1.1 米" in page
    assert "行政复议" in page
    assert "食品经营许可证" in page
    assert f"/cases/{finished}/rate/" in page
    assert f"/cases/{finished}/withdraw/" not in page


def test_a_guessed_number_is_nothing(firm: Client, browser: type_browser, received: str) -> None:
    stranger = browser("chenxiaolan")
    for where in ("", "receipt/", "supplement/", "withdraw/", "rate/", "proof.json"):
        assert stranger.get(f"/cases/{received}/{where}").status_code == 404, where
    assert firm.get("/cases/4301-2026-9999999-X/").status_code == 404


@pytest.mark.parametrize("number", ["'", "%00", "..", "4301-2026-0000001-M' OR '1'='1", "9" * 400])
def test_hostile_numbers_do_no_harm(firm: Client, number: str) -> None:
    assert firm.get(f"/cases/{number}/").status_code == 404


def test_my_matters_lists_it_with_its_sentence(firm: Client, received: str) -> None:
    page = text(firm.get("/my/"))
    assert received in page
    assert "已收件" in page


def test_the_notice_is_answered_all_at_once_or_not_at_all(firm: Client, supplementing: str) -> None:
    address = f"/cases/{supplementing}/supplement/"
    page = text(firm.get(address))
    assert "看不清出口" in page
    form = fields(page, address).fields
    half = firm.post(address, {**form, "fire.exits": "3"})
    assert half.status_code == 400
    assert "看不清出口" in text(half)
    assert 'value="3"' in text(half)
    assert state(supplementing) is CaseState.SUPPLEMENTING
    wrong = firm.post(address, {**form, "fire.exits": "3", "file:floor-plan": paper("x.pdf", b"nothing")})
    assert wrong.status_code == 400
    whole = firm.post(address, {**form, "fire.exits": "3", "file:floor-plan": paper("新图.pdf", PDF + b"2")})
    assert whole.status_code == 302
    assert state(supplementing) is CaseState.RECEIVED
    assert "新图.pdf" in text(firm.get(f"/cases/{supplementing}/"))


def test_the_answer_to_a_notice_is_not_lost_when_signed_out(firm: Client, supplementing: str) -> None:
    address = f"/cases/{supplementing}/supplement/"
    form = fields(text(firm.get(address)), address).fields
    firm.logout()
    assert firm.post(address, {**form, "fire.exits": "7"})["Location"].startswith("/accounts/login/")
    assert firm.session["unsent"]["path"] == address


def test_withdrawing_is_asked_once_more_and_then_final(firm: Client, received: str) -> None:
    address = f"/cases/{received}/withdraw/"
    form = fields(text(firm.get(address)), address).fields
    assert firm.post(address, form).status_code == 302
    assert state(received) is CaseState.WITHDRAWN
    assert firm.post(address, {**form, "once": "another"}).status_code == 409
    assert "已撤回" in text(firm.get(f"/cases/{received}/"))


def test_files_of_a_case_are_for_its_readers_only(firm: Client, browser: type_browser, received: str) -> None:
    where = re.findall(rf'href="(/cases/{received}/files/[0-9a-f]+/)"', text(firm.get(f"/cases/{received}/")))
    assert len(where) >= 7
    assert firm.get(where[0]).status_code == 200
    assert browser("chenxiaolan").get(where[0]).status_code == 404
    assert firm.get(f"/cases/{received}/files/{'0' * 64}/").status_code == 404


def test_a_line_of_the_story_is_proved_and_nobody_elses(firm: Client, received: str, finished: str) -> None:
    ledger.sequence()
    rows = ledger.facts_about(Ref("case", received))
    proof = json.loads(text(firm.get(f"/cases/{received}/proof.json", {"row": rows[0].id})))
    assert len(proof["rows"]) == 1
    assert proof["head"]["size"] >= len(rows)
    everything = json.loads(text(firm.get(f"/cases/{received}/proof.json")))
    assert len(everything["rows"]) == len(rows)
    foreign = max(row.id for row in rows) + 10_000
    for wrong in (foreign, "x", "-1", "1 OR 1", "9" * 30):
        assert firm.get(f"/cases/{received}/proof.json", {"row": wrong}).status_code == 404


def test_a_rating_is_given_once(firm: Client, finished: str) -> None:
    address = f"/cases/{finished}/rate/"
    form = fields(text(firm.get(address)), address).fields
    nothing = firm.post(address, form)
    assert nothing.status_code == 400
    assert "请在五个选项中选一个" in text(nothing)
    assert firm.post(address, {**form, "level": "2", "tags": ["quick", "bogus"], "text": "很快"}).status_code == 302
    page = text(firm.get(f"/cases/{finished}/"))
    assert "您的评价" in page
    assert firm.get(address).status_code == 302
    again = firm.post(address, {"level": "5", "text": "", "once": "another"})
    assert again.status_code == 400
    assert "已经" in text(again) or "一次" in text(again)


def test_a_running_case_is_not_rated(firm: Client, received: str) -> None:
    assert firm.get(f"/cases/{received}/rate/").status_code == 302


def test_messages_tell_what_happened_and_lead_there(firm: Client, received: str) -> None:
    for _ in range(10):
        if not ledger.work_once(50):
            break
    before = text(firm.get("/my/"))
    assert 'class="count"' in before
    page = text(firm.get("/my/messages/"))
    assert received in page
    assert f'href="/cases/{received}/"' in page
    assert 'class="count"' not in text(firm.get("/my/"))
