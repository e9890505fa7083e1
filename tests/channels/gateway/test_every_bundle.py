"""Each published bundle, from its plan to the last decision, by a program that knows nothing but the interface.

It reads the bundle's questions, tries situations until one can be filed with the examples that the form itself gives, hands in what the
plan asks for, and signs in as the window and as each department to accept and decide.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pytest
from django.test import Client

from tests.channels.gateway.conftest import PASSWORD, Caller, acting, fill
from tests.channels.ui.conftest import add_totp
from zhengtong.site import homes

pytestmark = pytest.mark.django_db
BUNDLES = sorted(path.stem for path in (homes.CONTENT / "changsha/imported/bundles").glob("*.yaml"))
TICKS = "matter.items"
SITUATIONS = 16


def signed_in(username: str) -> Caller:
    return Caller(Caller().call("POST", "session", {"username": username, "password": PASSWORD})["token"])


def strongly(username: str) -> Caller:
    """With a second factor, for the firm they represent."""
    browser = Client()
    browser.post("/accounts/login/", {"login": username, "password": PASSWORD})
    given = {"username": username, "password": PASSWORD}
    codes = add_totp(browser, username, PASSWORD)
    subjects = Caller().call("POST", "session", {**given, "code": codes[0]})["subjects"]
    (own,) = [one["ref"] for one in subjects if one["ref"].startswith("firm:")]
    session = Caller().call("POST", "session", {**given, "code": codes[1], "acting_for": own})
    assert session["strong"] is True
    return Caller(session["token"])


@pytest.fixture
def officers(town: Mapping[str, Any]) -> list[Caller]:
    """The window first, then one officer of each body that decides."""
    names = sorted((name for name, one in town.items() if one.organisation), key=lambda name: name != "window")
    return [signed_in(name) for name in names]


def situations(
    caller: Caller, matter: str, questions: Mapping[str, list[object]], answers: dict[str, object]
) -> Iterator[dict[str, object]]:
    """Answers that leave nothing undecided and choose something, first choices first."""
    plan = caller.call("POST", "plan", {"matter": matter, "answers": answers})
    if plan["undecided"]:
        key = plan["undecided"][0]
        for value in questions[key]:
            yield from situations(caller, matter, questions, {**answers, key: value})
    elif plan["ready"]:
        yield answers


def possible(question: Mapping[str, Any]) -> list[object]:
    if question["type"] == "boolean":
        return [True, False]
    return [one["value"] for one in question["choices"]] or [60]


def filed(caller: Caller, bundle: Mapping[str, Any]) -> dict[str, Any]:
    matter, everything = f"bundle:{bundle['code']}", [one["item"] for one in bundle["items"]]
    questions = {TICKS: [everything]} if bundle["ticked"] else {one["element"]: possible(one) for one in bundle["questions"]}
    missing: object = "no situation can be filed"
    for turn, answers in enumerate(islice(situations(caller, matter, questions, {}), SITUATIONS)):
        draft = caller.call("POST", "drafts", {"matter": matter, "answers": answers}, key=f"begin-{turn}")
        fill(caller, draft)
        review = caller.get(f"drafts/{draft['number']}/review")
        if review["ready"]:
            case: dict[str, Any] = caller.call("POST", f"drafts/{draft['number']}/submit", key=f"submit-{turn}")
            assert caller.status == 201
            return case
        missing = review["missing"]                      # the examples of content fit another situation
        caller.call("DELETE", f"drafts/{draft['number']}")
    raise AssertionError(missing)


def decided(officer: Caller, case: str) -> int:
    mine = [one for one in officer.get("desk/work", limit=100)["approvals"] if one["case"] == case]
    for one in mine:
        body = {"opinion": "approve", "note": "材料齐全"}
        told = officer.call("POST", f"desk/approvals/{one['number']}/decide", body, key=f"decide-{one['number']}")
        assert told["state"] == "approved"
    return len(mine)


@pytest.mark.parametrize("code", BUNDLES)
def test_every_bundle_is_planned_filed_and_decided(code: str, town: Mapping[str, Any], officers: list[Caller]) -> None:
    bundle = Caller().get(f"bundles/{code}")
    if bundle["assurance"] == "strong":
        caller = strongly("zhoumingyuan")
    else:
        caller = acting(town, "zhoumingyuan") if "firm" in bundle["subjects"] else signed_in("chenxiaolan")
    case = filed(caller, bundle)
    number, window = case["number"], officers[0]
    assert number in [one["number"] for one in window.get("desk/cases", limit=100)["cases"]]
    assert window.call("POST", f"desk/cases/{number}/accept", key="accept")["state"] == "accepted"
    for _ in case["lanes"]:                              # what one decision opens is decided next
        if not sum(decided(officer, number) for officer in officers):
            break
    done = caller.get(f"cases/{number}")
    assert {one["state"] for one in done["lanes"]} == {"approved"}
    assert done["state"] == "closed"
    assert len({one["row"] for one in caller.get(f"cases/{number}/story")}) >= 2 + len(done["lanes"])


def test_there_are_sixteen() -> None:
    assert len(BUNDLES) == 16
