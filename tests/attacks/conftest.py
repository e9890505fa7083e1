"""Somebody who means no good, and the people and matters they go for: the demonstration's, on the shipped content."""

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from tests.channels.workbench.conftest import (
    PDF,
    RESTAURANT,
    SITUATION,
    TUESDAY,
    _tuesday,
    accepted,
    fill,
    firm,
    received,
    town,
)
from tests.support.scenes import scene
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.kernel.actors import Actor

__all__ = ["PDF", "RESTAURANT", "SITUATION", "TUESDAY", "_tuesday", "accepted", "fill", "firm", "received", "town"]

BACKEND = "django.contrib.auth.backends.ModelBackend"
FIRM, STRANGER, CITIZEN, CLERK = "zhoumingyuan", "linyinuo", "chenxiaolan", "window"
type_browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def _as_people_come() -> Iterator[None]:
    """In Chinese, and nobody has tried to sign in before."""
    cache.clear()
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def browser(town: None) -> type_browser:
    """``browser(FIRM)``: signed in, acting for the firm they represent; ``browser()``: nobody. A page that falls over raises nothing: it is
    answered as people would see it."""

    def sign_in(username: str = "", **options: object) -> Client:
        client = Client(raise_request_exception=False, **options)  # type: ignore[arg-type]
        if username:
            client.force_login(Account.objects.get(username=username), backend=BACKEND)
            own = next((one.ref for one in identity.subjects_of(actor(username)) if not one.me), None)
            if own:
                session = client.session
                session["acting_for"] = str(own)
                session.save()
        return client

    return sign_in


def actor(username: str) -> Actor:
    return identity.actor_of(account=Account.objects.get(username=username).pk, acting_for=None)


@scene(at=TUESDAY, demo=True)
def draft(town: None) -> DraftView:
    """The restaurant, filled in and ready to be handed in."""
    begun = cases.begin(matter=RESTAURANT, answers=SITUATION, by=firm(), at=TUESDAY)
    fill(begun.number, firm(), TUESDAY)
    return cases.prepare(begun.number, firm()).draft


@scene(at=TUESDAY, demo=True)
def finished(accepted: CaseView) -> CaseView:
    """Every part approved, by whoever holds it; the licences are there."""
    for _ in range(3):
        for one in cases.case(accepted.number, firm()).approvals:
            if one.state is ApprovalState.OPEN:
                approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=holder(one.organisation), at=TUESDAY)
    return cases.case(accepted.number, firm())


def holder(organisation: str) -> Actor:
    """An officer of the demonstration who serves in this body and reviews."""
    officers = (actor(one.username) for one in identity.demo_sign_ins())
    return next(one for one in officers if one.organisation == organisation and one.duties and one.has("review"))


def licence_of(case: CaseView) -> str:
    by = firm()
    return next(one.number for one in licences.licences_of(by.subject, by) if one.case == case.number)  # type: ignore[arg-type]


def text(response: object) -> str:
    """What a person reads: the page without its tags."""
    page = response.content.decode() if isinstance(response, HttpResponse) else b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


WAYS_ON = ("请", "重新", "返回", "核对", "联系", "首页", "再试", "选择", "查看", "刷新")


def told(response: object, status: int, *remedies: str) -> str:
    """A refusal of this status, in Chinese, that names what to do (one of these, or any way on). Returns what it says."""
    assert response.status_code == status, (response.status_code, getattr(response, "headers", {}).get("Location"), text(response)[:400])  # type: ignore[attr-defined]
    said = text(response)
    assert re.search(r"[\u4e00-\u9fff]", said), said[:200]
    for remedy in remedies or ("|".join(WAYS_ON),):
        assert any(one in said for one in remedy.split("|")), f"{remedy!r} is not in: {said[:900]}"
    return said


COUNTED = ("zt_ledger", "zt_cases", "zt_approvals", "zt_licences", "zt_forms", "zt_messages", "zt_evaluation", "zt_identity")


@contextmanager
def nothing_written(*, but: tuple[str, ...] = ()) -> Iterator[SimpleNamespace]:
    """No row of any matter appears, goes or changes, and no fact is recorded, while this holds; but that an entry was refused."""
    before = _kept(but)
    yield SimpleNamespace()
    after = _kept(but)
    changed = {label: (len(before[label]), len(after[label])) for label in before if before[label] != after[label]}
    assert changed == {}


def _kept(but: tuple[str, ...]) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label in COUNTED and label not in (*but, "zt_identity.Account", "zt_identity.RefusedEntry"):
            rows = model._default_manager.all()
            rows = rows.exclude(fact="identity.EntryRefused") if label == "zt_ledger.Entry" else rows
            found[label] = sorted(rows.values_list(), key=repr)
    return found


def part_numbers(case: CaseView) -> dict[str, str]:
    """Approvals by the end of their item's code: 04 is the fire check, 06 the sign."""
    return {one.item[-2:]: one.number for one in case.approvals}
