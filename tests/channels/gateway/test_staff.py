"""Joiners, movers and leavers told by a department's own system."""

import pytest

from tests.channels.gateway.conftest import PASSWORD, Caller
from zhengtong.foundation.identity.models import Account, Grant, Staff

pytestmark = pytest.mark.django_db
HEAD = "action,username,name,organisation,duties\n"


def signed_in(username: str) -> Caller:
    return Caller(Caller().call("POST", "session", {"username": username, "password": PASSWORD})["token"])


@pytest.fixture
def personnel(town) -> Caller:
    return signed_in("personnel")


@pytest.fixture
def post(town) -> dict[str, object]:
    body = Staff.objects.get(account__username="market").organisation_id
    return {"organisation": body, "name": "新同事", "unit": "审批科", "duties": ["review"]}


def test_join_move_and_leave(personnel, post) -> None:
    done = personnel.call("POST", "desk/staff", {"username": "newcomer", **post}, key="j")
    assert (personnel.status, done["username"], len(done["code"])) == (201, "newcomer", 19)
    again = personnel.call("POST", "desk/staff", {"username": "newcomer", **post}, key="j")
    assert (personnel.status, again["code"]) == (201, "")
    [line] = personnel.get("desk/staff", q="newcomer")["officers"]
    assert (line["unit"], line["duties"], line["entered"], line["left"]) == ("审批科", ["review"], False, False)
    moved = personnel.call("POST", "desk/staff/newcomer/move", {**post, "unit": "登记科", "duties": ["intake"]}, key="m")
    assert (moved["rights_ended"], moved["running_cases"]) == (1, 0)
    assert {one.source for one in Grant.objects.filter(account__username="newcomer")} == {"import"}
    left = personnel.call("POST", "desk/staff/newcomer/leave", {}, key="l")
    assert left["rights_ended"] == 1
    assert not Account.objects.get(username="newcomer").is_active
    assert [one["username"] for one in personnel.get("desk/staff", left="true")["officers"]] == ["newcomer"]


def test_a_file_is_told_then_done_and_once(personnel, post) -> None:
    text = HEAD + f"join,newcomer,新同事,{post['organisation']},review\n"
    told = personnel.call("POST", "desk/staff/import", {"csv": text})
    assert (told["confirmed"], told["steps"][0]["effect"], told["joined"]) == (False, "join", [])
    assert not Account.objects.filter(username="newcomer").exists()
    done = personnel.call("POST", "desk/staff/import", {"csv": text, "confirm": True})
    assert (done["joined"][0]["username"], len(done["joined"][0]["code"])) == ("newcomer", 19)
    again = personnel.call("POST", "desk/staff/import", {"csv": text, "confirm": True})
    assert ([one["effect"] for one in again["steps"]], again["joined"]) == (["none"], [])


def test_defects_come_with_their_places(personnel, post) -> None:
    problem = personnel.call("POST", "desk/staff/import", {"csv": HEAD + "fire,x,=1,000,sweep\n", "confirm": True})
    assert (personnel.status, problem["code"]) == (400, "roster-defective")
    assert {one["field"].split(":")[0] for one in problem["errors"]} == {"2"}
    assert len(problem["errors"]) == 4


@pytest.mark.parametrize(
    "changed",
    [
        {"duties": ["operate"]},
        {"organisation": "000000000000000000"},
        {"divisions": ["43"]},
        {"items": ["a:b"]},
        {"is_active": True},
        {"duties": []},
    ],
)
def test_what_may_not_be_is_refused(personnel, post, changed) -> None:
    personnel.call("POST", "desk/staff", {"username": "newcomer", **post, **changed}, key="x")
    assert personnel.status in (400, 403, 422)
    assert not Account.objects.filter(username="newcomer").exists()


@pytest.mark.parametrize("username", ["market", "window", "operator", "chenxiaolan"])
def test_nobody_else_is_let_in(town, post, username) -> None:
    caller = signed_in(username)
    caller.get("desk/staff")
    assert caller.status == 403
    for path, body in (
        ("desk/staff", {"username": "newcomer", **post}),
        ("desk/staff/market/move", post),
        ("desk/staff/market/leave", {}),
        ("desk/staff/import", {"csv": HEAD, "confirm": True}),
    ):
        caller.call("POST", path, body, key="x")
        assert caller.status == 403, path
    assert Account.objects.get(username="market").is_active


def test_an_officer_of_another_body_is_not_there(personnel, post) -> None:
    personnel.call("POST", "desk/staff/fire/leave", {}, key="x")
    assert personnel.status == 404
    personnel.call("POST", "desk/staff/fire/move", post, key="y")
    assert personnel.status == 404
