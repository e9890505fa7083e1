"""行政复议 on the pages: from the refusal on the case page to the request, its receipt, the mayor's desk, and a decision made anew."""

import pytest
from django.test import Client

from tests.channels.workbench.conftest import TUESDAY, accepted, firm, part, received, town  # noqa: F401
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import Opinion, Reasons
from zhengtong.delivery.cases.models import Reconsideration
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system

pytestmark = pytest.mark.django_db
WHY = Reasons("后厨没有洗手池。", "食品安全法 第三十三条", "装上洗手池后重新申请。")


@pytest.fixture(autouse=True)
def _tuesday(settings: object) -> object:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    with clock.standing_at(TUESDAY):
        yield


def signed_in(name: str) -> Client:
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(Account.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def refused(accepted: CaseView) -> str:  # noqa: F811
    """The food permit is refused, by an officer of the body that decides it."""
    check, number = part(accepted, "-01"), part(accepted, "-02")
    body = next(one.organisation for one in accepted.approvals if one.number == number)
    account = identity.open_account(username="food", password="zhengtong-demo", by=system("tests"), at=TUESDAY)
    identity.appoint(account=account, organisation=body, name="孙审批", duties=[Duty.REVIEW], by=system("tests"), at=TUESDAY)
    officer = identity.actor_of(account=account)
    approvals.decide(approval=check, opinion=Opinion.APPROVE, by=officer, at=TUESDAY)
    approvals.decide(approval=number, opinion=Opinion.REFUSE, reasons=WHY, by=officer, at=TUESDAY)
    return str(number)


def test_from_the_refusal_to_a_decision_made_anew(accepted: CaseView, refused: str) -> None:  # noqa: F811
    owner, where = signed_in("zhoumingyuan"), f"/cases/{accepted.number}/reconsideration/{refused}/"
    page = owner.get(f"/cases/{accepted.number}/").content.decode()
    assert where in page
    assert "长沙市人民政府" in page
    form = owner.get(where).content.decode()
    assert "行政复议请求" in form
    said = {"once": "a", "wants": "撤销。", "reasons": "没有超出。", "not_sued": "1"}
    wrong = owner.post(where, {**said, "once": "w", "reasons": ""})
    assert (wrong.status_code, "撤销。" in wrong.content.decode()) == (400, True)
    assert owner.post(where, said).status_code == 302
    assert owner.post(where, said).status_code == 302, "pressed twice"
    held = Reconsideration.objects.get()
    receipt = owner.get(where).content.decode()
    assert held.number in receipt
    assert "正在审查" in receipt
    assert signed_in("chenxiaolan").get(where).status_code == 404

    desk, mayor = f"/desk/reconsiderations/{held.number}/", signed_in("mayor")
    assert held.number in mayor.get("/desk/reconsiderations/").content.decode()
    assert "没有超出。" in mayor.get(desk).content.decode()
    assert signed_in("fire").get(desk).status_code == 403
    assert mayor.post(f"{desk}accept/", {"once": "b"}).status_code == 302
    told = mayor.post(f"{desk}answer/", {"once": "c", "result": "redo", "said": "证据不足。", "redo_days": ""})
    assert told.status_code == 400
    assert mayor.post(f"{desk}answer/", {"once": "d", "result": "redo", "said": "证据不足。", "redo_days": "15"}).status_code == 302
    assert Approval.objects.get(number=refused).state == "open"
    assert "责令重新作出" in owner.get(where).content.decode()
    assert "撤销，责令重新作出" in owner.get(f"/cases/{accepted.number}/").content.decode()
    officer = signed_in("food").get(f"/desk/approvals/{refused}/").content.decode()
    assert "不得以同一事实和理由" in officer
    assert WHY.text in officer
