"""My work: what is mine, due soonest first, and nothing else."""

import pytest
from django.test import Client

from tests.channels.workbench.conftest import part, type_desk
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity.models import Account

pytestmark = pytest.mark.django_db
OFFICERS = ("window", "market", "fire", "city", "operator")


def text(client: Client, path: str, *, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return str(answer.content.decode())


def test_the_clerk_sees_what_came_in_and_by_when(desk: type_desk, received: CaseView) -> None:
    page = text(desk("window"), "/desk/")
    assert received.number in page
    assert "还剩 4 个工作日" in page, "five working days from Monday, of which one has begun"


def test_a_reviewer_sees_nothing_before_acceptance(desk: type_desk, received: CaseView) -> None:
    assert received.number not in text(desk("fire"), "/desk/")


def test_a_reviewer_sees_the_parts_of_their_own_body_only(desk: type_desk, accepted: CaseView) -> None:
    page = text(desk("fire"), "/desk/")
    assert part(accepted, "-04") in page
    assert part(accepted, "-06") not in page
    assert part(accepted, "-01") not in page


def test_what_is_due_soonest_comes_first(desk: type_desk, accepted: CaseView) -> None:
    page = text(desk("market"), "/desk/")
    assert part(accepted, "-01") in page
    assert part(accepted, "-02") not in page, "not open before 01 is approved"


@pytest.mark.parametrize("path", ["/desk/", "/desk/cases/", "/desk/done/", "/desk/jobs/"])
def test_nobody_comes_in_without_signing_in(path: str, town: None) -> None:
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/desk/")


@pytest.mark.parametrize("path", ["/desk/", "/desk/cases/", "/desk/done/", "/desk/jobs/"])
def test_a_citizen_has_no_desk(path: str, town: None) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="chenxiaolan"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    ("officer", "path", "status"),
    [
        ("fire", "/desk/cases/", 403),
        ("fire", "/desk/jobs/", 403),
        ("window", "/desk/jobs/", 403),
        ("operator", "/desk/cases/", 403),
        ("operator", "/desk/jobs/", 200),
        ("operator", "/desk/", 302),
        ("window", "/desk/cases/", 200),
        ("window", "/desk/cases/?state=nonsense", 200),
        ("window", "/desk/?after=nonsense", 400),
    ],
)
def test_a_duty_opens_its_own_pages(desk: type_desk, officer: str, path: str, status: int) -> None:
    assert desk(officer).get(path).status_code == status


@pytest.mark.parametrize("officer", OFFICERS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_open_in_both_languages(desk: type_desk, accepted: CaseView, officer: str, language: str) -> None:
    client = desk(officer)
    client.cookies["django_language"] = language
    for path in {"operator": ["/desk/jobs/"], "window": ["/desk/", "/desk/cases/", "/desk/done/"]}.get(officer, ["/desk/", "/desk/done/"]):
        assert ("My work" if language == "en" else "我的待办") in text(client, path) or officer == "operator"


def test_what_was_decided_is_listed(desk: type_desk, accepted: CaseView) -> None:
    desk("fire").post(f"/desk/approvals/{part(accepted, '-04')}/decide/", {"opinion": "approve"})
    assert part(accepted, "-04") in text(desk("fire"), "/desk/done/")
    assert part(accepted, "-04") not in text(desk("city"), "/desk/done/")


def test_an_officer_who_is_refused_is_sent_to_those_who_operate(desk: type_desk) -> None:
    page = text(desk("fire"), "/desk/cases/", status=403)
    assert "请联系运行维护人员" in page
    assert "12345" not in page[page.index("<main") : page.index("</main>")]
