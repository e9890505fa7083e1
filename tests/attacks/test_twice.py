"""The same thing twice: a second click, a second tab, the key of another matter, many at once."""

import threading

import pytest
from django.db import connection
from django.test import Client

from tests.attacks.conftest import FIRM, SITUATION, TUESDAY, actor, fill, firm, nothing_written, part_numbers, text, told, type_browser
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.kernel.ledger.models import Entry
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db


def facts(name: str) -> int:
    return Entry.objects.filter(fact=name).count()


def test_a_second_click_gets_the_same_receipt(browser: type_browser, draft: DraftView) -> None:
    client = browser(FIRM)
    first = client.post(f"/drafts/{draft.number}/review/", {"once": "click"})
    assert first.status_code == 302
    with nothing_written():
        second = client.post(f"/drafts/{draft.number}/review/", {"once": "click"})
    assert second["Location"] == first["Location"]
    assert (Case.objects.count(), facts("cases.CaseSubmitted")) == (1, 1)


def test_a_second_tab_is_led_to_the_case_that_is_there(browser: type_browser, draft: DraftView) -> None:
    client = browser(FIRM)
    number = client.post(f"/drafts/{draft.number}/review/", {"once": "tab 1"})["Location"].split("/")[2]
    with nothing_written():
        second = client.post(f"/drafts/{draft.number}/review/", {"once": "tab 2"})
        assert second["Location"] == f"/cases/{number}/"
        for path in ("form", "materials", "review"):
            assert client.get(f"/drafts/{draft.number}/{path}/")["Location"] == f"/cases/{number}/"
        told(client.post(f"/drafts/{draft.number}/form/", {"signboard.text": "另一个"}), 409, number)
        told(client.post(f"/drafts/{draft.number}/discard/"), 409, number)
    assert facts("cases.CaseSubmitted") == 1


def test_a_key_of_another_matter_is_refused(browser: type_browser, draft: DraftView) -> None:
    client = browser(FIRM)
    client.post(f"/drafts/{draft.number}/review/", {"once": "k"})
    other = cases.begin(matter=Ref("bundle", "43TCN0003"), answers=SITUATION, by=firm(), at=TUESDAY)
    fill(other.number, firm(), TUESDAY)
    with nothing_written(but=("zt_cases.Serial",)):  # a number that was taken and not used stays unused
        told(client.post(f"/drafts/{other.number}/review/", {"once": "k"}), 409, "重新|清单|查看|列表")
    assert client.get(f"/drafts/{other.number}/review/").status_code == 200, "the second draft is as it was"


def test_two_tabs_with_different_answers_lose_neither(browser: type_browser, draft: DraftView) -> None:
    client, path = browser(FIRM), f"/drafts/{draft.number}/form/"
    seen = str(Draft.objects.get(number=draft.number).revision)
    client.post(path, {"signboard.text": "湘江小馆", "revision": seen, "window": "a"})
    before = Draft.objects.filter(number=draft.number).values().get()
    conflict = client.post(path, {"signboard.text": "岳麓小馆", "revision": seen, "window": "b"})
    said = told(conflict, 409, "保留|另一个窗口")
    assert "湘江小馆" in said
    assert "岳麓小馆" in conflict.content.decode()
    assert Draft.objects.filter(number=draft.number).values().get() == before


@pytest.mark.parametrize("once", ["", "x" * 10_000, "\x00", "钥匙", "' OR 1=1"])
def test_any_key_does(once: str, browser: type_browser, draft: DraftView) -> None:
    client = browser(FIRM)
    first = client.post(f"/drafts/{draft.number}/review/", {"once": once})
    assert first.status_code == 302
    assert client.post(f"/drafts/{draft.number}/review/", {"once": once}).status_code == 302
    assert facts("cases.CaseSubmitted") == 1


def test_deciding_twice_and_both_ways(browser: type_browser, accepted: CaseView) -> None:
    from zhengtong.foundation.identity import api as identity

    sign = next(one for one in accepted.approvals if one.item.endswith("06"))
    names = [one.username for one in identity.demo_sign_ins()]
    client = browser(next(one for one in names if actor(one).organisation == sign.organisation and actor(one).has("review")))
    path, yes = f"/desk/approvals/{part_numbers(accepted)['06']}/decide/", {"opinion": "approve", "once": "a"}
    no = {"opinion": "refuse", "text": "不符合", "article": "行政许可法 第三十八条", "would_pass_if": "改小", "once": "b"}
    assert client.post(path, yes).status_code == 302
    with nothing_written():
        assert client.post(path, yes).status_code == 302
        told(client.post(path, no), 409, "重新|刷新")
        told(client.post(path, {**no, "once": "a"}), 409)
    assert facts("approvals.ApprovalDecided") == 1


def test_rating_twice(browser: type_browser, finished: CaseView) -> None:
    client, path = browser(FIRM), f"/cases/{finished.number}/rate/"
    told(client.post(path, {"once": "z", "level": "9"}), 400, "选")
    assert client.post(path, {"once": "a", "level": "1"}).status_code == 302
    with nothing_written():
        assert client.post(path, {"once": "a", "level": "1"}).status_code == 302
        again = client.post(path, {"once": "b", "level": "5"})
        assert again.status_code in (302, 400, 409), text(again)[:200]
        told(again, again.status_code) if again.status_code != 302 else None


def test_withdrawing_twice(browser: type_browser, received: CaseView) -> None:
    client, path = browser(FIRM), f"/cases/{received.number}/withdraw/"
    assert client.post(path, {"once": "a"}).status_code == 302
    with nothing_written():
        assert client.post(path, {"once": "a"}).status_code == 302
        told(client.post(path, {"once": "b"}), 409, "刷新|重新")
    assert facts("cases.CaseWithdrawn") == 1


@pytest.mark.django_db(transaction=True)
def test_four_at_once_make_one_case(shipped: None, browser: type_browser, draft: DraftView) -> None:
    keys = ("same", "same", "another", "a third")
    clients: list[Client] = [browser(FIRM) for _ in keys]
    answers: list[tuple[int, str]] = []
    begin = threading.Barrier(len(keys))

    def press(client: Client, once: str) -> None:
        try:
            begin.wait()
            answer = client.post(f"/drafts/{draft.number}/review/", {"once": once})
            answers.append((answer.status_code, answer.headers.get("Location", "")))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=pair) for pair in zip(clients, keys, strict=True)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [status for status, _ in answers] == [302] * len(keys), answers
    assert len({where.split("/")[2] for _, where in answers}) == 1
    assert (Case.objects.count(), facts("cases.CaseSubmitted")) == (1, 1)
