"""The restaurant from the question to the verified licence, and all that may happen on the way, with the generated client alone.

With ``ZT_RECORD=1`` the journey writes the examples of the description anew.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import jsonschema_rs
import pytest

from tests.channels.gateway.conftest import PASSWORD, PDF, SITUATION
from tests.channels.gateway.generated import Caller, Recorder
from zhengtong.channels.gateway import description
from zhengtong.delivery.approvals.models import Approval
from zhengtong.foundation.identity import api as identity
from zhengtong.kernel.ledger import api as ledger

pytestmark = pytest.mark.django_db
MATTER = "bundle:43TCN0003"


@pytest.fixture
def anybody(recorder: Recorder, town: object) -> Caller:
    return Caller(recorder)


@pytest.fixture
def firm(anybody: Caller, recorder: Recorder) -> Caller:
    return signed_in(anybody, recorder, "zhoumingyuan", firm=True)


@pytest.fixture
def window(anybody: Caller, recorder: Recorder) -> Caller:
    return signed_in(anybody, recorder, "window")


def signed_in(anybody: Caller, recorder: Recorder, username: str, *, firm: bool = False) -> Caller:
    session = anybody.call("sign_in", body=anybody.make("SignIn", username=username, password=PASSWORD))
    if firm:
        own = next(one.ref for one in session.subjects if not one.me)
        session = anybody.call("sign_in", body=anybody.make("SignIn", username=username, password=PASSWORD, acting_for=own))
        assert session.acting_for == own
    return Caller(recorder, session.token)


def filed(firm: Caller, key: str) -> str:
    """A case of the restaurant, every question answered by its own example."""
    number = prepared(firm, key, MATTER, SITUATION)
    review = firm.call("review", number)
    assert review.missing == [], review.missing
    assert review.ready
    return str(firm.call("submit", number, idempotency_key=f"submit-{key}").number)


def prepared(firm: Caller, key: str, matter: str, answers: Mapping[str, object], *, without: str = "") -> str:
    """A draft with everything in it that must be brought, but for one paper."""
    draft = firm.call("begin", body=firm.make("Begin", matter=matter, answers=answers), idempotency_key=f"begin-{key}")
    for _ in range(3):
        open_ones = [one for one in draft.fields if one.known_from is None and one.value is None]
        given = {one.element: one.choices[0].value if one.choices else one.type_ == "boolean" or one.example for one in open_ones}
        draft = firm.call("save", draft.number, body=firm.make("Save", answers=given, revision=draft.revision))
    for material in draft.materials:
        if material.state == "bring" and material.required and material.code != without:
            firm.upload("attach", draft.number, material.code, content=PDF)
    return str(draft.number)


def test_what_anybody_may_look_up(anybody: Caller) -> None:
    assert anybody.call("find", q="我要开饭店")[0].matter == MATTER
    assert anybody.call("suggest", q="开餐")[0].matter == MATTER
    assert any(MATTER in one.matters for one in anybody.call("life_events"))
    body = anybody.call("departments")[0]
    seen, after = [], ""
    while len(seen) < 30:
        page = anybody.call("browse", organisation=body.code, limit=10, after=after)
        seen += page.matters
        if not (after := page.next_):
            break
    assert len({one.matter for one in seen}) == len(seen) > 0
    bundle = anybody.call("bundle", "43TCN0003")
    assert {one.element for one in bundle.questions} <= set(SITUATION)
    guide = anybody.call("guide", bundle.items[1].item)
    assert guide.outcome.zh
    assert anybody.call("guide_versions", guide.code)[-1].withdrawn is False
    plan = anybody.call("plan", body=anybody.make("PlanIn", matter=MATTER, answers=SITUATION))
    assert plan.ready
    assert len([one for one in plan.items if one.chosen == "yes"]) > 1


def test_drafts_are_opened_saved_put_away_and_taken_back(firm: Caller) -> None:
    begin = firm.make("Begin", matter=MATTER, answers=SITUATION)
    draft = firm.call("begin", body=begin, idempotency_key="one")
    assert firm.call("begin", body=begin, idempotency_key="one").number == draft.number
    material = next(one.code for one in draft.materials if one.state == "bring")
    file = firm.upload("attach", draft.number, material, content=PDF)
    assert firm.call("draft_file", draft.number, file.sha256).payload.read() == PDF
    firm.call("detach", draft.number, material, file.sha256)
    assert firm.call("draft", draft.number).files == []
    other = firm.call("begin", body=begin, idempotency_key="two")
    first = firm.call("drafts", limit=1)
    second = firm.call("drafts", limit=1, after=first.next_)
    assert {first.drafts[0].number, second.drafts[0].number} == {draft.number, other.number}
    assert second.next_ == ""
    firm.call("discard", draft.number)
    assert [one.number for one in firm.call("drafts").drafts] == [other.number]
    assert firm.call("restore", draft.number).state == "open"
    refused = firm.ask("submit", draft.number, idempotency_key="early")
    assert (refused.code, len(refused.errors)) == ("not-ready", len(firm.call("review", draft.number).missing))


def test_the_restaurant_from_filing_to_the_verified_licence(anybody: Caller, firm: Caller, window: Caller, recorder: Recorder) -> None:
    number = filed(firm, "restaurant")
    assert firm.call("follow", number).state == "received"
    asked_and_answered(firm, window, number)
    window.call("accept", number, idempotency_key="accept")
    assert [one.number for one in firm.call("cases").cases] == [number]
    explained = firm.call("clocks", number)
    assert {one.term for one in explained} >= {"promised"}
    assert all(one.days[-1].on == one.due_on and one.days[-1].text for one in explained)
    handed_on(window, number)
    decided_by_all(anybody, recorder, number)
    assert firm.call("follow", number).state == "closed"
    step = firm.call("story", number)[0]
    assert firm.ask("proof", number, step.row).code == "not_sequenced"
    while ledger.work_once(100):
        pass
    ledger.sequence()
    proof = firm.call("proof", number, step.row)
    head = anybody.call("head")
    assert proof.head.root == head.root
    assert anybody.call("consistency", first=1, second=head.size).path
    licence = next(one for one in firm.call("licences", limit=50).licences if one.case == number)
    verified(anybody, firm, licence.number)
    told = firm.call("messages", limit=2)
    assert told.unread > 0
    assert told.next_
    firm.call("mark_read")
    assert firm.call("messages").unread == 0
    rate = firm.make("Rate", level=1, tags=["quick"], text="一次也没跑")
    assert firm.call("rate", number, body=rate, idempotency_key="rate").level == 1
    assert firm.call("rating", number).text == "一次也没跑"


def asked_and_answered(firm: Caller, window: Caller, number: str) -> None:
    assert number in [one.number for one in window.call("desk_cases").cases]
    held = window.call("desk_case", number)
    file = held.files[0]
    assert window.call("desk_case_file", number, file.sha256).payload.read() == PDF
    assert firm.call("case_file", number, file.sha256).payload.read() == PDF
    points = [{"at": file.material, "what": "盖章处看不清"}, {"at": "signboard.text", "what": "与营业执照字号不一致"}]
    asked = window.call("require_supplementation", number, body=window.make("Ask", points=points), idempotency_key="ask")
    assert asked.state == "supplementing"
    half = firm.make("Supplement", answers={"signboard.text": "湘江小馆"}, uploads=[])
    assert firm.ask("supplement", number, body=half, idempotency_key="half").code == "points-unanswered"
    upload = firm.upload("upload", number, file.material, content=PDF + b"%better\n")
    whole = firm.make("Supplement", answers={"signboard.text": "湘江小馆"}, uploads=[upload.upload])
    assert firm.call("supplement", number, body=whole, idempotency_key="whole").state == "received"
    papers = firm.call("documents", number)
    assert [one.kind for one in papers.notices] == ["supplementation"]
    assert upload.sha256 in [one.sha256 for one in papers.files]


def handed_on(window: Caller, number: str) -> None:
    """As where the source names no department: the window has it, and hands it on."""
    row = Approval.objects.filter(case=number, state="open").first()
    body = row.organisation
    Approval.objects.filter(pk=row.pk).update(organisation=row.window, unpublished=True)
    moved = window.call("forward", row.number, body=window.make("Forward", organisation=body), idempotency_key="forward")
    assert moved.organisation == body


def decided_by_all(anybody: Caller, recorder: Recorder, number: str) -> None:
    officers = [one.username for one in identity.demo_sign_ins() if one.organisation and one.username != "window"]
    callers = [signed_in(anybody, recorder, one) for one in officers]
    for _ in range(3):                 # what one decision opens is decided next
        for officer in callers:
            after = ""
            for one in [one for one in officer.call("work", limit=100, after=after).approvals if one.case == number]:
                file = officer.call("approval", one.number)
                assert file.may_decide
                for paper in file.file.files[:1]:
                    officer.call("approval_file", one.number, paper.sha256)
                body = officer.make("Decide", opinion="approve", note="材料齐全")
                assert officer.call("decide", one.number, body=body, idempotency_key=f"decide-{one.number}").state == "approved"
    assert any(officer.call("decided").approvals for officer in callers)


def verified(anybody: Caller, firm: Caller, number: str) -> None:
    assert firm.call("licence", number).status == "valid"
    firm.call("signed_licence", number)
    signed = firm.answer.content
    assert anybody.upload("verify_file", content=signed, name="licence.json").verdict == "genuine"
    changed = signed.replace("湘".encode(), "赣".encode(), 1)
    assert changed != signed
    assert anybody.upload("verify_file", content=changed, name="licence.json").verdict == "changed"
    firm.call("licence_pdf", number)
    assert anybody.upload("verify_file", content=firm.answer.content, name="licence.pdf").verdict == "genuine"
    assert anybody.call("verify_number", number).status == "valid"


def test_cases_are_declined_withdrawn_and_refused(anybody: Caller, firm: Caller, window: Caller, recorder: Recorder) -> None:
    number = filed(firm, "declined")
    body = window.make("Decline", reason="不属于本窗口受理范围", direction="请到长沙县政务服务中心办理")
    assert window.call("decline", number, body=body, idempotency_key="decline").state == "declined"
    assert firm.call("follow", number).declined.direction.startswith("请到")
    number = filed(firm, "withdrawn")
    window.call("accept", number, idempotency_key="accept-2")
    assert firm.call("withdraw", number, idempotency_key="withdraw").state == "withdrawn"
    number = filed(firm, "refused")
    window.call("accept", number, idempotency_key="accept-3")
    row = Approval.objects.filter(case=number, state="open").first()
    holder = next(one.username for one in identity.demo_sign_ins() if one.organisation and _serves(one.username, row.organisation))
    officer = signed_in(anybody, recorder, holder)
    bare = officer.ask("decide", row.number, body=officer.make("Decide", opinion="refuse"), idempotency_key="bare")
    assert bare.code == "reasons-missing"
    reasons = {"text": "疏散出口不足", "article": "消防法 第十五条", "would_pass_if": "增设一个疏散出口"}
    refuse = officer.make("Decide", opinion="refuse", reasons=reasons)
    assert officer.call("decide", row.number, body=refuse, idempotency_key="refuse").state == "refused"
    lane = next(one for one in firm.call("follow", number).lanes if one.number == row.number)
    assert lane.reasons.would_pass_if == "增设一个疏散出口"


def _serves(username: str, organisation: str) -> bool:
    from zhengtong.foundation.identity.models import Account

    by = identity.actor_of(account=Account.objects.get(username=username).pk, acting_for=None)
    return by.organisation == organisation and by.has("review")


def test_every_operation_has_an_example_that_is_as_described() -> None:
    told, recorded = description.description(), json.loads(Path(description.EXAMPLES).read_text())
    for where, _, operation in description.operations(told):
        name = operation["operationId"]
        assert name in recorded, f"{name} has no example"
        for parameter in operation["parameters"]:
            assert "example" in parameter or not parameter["required"], (where, parameter["name"])
        for response in operation["responses"].values():
            for media_type, content in response.get("content", {}).items():
                if media_type == "application/json":
                    check(told, content["schema"], content["example"], name)
        body = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if body:
            check(told, body["schema"], body["example"], name)


def check(told: dict[str, object], schema: dict[str, object], value: object, name: str) -> None:
    whole = {**schema, "components": told["components"], "$schema": "https://json-schema.org/draft/2020-12/schema"}
    errors = [f"{error.instance_path}: {error.message[:200]}" for error in jsonschema_rs.validator_for(whole).iter_errors(value)]
    assert errors == [], name
