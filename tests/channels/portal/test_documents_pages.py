"""文书 on the portal: the sealed PDF for whoever it is for, consent that is asked and never assumed, verification without signing in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.channels.portal.conftest import complete, fields, firm_actor, text, type_browser
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.kernel.documents import ports
from zhengtong.kernel.documents.adapters.simulator import SimulatedSealHouse


def test_the_receipt_is_a_sealed_pdf_at_once(firm: Client, received: str) -> None:
    where = f"/cases/{received}/documents/receipt.pdf"
    assert where in text(firm.get(f"/cases/{received}/receipt/"))
    answer = firm.get(where)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{received}-receipt.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF")
    assert firm.get(where).content == answer.content


def test_a_seal_that_cannot_be_reached_is_told_as_such(firm: Client, received: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_house", lambda path: SimulatedSealHouse(refusals=1))
    answer = firm.get(f"/cases/{received}/documents/receipt.pdf")
    assert answer.status_code == 503
    assert "尚未用印" in text(answer)


def test_nobody_else_downloads_it(visitor: Client, browser: type_browser, received: str) -> None:
    for where in (f"/cases/{received}/documents/receipt.pdf", f"/cases/{received}/documents/receipt.en.pdf"):
        assert visitor.get(where).status_code == 302
        assert browser("chenxiaolan").get(where).status_code == 404


def test_what_is_not_there_yet_is_not_found(firm: Client, accepted: CaseView) -> None:
    assert firm.get(f"/cases/{accepted.number}/documents/acceptance.pdf").status_code == 200
    assert firm.get(f"/cases/{accepted.number}/documents/decision-01.pdf").status_code == 404


def test_the_page_of_the_case_lists_each_document_once(firm: Client, accepted: CaseView) -> None:
    page = text(firm.get(f"/cases/{accepted.number}/"))
    for name in ("receipt", "acceptance"):
        assert page.count(f'href="/cases/{accepted.number}/documents/{name}.pdf"') == 1


def test_consent_is_asked_before_handing_in_and_not_ticked(firm: Client, draft: str) -> None:
    complete(firm, draft)
    where = f"/drafts/{draft}/review/"
    page = text(firm.get(where))
    form = fields(page, where)
    assert "electronic" in form.boxes
    assert "electronic" not in form.fields
    assert "民事诉讼法第九十条" in page
    answer = firm.post(where, {**form.fields, "electronic": "yes"})
    number = answer["Location"].split("/")[2]
    assert cases.case(number, firm_actor()).electronic_delivery is True


def test_without_a_tick_nothing_is_agreed(firm: Client, received: str) -> None:
    assert cases.case(received, firm_actor()).electronic_delivery is False


def test_consent_is_given_and_taken_back_on_the_page_of_the_case(firm: Client, received: str) -> None:
    where = f"/cases/{received}/consent/"
    for said, agreed in (("yes", True), ("no", False)):
        form = fields(text(firm.get(f"/cases/{received}/")), where)
        assert form.fields["electronic"] == said
        assert firm.post(where, form.fields).status_code == 302
        assert cases.case(received, firm_actor()).electronic_delivery is agreed
    assert firm.get(where).status_code == 405


def test_anybody_verifies_a_document_and_learns_nothing_of_it(firm: Client, visitor: Client, received: str) -> None:
    sheet = firm.get(f"/cases/{received}/documents/receipt.pdf").content
    page = text(visitor.post("/verify/document/", {"file": SimpleUploadedFile("凭证.pdf", sheet)}))
    assert "这份文书由本平台用印" in page
    assert f"{received}-SJ" in page
    assert "不具法律效力" in page
    for secret in (cases.case(received, firm_actor()).subject_name, "餐饮"):
        assert secret not in page
    changed = text(visitor.post("/verify/document/", {"file": SimpleUploadedFile("凭证.pdf", sheet[:-9] + b"x" + sheet[-8:])}))
    assert "这份文书由本平台用印" not in changed
    found = re.search(r"[0-9a-f]{64}", page[page.index("文件哈希") :])
    assert found
    assert "这份文书由本平台用印" in text(visitor.get(f"/verify/document/{found[0]}/"))


def test_a_number_needs_its_code(visitor: Client, firm: Client, received: str) -> None:
    firm.get(f"/cases/{received}/documents/receipt.pdf")
    number = f"{received}-SJ"
    for where in (f"/verify/document/{number}/000000000000/", f"/verify/document/?number={number}&code=", "/verify/document/none/"):
        assert "这不是本平台用印的文书" in text(visitor.get(where))
    from zhengtong.delivery.cases.queries.documents import code

    assert "这份文书由本平台用印" in text(visitor.get(f"/verify/document/{received}-SJ/{code(f'{received}-SJ')}/"))
    assert visitor.post("/verify/document/", {}).status_code == 400
