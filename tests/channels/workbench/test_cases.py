"""The window: accept, ask once for everything, decline; in two tabs, twice, and with things left out."""

import re

import pytest

from tests.channels.workbench.conftest import TUESDAY, firm, type_desk
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db


def state(case: CaseView) -> CaseState:
    return cases.case(case.number, firm()).state


def recorded(case: CaseView) -> list[str]:
    return [row.fact for row in ledger.facts_about(Ref("case", case.number))]


def test_one_case_on_one_screen(desk: type_desk, received: CaseView) -> None:
    page = desk("window").get(f"/desk/cases/{received.number}/").content.decode()
    for shown in ("湘江小馆", "fire-facilities-plan", "180", "受理或补正告知期限", "一次性告知补正"):
        assert shown in page
    assert "style=" not in page
    assert "<script>" not in page


def test_accepting_goes_on_to_the_next_case(desk: type_desk, received: CaseView) -> None:
    answer = desk("window").post(f"/desk/cases/{received.number}/accept/", {"once": "k"})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert state(received) is CaseState.ACCEPTED


def test_pressing_twice_accepts_once(desk: type_desk, received: CaseView) -> None:
    clerk = desk("window")
    for _ in range(2):
        assert clerk.post(f"/desk/cases/{received.number}/accept/", {"once": "k"}).status_code == 302
    assert recorded(received).count("cases.CaseAccepted") == 1


def test_a_second_tab_hears_that_it_is_done(desk: type_desk, received: CaseView) -> None:
    clerk = desk("window")
    clerk.post(f"/desk/cases/{received.number}/accept/", {"once": "one"})
    answer = clerk.post(f"/desk/cases/{received.number}/decline/", {"once": "two", "reason": "r", "direction": "d"})
    assert answer.status_code == 409
    assert state(received) is CaseState.ACCEPTED


def test_asking_needs_a_point_and_words_for_each(desk: type_desk, received: CaseView) -> None:
    clerk, path = desk("window"), f"/desk/cases/{received.number}/ask/"
    assert clerk.post(path, {"once": "a"}).status_code == 400
    answer = clerk.post(
        path, {"once": "b", "at": ["food-layout", "premises.area"], "what:food-layout": "没有标出洗消间", "what:premises.area": ""}
    )
    assert answer.status_code == 400
    assert "没有标出洗消间" in answer.content.decode(), "what was written is kept"
    assert state(received) is CaseState.RECEIVED


def test_everything_is_asked_in_one_notice(desk: type_desk, received: CaseView) -> None:
    answer = desk("window").post(
        f"/desk/cases/{received.number}/ask/",
        {"once": "a", "at": ["food-layout", "premises.area"], "what:food-layout": "没有标出洗消间", "what:premises.area": "与图纸不一致"},
    )
    assert answer.status_code == 302
    told = cases.case(received.number, firm()).supplementation
    assert told is not None
    assert [(one.at, one.what) for one in told.points] == [("food-layout", "没有标出洗消间"), ("premises.area", "与图纸不一致")]
    page = desk("window").get("/desk/").content.decode()
    assert "等申请人补正" in page
    assert received.number in page


def test_declining_needs_a_reason_and_a_direction(desk: type_desk, received: CaseView) -> None:
    clerk, path = desk("window"), f"/desk/cases/{received.number}/decline/"
    answer = clerk.post(path, {"once": "a", "reason": "不属于本市管辖", "direction": " "})
    assert answer.status_code == 400
    assert "不属于本市管辖" in answer.content.decode()
    assert clerk.post(path, {"once": "b", "reason": "不属于本市管辖", "direction": "请向株洲市申请"}).status_code == 302
    assert state(received) is CaseState.DECLINED


@pytest.mark.parametrize("officer", ["fire", "operator"])
def test_only_the_window_touches_a_case(desk: type_desk, received: CaseView, officer: str) -> None:
    client = desk(officer)
    assert client.get(f"/desk/cases/{received.number}/").status_code == 403
    assert client.post(f"/desk/cases/{received.number}/accept/", {"once": "k"}).status_code == 403
    assert state(received) is CaseState.RECEIVED


def test_a_guessed_number_opens_nothing(desk: type_desk, received: CaseView) -> None:
    clerk = desk("window")
    assert clerk.get("/desk/cases/4301-2026-0000001-0/").status_code == 404
    assert clerk.post("/desk/cases/4301-2026-0000001-0/accept/", {"once": "k"}).status_code == 404
    assert clerk.get(f"/desk/cases/{received.number}/accept/").status_code == 405


def test_a_file_is_shown_as_it_was_stored(desk: type_desk, received: CaseView) -> None:
    clerk = desk("window")
    held = cases.file(received.number, firm()).files[0]
    answer = clerk.get(f"/desk/cases/{received.number}/files/{held.sha256}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert clerk.get(f"/desk/cases/{received.number}/files/{'0' * 64}/").status_code == 404


def test_after_supplementation_the_points_are_marked(desk: type_desk, received: CaseView) -> None:
    clerk = desk("window")
    clerk.post(f"/desk/cases/{received.number}/ask/", {"once": "a", "at": ["premises.area"], "what:premises.area": "与图纸不一致"})
    cases.supplement(case=received.number, answers={"premises.area": 175}, files=[], by=firm(), at=TUESDAY)
    page = clerk.get(f"/desk/cases/{received.number}/").content.decode()
    assert "补正告知：与图纸不一致" in page
    assert "<b>店铺面积</b>：与图纸不一致" in page, "the list of points names what each is about"
    assert re.findall(r'name="at" value="([^"]+)"', page) == ["premises.area"], "only what was told can be asked again"
    assert "175" in page
    assert "原填：180" in page, "the clerk sees what was changed"
    answer = clerk.post(f"/desk/cases/{received.number}/ask/", {"once": "b", "at": ["food-layout"], "what:food-layout": "还缺一张"})
    assert answer.status_code == 409, "what was not told the first time cannot be asked later"


def test_a_forged_point_is_refused_and_the_applicant_is_asked_nothing(desk: type_desk, received: CaseView) -> None:
    clerk = desk("window")
    answer = clerk.post(f"/desk/cases/{received.number}/ask/", {"once": "a", "at": ["no.such"], "what:no.such": "请补"})
    assert answer.status_code == 400
    assert "既不是此办件的填报内容" in answer.content.decode()
    assert cases.case(received.number, firm()).supplementation is None


def test_who_applies_and_what_is_already_verified(desk: type_desk, received: CaseView) -> None:
    page = desk("window").get(f"/desk/cases/{received.number}/").content.decode()
    assert "由周明远（演示）（法定代表人）代湘江小馆（演示）办理" in page
    assert "登记代表人" in page
    assert "申请人不是填报企业的登记代表" not in page
    assert "身份登记或证照已核" in page
    assert page.index('id="materials"') < page.index('id="answers"')
    read, folded = page.split('<details class="verified">')
    assert 'value="firm.name"' in folded
    assert 'value="firm.name"' not in read


def test_a_firm_that_is_not_the_applicant_is_pointed_out(desk: type_desk, received: CaseView) -> None:
    row = Case.objects.get(number=received.number)
    row.answers = row.answers | {"firm.credit_code": "91430100MA4L16JQ9B"}
    row.save(update_fields=["answers"])
    page = desk("window").get(f"/desk/cases/{received.number}/").content.decode()
    assert "申请人不是填报企业的登记代表" in page


def test_a_licence_stands_in_by_name_and_state(desk: type_desk, received: CaseView) -> None:
    page = desk("window").get(f"/desk/cases/{received.number}/").content.decode()
    paper = page[page.index("<b>营业执照</b>") :].split("</li>")[0]
    assert "湘江小馆" in paper
    assert "有效" in paper
    assert "1.2.156" in paper[paper.index("<details") :]
    assert "1.2.156" not in paper[: paper.index("<details")]


def test_a_file_may_stand_beside_the_case_and_nowhere_else(desk: type_desk, received: CaseView) -> None:
    clerk = desk("window")
    held = cases.file(received.number, firm()).files[0]
    shown = clerk.get(f"/desk/cases/{received.number}/files/{held.sha256}/")
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    page = clerk.get(f"/desk/cases/{received.number}/")
    assert page["Content-Security-Policy"].endswith("frame-src 'self'")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_what_waits_for_the_applicant_is_called_so(desk: type_desk, received: CaseView) -> None:
    page = desk("window").get("/desk/cases/?state=supplementing").content.decode()
    assert "等申请人补正" in page
    assert "等您补正" not in page
