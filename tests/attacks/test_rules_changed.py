"""Published anew, or withdrawn, while somebody fills in the form."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.attacks.conftest import FIRM, SITUATION, TUESDAY, firm, nothing_written, text, told, type_browser
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.forms.terms import DraftView
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content import commands, registry
from zhengtong.kernel.content.rules import versions
from zhengtong.kernel.content.terms import Document, Published
from zhengtong.kernel.refs import Pin, Ref

pytestmark = pytest.mark.django_db
ITEM, BUNDLE = "43TCN0003-06", "43TCN0003"
Change = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def publish(kind: str, code: str, change: Change = dict, *, withdrawn: bool = False) -> None:
    """What publishing does for one document that was edited, or taken away, without reading the whole city again."""
    held = content.current(kind, code, TUESDAY.date())
    assert held is not None
    body = change(held.body)
    document = Document(kind, code, TUESDAY.date(), body, held.source, held.as_of, "x", 1)
    pin = held.pin if withdrawn else Pin(kind, code, versions.fingerprint(document))
    new = Published(pin, TUESDAY.date(), body, held.source, held.as_of, held.pack, withdrawn)
    commands._write([new], TUESDAY)
    registry.kinds()[kind].publish([new])  # type: ignore[misc]
    catalogue.forget()


def slower(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**body, "promised": {**body["promised"], "days": body["promised"]["days"] + 1}}


def test_republished_meanwhile_is_told_and_can_be_handed_in_once_it_was_read(browser: type_browser, draft: DraftView) -> None:
    client, path = browser(FIRM), f"/drafts/{draft.number}/review/"
    seen = client.get(path).context["seen"]
    publish("item", ITEM, slower)
    with nothing_written():
        refused = client.post(path, {"once": "k", "seen": seen})
        told(refused, 409, "再看一遍|再看|重新看|办理计划")
        told(client.post(path, {"once": "k", "seen": seen}), 409)
        told(client.post(path, {"once": "k"}), 409)
    assert refused.context["seen"] != seen
    kept = forms.draft(draft.number, firm())
    assert (kept.answers, kept.files) == (draft.answers, draft.files)
    done = client.post(path, {"once": "k", "seen": refused.context["seen"]})
    assert done.status_code == 302
    case = Case.objects.get()
    assert next(pin for pin in case.pins if pin[1] == ITEM)[2] == content.current("item", ITEM, TUESDAY.date()).pin.sha256  # type: ignore[union-attr]


def test_whoever_comes_back_later_is_told_before_they_hand_in(browser: type_browser, draft: DraftView) -> None:
    publish("item", ITEM, slower)
    page = browser(FIRM).get(f"/drafts/{draft.number}/review/")
    told(page, 200, "规则|公布")
    assert page.context["told"].code == "rules-changed"


def test_a_new_question_is_asked_and_every_answer_stays(browser: type_browser, draft: DraftView) -> None:
    publish(
        "item",
        ITEM,
        lambda body: {**body, "asks": [*body["asks"], {"element": "matter.statement", "section": "applicant", "required": True}]},
    )
    client, path = browser(FIRM), f"/drafts/{draft.number}/review/"
    page = client.get(path)
    with nothing_written(but=("zt_forms.Draft",)):
        told(client.post(path, {"once": "k", "seen": page.context["seen"]}), 409, "改正|补|还没有填")
    assert forms.draft(draft.number, firm()).answers == draft.answers
    client.post(f"/drafts/{draft.number}/form/", {"matter.statement": "开办餐饮店"})
    assert client.post(path, {"once": "k", "seen": client.get(path).context["seen"]}).status_code == 302


@pytest.mark.parametrize(("kind", "code"), [("item", ITEM), ("bundle", BUNDLE)])
def test_withdrawn_meanwhile_is_refused_and_nothing_is_lost(kind: str, code: str, browser: type_browser, draft: DraftView) -> None:
    client = browser(FIRM)
    publish(kind, code, withdrawn=True)
    with nothing_written():
        answer = client.post(f"/drafts/{draft.number}/review/", {"once": "k"})
        assert answer.status_code in (404, 409)
        told(answer, answer.status_code, "撤|不再|停止|公布|规则")
    assert Case.objects.count() == 0
    kept = forms.draft(draft.number, firm())
    assert (kept.answers, kept.files, kept.state) == (draft.answers, draft.files, draft.state)
    mine = client.get("/my/")
    assert draft.number in mine.content.decode(), text(mine)[:300]
    for path in ("form", "materials", "review"):
        assert client.get(f"/drafts/{draft.number}/{path}/").status_code < 500
    assert client.get(f"/bundles/{BUNDLE}/").status_code < 500
    assert client.get(f"/bundles/{BUNDLE}/plan/").status_code < 500


def test_a_case_goes_on_under_the_version_it_began_under(browser: type_browser, accepted: object) -> None:
    number = accepted.number  # type: ignore[attr-defined]
    before = {
        one.number: (one.promised_days if hasattr(one, "promised_days") else one.due_on) for one in cases.case(number, firm()).approvals
    }
    publish("item", ITEM, slower)
    publish("item", "43TCN0003-02", withdrawn=True)
    publish("bundle", BUNDLE, withdrawn=True)
    page = browser(FIRM).get(f"/cases/{number}/")
    assert page.status_code == 200
    after = {
        one.number: (one.promised_days if hasattr(one, "promised_days") else one.due_on) for one in cases.case(number, firm()).approvals
    }
    assert after == before
    assert browser("window").get(f"/desk/cases/{number}/").status_code == 200


def test_an_answer_to_a_question_withdrawn_since_stays_readable(browser: type_browser, accepted: object) -> None:
    path = f"/desk/cases/{accepted.number}/"  # type: ignore[attr-defined]
    asked = content.current("element", "signboard.text", TUESDAY.date())
    assert asked is not None
    title = asked.body["title"]["zh"]  # type: ignore[index]
    assert title in text(browser("window").get(path))
    publish("element", "signboard.text", withdrawn=True)
    elements.forget()
    shown = text(browser("window").get(path))
    assert title in shown
    assert "signboard.text" not in shown


def test_no_new_draft_of_what_was_withdrawn(browser: type_browser, town: None) -> None:
    publish("bundle", BUNDLE, withdrawn=True)
    query = "&".join(f"{key}={str(value).lower()}" for key, value in SITUATION.items())
    with nothing_written():
        answer = browser(FIRM).post(f"/bundles/{BUNDLE}/begin/?{query}", {"subject": str(firm().subject), "once": "k"})
        told(answer, answer.status_code if answer.status_code in (404, 409) else 404)
    assert forms.open_draft_for(Ref("bundle", BUNDLE), firm()) is None
