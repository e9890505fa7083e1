"""A program that calls the interface, with or without a token, and the demonstration's people."""
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.channels.gateway.generated import Recorder, generate
from tests.channels.workbench.conftest import RESTAURANT
from tests.channels.workbench.conftest import fill as fill_in
from tests.support.scenes import scene
from zhengtong.delivery.cases import api as cases
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import SubjectKind
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel import clock
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refs import Ref
from zhengtong.site import synth

MONDAY = datetime(2026, 8, 3, 9, 30, tzinfo=CHINA)
SITUATION = {
    "licence.business_held": True,
    "food.business_kind": "full",
    "premises.area": 180,
    "fire.public_gathering": True,
    "fire.route": "commitment",
    "signboard.wanted": True,
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PASSWORD = "zhengtong-demo"


class Caller:
    """Speaks JSON; ``last`` is the whole answer, what is returned is its body."""

    def __init__(self, token: str = "", language: str = "en") -> None:
        self.client = Client(headers={"Accept-Language": language})
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.last = HttpResponse()

    def call(self, method: str, path: str, body: object = None, *, key: str = "", headers: Mapping[str, str] | None = None) -> Any:
        sent = {**self.headers, **({"Idempotency-Key": key} if key else {}), **(headers or {})}
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body)
        self.last = self.client.generic(method, f"/api/v1/{path}", data, content_type="application/json", headers=sent)
        return self.told()

    def get(self, path: str, **query: object) -> Any:
        self.last = self.client.get(f"/api/v1/{path}", query, headers=self.headers)
        return self.told()

    def upload(self, path: str, content: bytes, name: str = "图纸.pdf", key: str = "") -> Any:
        file = SimpleUploadedFile(name, content, content_type="application/pdf")
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        self.last = self.client.post(f"/api/v1/{path}", {"file": file}, headers=headers)
        return self.told()

    @property
    def status(self) -> int:
        return self.last.status_code

    def told(self) -> Any:
        if self.status >= 400:
            assert self.last["Content-Type"] == "application/problem+json", self.last.content
            problem = json.loads(self.last.content)
            assert problem["status"] == self.status
            assert problem["code"]
            assert problem["detail"]
            assert problem["remedy"]
            return problem
        return json.loads(self.last.content) if self.last.content else None


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.ZT_DEMO = True
    cache.clear()                    # attempts of other tests to sign in
    with clock.standing_at(MONDAY):
        yield


@pytest.fixture(scope="session")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    generate(tmp_path_factory.mktemp("client"))
    recorder = Recorder()
    yield recorder
    if os.environ.get("ZT_RECORD"):
        recorder.write()


@scene(at=MONDAY, demo=True)
def town(shipped):
    """The shipped city with the demonstration's people and officers."""
    return {row.username: row for row in synth.ensure()}


@dataclass(frozen=True)
class Filed:
    """A restaurant that its window has accepted, and the numbers of its parts by item."""

    number: str
    parts: Mapping[str, str]

    def part(self, item: str) -> str:
        return self.parts[item]


@pytest.fixture
def filed(town) -> Callable[..., Filed]:
    """One more, filed and accepted without the interface: of this matter, in this situation, by this representative."""
    return filed_by


def filed_by(username: str = "zhoumingyuan", matter: Ref = RESTAURANT, answers: Mapping[str, object] = SITUATION) -> Filed:
    account = Account.objects.get(username=username).pk
    subjects = identity.subjects_of(identity.actor_of(account=account))
    own = next((str(one.ref) for one in subjects if not one.me), None)
    by = identity.actor_of(account=account, acting_for=own if SubjectKind.FIRM in catalogue.matter(matter).subjects else None)
    draft = cases.begin(matter=matter, answers=answers, by=by, at=MONDAY).number
    for _ in range(2):
        fill_in(draft, by, MONDAY)
    number = cases.submit(draft=draft, by=by, at=MONDAY).number
    clerk = identity.actor_of(account=Account.objects.get(username="window").pk)
    return Filed(number, {one.item: one.number for one in cases.accept(case=number, by=clerk, at=MONDAY).approvals})


@scene(at=MONDAY, demo=True)
def accepted(town):
    return filed_by()


@pytest.fixture
def anybody(shipped):
    return Caller()


@pytest.fixture
def firm(town):
    """Zhou Mingyuan, acting for his restaurant."""
    return acting(town, "zhoumingyuan")


@pytest.fixture
def stranger(town):
    return acting(town, "linyinuo")


@pytest.fixture
def clerk(town):
    return Caller(Caller().call("POST", "session", {"username": "window", "password": PASSWORD})["token"])


def acting(town, username: str) -> Caller:
    session = Caller().call("POST", "session", {"username": username, "password": PASSWORD})
    (own,) = [one["ref"] for one in session["subjects"] if one["ref"].startswith("firm:")]
    again = Caller().call("POST", "session", {"username": username, "password": PASSWORD, "acting_for": own})
    assert again["acting_for"] == own
    return Caller(again["token"])


def fill(caller: Caller, draft: dict[str, Any]) -> dict[str, Any]:
    """Answer every question by its own example and hand in every paper that must be brought."""
    for _ in range(3):               # an answer may lead to a further question
        open_ones = [field for field in draft["fields"] if field["known_from"] is None and field["value"] is None]
        answers = {field["element"]: sample(field) for field in open_ones}
        if not answers:
            break
        draft = caller.call("PATCH", f"drafts/{draft['number']}/answers", {"answers": answers, "revision": draft["revision"]})
    for material in draft["materials"]:
        if material["state"] == "bring" and material["required"]:
            caller.upload(f"drafts/{draft['number']}/materials/{material['code']}", PDF)
            assert caller.status == 201
    return caller.get(f"drafts/{draft['number']}")


def sample(field: dict[str, Any]) -> object:
    if field["choices"]:
        return field["choices"][0]["value"]
    return True if field["type"] == "boolean" else field["example"]


@pytest.fixture
def draft(firm):
    return firm.call("POST", "drafts", {"matter": "bundle:43TCN0003", "answers": SITUATION}, key="begin")


