"""帮办 for programs: ask, open, end, list, and the person's own word; another helper's sitting is nobody else's."""

import re

import pytest

from tests.channels.gateway.conftest import MONDAY, PASSWORD, Caller
from tests.channels.workbench.conftest import fill
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel.messages.models import SimulatedText
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db
ELDER = {"document": "990001196209090020", "name": "李桂香"}
SITUATION = {
    "retire.employee_scheme": True,
    "retire.route": "at_age",
    "retire.deemed_years": False,
    "retire.employee_medical": True,
    "retire.medical_deemed": False,
    "retire.fund": "withdraw",
    "retire.only_child": False,
}


def caller(username: str, acting_for: str = "") -> Caller:
    given = {"username": username, "password": PASSWORD} | ({"acting_for": acting_for} if acting_for else {})
    session = Caller().call("POST", "session", given)
    return Caller(session["token"])


@pytest.fixture
def helper(town) -> Caller:
    return caller("helper")


def code_for(about: str) -> str:
    return re.search(r"\b\d{6}\b", SimulatedText.objects.filter(about=about).latest("pk").text)[0]


def opened(helper: Caller) -> dict:
    asked = helper.call("POST", "assistances", ELDER, key="ask")
    assert (helper.status, asked["state"], asked["acting_for"]) == (201, "asked", ""), asked
    assert asked["phone_masked"] == "199****0071"
    return helper.call("POST", f"assistances/{asked['number']}/open", {"code": code_for(f"assistance:{asked['number']}")})


def test_from_asking_to_the_receipt_with_her_own_word(helper):
    view = opened(helper)
    assert (helper.status, view["state"], view["acting_for"]) == (200, "open", f"assistance:{view['number']}")
    seat = caller("helper", view["acting_for"])
    draft = seat.call("POST", "drafts", {"matter": "bundle:43PCN0013", "answers": SITUATION}, key="begin")
    assert seat.status == 201, draft
    by = identity.actor_of(account=Account.objects.get(username="helper").pk, acting_for=view["acting_for"])
    fill(draft["number"], by, MONDAY)
    told = seat.get(f"drafts/{draft['number']}/declarations")
    assert (len(told["declarations"]), told["asked"], told["confirmed"]) == (2, False, False)
    refused = seat.call("POST", f"drafts/{draft['number']}/submit", key="one")
    assert (seat.status, refused["code"]) == (409, "not-declared")
    assert seat.call("POST", f"drafts/{draft['number']}/declarations")["asked"]
    said = seat.call("POST", f"drafts/{draft['number']}/declarations/confirm", {"code": code_for(f"draft:{draft['number']}")})
    assert said["confirmed"]
    case = seat.call("POST", f"drafts/{draft['number']}/submit", key="two")
    assert seat.status == 201, case
    assert cases.case(case["number"], by).subject == Ref("person", identity.assistance(view["number"], by).person)
    seat.call("POST", f"assistances/{view['number']}/end")
    assert seat.status == 200
    seat.get(f"cases/{case['number']}")
    assert seat.status in (401, 403, 409), "after the end nothing more"
    helper.get(f"cases/{case['number']}")
    assert helper.status in (403, 404)


def test_what_the_token_of_a_sitting_does_not_open(helper):
    view = opened(helper)
    seat = caller("helper", view["acting_for"])
    for path in ("licences", "messages", "cases", "drafts"):
        told = seat.get(path)
        assert seat.status == 200, (path, told)
        assert not any(told[key] for key in told if isinstance(told[key], list)), (path, told)
    seat.get("assistances")
    assert seat.status == 403


@pytest.mark.parametrize("username", ["window", "human", "chenxiaolan"])
def test_nobody_else_opens_ends_or_takes_it(helper, username):
    asked = helper.call("POST", "assistances", ELDER, key="ask")
    code = code_for(f"assistance:{asked['number']}")
    other = caller(username)
    other.call("POST", f"assistances/{asked['number']}/open", {"code": code})
    assert other.status == 403
    other.call("POST", f"assistances/{asked['number']}/end")
    assert other.status in (403, 404)
    taken = Caller()
    taken.call("POST", "session", {"username": username, "password": PASSWORD, "acting_for": f"assistance:{asked['number']}"})
    assert taken.status == 403
    assert helper.call("POST", f"assistances/{asked['number']}/open", {"code": code})["state"] == "open"


def test_codes_are_not_guessed_and_not_played_again(helper):
    asked = helper.call("POST", "assistances", ELDER, key="ask")
    code = code_for(f"assistance:{asked['number']}")
    for number in range(5):
        helper.call("POST", f"assistances/{asked['number']}/open", {"code": f"{(int(code) + 1 + number) % 10**6:06d}"})
    assert helper.call("POST", f"assistances/{asked['number']}/open", {"code": code})["code"] == "code-over"
    again = helper.call("POST", "assistances", ELDER, key="again")
    fresh = code_for(f"assistance:{again['number']}")
    helper.call("POST", f"assistances/{again['number']}/open", {"code": fresh})
    helper.call("POST", f"assistances/{again['number']}/end")
    told = helper.call("POST", f"assistances/{again['number']}/open", {"code": fresh})
    assert (helper.status, told["code"]) == (409, "code-over")
    for key in ("third", "fourth"):
        told = helper.call("POST", "assistances", ELDER, key=key)
    assert (helper.status, told["code"]) == (409, "asked-too-often")


def test_the_list_of_a_day(helper):
    view = opened(helper)
    assert [one["number"] for one in helper.get("assistances")["assistances"]] == [view["number"]]
    assert helper.get("assistances", on="2026-08-02")["assistances"] == []
