"""The clock on the officer's page: stopped, started, extended by the right office; another day looked at; one's own calendar."""

from datetime import date

import pytest
from django.test import Client

from tests.channels.workbench.conftest import TUESDAY, firm, part, type_desk
from zhengtong.delivery.approvals.models import Approval, ClockEvent
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity.models import Representation, Staff
from zhengtong.foundation.identity.terms import Office
from zhengtong.kernel import clock
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages

pytestmark = pytest.mark.django_db
STOP = {
    "kind": "appraisal",
    "article_needed": "消防法 第十五条",
    "evidence": "消鉴委〔2026〕9号",
    "days": "5",
    "why": "喷淋系统送去鉴定",
    "once": "p",
}


def row(number: str) -> Approval:
    return Approval.objects.get(number=number)


def path_in(page: str) -> str:
    """The private address that a page shows once."""
    return "/calendar/" + page.split('value="http', 1)[1].split('"', 1)[0].rsplit("/calendar/", 1)[1]


@pytest.fixture
def fire(desk: type_desk, accepted: CaseView) -> tuple[Client, str]:
    """As if the place had been asked to be looked at: on a commitment nothing stops the clock."""
    Approval.objects.filter(number=part(accepted, "-04")).update(committed=False)
    return desk("fire"), f"/desk/approvals/{part(accepted, '-04')}/"


def test_a_reviewer_stops_the_clock_and_the_applicant_is_told(fire: tuple[Client, str], accepted: CaseView) -> None:
    client, page = fire
    assert "停止计时" in client.get(page).content.decode()
    answer = client.post(f"{page}clock/pause/", STOP)
    assert (answer.status_code, answer["Location"]) == (302, f"{page}#clock")
    shown = client.get(page).content.decode()
    assert "因鉴定停止计时（消防法 第十五条）" in shown
    assert "恢复计时" in shown
    assert row(part(accepted, "-04")).due_on is None
    ledger.work_once(200)
    told = [one.message for one in messages.messages_of(firm().subject).lines]  # type: ignore[arg-type]
    assert any("stands still" in one for one in told)
    (paused,) = (step.sentence for step in cases.story(accepted.number, firm()) if step.fact == "approvals.ClockPaused")
    assert str(paused.params["pause"]) == "鉴定"
    assert client.post(f"{page}clock/resume/", {"evidence": "鉴定意见9号", "once": "r"}).status_code == 302
    assert row(part(accepted, "-04")).due_on == date(2026, 8, 5)


@pytest.mark.parametrize("kind", ["on_site_verification", "publicity", "auction-of-souls"])
def test_what_stops_no_clock_is_refused_on_the_page_and_what_was_typed_stays(fire: tuple[Client, str], kind: str) -> None:
    client, page = fire
    answer = client.post(f"{page}clock/pause/", STOP | {"kind": kind})
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "不停止计时" in shown
    assert "喷淋系统送去鉴定" in shown
    assert not ClockEvent.objects.exists()


def test_without_evidence_nothing_stops(fire: tuple[Client, str]) -> None:
    client, page = fire
    assert client.post(f"{page}clock/pause/", STOP | {"evidence": " "}).status_code == 400
    assert not ClockEvent.objects.exists()


def test_only_the_head_extends(desk: type_desk, accepted: CaseView) -> None:
    number = part(accepted, "-01")
    Approval.objects.filter(number=number).update(regime="permit")
    page = f"/desk/approvals/{number}/"
    assert "延长法定期限" not in desk("market").get(page).content.decode()
    assert "本行政机关负责人" in desk("market").get(page).content.decode()
    assert desk("market").post(f"{page}clock/extend/", {"why": "忙", "once": "e"}).status_code == 403
    head = desk("head")
    assert number in head.get("/desk/clock/").content.decode()
    assert "延长法定期限" in head.get(page).content.decode()
    assert head.post(f"{page}clock/extend/", {"why": " ", "once": "e0"}).status_code == 400
    assert head.post(f"{page}clock/extend/", {"why": "需要实地核实", "days": "10", "once": "e1"}).status_code == 302
    shown = head.get(page).content.decode()
    assert "已延长 10 个工作日" in shown
    assert "承诺不变" in shown
    assert head.post(f"{page}clock/extend/", {"why": "还要", "once": "e2"}).status_code == 409


def test_the_head_of_the_government_sees_how_joint_parts_stand_and_nothing_that_was_filed(desk: type_desk, accepted: CaseView) -> None:
    Approval.objects.filter(case=accepted.number).update(joint=True, regime="permit")
    mayor, page = desk("mayor"), f"/desk/clock/joint/{accepted.number}/"
    assert accepted.number in mayor.get("/desk/clock/").content.decode()
    shown = mayor.get(page).content.decode()
    assert "联合办理期限" in shown
    assert "湘江小馆" not in shown
    assert mayor.get(f"/desk/approvals/{part(accepted, '-04')}/").status_code == 404
    assert mayor.post(f"{page}extend/", {"why": "部门意见未齐", "days": "15", "once": "j"}).status_code == 302
    assert "已延长 15 个工作日" in mayor.get(page).content.decode()
    assert mayor.post(f"{page}extend/", {"why": "再", "once": "j2"}).status_code == 409
    assert desk("head").get(page).status_code == 403


def test_what_if_today_were_another_day_changes_nothing(fire: tuple[Client, str]) -> None:
    client, page = fire
    before = list(Approval.objects.order_by("pk").values())
    shown = client.get(page, {"as_of": "2026-09-30"}).content.decode()
    assert "假如今天是" in shown
    assert "已超过期限" in shown
    assert "clock/pause" not in shown, "nothing is done on a day that is not today"
    for wrong in ("gestern", "9999-99-99", "0001-01-01", "2026-02-30"):
        assert "这不是日历上能算到的日子" in client.get(page, {"as_of": wrong}).content.decode()
    assert list(Approval.objects.order_by("pk").values()) == before


def test_an_officers_calendar_reveals_number_title_and_date_and_ends(desk: type_desk, accepted: CaseView) -> None:
    client = desk("fire")
    shown = client.post("/desk/clock/", {"link": "make", "once": "c"}).content.decode()
    path = path_in(shown)
    found = Client().get(path)
    said = found.content.decode().replace("\r\n ", "")
    assert found["Content-Type"] == "text/calendar; charset=utf-8"
    assert part(accepted, "-04") in said
    assert part(accepted, "-06") not in said, "another body's"
    assert "湘江小馆" not in said
    assert "DTSTART;VALUE=DATE:20260805" in said
    assert path not in client.get("/desk/clock/").content.decode(), "shown once"
    head = Representation.objects.get(firm=accepted.subject.number, office=Office.LEGAL_REPRESENTATIVE).person
    Staff.objects.filter(account__username="fire").update(person=head.number)
    assert part(accepted, "-04") not in Client().get(path).content.decode().replace("\r\n ", ""), "their own matter"
    client.post("/desk/clock/", {"link": "end", "once": "c"})
    assert Client().get(path).status_code == 404


def test_a_persons_calendar_is_theirs_and_a_firms_is_the_firms(town: None, accepted: CaseView) -> None:
    client = Client()
    from zhengtong.foundation.identity.models import Account

    client.force_login(Account.objects.get(username="zhoumingyuan"), backend="django.contrib.auth.backends.ModelBackend")
    mine = client.post("/my/calendar/", {"link": "make", "once": "a"}).content.decode()
    client.post("/preferences/acting-for/", {"subject": str(firm().subject)})
    firms = client.post("/my/calendar/", {"link": "make", "once": "b"}).content.decode()
    paths = [path_in(one) for one in (mine, firms)]
    own, theirs = (Client().get(path).content.decode() for path in paths)
    assert "VEVENT" not in own
    assert part(accepted, "-04") in theirs
    assert Client().get("/calendar/guess.ics").status_code == 404
    assert Client().get(f"/calendar/{'x' * 400}.ics").status_code == 404


def test_an_officer_who_left_reveals_nothing(desk: type_desk, accepted: CaseView) -> None:
    client = desk("fire")
    shown = client.post("/desk/clock/", {"link": "make", "once": "c"}).content.decode()
    path = path_in(shown)
    Staff.objects.filter(account__username="fire").update(until=date(2026, 1, 1))
    with clock.standing_at(TUESDAY):
        assert Client().get(path).status_code == 404


@pytest.mark.parametrize("typed", ["2026-13-40", "昨天", "9999-01-01"])
def test_a_day_that_is_none_starts_no_clock(fire: tuple[Client, str], accepted: CaseView, typed: str) -> None:
    """Never today in its stead: each day more is the applicant's."""
    client, page = fire
    client.post(f"{page}clock/pause/", STOP)
    answer = client.post(f"{page}clock/resume/", {"evidence": "鉴定意见9号", "on": typed, "once": "r"})
    assert answer.status_code != 302
    assert row(part(accepted, "-04")).paused_on is not None


@pytest.mark.parametrize("typed", ["1000", "十", "-3", "1e1"])
def test_days_that_are_no_number_do_not_become_the_most_that_law_allows(desk: type_desk, accepted: CaseView, typed: str) -> None:
    number = part(accepted, "-01")
    Approval.objects.filter(number=number).update(regime="permit")
    due = row(number).legal_due_on
    answer = desk("head").post(f"/desk/approvals/{number}/clock/extend/", {"why": "需要复验", "days": typed, "once": "e"})
    assert answer.status_code not in (302, 404)
    assert row(number).legal_due_on == due
