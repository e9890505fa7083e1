"""本人 for programs: who I am, proving it, and what is said to whoever must first be surer."""

import pytest

from tests.channels.gateway.conftest import PASSWORD, Caller
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system

PROOF = {"document_type": "resident_id", "document": "990101198804120110", "name": "刘思远"}


@pytest.fixture
def newcomer(town):
    identity.open_account(username="newcomer", password="long enough", by=system("tests"), at=clock.now())
    return Caller(Caller().call("POST", "session", {"username": "newcomer", "password": "long enough"})["token"])


def test_from_an_account_to_a_person(newcomer):
    before = newcomer.get("me")
    assert (before["level"], before["subject"], before["person"], before["tries_left"]) == ("basic", None, None, 5)
    refused = newcomer.call("POST", "me/identity", {**PROOF, "name": "刘思源"}, key="1")
    assert (newcomer.status, refused["code"]) == (422, "identity-not-confirmed") or refused["code"] == "identity-not-confirmed"
    after = newcomer.call("POST", "me/identity", PROOF, key="2")
    assert newcomer.status == 200, after
    assert (after["level"], after["subject"]) == ("verified", after["person"]["ref"])
    assert after["person"]["document_masked"] == "9901**********0110"
    assert "990101198804120110" not in str(after)
    assert newcomer.call("POST", "me/identity", PROOF, key="2") == after
    assert newcomer.get("me") == after | {"tries_left": 4}


def test_a_register_that_is_down_is_told_as_later(newcomer):
    told = newcomer.call("POST", "me/identity", {**PROOF, "document": "990101198603030047", "name": "许文静"}, key="1")
    assert (newcomer.status, told["code"]) == (503, "register-down")


def test_a_person_who_has_an_account_is_told(newcomer, town):
    told = newcomer.call("POST", "me/identity", {**PROOF, "document": "990101198506150127", "name": "陈晓兰"}, key="1")
    assert (newcomer.status, told["code"]) == (409, "person-has-account")
    assert newcomer.get("me")["elsewhere"] is True


def test_officers_prove_nothing_here(clerk, anybody):
    assert clerk.get("me")["kind"] == "staff"
    assert clerk.call("POST", "me/identity", PROOF, key="1")["code"] == "not-permitted"
    assert anybody.get("me")["code"] == "sign-in-first"


def test_what_is_needed_is_said_to_a_program(newcomer):
    told = newcomer.call("POST", "drafts", {"matter": "bundle:43TCN0003", "answers": {}}, key="1")
    assert (newcomer.status, told["code"], told["needed"], told["have"]) == (403, "level-needed", "verified", "basic")
    assert PASSWORD
