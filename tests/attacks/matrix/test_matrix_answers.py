"""Each role at each address and operation, with each method: answered as the table says; whoever is refused has changed nothing.

Lists, and what is shown inside something else, never hold a row that the single read refuses: whatever a role is answered anywhere is
searched for the numbers and the words of everything in the town. And each page is armoured, without inline script or style.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from tests.attacks.matrix.answers import shown, word
from tests.attacks.matrix.conftest import undone
from tests.attacks.matrix.reading import readable
from tests.attacks.matrix.table import BODIES, NOT_FOUND, OPEN, OPERATIONS, PAGES, REACH, ROLES, WRONG_METHOD, Line, filled
from tests.attacks.matrix.world import PDF, Role, Thing, World
from tests.attacks.test_hostile_addresses import sound
from zhengtong.channels.gateway import description, doors
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]  # rows are cut alike on both: test_matrix_lists and each test_policy say so
METHODS = ("GET", "POST")
OPERATION_IDS = {
    f"{method.upper()} {path.removeprefix('/api/v1/')}": told
    for path, methods in json.loads(description.written())["paths"].items()
    for method, told in methods.items()
}


SHORT = {"job", "leave", "right", "officer", "office", "factors"}  # numbers of a digit or two, which stand everywhere
MAY_NAME = {
    "/desk/jobs/": "case licence draft",  # operators see of what work is owed, by number and nothing else
    "/api/v1/session": "person",  # whoever knows the password is told whose it is
}


class Eyes:
    """Looks in each answer for what this role does not read by itself."""

    def __init__(self, world: World, role: str) -> None:
        known = readable(world, world.roles[role].actor())
        self.hidden = {name: thing for name, thing in world.things.items() if name not in known and thing.kind not in SHORT}

    def seen(self, path: str, answer: HttpResponseBase) -> list[str]:
        text = shown(answer) if answer.status_code == 200 else ""
        spared = MAY_NAME.get(path, "").split()
        found = [
            name for name, thing in self.hidden.items() if thing.kind not in spared and thing.number not in path and stands(thing, text)
        ]
        return [f"GET {path} (): shows {name}, which they do not read" for name in found]


def stands(thing: Thing, text: str) -> bool:
    """The number itself, not the beginning of another; or a word of it."""
    whole = thing.number in text and re.search(rf"(?<![\w-]){re.escape(thing.number)}(?![\w-])", text)
    return bool(whole) or any(mark in text for mark in thing.marks)


def asked(line: Line, role: str, methods: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Method, thing, answer expected of this role. Whom the guard keeps out is kept out before the thing is looked at: one will do."""
    things = line.things() if role in line.lets_in else line.things()[:1]
    for method in methods:
        for thing in things:
            answer = line.answer(role, method, thing)
            if answer != "any":
                yield method, thing, answer


@pytest.mark.parametrize("role", ROLES)
def test_pages(role: str, world: World) -> None:
    client, subject = world.roles[role].browser(), world.roles[role].actor().subject
    eyes, wrong = Eyes(world, role), []
    for line in PAGES.values():
        for method, thing, answer in asked(line, role, METHODS):
            path = "/" + filled(line.where, world.things[thing].values if thing else {})
            body = {name: str(value).format(subject=subject) for name, value in BODIES.get(line.where, {}).items()}
            got, told = of_page(client, method, path, body, writes=answer == OPEN)
            wrong += eyes.seen(path, told)
            if method == "GET" and got == OPEN:
                sound(told, path)
            if got != answer and not (answer == WRONG_METHOD and got in as_read(line, role, thing)):
                wrong.append(f"{method} {path} ({thing}): {got}, not {answer}")
    assert not wrong, "\n" + "\n".join(wrong)


def as_read(line: Line, role: str, thing: str) -> set[str]:
    """A page that only reads answers another method as it answers GET; what is not there is not there by any method."""
    return {line.answer(role, "GET", thing)} | ({NOT_FOUND} if line.reach and role not in REACH[line.reach][thing] else set())


def of_page(client: Client, method: str, path: str, body: dict[str, str], *, writes: bool) -> tuple[str, HttpResponseBase]:
    held = deepcopy(client.cookies)
    with undone():
        before = facts()
        answer = client.generic(method, path, urlencode({"once": "m", **body}), content_type="application/x-www-form-urlencoded")
        wrote = "" if writes or facts() == before else " and wrote"
    client.cookies = held
    return word(answer) + wrote, answer


def facts() -> int:
    return Entry.objects.exclude(fact="identity.EntryRefused").count()


@pytest.mark.parametrize("role", ROLES)
def test_operations(role: str, world: World) -> None:
    caller, eyes, wrong = Program(world.roles[role]), Eyes(world, role), []
    for name, line in OPERATIONS.items():
        for method, thing, answer in asked(line, role, tuple(line.methods)):
            path = "/api/v1/" + filled(line.where, world.things[thing].values if thing else {})
            with undone():
                before = facts()
                told = caller.call(name, method, path)
                got = word(told)
                got += "" if got == OPEN or facts() == before else " and wrote"
            wrong += eyes.seen(path, told)
            if got != answer:
                wrong.append(f"{method} {path} ({thing}): {got}, not {answer}")
    assert not wrong, "\n" + "\n".join(wrong)


class Program:
    """Calls operations with the token that this role would hold."""

    def __init__(self, role: Role) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers: dict[str, str] = {"Idempotency-Key": "matrix"}
        if role.account is not None:
            account = Account.objects.get(pk=role.account)
            self.headers["Authorization"] = f"Bearer {doors.token_for(account, role.acting_for)}"

    def call(self, name: str, method: str, path: str) -> HttpResponseBase:
        told = OPERATION_IDS[name]
        if "multipart/form-data" in told.get("requestBody", {}).get("content", {}):
            return self.client.post(path, {"file": SimpleUploadedFile("a.pdf", PDF, "application/pdf")}, headers=self.headers)
        body = json.dumps(BODIES.get(told["operationId"], {})) if "requestBody" in told else b""
        return self.client.generic(method, path, body, content_type="application/json", headers=self.headers)


@pytest.fixture(autouse=True)
def _nobody_has_tried_before() -> None:
    cache.clear()
