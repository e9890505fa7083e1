"""A session or a token says who somebody is for as long as that holds, and no longer: signed out, another password, closed, gone from
the post, power withdrawn, sitting over. And nobody rises through what they were lent."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from tests.attacks.matrix.answers import word
from tests.attacks.matrix.table import OPEN, REFUSED, SIGN_IN
from tests.attacks.matrix.test_matrix_answers import Program, facts
from tests.attacks.matrix.world import PASSWORD, TUESDAY, Role, World
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.models import Draft
from zhengtong.foundation.identity import models
from zhengtong.foundation.identity.terms import Duty, GrantSource
from zhengtong.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> None:
    cache.clear()


def account(world: World, role: str) -> models.Account:
    return models.Account.objects.get(pk=world.roles[role].account)


def replayed(client: Client) -> Client:
    """Another browser that sends the same cookie."""
    thief = Client(raise_request_exception=False)
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return thief


def test_a_cookie_is_worth_nothing_after_signing_out(world: World) -> None:
    client = world.roles["stranger"].browser()
    thief = replayed(client)
    assert thief.get("/my/").status_code == 200
    client.post("/accounts/logout/")
    assert word(thief.get("/my/")) == SIGN_IN
    assert word(client.get("/my/")) == SIGN_IN


def test_a_cookie_and_a_token_are_worth_nothing_after_another_password(world: World) -> None:
    client, program = world.roles["stranger"].browser(), Program(world.roles["stranger"])
    assert program.client.get("/api/v1/cases", headers=program.headers).status_code == 200
    held = account(world, "stranger")
    held.set_password("quite-another-sentence-7")
    held.save(update_fields=["password"])
    assert word(replayed(client).get("/my/")) == SIGN_IN
    assert program.client.get("/api/v1/cases", headers=program.headers).status_code == 401


@pytest.mark.parametrize("role", ["stranger", "reviewer", "agent", "helper"])
def test_nor_after_the_account_is_closed(role: str, world: World) -> None:
    client, program = world.roles[role].browser(), Program(world.roles[role])
    models.Account.objects.filter(pk=world.roles[role].account).update(is_active=False)
    for path in ("/my/", "/desk/"):
        assert word(client.get(path)) == SIGN_IN
    assert program.client.get("/api/v1/messages", headers=program.headers).status_code == 401


def left_post(world: World, role: str) -> None:
    models.Staff.objects.filter(account=world.roles[role].account).update(until=TUESDAY.date() - timedelta(days=1))


@pytest.mark.parametrize("role", ["intake", "reviewer", "operator", "administrator", "substitute"])
def test_an_officer_without_a_post_opens_no_desk(role: str, world: World) -> None:
    client, program = world.roles[role].browser(), Program(world.roles[role])
    left_post(world, role)
    assert word(client.get("/desk/done/")) in {SIGN_IN, REFUSED}
    assert program.client.get("/api/v1/desk/work", headers=program.headers).status_code in {401, 403}


ENDS: dict[str, Callable[[World], object]] = {
    "agent": lambda _: models.Mandate.objects.update(state="revoked", ended_at=TUESDAY),
    "guardian": lambda _: models.Guardianship.objects.update(ended_at=TUESDAY),
    "handler": lambda world: models.Representation.objects.filter(pk=world.things["office"].number).update(until=TUESDAY.date()),
    "helper": lambda _: models.Assistance.objects.update(state="stopped", ended_at=TUESDAY),
}
THEIRS = {"agent": "agent's case", "guardian": "guardian's case", "handler": "firm case", "helper": "sitting's case"}


@pytest.mark.parametrize("role", sorted(ENDS))
def test_a_ground_that_ended_opens_nothing_to_cookie_or_token(role: str, world: World) -> None:
    client, program, number = world.roles[role].browser(), Program(world.roles[role]), world.things[THEIRS[role]].number
    assert word(client.get(f"/cases/{number}/")) == OPEN
    assert program.client.get(f"/api/v1/cases/{number}", headers=program.headers).status_code == 200
    ENDS[role](world)
    for _ in range(2):
        assert client.get(f"/cases/{number}/").status_code in {403, 404, 409}
    assert program.client.get(f"/api/v1/cases/{number}", headers=program.headers).status_code in {401, 403, 404, 409}
    assert number not in client.get("/my/").content.decode()


@pytest.mark.parametrize("role", ["agent", "guardian", "handler", "helper"])
def test_a_ground_that_ran_out_by_its_date_opens_nothing(role: str, world: World) -> None:
    program, number = Program(world.roles[role]), world.things[THEIRS[role]].number
    models.Representation.objects.filter(pk=world.things["office"].number).update(expires_on=TUESDAY.date() + timedelta(days=800))
    with clock.standing_at(TUESDAY + timedelta(days=1000)):
        got = program.client.get(f"/api/v1/cases/{number}", headers=program.headers)
    assert got.status_code in {401, 403, 404, 409}


def test_a_session_id_somebody_planted_is_not_the_one_after_signing_in(world: World) -> None:
    planted = Client()
    planted.get("/accounts/login/")
    session = planted.session
    session["acting_for"] = str(world.roles["representative"].acting_for)
    session.save()
    planted.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    before = session.session_key
    planted.post("/accounts/login/", {"login": "m-stranger", "password": PASSWORD})
    after = planted.cookies[settings.SESSION_COOKIE_NAME].value
    assert after != before
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert word(thief.get("/my/")) == SIGN_IN


def test_tokens_of_another_cannot_be_made_from_ones_own(world: World) -> None:
    program = Program(world.roles["stranger"])
    told = program.headers["Authorization"].removeprefix("Bearer ")
    body, *rest = told.split(":")
    for forged in (body, ":".join([body[:-2] + "xx", *rest]), ":".join([body, rest[0], "x" * len(rest[-1])]), told + "x", "", "null"):
        assert program.client.get("/api/v1/cases", headers={"Authorization": f"Bearer {forged}"}).status_code == 401


TOKENS = ("firm", "mandate", "guardianship", "assistance")


@pytest.mark.parametrize("role", ["stranger", "verified", "intake", "agent", "assistant", "basic"])
def test_nobody_takes_a_ground_that_is_anothers(role: str, world: World) -> None:
    """By the session, by the form, and by the API's sign-in."""
    foreign = {world.roles[one].acting_for for one in ("representative", "agent", "guardian", "helper")} - {world.roles[role].acting_for}
    for token in sorted(filter(None, foreign)):
        actor = Role(world.roles[role].account, token).actor()
        assert actor.subject == Role(world.roles[role].account).actor().subject, token
        assert actor.basis is None
        client = Role(world.roles[role].account).browser()
        client.post("/preferences/acting-for/", {"subject": token})
        for thing in THEIRS.values():
            assert word(client.get(f"/cases/{world.things[thing].number}/")) != OPEN or role in {"verified", "agent"}


def test_an_agent_gives_no_power_on_what_was_lent(world: World) -> None:
    client, before = world.roles["agent"].browser(), models.Mandate.objects.count()
    stranger = world.things["person stranger"]
    sent = {
        "name": "甄路人",
        "number": stranger.marks[0],
        "matters": "bundle:43PCN0013",
        "since": "2026-08-04",
        "until": "2026-09-04",
        "once": "k",
    }
    assert word(client.post("/my/agents/offer/", sent)) in {REFUSED, OPEN}
    assert models.Mandate.objects.count() == before
    program = Program(world.roles["agent"])
    body = json.dumps(
        {"name": "甄路人", "number": stranger.marks[0], "matters": ["bundle:43PCN0013"], "since": "2026-08-04", "until": "2026-09-04"}
    )
    got = program.client.post("/api/v1/mandates", body, content_type="application/json", headers=program.headers)
    assert got.status_code in {400, 403}
    assert models.Mandate.objects.count() == before


def test_a_handler_appoints_no_handler(world: World) -> None:
    client, before = world.roles["handler"].browser(), models.Representation.objects.count()
    stranger = world.things["person stranger"]
    sent = {"name": "甄路人", "number": stranger.marks[0], "matters": "", "until": "2026-09-04", "once": "k"}
    assert word(client.post("/my/firm/handlers/", sent)) == REFUSED
    assert models.Representation.objects.count() == before


def test_a_substitute_of_a_substitute_holds_only_their_own(world: World) -> None:
    """Who stands in for somebody who stands in themselves gets what is theirs, not what was lent to them."""
    models.Leave.objects.create(
        account_id=world.roles["substitute"].account, substitute_id=world.roles["operator"].account,
        since=TUESDAY.date(), until=TUESDAY.date(),
    )  # fmt: skip
    assert world.roles["operator"].actor().duties == {"operate"}
    assert "review" in world.roles["substitute"].actor().duties


def test_a_right_taken_in_an_emergency_is_not_lent_on(world: World) -> None:
    models.Grant.objects.create(
        account_id=world.roles["reviewer"].account, organisation=str(world.roles["reviewer"].actor().organisation), duty=Duty.LOOK_UP,
        source=GrantSource.BREAK_GLASS, since=TUESDAY - timedelta(hours=1),
    )  # fmt: skip
    assert "look_up" in world.roles["reviewer"].actor().duties
    assert "look_up" not in world.roles["substitute"].actor().duties


def test_a_helper_in_a_sitting_has_no_duty(world: World) -> None:
    actor = world.roles["helper"].actor()
    assert (actor.duties, actor.rights, actor.organisation) == (frozenset(), (), None)
    client = world.roles["helper"].browser()
    for path in ("/desk/", "/desk/cases/", "/desk/people/", "/desk/jobs/"):
        answer = client.get(path)
        assert word(answer) == REFUSED, path
        assert world.things["firm case"].number not in answer.content.decode()


@pytest.mark.parametrize("duty", ["operate", "administer", "look_up", "countersign", "review"])
def test_an_administrator_gives_nothing_beyond_their_own_body(duty: str, world: World) -> None:
    client, before = world.roles["administrator"].browser(), models.Grant.objects.count()
    for role in ("reviewer", "sign_reviewer", "administrator"):
        sent = {"duty": duty, "reason": "x", "once": f"k{role}", "organisation": str(world.roles["reviewer"].actor().organisation)}
        client.post(f"/desk/staff/of/{account(world, role).username}/grant/", sent)
    assert models.Grant.objects.count() == before


EXTRA = {
    "organisation": "11990100000000078J",
    "level": "3",
    "verified": "platform",
    "basis": "mandate:M1",
    "subject": "person:P1",
    "state": "closed",
    "is_staff": "1",
    "is_superuser": "1",
    "duties": "operate",
    "rights": "*",
    "person": "P1",
    "account": "1",
    "who": "account:1",
    "by": "system:x",
    "acting_for": "firm:x",
    "subject_number": "P1",
    "window": "x",
    "decided_by": "x",
    "since": "2020-01-01",
    "granted_by": "x",
}


def kept(account: models.Account) -> list[object]:
    people = models.Person.objects.order_by("pk").values_list("pk", "verified", "account")
    return [*models.Account.objects.filter(pk=account.pk).values_list(), *people]


def test_more_fields_than_a_form_has_change_nothing(world: World) -> None:
    stranger = account(world, "stranger")
    client, before = world.roles["stranger"].browser(), facts()
    held = kept(stranger)
    for path in ("/preferences/elder/", "/preferences/language/", "/preferences/acting-for/", "/accounts/password/change/"):
        client.post(path, EXTRA)
    assert kept(stranger) == held
    assert facts() == before
    number = world.things["own draft"].number
    world.roles["strong"].browser().post(f"/drafts/{number}/form/", {**EXTRA, "once": "k"})
    row, strong = Draft.objects.get(number=number), world.roles["strong"]
    assert (row.subject_number, row.basis, row.owner) == (world.things["person strong"].number, "", f"account:{strong.account}")
    assert not set(forms.draft(number, strong.actor()).answers) & set(EXTRA)


def test_more_fields_than_an_operation_describes_are_refused(world: World) -> None:
    program = Program(world.roles["strong"])
    for method, path, body in (
        ("POST", "drafts", {"matter": "bundle:43PCN0013", "answers": {}}),
        ("PATCH", f"drafts/{world.things['own draft'].number}/answers", {"answers": {}}),
        ("POST", f"cases/{world.things['own case'].number}/rating", {"level": 1}),
    ):
        before = facts()
        for name, value in EXTRA.items():
            if name in body:
                continue
            sent = json.dumps({**body, name: value})
            got = program.client.generic(method, f"/api/v1/{path}", sent, content_type="application/json", headers=program.headers)
            assert got.status_code == 422, (path, name, got.status_code)
        assert facts() == before
