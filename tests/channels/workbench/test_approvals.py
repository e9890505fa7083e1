"""An approval on one screen: only what its item needs, decided once, by its own body."""

import pytest

from tests.channels.workbench.conftest import firm, part, type_desk
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db
REFUSAL = {"opinion": "refuse", "text": "安全出口只有一个", "article": "消防法 第十五条", "would_pass_if": "增设第二个安全出口"}


def told(case: CaseView, item: str) -> ApprovalView:
    return next(one for one in cases.case(case.number, firm()).approvals if one.item.endswith(item))


def test_a_reviewer_sees_what_the_item_needs_and_its_clock(desk: type_desk, accepted: CaseView) -> None:
    page = desk("fire").get(f"/desk/approvals/{part(accepted, '-04')}/").content.decode()
    assert "fire-facilities-plan" in page
    assert "food-layout" not in page, "a paper of another item"
    assert "这一天是怎么算出来的" in page
    assert "消防法" in page
    assert "style=" not in page


def test_of_others_only_the_state_is_shown(desk: type_desk, accepted: CaseView) -> None:
    desk("city").post(f"/desk/approvals/{part(accepted, '-06')}/decide/", REFUSAL | {"once": "k", "text": "招牌超出建筑轮廓"})
    page = desk("fire").get(f"/desk/approvals/{part(accepted, '-04')}/").content.decode()
    assert "户外招牌" in page
    assert "招牌超出建筑轮廓" not in page


@pytest.mark.parametrize("officer", ["market", "city", "operator"])
def test_another_department_finds_nothing(desk: type_desk, accepted: CaseView, officer: str) -> None:
    client, number = desk(officer), part(accepted, "-04")
    assert client.get(f"/desk/approvals/{number}/").status_code == 404
    assert client.post(f"/desk/approvals/{number}/decide/", {"opinion": "approve", "once": "k"}).status_code == 404
    assert told(accepted, "-04").state is ApprovalState.OPEN


def test_the_window_looks_but_does_not_decide(desk: type_desk, accepted: CaseView) -> None:
    client, number = desk("window"), part(accepted, "-04")
    page = client.get(f"/desk/approvals/{number}/").content.decode()
    assert "decide/" not in page
    assert client.post(f"/desk/approvals/{number}/decide/", {"opinion": "approve", "once": "k"}).status_code == 404


def test_approving_goes_on_to_the_next(desk: type_desk, accepted: CaseView) -> None:
    answer = desk("fire").post(f"/desk/approvals/{part(accepted, '-04')}/decide/", {"opinion": "approve", "once": "k", "note": "齐全"})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert told(accepted, "-04").state is ApprovalState.APPROVED


@pytest.mark.parametrize("left_out", ["text", "article", "would_pass_if"])
def test_a_refusal_needs_reason_article_and_remedy(desk: type_desk, accepted: CaseView, left_out: str) -> None:
    answer = desk("fire").post(f"/desk/approvals/{part(accepted, '-04')}/decide/", REFUSAL | {"once": "k", left_out: " "})
    assert answer.status_code == 400
    page = answer.content.decode()
    for kept in (value for name, value in REFUSAL.items() if name not in ("opinion", left_out)):
        assert kept in page
    assert told(accepted, "-04").state is ApprovalState.OPEN


def test_a_refusal_reaches_the_applicant_with_all_three(desk: type_desk, accepted: CaseView) -> None:
    path, sent = f"/desk/approvals/{part(accepted, '-04')}/", REFUSAL | {"once": "k"}
    page = desk("fire").get(path).content.decode()
    assert "只能因材料不予许可" in page
    assert "消防法 第十五条" in page
    assert desk("fire").post(f"{path}decide/", sent).status_code == 400  # the applicant committed: on substance it is not refused
    assert desk("fire").post(f"{path}decide/", sent | {"fails_on": "floor-plan"}).status_code == 302
    reasons = told(accepted, "-04").reasons
    assert reasons is not None
    assert (reasons.text, reasons.article, reasons.would_pass_if) == (REFUSAL["text"], REFUSAL["article"], REFUSAL["would_pass_if"])


def test_pressing_twice_decides_once_and_a_second_tab_is_told(desk: type_desk, accepted: CaseView) -> None:
    client, path = desk("fire"), f"/desk/approvals/{part(accepted, '-04')}/decide/"
    for _ in range(2):
        assert client.post(path, {"opinion": "approve", "once": "k"}).status_code == 302
    assert client.post(path, REFUSAL | {"once": "other"}).status_code == 409
    facts = [row.fact for row in ledger.facts_about(Ref("case", accepted.number))]
    assert facts.count("approvals.ApprovalDecided") == 1
    assert told(accepted, "-04").state is ApprovalState.APPROVED


def test_a_file_of_another_item_is_not_shown(desk: type_desk, accepted: CaseView) -> None:
    number = part(accepted, "-04")
    for file in cases.file(accepted.number, firm()).files:
        wanted = 200 if file.sha256 in {one.sha256 for one in own_files(number)} else 404
        assert desk("fire").get(f"/desk/approvals/{number}/files/{file.sha256}/").status_code == wanted
        assert desk("city").get(f"/desk/approvals/{number}/files/{file.sha256}/").status_code == 404


def own_files(number: str) -> tuple[object, ...]:
    from zhengtong.kernel.actors import system

    return cases.approval_file(number, system("test")).files


def test_an_item_without_a_department_lies_at_the_window_and_is_forwarded(desk: type_desk, accepted: CaseView) -> None:
    number, clerk = part(accepted, "-04"), desk("window")
    fire = Approval.objects.get(number=number).organisation
    window = identity.staff_of(accepted.window)[0].organisation
    Approval.objects.filter(number=number).update(organisation=window, unpublished=True)
    assert "部门未公布" in clerk.get("/desk/").content.decode()
    assert clerk.post(f"/desk/approvals/{number}/forward/", {"organisation": "", "once": "a"}).status_code == 400
    assert clerk.post(f"/desk/approvals/{number}/forward/", {"organisation": fire, "once": "b"}).status_code == 302
    assert number in desk("fire").get("/desk/").content.decode()
    clerk.get("/desk/")  # shows once that it was forwarded
    assert number not in clerk.get("/desk/").content.decode()


def test_a_published_department_cannot_be_forwarded_away(desk: type_desk, accepted: CaseView) -> None:
    client, number = desk("window"), part(accepted, "-04")
    assert client.post(f"/desk/approvals/{number}/forward/", {"organisation": accepted.window, "once": "a"}).status_code == 409


@pytest.mark.parametrize(
    ("officer", "item", "words"), [("market", "-01", "核验不通过"), ("fire", "-04", "不予许可"), ("city", "-06", "不予同意")]
)
def test_only_a_permit_is_granted(desk: type_desk, accepted: CaseView, officer: str, item: str, words: str) -> None:
    client, number = desk(officer), part(accepted, item)
    said = {"核验不通过", "不予许可", "不予同意"}
    page = client.get(f"/desk/approvals/{number}/").content.decode()
    assert {one for one in said if one in page} == {words}
    on_papers = {"fails_on": "floor-plan"} if item == "-04" else {}
    after = client.post(f"/desk/approvals/{number}/decide/", REFUSAL | on_papers | {"once": "k"}, follow=True).content.decode()
    assert words in after


def test_the_items_articles_are_offered(desk: type_desk, accepted: CaseView) -> None:
    page = desk("fire").get(f"/desk/approvals/{part(accepted, '-04')}/").content.decode()
    assert "<option>消防法 第十五条</option>" in page
