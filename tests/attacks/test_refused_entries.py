"""Each refused entry is a fact, wherever it was refused; what somebody typed is not in it, and it answers as before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.attacks.conftest import CITIZEN, CLERK, FIRM, type_browser
from tests.attacks.test_interface import acting
from zhengtong.foundation.identity.models import Account, RefusedEntry
from zhengtong.kernel.ledger.models import Entry

pytestmark = pytest.mark.django_db


def facts(username: str) -> list[dict[str, str]]:
    account = Account.objects.get(username=username).pk
    return [row.values for row in Entry.objects.filter(fact="identity.EntryRefused", who=f"account:{account}").order_by("pk")]


def test_at_a_page_by_method_and_address_without_what_stood_in_it(browser: type_browser) -> None:
    client = browser(CITIZEN)
    assert client.get("/desk/cases/4301-2026-0000001-M/?q=990101198506150127").status_code == 403
    assert client.post("/desk/cases/4301-2026-0000001-M/accept/", {"once": "x", "note": "secret words"}).status_code == 403
    assert facts(CITIZEN) == [
        {"route": "GET /desk/cases/<str:number>/", "guard": "duty:intake"},
        {"route": "POST /desk/cases/<str:number>/accept/", "guard": "duty:intake"},
    ]


def test_asked_again_and_again_it_is_one_fact(browser: type_browser) -> None:
    client = browser(CITIZEN)
    for number in range(15):
        assert client.get(f"/desk/cases/{number}/").status_code == 403
    assert len(facts(CITIZEN)) == 1
    with CaptureQueriesContext(connection, ) as asked:
        client.get("/desk/cases/16/")
    assert not [one["sql"] for one in asked.captured_queries if "INSERT" in one["sql"]]


def test_an_officer_at_another_duty_and_among_the_people(browser: type_browser) -> None:
    client = browser("fire")
    assert client.get("/desk/jobs/").status_code == 403
    assert client.get("/my/").status_code == 403
    assert [one["guard"] for one in facts("fire")] == ["duty:operate", "member"]


def test_what_a_command_refuses_at_an_open_page_is_one_too(browser: type_browser) -> None:
    subject = "firm:91990100MA0000015X"
    answer = browser(CITIZEN).post("/bundles/43TCN0003/begin/", {"subject": subject, "once": "k"})
    assert answer.status_code == 403
    assert facts(CITIZEN) == [{"route": "POST /bundles/<str:code>/begin/", "guard": "member"}]


def test_at_an_operation(town: None) -> None:
    program = acting(None, FIRM)
    program.get("desk/cases")
    assert program.status == 403
    assert facts(FIRM) == [{"route": "GET /api/v1/desk/cases", "guard": "duty:intake"}]


def test_whoever_is_not_signed_in_or_asks_for_what_is_not_there_leaves_no_fact(browser: type_browser) -> None:
    assert browser().get("/desk/").status_code == 302
    assert browser(CITIZEN).get("/cases/4301-2026-0000001-M/").status_code == 404
    assert browser(CITIZEN).get("/nowhere/").status_code == 404
    assert RefusedEntry.objects.count() == 0


def test_where_nothing_can_be_written_somebody_is_refused_all_the_same(browser: type_browser, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengtong.foundation.identity import api as identity
    from zhengtong.kernel.ledger.errors import Busy

    def busy(**_: object) -> bool:
        raise Busy

    monkeypatch.setattr(identity, "record_refusal", busy)
    assert browser(CITIZEN).get("/desk/").status_code == 403


def test_operators_see_them_and_nobody_else(browser: type_browser) -> None:
    browser("fire").get("/desk/jobs/")
    browser(CITIZEN).get("/desk/")
    page = browser("operator").get("/desk/refusals/").content.decode()
    assert "GET /desk/jobs/" in page
    assert f"账号 {Account.objects.get(username=CITIZEN).pk}" in page
    assert "陈晓兰" not in page
    for username in (CITIZEN, CLERK, "fire"):
        assert browser(username).get("/desk/refusals/").status_code == 403
    assert browser("operator").get("/desk/refusals/?after=X").status_code == 400
