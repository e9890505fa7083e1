"""实施主体 on the desk: in whose name an officer acts, what their body took over, and what it may not decide any more."""

from datetime import date

import pytest

from tests.channels.workbench.conftest import TUESDAY, part, type_desk
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Authority, Organisation
from zhengtong.foundation.identity.terms import AuthorityKind

pytestmark = pytest.mark.django_db
FIRE, CITY = "119901000000000430", "11990100000000051T"
ITEM = "43TCN0003-04"


def ground(until: date | None = None) -> None:
    """The fire brigade holds this approval on delegation by the city's managers."""
    Authority.objects.create(
        code="t", organisation=FIRE, kind=AuthorityKind.DELEGATED, principal=CITY, items=[ITEM], reference="委托书〔2026〕9号",
        announced="公报", since=date(2026, 1, 1), until=until,
    )  # fmt: skip
    identity.forget()


def test_an_officer_reads_in_whose_name_they_act(desk: type_desk, accepted: CaseView) -> None:
    number = part(accepted, "-04")
    assert "您以" not in desk("fire").get(f"/desk/approvals/{number}/").content.decode()
    ground()
    page = desk("fire").get(f"/desk/approvals/{number}/").content.decode()
    assert "您以长沙市城市管理和综合执法局的名义办理：决定和证照上署它的名称。" in page
    assert "委托书〔2026〕9号" in page
    assert "以长沙市城市管理和综合执法局的名义办理" in desk("fire").get("/desk/").content.decode()


def test_where_the_delegation_has_ended_the_page_says_who_decides(desk: type_desk, accepted: CaseView) -> None:
    ground(until=TUESDAY.date().replace(day=1))
    number, client = part(accepted, "-04"), desk("fire")
    page = client.get(f"/desk/approvals/{number}/").content.decode()
    assert "这项职权现在由长沙市城市管理和综合执法局行使。" in page
    assert "decide/" not in page
    answer = client.post(f"/desk/approvals/{number}/decide/", {"opinion": "approve", "once": "k"})
    assert answer.status_code == 403


def test_the_successors_officer_finds_it_and_the_formers_does_not(desk: type_desk, accepted: CaseView) -> None:
    number = part(accepted, "-04")
    assert desk("city").get(f"/desk/approvals/{number}/").status_code == 404
    Organisation.objects.filter(code=FIRE).update(closed_on=TUESDAY.date(), successor=CITY)
    identity.forget()
    page = desk("city").get(f"/desk/approvals/{number}/").content.decode()
    assert "接续自长沙市消防救援支队，期限继续计算。" in page
    assert number in desk("city").get("/desk/").content.decode()
    assert desk("fire").get(f"/desk/approvals/{number}/").status_code in (403, 404)
    assert desk("city").post(f"/desk/approvals/{number}/decide/", {"opinion": "approve", "once": "k"}).status_code == 302
