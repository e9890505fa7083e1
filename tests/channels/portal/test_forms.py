"""The form without JavaScript: saved, mended, never lost; papers; review; one submission however often one clicks."""

import re

import pytest
from django.test import Client

from tests.channels.portal.conftest import PDF, REPRESENTATIVE, begin, complete, fields, filled, officer, paper, submit, text, type_browser
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel import clock
from zhengtong.kernel.refusals import Refusal
from zhengtong.kernel.words import Words


def answers(number: str) -> dict[str, object]:
    from tests.channels.portal.conftest import firm_actor

    return dict(forms.draft(number, firm_actor()).answers)


def test_known_values_are_shown_with_their_source_and_not_asked(firm: Client, draft: str) -> None:
    page = text(firm.get(f"/drafts/{draft}/form/"))
    assert "营业执照" in page
    assert "项已知，不用填" in page
    assert 'name="firm.name"' not in page
    assert 'name="fire.exits"' in page


def test_what_a_licence_of_another_shop_says_can_be_different_this_time(firm: Client) -> None:
    hold_an_opinion(floor="3")
    number = begin(firm)
    address = f"/drafts/{number}/form/"
    page = text(firm.get(address))
    assert 'name="premises.floor"' not in page
    assert "?change=premises.floor" in page
    assert "?change=firm.name" not in page  # a register is corrected at the register
    assert 'name="firm.name"' not in text(firm.get(f"{address}?change=firm.name"))
    asked = fields(text(firm.get(f"{address}?change=premises.floor")), address).fields
    assert asked["premises.floor"] == "3"
    firm.post(address, {**asked, "premises.floor": "1", "firm.name": "别人的店", "go": "stay"})
    assert fields(text(firm.get(address)), address).fields["premises.floor"] == "1"
    complete(firm, number)
    case = Case.objects.get(number=submit(firm, number))
    assert str(case.answers["premises.floor"]) == "1"
    assert case.answers["premises.area"] == 180  # as it was said before signing in, not the 90 of the licence
    assert case.answers["firm.name"] != "别人的店"


def hold_an_opinion(floor: str) -> None:
    """The firm has a fire-safety opinion for another shop already."""
    from tests.channels.portal.conftest import firm_actor

    holder = firm_actor().subject
    assert holder is not None
    licences.issue(
        type="fire_safety_opinion", holder=holder, holder_name="演示", values={"area": 90, "floor": floor},
        issuer=officer("fire").organisation or "",
        approval="", case="", item_name=Words("消防检查"), by=officer("fire"), at=clock.now(),
    )


def test_a_plain_save_keeps_what_was_typed(firm: Client, draft: str) -> None:
    address = f"/drafts/{draft}/form/"
    form = fields(text(firm.get(address)), address).fields
    answer = firm.post(address, {**form, "fire.exits": "3", "go": "stay"})
    assert answer.status_code == 302
    page = text(firm.get(answer["Location"]))
    assert "已保存" in page
    assert re.search(r'name="fire.exits"[^>]*value="3"', page)


def test_going_on_with_gaps_lists_each_gap_with_a_link(firm: Client, draft: str) -> None:
    address = f"/drafts/{draft}/form/"
    form = fields(text(firm.get(address)), address).fields
    answer = firm.post(address, {**form, "fire.exits": "-3", "go": "on"})
    assert answer["Location"] == f"{address}?check=1"
    page = text(firm.get(answer["Location"]))
    assert 'role="alert"' in page
    assert 'href="#f-fire-exits"' in page
    assert 'value="-3"' in page  # kept as typed, to be mended
    for target in re.findall(r'<li><a href="#([^"]+)">', page):
        assert f'id="{target}"' in page


def test_saving_by_itself_answers_with_a_word_only(firm: Client, draft: str) -> None:
    address = f"/drafts/{draft}/form/"
    form = fields(text(firm.get(address)), address).fields
    part = text(firm.post(address, {**form, "fire.exits": "2"}, headers={"hx-request": "true"}))
    assert "已保存" in part
    assert "<html" not in part
    assert 'id="sections"' not in part


def test_an_answer_that_changes_the_questions_brings_the_new_ones(firm: Client, draft: str) -> None:
    address = f"/drafts/{draft}/form/"
    form = fields(text(firm.get(address)), address).fields
    part = text(firm.post(address, {**form, "fire.gas_used": "false"}, headers={"hx-request": "true"}))
    assert 'id="sections" hx-swap-oob="true"' in part
    assert 'name="fire.gas_alarm"' not in part


def test_two_windows_contradicting_each_other_lose_nothing(firm: Client, draft: str) -> None:
    address = f"/drafts/{draft}/form/"
    here, there = (fields(text(firm.get(address)), address).fields for _ in range(2))
    firm.post(address, {**here, "signboard.text": "湘江小馆", "go": "stay"})
    answer = firm.post(address, {**there, "signboard.text": "湘江大馆", "go": "stay"})
    assert answer.status_code == 409
    page = text(answer)
    assert "湘江小馆" in page
    assert "湘江大馆" in page
    assert answers(draft)["signboard.text"] == "湘江小馆"
    again = fields(page, address).fields
    assert firm.post(address, {**again, "signboard.text": "湘江大馆", "go": "stay"}).status_code == 302
    assert answers(draft)["signboard.text"] == "湘江大馆"


def test_signed_out_in_mid_form_nothing_typed_is_lost(firm: Client, draft: str) -> None:
    address = f"/drafts/{draft}/form/"
    form = fields(text(firm.get(address)), address).fields
    firm.logout()
    answer = firm.post(address, {**form, "signboard.text": "岳麓小馆", "go": "on"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert "岳麓小馆" not in str(dict(firm.session))  # sealed, not plain
    assert "signboard.text" not in answers(draft)
    login = firm.post("/accounts/login/", {"login": REPRESENTATIVE, "password": "zhengtong-demo", "next": address})
    assert login["Location"] == address
    firm.post("/preferences/acting-for/", {"subject": f"firm:{_firm_code()}"})
    page = text(firm.get(address))
    assert "岳麓小馆" in page
    assert "您刚才已退出登录" in page
    assert "您刚才已退出登录" not in text(firm.get(address))  # once


def _firm_code() -> str:
    from tests.channels.portal.conftest import firm_actor

    subject = firm_actor().subject
    assert subject
    return subject.number


def test_saving_by_itself_when_signed_out_leads_to_sign_in(firm: Client, draft: str) -> None:
    firm.logout()
    answer = firm.post(f"/drafts/{draft}/form/", {"fire.exits": "2"}, headers={"hx-request": "true"})
    assert answer["HX-Redirect"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", ["form", "materials", "review"])
def test_another_person_finds_nothing_there(browser: type_browser, draft: str, page: str) -> None:
    answer = browser("chenxiaolan").get(f"/drafts/{draft}/{page}/")
    assert answer.status_code == 404


def test_an_officer_has_no_business_in_a_draft(browser: type_browser, draft: str) -> None:
    assert browser("window").get(f"/drafts/{draft}/form/").status_code == 403


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("程序.exe", b"MZ" + b"\0" * 200, "PDF"),
        ("假的.pdf", b"<html>not a pdf</html>", "PDF"),
        ("空的.pdf", b"", "空"),
        ("带脚本.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "程序"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_beside_its_paper(firm: Client, draft: str, name: str, data: bytes, told: str) -> None:
    answer = firm.post(f"/drafts/{draft}/materials/floor-plan/", {"file": paper(name, data)})
    assert answer.status_code == 400
    page = text(answer)
    assert 'role="alert"' in page
    assert told in page
    part = firm.post(f"/drafts/{draft}/materials/floor-plan/", {"file": paper(name, data)}, headers={"hx-request": "true"})
    assert part.status_code == 200
    assert told in text(part)
    assert "已上传" not in text(part)


def test_a_form_larger_than_any_of_ours_is_refused_before_it_is_read(firm: Client, draft: str, settings: object) -> None:
    settings.ZT_UPLOAD_LIMIT = 64 * 1024  # type: ignore[attr-defined]
    answer = firm.post(f"/drafts/{draft}/materials/floor-plan/", {"file": paper("大.pdf", PDF + b"\0" * (2 * 1024 * 1024))})
    assert answer.status_code == 413
    assert "什么都没有保存" in text(answer)


def test_no_file_chosen_is_said(firm: Client, draft: str) -> None:
    answer = firm.post(f"/drafts/{draft}/materials/floor-plan/", {})
    assert answer.status_code == 400
    assert "请先选择文件" in text(answer)


def test_a_paper_nobody_asks_for_has_no_address(firm: Client, draft: str) -> None:
    assert firm.post(f"/drafts/{draft}/materials/no-such/", {"file": paper()}).status_code == 404


def test_a_file_is_shown_to_its_owner_only_and_can_run_nothing(firm: Client, browser: type_browser, draft: str) -> None:
    firm.post(f"/drafts/{draft}/materials/floor-plan/", {"file": paper()})
    page = text(firm.get(f"/drafts/{draft}/materials/"))
    (where,) = re.findall(rf'class="name" href="(/drafts/{draft}/files/[0-9a-f]+/)"', page)
    answer = firm.get(where)
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert browser("chenxiaolan").get(where).status_code == 404
    (remove,) = re.findall(r'action="(/drafts/[^"]+/remove/)"', page)
    assert firm.post(remove).status_code == 302
    assert firm.get(where).status_code == 404


def test_an_incomplete_draft_is_not_submitted_and_says_what_is_missing(firm: Client, draft: str) -> None:
    address = f"/drafts/{draft}/review/"
    page = text(firm.get(address))
    assert "处没有完成" in page
    links = re.findall(r'<li><a href="(/drafts/[^"#]+)', page)
    assert {link.split("?")[0] for link in links} == {f"/drafts/{draft}/form/", f"/drafts/{draft}/materials/"}
    answer = firm.post(address, {"once": "k1"})
    assert answer.status_code == 409
    assert "没有提交" in text(answer)
    assert Case.objects.count() == 0


def test_the_whole_matter_without_javascript(firm: Client, draft: str) -> None:
    complete(firm, draft)
    review = text(firm.get(f"/drafts/{draft}/review/"))
    assert "处没有完成" not in review
    number = submit(firm, draft)
    receipt = text(firm.get(f"/cases/{number}/receipt/"))
    assert number in receipt
    assert "收件凭证" in receipt
    assert 'class="qr-code"' in receipt
    assert "8 月 10 日" in receipt  # five working days after Monday 3 August
    assert firm.get(f"/drafts/{draft}/form/")["Location"] == f"/cases/{number}/"


def test_a_second_click_is_the_same_submission(firm: Client, draft: str) -> None:
    complete(firm, draft)
    address = f"/drafts/{draft}/review/"
    form = fields(text(firm.get(address)), address).fields
    first, second = (firm.post(address, form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_two_tabs_make_one_case(firm: Client, draft: str) -> None:
    complete(firm, draft)
    address = f"/drafts/{draft}/review/"
    here, there = (fields(text(firm.get(address)), address).fields for _ in range(2))
    assert here["once"] != there["once"]
    number = firm.post(address, here)["Location"].split("/")[2]
    assert firm.post(address, there)["Location"] == f"/cases/{number}/"
    assert Case.objects.count() == 1


def test_a_draft_thrown_away_is_gone_from_my_matters(firm: Client, draft: str) -> None:
    assert f"/drafts/{draft}/form/" in text(firm.get("/my/"))
    assert firm.post(f"/drafts/{draft}/discard/").status_code == 302
    assert f"/drafts/{draft}/form/" not in text(firm.get("/my/"))
    assert firm.get(f"/drafts/{draft}/form/").status_code in (302, 409)


def test_reading_pages_write_nothing(firm: Client, draft: str) -> None:
    for address in (f"/drafts/{draft}/discard/", f"/drafts/{draft}/materials/floor-plan/"):
        assert firm.get(address).status_code == 405


def test_a_person_may_file_for_themselves(browser: type_browser) -> None:
    person = browser("chenxiaolan")
    number = begin(person)
    page = text(person.get(f"/drafts/{number}/form/"))
    assert "陈晓兰" in page
    given = filled(page, number)
    assert "firm.name" in given  # nobody knows this for a person: asked
    try:
        wrong = person.post(f"/drafts/{number}/form/", {**given, "firm.credit_code": "91990100MA0000015Y", "go": "on"})
    except Refusal as raised:  # pragma: no cover - a refusal must be a page
        pytest.fail(str(raised))
    assert wrong["Location"].endswith("?check=1")
    told = text(person.get(wrong["Location"]))
    assert 'href="#f-firm-credit-code"' in told
    assert Account.objects.filter(username="chenxiaolan").exists()
