"""Logs: nobody's name, number, telephone, address or words, during a whole matter and when something falls over."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.attacks.conftest import CLERK, FIRM, PDF, SITUATION, TUESDAY, actor, fill, firm, licence_of, told, type_browser
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.ledger import api as ledger

pytestmark = pytest.mark.django_db
OWN = "岳麓区阜埠河路二十一号"


def private() -> tuple[str, ...]:
    by = firm()
    known = identity.known(by.subject, ["firm.name", "firm.credit_code", "person.name", "person.phone", "firm.address"])  # type: ignore[arg-type]
    return (
        *(str(one.value) for one in known.values()),
        "周明远",
        "990001199001010013",
        "zhengtong-demo",
        OWN,
        "私密图纸",
        "不愿意说的理由",
    )


def test_a_whole_matter_leaves_nothing_personal_in_the_logs(browser: type_browser, town: None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = Client(raise_request_exception=False)
    client.post("/accounts/login/", {"login": FIRM, "password": "wrong-zhengtong-demo"})
    client.post("/accounts/login/", {"login": FIRM, "password": "zhengtong-demo"})
    query = "&".join(f"{key}={str(value).lower()}" for key, value in SITUATION.items())
    begun = client.post(f"/bundles/43TCN0003/begin/?{query}", {"subject": str(firm().subject), "once": "b"})
    number = begun["Location"].split("/")[2]
    fill(number, firm(), TUESDAY)
    client.post(f"/drafts/{number}/form/", {"premises.address": OWN, "person.phone": "不是电话" + OWN, "go": "on"})
    client.post(f"/drafts/{number}/materials/food-layout/", {"file": SimpleUploadedFile("私密图纸.pdf", PDF + b"p")})
    client.post(f"/drafts/{number}/materials/food-layout/", {"file": SimpleUploadedFile("私密图纸.exe", b"MZ")})
    client.post(f"/drafts/{number}/review/", {"once": "s"}, headers={"User-Agent": OWN})
    case = cases.cases_of(firm()).lines[0].number
    browser(CLERK).post(f"/desk/cases/{case}/decline/", {"once": "n", "reason": "不愿意说的理由", "direction": " "})
    browser(CLERK).post(f"/desk/cases/{case}/accept/", {"once": "a"})
    sign = next(one for one in cases.case(case, firm()).approvals if one.item.endswith("06"))
    names = [one.username for one in identity.demo_sign_ins()]
    reviewer = browser(next(one for one in names if actor(one).organisation == sign.organisation and actor(one).has("review")))
    reviewer.post(
        f"/desk/approvals/{sign.number}/decide/", {"opinion": "refuse", "text": "不愿意说的理由", "article": "", "would_pass_if": ""}
    )
    reviewer.post(f"/desk/approvals/{sign.number}/decide/", {"opinion": "approve", "once": "y"})
    licence = licence_of(cases.case(case, firm()))
    for path in (
        f"/cases/{case}/",
        f"/licences/{licence}/",
        f"/find?q={OWN}",
        "/my/messages/",
        f"/cases/{case}/nothing/",
        f"/verify/?number={OWN}",
    ):
        client.get(path)
    for _ in range(3):
        ledger.work_once(200)
    assert approvals.approval(sign.number, firm()).opinion is not None
    said = caplog.text + "\n".join(str(record.__dict__.get("request", "")) for record in caplog.records)
    assert caplog.records, "something was logged, so that this test can fail"
    for one in private():
        assert one not in caplog.text, f"in the logs: {one}"
    assert OWN not in said


def test_an_accident_is_told_by_a_number_and_logged_without_its_words(
    browser: type_browser, draft: DraftView, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "周明" + "远"

    def falls_over(**given: object) -> None:
        raise ValueError(f"{name} {given}")

    monkeypatch.setattr(forms, "save_answers", falls_over)
    caplog.set_level(logging.DEBUG)
    answer = browser(FIRM).post(f"/drafts/{draft.number}/form/", {"premises.address": OWN})
    said = told(answer, 500, "事故编号|编号")
    assert "ValueError" not in said
    assert name not in said
    assert "save_answers" in caplog.text or "falls_over" in caplog.text or "filling" in caplog.text
    assert OWN not in caplog.text
    assert "周明远" not in caplog.text
    (incident,) = {record.args[0] for record in caplog.records if record.name == "zhengtong.incident"}  # type: ignore[index]
    assert str(incident) in said
