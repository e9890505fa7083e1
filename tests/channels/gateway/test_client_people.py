"""Who is who and who may what, with the generated client alone: proving oneself, powers of attorney, help, and officers who come and go."""

import pytest
from django.test import Client as Browser

from tests.channels.gateway.conftest import MONDAY, PASSWORD
from tests.channels.gateway.generated import Caller, Recorder
from tests.channels.gateway.test_assistances import ELDER, SITUATION, code_for
from tests.channels.gateway.test_client import signed_in
from tests.channels.ui.conftest import add_totp
from tests.channels.workbench.conftest import fill
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account, Staff
from zhengtong.kernel.actors import system

pytestmark = pytest.mark.django_db
MATTER = "bundle:43TCN0003"


@pytest.fixture
def anybody(recorder: Recorder, town: object) -> Caller:
    return Caller(recorder)


def strongly(anybody: Caller, recorder: Recorder, username: str) -> Caller:
    browser = Browser()
    browser.post("/accounts/login/", {"login": username, "password": PASSWORD})
    code = add_totp(browser, username, PASSWORD)[0]
    session = anybody.call("sign_in", body=anybody.make("SignIn", username=username, password=PASSWORD, code=code))
    assert session.strong
    return Caller(recorder, session.token)


def test_an_account_becomes_a_person(anybody: Caller, recorder: Recorder) -> None:
    identity.open_account(username="newcomer", password="long enough", by=system("tests"), at=MONDAY)
    session = anybody.call("sign_in", body=anybody.make("SignIn", username="newcomer", password="long enough"))
    newcomer = Caller(recorder, session.token)
    assert newcomer.ask("me").level == "basic"
    proof = newcomer.make("Proof", document_type="resident_id", document="990101198804120110", name="刘思远")
    assert newcomer.call("prove_identity", body=proof, idempotency_key="prove").level == "verified"
    assert newcomer.call("me").person.document_masked == "9901**********0110"


def test_powers_of_attorney_are_given_taken_and_ended(anybody: Caller, recorder: Recorder) -> None:
    giver, agent = strongly(anybody, recorder, "chenxiaolan"), signed_in(anybody, recorder, "yangxiaomei")

    def offered(key: str) -> str:
        body = giver.make(
            "Offer", name="杨晓梅（演示）", number="990205199203070061", matters=[MATTER], since="2026-08-03", until="2026-12-31"
        )
        view = giver.call("offer_mandate", body=body, idempotency_key=key)
        assert view.state == "offered"
        return str(view.number)

    number = offered("offer-1")
    assert agent.call("accept_mandate", number, idempotency_key="accept").state == "in_force"
    assert [one.number for one in agent.call("mandates").taken] == [number]
    assert giver.call("mandate", number).agent_name == "杨晓梅（演示）"
    acting = anybody.make("SignIn", username="yangxiaomei", password=PASSWORD, acting_for=f"mandate:{number}")
    on_it = Caller(recorder, anybody.call("sign_in", body=acting).token)
    assert on_it.ask("me").subject == giver.ask("me").subject
    assert giver.call("revoke_mandate", number, idempotency_key="revoke").state == "revoked"
    assert on_it.ask("drafts").code == "ground-ended"
    assert agent.call("decline_mandate", offered("offer-2"), idempotency_key="decline").state == "declined"
    given_back = offered("offer-3")
    agent.call("accept_mandate", given_back, idempotency_key="accept-3")
    assert agent.call("resign_mandate", given_back, idempotency_key="resign").state == "resigned"


def test_a_helper_sits_with_an_elder(anybody: Caller, recorder: Recorder) -> None:
    helper = signed_in(anybody, recorder, "helper")
    asked = helper.call("ask_to_assist", body=helper.make("AskToAssist", **ELDER), idempotency_key="ask")
    code = helper.make("Code", code=code_for(f"assistance:{asked.number}"))
    view = helper.call("open_assistance", asked.number, body=code)
    assert [one.number for one in helper.call("assistances").assistances] == [asked.number]
    acting = anybody.make("SignIn", username="helper", password=PASSWORD, acting_for=view.acting_for)
    seat = Caller(recorder, anybody.call("sign_in", body=acting).token)
    draft = seat.call("begin", body=seat.make("Begin", matter="bundle:43PCN0013", answers=SITUATION), idempotency_key="begin")
    fill(draft.number, identity.actor_of(account=Account.objects.get(username="helper").pk, acting_for=view.acting_for), MONDAY)
    assert not seat.call("declarations", draft.number).confirmed
    assert seat.call("ask_to_declare", draft.number).asked
    said = seat.make("Code", code=code_for(f"draft:{draft.number}"))
    assert seat.call("declare", draft.number, body=said).confirmed
    assert seat.call("submit", draft.number, idempotency_key="submit").state == "received"
    assert helper.call("end_assistance", asked.number).state == "ended"


def test_officers_join_move_and_leave(anybody: Caller, recorder: Recorder) -> None:
    personnel, body = signed_in(anybody, recorder, "personnel"), Staff.objects.get(account__username="market").organisation_id
    post = {"organisation": body, "name": "新同事", "unit": "审批科", "duties": ["review"]}
    joined = personnel.call("join", body=personnel.make("JoinIn", username="newcomer", **post), idempotency_key="join")
    assert joined.code
    assert [one.unit for one in personnel.call("officers", q="newcomer").officers] == ["审批科"]
    moved = personnel.make("PostIn", **{**post, "unit": "登记科", "duties": ["intake"]})
    assert personnel.call("move", "newcomer", body=moved, idempotency_key="move").rights_ended == 1
    assert personnel.call("leave", "newcomer", body=personnel.make("LeaveIn"), idempotency_key="leave").rights_ended == 1
    csv = f"action,username,name,organisation,duties\njoin,another,另一同事,{body},review\n"
    assert personnel.call("import_staff", body=personnel.make("ImportIn", csv=csv)).steps[0].effect == "join"
