"""Officers, rights and look-ups at the desk: what each page does, and for whom."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.channels.workbench.conftest import type_desk
from zhengtong.channels.ui import rights
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account, Grant, Person, Staff
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system

pytestmark = pytest.mark.django_db
HEAD = "操作,账号,姓名,机构代码,内设机构,职责\n"


def market() -> str:
    return Staff.objects.get(account__username="market").organisation_id


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def send(client: Client, content: str | bytes) -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    return client.post("/desk/staff/import/", {"file": SimpleUploadedFile("roster.csv", data, content_type="text/csv")})


def confirm(client: Client, preview: Any) -> Any:
    [kept] = re.findall(r'name="roster" value="([^"]+)"', preview.content.decode())
    return client.post("/desk/staff/import/confirm/", {"roster": kept})


def test_a_file_is_shown_then_done_and_its_codes_appear_once(desk: type_desk) -> None:
    client = desk("personnel")
    preview = send(client, HEAD + f"入职,newcomer,新同事,{market()},审批科,审查\n")
    assert preview.status_code == 200
    assert "还没有写入" in text(preview)
    assert not Account.objects.filter(username="newcomer").exists()
    done = confirm(client, preview)
    [code] = re.findall(r"<b>((?:[A-Z2-9]{4}-){3}[A-Z2-9]{4})</b>", done.content.decode())
    assert done["Cache-Control"] == "no-store"
    again = send(client, HEAD + f"入职,newcomer,新同事,{market()},审批科,审查\n")
    assert "无需变更" in text(again)
    new = Client()
    told = new.post("/desk/staff/first/", {"username": "newcomer", "code": code, "password": "four words are good", "again": "four words"})
    assert "两次密码不一致" in text(told)
    weak = new.post("/desk/staff/first/", {"username": "newcomer", "code": code, "password": "short", "again": "short"})
    assert weak.status_code == 400
    entered = new.post(
        "/desk/staff/first/", {"username": "newcomer", "code": code, "password": "four words are good", "again": "four words are good"}
    )
    assert entered.status_code == 302
    assert Account.objects.get(username="newcomer").check_password("four words are good")


def test_whoever_tries_too_often_is_told_to_wait_and_not_that_the_code_is_wrong(client: Client, shipped: None) -> None:
    cache.clear()
    given = {"username": "newcomer", "code": "x", "password": "four words are good", "again": "four words are good"}
    told = [text(client.post("/desk/staff/first/", given)) for _ in range(6)]
    assert "账号与入口码不符" in told[0]
    assert "这个登录名连续试了太多次" in told[-1]
    assert "请等五分钟再试" in told[-1]


def test_a_defective_file_is_told_by_line_and_column_and_writes_nothing(desk: type_desk) -> None:
    client, before = desk("personnel"), Account.objects.count()
    told = text(send(client, HEAD + "入职,newcomer,=HYPERLINK(1),000000000000000000,,扫地\n离职,nobody,,,,\n".replace(",扫地", ",审查,")))
    assert "缺陷" in told
    told = text(send(client, HEAD + "入职,newcomer,=HYPERLINK(1),000000000000000000,,扫地\n"))
    assert "2 姓名 / name" in told
    assert "“扫地”不是职责" in told
    assert send(client, b"x" * (1024 * 1024 + 1)).status_code == 413
    assert client.post("/desk/staff/import/").status_code == 200
    assert Account.objects.count() == before


def test_a_preview_is_confirmed_only_by_whoever_saw_it_and_as_it_was(desk: type_desk) -> None:
    client = desk("personnel")
    preview = send(client, HEAD + f"入职,newcomer,新同事,{market()},审批科,审查\n")
    assert confirm(desk("lead"), preview).status_code == 409
    [kept] = re.findall(r'name="roster" value="([^"]+)"', preview.content.decode())
    assert client.post("/desk/staff/import/confirm/", {"roster": kept[:-3] + "abc"}).status_code == 409
    assert not Account.objects.filter(username="newcomer").exists()
    assert confirm(client, preview).status_code == 200
    assert confirm(client, preview).status_code == 409


def test_one_officer_is_joined_moved_given_a_right_and_leaves_by_hand(desk: type_desk) -> None:
    client, body = desk("personnel"), market()
    post = {"name": "新同事", "organisation": body, "unit": "审批科", "duties": ["review"]}
    done = client.post("/desk/staff/join/", {"username": "newcomer", "once": "a", **post})
    assert "一次性入口码" in text(done)
    page = client.get("/desk/staff/of/newcomer/")
    assert "审批科" in text(page)
    given = client.post("/desk/staff/of/newcomer/grant/", {"duty": "look_up", "right.items": "43TCN0003", "reason": "专项核查"})
    assert given.status_code == 302
    assert "查询个人" in text(client.get("/desk/staff/of/newcomer/"))
    refused = client.post("/desk/staff/of/newcomer/grant/", {"duty": "look_up", "right.divisions": "4301", "reason": "专项核查"})
    assert "不是区划代码" in text(refused)
    refused = client.post(
        "/desk/staff/of/newcomer/move/", {**post, "organisation": Staff.objects.get(account__username="fire").organisation_id}
    )
    assert "超出了您的管理范围" in text(refused)
    assert client.post("/desk/staff/of/newcomer/move/", {**post, "unit": "登记科", "duties": ["intake"]}).status_code == 302
    assert {one.duty for one in Grant.objects.filter(account__username="newcomer", ended_at=None)} == {"intake"}
    assert client.post("/desk/staff/of/newcomer/leave/", {"on": ""}).status_code == 302
    assert not Account.objects.get(username="newcomer").is_active
    assert "newcomer" in text(client.get("/desk/staff/?left=1"))
    assert "newcomer" not in text(client.get("/desk/staff/"))
    assert "返岗" in text(client.get("/desk/staff/of/newcomer/"))
    assert "一次性入口码" in text(client.post("/desk/staff/of/newcomer/back/", post))


def test_bad_fields_come_back_on_the_form(desk: type_desk) -> None:
    client = desk("personnel")
    for changed in ({"username": "1"}, {"name": " "}, {"duties": []}, {"duties": ["operate"]}, {"until": "yesterday"}, {"items": "a:b"}):
        told = client.post(
            "/desk/staff/join/", {"username": "newcomer", "name": "某", "organisation": market(), "duties": ["review"], **changed}
        )
        assert told.status_code in (400, 403), changed
        assert 'name="username"' in told.content.decode()
    assert not Account.objects.filter(username="newcomer").exists()


@pytest.mark.parametrize("username", ["market", "window", "operator"])
@pytest.mark.parametrize("path", ["/desk/staff/", "/desk/staff/join/", "/desk/staff/import/", "/desk/staff/of/market/"])
def test_only_administrators_open_the_pages_of_officers(desk: type_desk, username: str, path: str) -> None:
    assert desk(username).get(path).status_code == 403


def test_an_officer_of_another_body_is_not_found(desk: type_desk) -> None:
    client = desk("personnel")
    for path in ("", "move/", "leave/", "code/", "grant/", "back/"):
        answer = client.post(f"/desk/staff/of/fire/{path}") if path else client.get("/desk/staff/of/fire/")
        assert answer.status_code == 404, path


def test_the_page_of_rights_is_for_administrators_and_operators(desk: type_desk) -> None:
    assert "消防" not in text(desk("personnel").get("/desk/rights/"))
    everything = desk("operator").get("/desk/rights/?officer=fire")
    assert "任职" in text(everything)
    assert "/end/" not in everything.content.decode()
    for username in ("market", "window"):
        assert desk(username).get("/desk/rights/").status_code == 403
        assert desk(username).get("/desk/rights/export.csv").status_code == 403
    grant = Grant.objects.get(account__username="fire").pk
    assert desk("operator").post(f"/desk/rights/{grant}/end/").status_code == 403
    assert desk("personnel").post(f"/desk/rights/{grant}/end/").status_code == 404
    assert Grant.objects.get(pk=grant).ended_at is None


def test_the_export_cannot_be_taken_for_formulas(desk: type_desk) -> None:
    assert rights.sheet([["=1+1", "@x", "-", "+", "普通", "\tx"]]).decode("utf-8-sig").strip() == "'=1+1,'@x,'-,'+,普通,'\tx"
    client = desk("personnel")
    account = Account.objects.get(username="market").pk
    given = identity.grant(account=account, duty=Duty.INTAKE, reason="=HYPERLINK(1)", by=system("test"), at=clock.now())
    Grant.objects.filter(pk=given.number).update(items=["=cmd()"])  # as an older import may have left it
    sheet = client.get("/desk/rights/export.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in sheet
    assert "'=cmd()" in sheet


def test_an_emergency_shows_on_every_page_and_to_the_administrator(desk: type_desk) -> None:
    client = desk("market")
    told = client.post("/desk/rights/emergency/", {"duty": "intake", "items": "43TCN0003", "minutes": "20", "reason": "太短"})
    assert "至少" in text(told)
    taken = client.post(
        "/desk/rights/emergency/", {"duty": "intake", "items": "43TCN0003", "minutes": "20", "reason": "窗口同事突发疾病，群众在等"}
    )
    assert taken.status_code == 302
    assert "应急权限，至" in text(client.get("/desk/"))
    boss = desk("personnel")
    assert "持有应急权限，至" in text(boss.get("/desk/staff/"))
    assert "应急取权" in text(boss.get("/desk/notices/"))
    number = Grant.objects.get(source="break_glass").pk
    assert "其间所为" in text(boss.get(f"/desk/rights/{number}/"))
    assert desk("fire").get(f"/desk/rights/{number}/").status_code == 404
    assert client.post(f"/desk/rights/{number}/end/").status_code == 302
    assert "应急权限，至" not in text(client.get("/desk/"))


# look-ups


def ask(client: Client, case: str, **changed: str) -> Any:
    told = {"number": "990101198506150127", "purpose": "identify", "reason": "核对到场人员", "case": case, **changed}
    return client.post("/desk/people/", told)


def test_a_person_is_found_for_a_case_of_ones_body_and_reads_of_it(desk: type_desk, received: CaseView) -> None:
    client = desk("window")
    found = ask(client, received.number)
    assert found.status_code == 302
    page = client.get(found["Location"])
    shown = text(page)
    assert "陈晓兰" in shown
    assert "9901**********0127" in shown
    assert "990101198506150127" not in shown
    assert desk("personnel").get(found["Location"]).status_code == 403
    person = desk("chenxiaolan")
    assert "为办件" in text(person.get("/my/messages/"))
    mine = text(person.get("/my/looks/"))
    assert "核对到场人员" in mine
    assert received.number in mine
    assert "没有人查询过" in text(desk("linyinuo").get("/my/looks/"))


def test_a_look_shows_the_cases_at_ones_own_body_only(desk: type_desk, received: CaseView) -> None:
    client = desk("window")
    found = ask(client, received.number, number="990001199001010013")
    assert received.number in text(client.get(found["Location"]))


def test_what_is_not_there_and_what_is_not_allowed_look_the_same(desk: type_desk, received: CaseView) -> None:
    client = desk("window")
    answers = {
        re.sub(r"(csrfmiddlewaretoken|once)\" value=\"[^\"]+", "", answer.content.decode()).split(
            '<section class="sheet" aria-labelledby="looks">'
        )[0]
        for answer in (
            ask(client, received.number, number="990101198506150119"),
            ask(client, "9901-2026-0000999-X"),
            ask(client, received.number, number="陈晓兰"),
            ask(client, received.number, number="9901011985"),
        )
    }
    assert len({re.sub(r'value="[^"]*"', "", one) for one in answers}) == 1
    assert all("没有可以显示的记录" in one for one in answers)


def test_a_reviewer_may_not_look_up_and_tries_are_counted(desk: type_desk, received: CaseView) -> None:
    assert desk("market").get("/desk/people/").status_code == 403
    client = desk("window")
    for _ in range(8):
        assert ask(client, received.number, number="1").status_code == 404
    assert ask(client, received.number).status_code == 503
    assert "次数过多" in text(ask(client, received.number))


def test_a_child_is_shown_once_a_second_officer_has_released_it(desk: type_desk, received: CaseView) -> None:
    Person.objects.filter(document_index=Person.objects.get(account__username="chenxiaolan").document_index).update(protected="法院要求")
    client, second = desk("window"), desk("lead")
    assert ask(client, received.number)["Location"] == "/desk/people/"
    assert "受保护" in text(client.get("/desk/people/"))
    assert "请您复核" in text(second.get("/desk/notices/"))
    [number] = re.findall(r"/desk/people/queries/(\d+)/answer/", second.get("/desk/people/").content.decode())
    assert client.post(f"/desk/people/queries/{number}/open/").status_code == 404
    assert client.post(f"/desk/people/queries/{number}/answer/", {"answer": "release"}).status_code == 403
    assert second.post(f"/desk/people/queries/{number}/answer/", {"answer": "release"}).status_code == 302
    opened = client.post(f"/desk/people/queries/{number}/open/")
    assert "陈晓兰" in text(client.get(opened["Location"]))
    assert second.post(f"/desk/people/queries/{number}/answer/", {"answer": "refuse"}).status_code == 409
    assert "复核人" in text(desk("chenxiaolan").get("/my/looks/"))


# the register, corrected


def _twin() -> str:
    """陈晓兰, entered once more with a passport."""
    from datetime import date

    from zhengtong.foundation.identity import api as identity
    from zhengtong.foundation.identity.terms import DocumentType
    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import system

    name = Person.objects.get(account__username="chenxiaolan").name
    return identity.register_person(
        document_type=DocumentType.PASSPORT, document="ZT9900077", name=name, born=date(1985, 6, 15), by=system("test"), at=clock.now()
    ).number


def test_two_records_of_one_person_are_merged_on_the_page(desk: type_desk, received: CaseView) -> None:
    other, client = _twin(), desk("window")
    identify = ask(client, received.number)["Location"]
    assert "是否同一人" not in text(client.get(identify)), "only where the record was opened to correct the register"
    assert client.post(identify + "merge/", {"other": other, "merge.reason": "核对了两个证件"}).status_code == 403
    page = ask(client, received.number, purpose="correct")["Location"]
    shown = text(client.get(page))
    assert "是否同一人" in shown
    assert other in shown
    assert "ZT9900077" not in shown
    refused = client.post(page + "merge/", {"other": other, "merge.reason": "?"})
    assert refused.status_code == 400
    assert "理由至少" in text(refused)
    assert client.post(page + "merge/", {"other": other, "merge.reason": "核对了两个证件"}).status_code == 302
    assert "没有姓名、出生日期相同的其他记录" in text(client.get(page))
    assert desk("lead").post(page + "merge/", {"other": other}).status_code == 403
    again = ask(client, received.number, number="ZT9900077")["Location"]
    assert "9901**********0127" in text(client.get(again))


def test_a_new_passport_is_entered_on_the_page(desk: type_desk, received: CaseView) -> None:
    client = desk("window")
    page = ask(client, received.number, purpose="correct")["Location"]
    refused = client.post(page + "document/", {"document_type": "passport", "document": "?"})
    assert refused.status_code == 400
    assert client.post(page + "document/", {"document_type": "passport", "document": "ZT9900099"}).status_code == 302
    assert ask(client, received.number, number="ZT9900099").status_code == 302


def test_a_record_is_marked_by_who_releases_and_then_waits_for_them(desk: type_desk, received: CaseView) -> None:
    client, second = desk("window"), desk("lead")
    number = Person.objects.get(account__username="chenxiaolan").number
    told = {"person": number, "mark": "protect", "mark.reason": "法院来函要求保护"}
    assert second.post("/desk/people/mark/", told).status_code == 404
    ask(client, received.number)
    assert client.post("/desk/people/mark/", told).status_code == 403
    assert second.post("/desk/people/mark/", told).status_code == 302
    assert ask(client, received.number)["Location"] == "/desk/people/"
    assert second.post("/desk/people/mark/", told | {"mark": "lift", "mark.reason": "法院撤销"}).status_code == 400
    assert second.post("/desk/people/mark/", told | {"mark": "lift", "mark.reason": "法院来函撤销"}).status_code == 302
    assert ask(client, received.number)["Location"] != "/desk/people/"


def test_a_right_is_cut_to_classes_on_the_page_and_names_only_what_is_there(desk: type_desk) -> None:
    boss = desk("personnel")
    form = boss.get("/desk/staff/of/market/")
    assert "敏感个人信息" in text(form)
    told = {"duty": "look_up", "right.items": "43TCN0003", "right.classes": ["public", "personal", "?"], "reason": "专项核查"}
    refused = boss.post("/desk/staff/of/market/grant/", told | {"right.items": "43TCN0003 nothing-1"})
    assert refused.status_code == 400
    assert "没有编码为 nothing-1 的事项" in text(refused)
    assert 'value="personal" id="f-right-classes-2" checked' in refused.content.decode()
    assert boss.post("/desk/staff/of/market/grant/", told).status_code == 302
    given = Grant.objects.get(account__username="market", duty="look_up")
    assert (given.items, given.classes) == (["43TCN0003"], ["personal", "public"])
    assert "43TCN0003 · 公开信息、个人信息" in text(boss.get("/desk/staff/of/market/"))
