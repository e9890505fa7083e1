"""Pages of an interested party, of a hearing, and of one part taken back."""

import pytest
from django.test import Client

from tests.channels.workbench.conftest import TUESDAY, accepted, firm, part, received, town  # noqa: F401
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Party
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.delivery.approvals.terms.flow import Letter
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday(settings: object) -> object:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    with clock.standing_at(TUESDAY):
        yield


def letter(case: CaseView) -> Letter:
    fire = identity.actor_of(account=Account.objects.get(username="fire").pk, acting_for=None)
    return approvals.tell_party(approval=part(case, "-04"), name="王邻居", contact="22 号", why="共用楼梯", by=fire, at=TUESDAY)


def applicant() -> Client:
    client = Client()
    client.force_login(Account.objects.get(username="zhoumingyuan"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_party_states_their_views_with_the_key_and_without_an_account(accepted: CaseView) -> None:  # noqa: F811
    told, client = letter(accepted), Client()
    assert client.get("/statement/").status_code == 200
    page = client.post("/statement/", {"key": told.key.lower()}).content.decode()
    assert "共用楼梯" in page
    assert "湘江小馆" not in page, "whose matter it is"
    sent = client.post("/statement/", {"key": told.key, "once": "k", "view": "object", "text": "楼梯堆物", "hearing": "1"})
    assert sent.status_code == 200
    assert sent["Cache-Control"] == "no-store"
    assert Party.objects.get().said == {"text": "楼梯堆物"}
    again = client.post("/statement/", {"key": told.key, "once": "other", "view": "agree", "text": "算了"})
    assert again.status_code == 409


@pytest.mark.parametrize("key", ["", "nonsense", "AAAA-AAAA-AAAA-AAAA-AAAA", "' OR 1=1 --"])
def test_a_wrong_key_is_told_as_such(accepted: CaseView, key: str) -> None:  # noqa: F811
    letter(accepted)
    answer = Client().post("/statement/", {"key": key})
    assert answer.status_code == 404
    assert "共用楼梯" not in answer.content.decode()


def test_the_applicant_sees_that_others_are_told_but_not_who_and_asks_for_a_hearing(accepted: CaseView) -> None:  # noqa: F811
    letter(accepted)
    client, number = applicant(), part(accepted, "-04")
    page = client.get(f"/cases/{accepted.number}/").content.decode()
    assert "可以在" in page
    assert "王邻居" not in page
    assert "共用楼梯" not in page
    asked = client.post(f"/cases/{accepted.number}/hearing/{number}/", {"once": "h"})
    assert asked.status_code == 302
    assert approvals.flows([number])[number].hearing.state == "asked"  # type: ignore[union-attr]
    assert Client().get("/hearings/").status_code == 200


def test_one_part_is_taken_back_after_it_was_asked_once_more(accepted: CaseView) -> None:  # noqa: F811
    client, path = applicant(), f"/cases/{accepted.number}/parts/43TCN0003-01/withdraw/"
    page = client.get(path).content.decode()
    assert "食品经营许可证新办" in page, "what goes with it"
    assert client.post(path, {"once": "w"}).status_code == 302
    states = {one.item[-2:]: one.state for one in cases.case(accepted.number, firm()).approvals}
    assert (states["01"], states["02"], states["04"]) == (ApprovalState.WITHDRAWN, ApprovalState.LAPSED, ApprovalState.OPEN)
    assert client.get(path).status_code == 302
