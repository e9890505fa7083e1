"""The leave page, marked lines, own matters and closed classes, as officers see them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from tests.channels.workbench.conftest import TUESDAY, part, type_desk
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.elements.terms import Sensitivity
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account, Grant, Leave, Representation, Staff
from zhengtong.foundation.identity.terms import Office
from zhengtong.kernel.clock import CHINA

pytestmark = pytest.mark.django_db
DAY = TUESDAY.astimezone(CHINA).date()


def account(username: str) -> int:
    return int(Account.objects.get(username=username).pk)


def text(client: Client, path: str, *, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return str(answer.content.decode())


def record(client: Client, substitute: str, *, days: int = 3, **more: str) -> Client:
    sent = {"substitute": str(account(substitute)), "since": DAY.isoformat(), "until": (DAY + timedelta(days=days)).isoformat(), **more}
    answer = client.post("/desk/leave/record/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return client


def test_an_officer_goes_on_leave_and_a_colleague_has_their_work_marked(desk: type_desk, accepted: CaseView) -> None:
    Grant.objects.filter(account=account("market2")).update(items=["elsewhere"])  # what is left comes through the leave alone
    second, number = desk("market2"), part(accepted, "-01")
    assert number not in text(second, "/desk/")
    first = record(desk("market"), "market2", reason="年休假")
    page = text(first, "/desk/leave/")
    assert "年休假" in page
    page = text(second, "/desk/")
    assert number in page
    name = Staff.objects.get(account=account("market")).name
    assert f"代{name}办理" in page
    assert f"代{name}办理" in text(second, f"/desk/approvals/{number}/")
    answer = second.post(f"/desk/approvals/{number}/decide/", {"opinion": "approve", "once": "a"})
    assert answer.status_code == 302
    assert f"（代{name}）" in text(second, f"/desk/approvals/{number}/")
    assert f"（代{name}）" in text(first, f"/desk/approvals/{number}/")


def test_ending_it_takes_the_work_back_at_once(desk: type_desk, accepted: CaseView) -> None:
    Grant.objects.filter(account=account("market2")).update(items=["elsewhere"])
    first, second = record(desk("market"), "market2"), desk("market2")
    held = Leave.objects.get()
    assert second.post(f"/desk/leave/{held.pk}/end/").status_code == 404  # not the substitute's to end
    assert first.post(f"/desk/leave/{held.pk}/end/").status_code == 302
    assert part(accepted, "-01") not in text(second, "/desk/")
    assert first.post(f"/desk/leave/{held.pk}/end/").status_code == 409


def test_a_wrong_wish_comes_back_with_what_was_entered(desk: type_desk) -> None:
    sent = {"substitute": str(account("fire")), "since": DAY.isoformat(), "until": DAY.isoformat(), "reason": "开会"}
    answer = desk("market").post("/desk/leave/record/", sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "同一机构" in page
    assert 'value="开会"' in page
    for wrong in ({"since": "soon"}, {"until": ""}, {"substitute": ""}, {"substitute": "x" * 40}):
        assert desk("market").post("/desk/leave/record/", {**sent, **wrong}).status_code == 400
    assert desk("market").post("/desk/leave/record/", {**sent, "account": str(account("fire"))}).status_code == 404
    assert not Leave.objects.exists()


def test_who_administers_the_body_sees_and_records_all_of_it(desk: type_desk) -> None:
    head = desk("personnel")
    record(head, "market2", account=str(account("market")))
    held = Leave.objects.get()
    page = text(head, "/desk/leave/")
    assert f"/desk/leave/{held.pk}/end/" in page
    assert str(account("fire")) not in [one.strip('"') for one in page.split('value="') if one.startswith(str(account("fire")) + '"')]
    assert head.post(f"/desk/leave/{held.pk}/end/").status_code == 302


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_opens_in_both_languages(desk: type_desk, language: str) -> None:
    client = record(desk("market"), "market2")
    client.cookies["django_language"] = language
    with translation.override(language):
        page = text(client, "/desk/leave/")
    assert ("Leave and substitutes" in page) is (language == "en")


def test_ones_own_matter_is_listed_and_closed(desk: type_desk, accepted: CaseView) -> None:
    head = Representation.objects.get(firm=accepted.subject.number, office=Office.LEGAL_REPRESENTATIVE).person
    Staff.objects.filter(account=account("market")).update(person=head.number)
    number, other = part(accepted, "-01"), Staff.objects.get(account=account("market2")).name
    client = desk("market")
    assert "须由他人办理" in text(client, "/desk/")
    page = text(client, f"/desk/approvals/{number}/", status=403)
    assert "第七十六条" in page
    assert other in page
    assert client.post(f"/desk/approvals/{number}/decide/", {"opinion": "approve"}).status_code == 403
    assert number in text(desk("market2"), "/desk/")


def test_closed_classes_are_named(desk: type_desk, accepted: CaseView) -> None:
    number = part(accepted, "-01")
    assert "不予显示" not in text(desk("market"), f"/desk/approvals/{number}/")
    Grant.objects.filter(account=account("market")).update(classes=[Sensitivity.PUBLIC])
    page = text(desk("market"), f"/desk/approvals/{number}/")
    assert "不予显示：属于" in page


def test_what_was_typed_when_the_matter_went_into_other_hands_is_shown(desk: type_desk, accepted: CaseView) -> None:
    client, number = desk("fire"), part(accepted, "-04")
    assert number in text(client, "/desk/")
    window = identity.organisation_names({accepted.window})
    assert window
    Staff.objects.filter(account=account("fire")).update(organisation=accepted.window)
    Grant.objects.filter(account=account("fire")).update(organisation=accepted.window)
    sent = {"opinion": "refuse", "text": "疏散通道不足", "article": "消防法 第十五条", "would_pass_if": "加宽通道", "once": "b"}
    answer = client.post(f"/desk/approvals/{number}/decide/", sent)
    page = answer.content.decode()
    assert answer.status_code == 404
    for words in ("疏散通道不足", "消防法 第十五条", "加宽通道"):
        assert words in page
