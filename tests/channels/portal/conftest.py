"""The shipped city with its demonstration people, and browsers without JavaScript that walk the portal."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.scenes import scene
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView, Point
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.elements.terms import Type
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.clock import CHINA
from zhengtong.site import synth

MONDAY = datetime(2026, 8, 3, 9, 30, tzinfo=CHINA)
TUESDAY = MONDAY + timedelta(days=1)
RESTAURANT = "/bundles/43TCN0003/"
ANSWERS = {
    "licence.business_held": "true",
    "food.business_kind": "full",
    "premises.area": "180",
    "fire.public_gathering": "true",
    "fire.route": "commitment",
    "signboard.wanted": "true",
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
REPRESENTATIVE = "zhoumingyuan"  # holds a business licence for their firm

type_browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _monday(settings: object) -> Iterator[None]:
    settings.ZT_DEMO = True  # type: ignore[attr-defined]
    with clock.standing_at(MONDAY):
        yield


@scene(at=MONDAY, demo=True)
def town(shipped: None) -> None:
    synth.ensure()


@pytest.fixture
def visitor(town: None) -> Client:
    """Nobody in particular, in Chinese."""
    return Client(headers={"accept-language": "zh-CN"})


@pytest.fixture
def browser(town: None) -> type_browser:
    """``browser("chenxiaolan")``: somebody who has signed in."""

    def sign_in(username: str) -> Client:
        client = Client(headers={"accept-language": "zh-CN"})
        client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def firm(browser: type_browser) -> Client:
    """The representative, acting for the firm that has a business licence."""
    return _represented()


def _represented() -> Client:
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(Account.objects.get(username=REPRESENTATIVE), backend="django.contrib.auth.backends.ModelBackend")
    client.post("/preferences/acting-for/", {"subject": str(firm_actor().subject)})
    return client


def firm_actor() -> Actor:
    account = Account.objects.get(username=REPRESENTATIVE).pk
    themselves = identity.actor_of(account=account, acting_for=None)
    own = next(one for one in identity.subjects_of(themselves) if not one.me)
    return identity.actor_of(account=account, acting_for=str(own.ref))


def officer(username: str) -> Actor:
    return identity.actor_of(account=Account.objects.get(username=username).pk, acting_for=None)


class _Fields(HTMLParser):
    """The form of a page as a browser would send it back: names and present values."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside, self.depth = action, False, 0
        self.fields: dict[str, str] = {}
        self.radios: dict[str, list[str]] = {}
        self.boxes: list[str] = []
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.inside = held.get("action", "").split("?")[0] == self.action
        if not self.inside or "name" not in held:
            return
        name = held["name"]
        if tag == "textarea":
            self.area, self.fields[name] = name, ""
        elif tag == "select":
            self.fields.setdefault(name, "")
        elif tag == "input" and held.get("type") == "radio":
            self.radios.setdefault(name, []).append(held["value"])
            if "checked" in held:
                self.fields[name] = held["value"]
        elif tag == "input" and held.get("type") == "checkbox":
            self.boxes.append(name)
            if "checked" in held:
                self.fields[name] = held["value"]
        elif tag == "input" and held.get("type") != "file":
            self.fields[name] = held.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self.area = ""


def fields(html: str, action: str) -> _Fields:
    found = _Fields(action)
    found.feed(html)
    return found


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def begin(client: Client, matter: str = RESTAURANT, answers: Mapping[str, str] = ANSWERS) -> str:
    """Through the page "for whom": the number of the new draft."""
    address = f"{matter}begin/"
    query = "&".join(f"{key}={value}" for key, value in answers.items())
    page = text(client.get(f"{address}?{query}"))
    form = fields(page, address)
    chosen = form.radios["subject"][-1]
    answer = client.post(f"{address}?{query}", {**form.fields, "subject": chosen})
    assert answer.status_code == 302, text(answer)
    found = re.match(r"/drafts/([^/]+)/form/", answer["Location"])
    assert found
    return found[1]


def filled(html: str, number: str) -> dict[str, str]:
    """What somebody would type into every question that is still empty."""
    form = fields(html, f"/drafts/{number}/form/")
    asked = {name for name in {*form.fields, *form.radios} if "." in name}
    held = elements.elements(asked)
    given = dict(form.fields)
    for name in asked:
        if given.get(name):
            continue
        if held[name].type is Type.CHOICE:
            given[name] = form.radios[name][0] if name in form.radios else held[name].choices[0].value
        elif held[name].type is Type.BOOLEAN:
            given[name] = "true"
        else:
            given[name] = held[name].example
    return given


def paper(name: str = "图纸.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def complete(client: Client, number: str) -> None:
    """Fill in and upload everything, as a person without JavaScript does: several saves, one paper after another."""
    address = f"/drafts/{number}/form/"
    for _ in range(3):
        answer = client.post(address, {**filled(text(client.get(address)), number), "go": "on"})
        if answer["Location"].endswith("/materials/"):
            break
    page = text(client.get(f"/drafts/{number}/materials/"))
    for where in re.findall(r'<form class="upload" method="post" action="([^"]+)"', page):
        assert client.post(where, {"file": paper(data=PDF + where.encode())}).status_code == 302


@scene(at=MONDAY, demo=True)
def draft(town: None) -> str:
    return begin(_represented())


def submit(client: Client, number: str) -> str:
    address = f"/drafts/{number}/review/"
    form = fields(text(client.get(address)), address)
    answer = client.post(address, form.fields)
    assert answer.status_code == 302, text(answer)
    found = re.match(r"/cases/([^/]+)/receipt/", answer["Location"])
    assert found, answer["Location"]
    return found[1]


@scene(at=MONDAY, demo=True)
def received(draft: str) -> str:
    """The restaurant, handed in through the pages."""
    firm = _represented()
    complete(firm, draft)
    return submit(firm, draft)


@scene(at=MONDAY, demo=True)
def supplementing(received: str) -> str:
    points = [Point("floor-plan", "看不清出口", "消防法第十五条"), Point("fire.exits", "与平面图不一致")]
    cases.require_supplementation(case=received, points=points, by=officer("window"), at=MONDAY)
    return received


@scene(at=MONDAY, demo=True)
def accepted(received: str) -> CaseView:
    return cases.accept(case=received, by=officer("window"), at=MONDAY)


@scene(at=MONDAY, demo=True)
def finished(accepted: CaseView) -> str:
    """Everything approved but the fire check, which is refused."""
    for _ in range(3):
        for name in ("market", "city", "fire"):
            by = officer(name)
            for one in approvals.my_work(by).lines:
                refused = name == "fire"
                reasons = Reasons("平面布置图上疏散通道太窄", "消防法第十五条", "加宽到 1.1 米") if refused else None
                opinion, papers = (Opinion.REFUSE, ("floor-plan",)) if refused else (Opinion.APPROVE, ())
                approvals.decide(approval=one.number, opinion=opinion, reasons=reasons, fails_on=papers, by=by, at=TUESDAY)
    return accepted.number
