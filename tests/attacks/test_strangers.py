"""What is not yours: guessed numbers, others' files, other departments, other doors."""

import pytest

from tests.attacks.conftest import (
    CITIZEN,
    CLERK,
    FIRM,
    STRANGER,
    firm,
    licence_of,
    nothing_written,
    part_numbers,
    text,
    told,
    type_browser,
)
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.foundation.identity import api as identity

pytestmark = pytest.mark.django_db


def without(page: str, number: str) -> str:
    return page.replace(number, "#")


@pytest.mark.parametrize(
    "path", ["/cases/{}/", "/cases/{}/receipt/", "/cases/{}/withdraw/", "/cases/{}/supplement/", "/cases/{}/proof.json"]
)
def test_a_guessed_case_answers_like_one_that_is_not_there(path: str, browser: type_browser, received: CaseView) -> None:
    stranger, nowhere = browser(STRANGER), "4301-2026-0000001-0"
    with nothing_written():
        for send in (stranger.get, stranger.post):
            there, not_there = send(path.format(received.number)), send(path.format(nowhere))
            assert there.status_code == not_there.status_code
            assert without(text(there), received.number) == without(text(not_there), nowhere)
        told(stranger.get(path.format(received.number)), 404, "核对收件凭证|核对")


@pytest.mark.parametrize("path", ["form/", "materials/", "review/", "discard/", "materials/food-layout/", "files/" + "a" * 64 + "/"])
def test_a_guessed_draft_answers_like_one_that_is_not_there(path: str, browser: type_browser, draft: DraftView) -> None:
    stranger, nowhere = browser(STRANGER), "DAAAAAAAAAAA"
    with nothing_written():
        for send in (stranger.get, stranger.post):
            there, not_there = send(f"/drafts/{draft.number}/{path}"), send(f"/drafts/{nowhere}/{path}")
            assert there.status_code in (404, 405)
            assert there.status_code == not_there.status_code
            assert without(text(there), draft.number) == without(text(not_there), nowhere)


def test_for_themselves_nobody_acts_on_what_is_their_firms(browser: type_browser, draft: DraftView, received: CaseView) -> None:
    own = browser(FIRM)
    own.post("/preferences/acting-for/", {"subject": ""})
    with nothing_written():
        told(own.post(f"/drafts/{draft.number}/review/", {"once": "k"}), 404)
        told(own.post(f"/cases/{received.number}/withdraw/", {"once": "k"}), 404, "代表谁|替谁|为谁|身份|核对")


@pytest.mark.parametrize(
    "subject", ["firm:91990100MA0000015X", "firm:", "firm:x" * 40, "person:P1", "account:1", "system:registrar", "staff:1"]
)
def test_nobody_acts_for_whom_they_do_not_represent(subject: str, browser: type_browser, received: CaseView) -> None:
    stranger = browser(CITIZEN)
    stranger.post("/preferences/acting-for/", {"subject": subject, "next": "/my/"})
    assert stranger.get("/my/").status_code == 200
    assert stranger.get(f"/cases/{received.number}/").status_code == 404
    stranger.post("/preferences/acting-for/", {"subject": str(firm().subject)})
    assert stranger.get(f"/cases/{received.number}/").status_code == 404


def test_beginning_for_a_firm_of_another_writes_nothing(browser: type_browser, town: None) -> None:
    with nothing_written():
        answer = browser(CITIZEN).post(
            "/bundles/43TCN0003/begin/?food.business_kind=full&premises.area=180&fire.public_gathering=true&fire.route=commitment"
            "&signboard.wanted=true&licence.business_held=true",
            {"subject": str(firm().subject), "once": "k"},
        )
        told(answer, 403)


def test_a_guessed_licence_answers_like_one_that_is_not_there(browser: type_browser, finished: CaseView) -> None:
    stranger, number = browser(STRANGER), licence_of(finished)
    nowhere = number[:-4] + "0000"
    for ending in ("/", ".json", ".pdf"):
        there, not_there = stranger.get(f"/licences/{number}{ending}"), stranger.get(f"/licences/{nowhere}{ending}")
        assert without(told(there, 404), number) == without(told(not_there, 404), nowhere)


def test_files_of_another_are_not_found_by_their_hash(browser: type_browser, finished: CaseView, draft: DraftView) -> None:
    stranger, owner, sha256 = browser(STRANGER), browser(FIRM), draft.files[0].sha256
    for path in (f"/cases/{finished.number}/files/{sha256}/", f"/drafts/{draft.number}/files/{sha256}/"):
        assert owner.get(path).status_code == 200
        assert stranger.get(path).status_code == 404
    told(owner.get(f"/cases/{finished.number}/files/{'a' * 64}/"), 404)
    told(owner.get(f"/cases/{finished.number}/files/{sha256[:-1]}/"), 404)


def test_an_approval_shows_only_the_papers_of_its_item(browser: type_browser, accepted: CaseView) -> None:
    parts, body = part_numbers(accepted), {one.item[-2:]: one.organisation for one in accepted.approvals}
    names = {one.organisation: username for username, one in officers().items()}
    sign = browser(names[body["06"]])
    page = sign.get(f"/desk/approvals/{parts['06']}/")
    assert page.status_code == 200
    assert "fire-" not in page.content.decode()
    for handed in handed_in(accepted):
        shown = sign.get(f"/desk/approvals/{parts['06']}/files/{handed.sha256}/").status_code
        assert (shown == 200) is (handed.material in page.content.decode()), handed.material


def officers() -> dict[str, object]:
    from tests.attacks.conftest import actor

    found = {one.username: actor(one.username) for one in identity.demo_sign_ins()}
    return {username: one for username, one in found.items() if one.has("review")}  # type: ignore[misc]


def handed_in(case: CaseView) -> tuple[object, ...]:
    from zhengtong.delivery.cases import api as cases

    return cases.file(case.number, firm()).files


@pytest.mark.parametrize("verb", ["decide", "forward"])
def test_a_reviewer_of_another_department_decides_nothing(verb: str, browser: type_browser, accepted: CaseView) -> None:
    parts = {one.organisation: one.number for one in accepted.approvals}
    tried = 0
    for username, officer in officers().items():
        client = browser(username)
        for organisation, number in parts.items():
            if organisation == officer.organisation:  # type: ignore[attr-defined]
                continue
            tried += 1
            with nothing_written():
                sent = {"opinion": "approve", "once": f"{username}{number}", "organisation": officer.organisation}  # type: ignore[attr-defined]
                said = told(client.post(f"/desk/approvals/{number}/{verb}/", sent), 404, "我的待办|窗口")
                nowhere = client.post(f"/desk/approvals/X/{verb}/", sent)
                assert without(said, number) == without(text(nowhere), "X")
                told(client.get(f"/desk/approvals/{number}/"), 404)
                assert number not in client.get("/desk/").content.decode()
    assert tried >= 3


def test_a_window_clerk_does_not_decide_what_has_a_department(browser: type_browser, accepted: CaseView) -> None:
    clerk = browser(CLERK)
    for number in part_numbers(accepted).values():
        with nothing_written():
            told(clerk.post(f"/desk/approvals/{number}/decide/", {"opinion": "approve", "once": number}), 404)
            sent = {"opinion": "refuse", "text": "x", "article": "y", "would_pass_if": "z", "once": f"{number}r"}
            told(clerk.post(f"/desk/approvals/{number}/decide/", sent), 404)
        assert 'name="opinion"' not in clerk.get(f"/desk/approvals/{number}/").content.decode(), "no button for what may not be done"


def test_an_applicant_has_no_desk(browser: type_browser, received: CaseView, accepted: CaseView) -> None:
    applicant, part = browser(FIRM), part_numbers(accepted)["04"]
    with nothing_written():
        for path in ("", "done/", "cases/", f"cases/{received.number}/", f"approvals/{part}/", "jobs/"):
            told(applicant.get(f"/desk/{path}"), 403)
        for path in (f"cases/{received.number}/accept/", f"cases/{received.number}/decline/", f"approvals/{part}/decide/", "jobs/1/again/"):
            told(applicant.post(f"/desk/{path}", {"once": "k", "opinion": "approve", "reason": "r", "direction": "d"}), 403)


def test_an_officer_is_no_applicant(browser: type_browser, received: CaseView, draft: DraftView) -> None:
    with nothing_written():
        for username in (CLERK, "fire", "operator"):
            client = browser(username)
            for path in (f"/cases/{received.number}/withdraw/", f"/drafts/{draft.number}/review/", f"/drafts/{draft.number}/discard/"):
                told(client.post(path, {"once": "k"}), 403)


def test_the_proof_of_another_case_is_not_handed_out(browser: type_browser, received: CaseView, finished: CaseView) -> None:
    from zhengtong.kernel.ledger import api as ledger
    from zhengtong.kernel.refs import Ref

    own = browser(FIRM)
    other = next(row.id for row in ledger.facts_about(Ref("draft", _draft_of(finished))))
    told(own.get(f"/cases/{finished.number}/proof.json?row={other}"), 404)


def _draft_of(case: CaseView) -> str:
    from zhengtong.delivery.cases.models import Case

    return Case.objects.get(number=case.number).draft
