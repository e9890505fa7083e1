"""An officer's desk through the generated client: whose work it is, what is written beside it, on what it turns, several together,
what is delivered; and how each is refused."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client as Browser

from tests.channels.gateway.conftest import PDF, SITUATION, Filed
from tests.channels.gateway.generated import Caller, Recorder
from tests.channels.gateway.test_client import MATTER, prepared, signed_in
from tests.channels.gateway.test_client_case_life import refused
from tests.delivery.approvals.flowing import handled
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db
CHECK, FOOD, FIRE = "43TCN0003-01", "43TCN0003-02", "43TCN0003-04"
REASONS = {"text": "面积与图纸不一致", "article": "食品安全法 第三十三条", "would_pass_if": "按图纸整改"}
CHECKED = "43TCN0002-01"
SAID = "核对登记信息后当即办结，不作其他用途，依据公开的事项条件"
type_officer = Callable[[str], Caller]


@pytest.fixture
def anybody(recorder: Recorder, town: object) -> Caller:
    return Caller(recorder)


@pytest.fixture
def officer(anybody: Caller, recorder: Recorder) -> type_officer:
    return partial(signed_in, anybody, recorder)


@pytest.fixture
def firm(officer: type_officer) -> Caller:
    return officer("zhoumingyuan", firm=True)  # type: ignore[call-arg]


def working() -> None:
    while ledger.work_once(100):
        pass


def test_two_do_not_begin_the_same(officer: type_officer, accepted: Filed) -> None:
    first, second, fire, head = (officer(one) for one in ("market", "market2", "fire", "head"))
    number = accepted.part(CHECK)
    nothing, mine = first.make("Claim"), str(first.ask("me").name)
    assert [one.number for one in first.call("work", list_="free").approvals] == [number]
    claimed = first.call("claim", number, body=nothing, idempotency_key="claim")
    assert first.call("claim", number, body=nothing, idempotency_key="claim").claim.by == claimed.claim.by
    assert [one.number for one in first.call("work", list_="mine").approvals] == [number]
    assert second.call("work", list_="mine").approvals == []
    counts = {one.list_: one.count for one in second.call("work_lists").lists}
    assert (counts["all"], counts["free"], counts["mine"]) == (1, 0, 0)
    assert refused(second, "claim", number, body=nothing) == "claimed-by-another"
    assert refused(second, "decide", number, body=second.make("Decide", opinion="approve")) == "claimed-by-another"
    assert refused(fire, "claim", number, body=nothing) == "approval-not-found"
    taken = second.call("claim", number, body=second.make("Claim", taking_over=claimed.claim.by), idempotency_key="take-over")
    assert taken.claim.by != claimed.claim.by
    assert refused(first, "release", number, body=first.make("Release")) == "not-claimed"
    beside = second.call("beside", number)
    assert (beside.mine, beside.may_release, beside.may_assign) == (True, True, False)
    assert claimed.claim.by in [one.account for one in beside.takers]
    handed = second.call("release", number, body=second.make("Release", to=claimed.claim.by), idempotency_key="hand")
    assert handed.claim.name == mine
    assert refused(first, "release", number, body=first.make("Release", to="account:999999")) == "no-such-colleague"
    assert refused(first, "assign", number, body=first.make("Assign", to=taken.claim.by)) == "approval-not-found"
    assert number in [one.number for one in head.call("head_work").approvals]
    assert head.call("assign", number, body=head.make("Assign", to=taken.claim.by), idempotency_key="assign").claim.by == taken.claim.by
    assert second.call("release", number, body=second.make("Release"), idempotency_key="give-back").claim is None
    assert [one.number for one in first.call("work", q=number, list_="all").approvals] == [number]


def test_what_is_written_beside_it_stays_apart(officer: type_officer, firm: Caller, accepted: Filed) -> None:
    market, window, fire = (officer(one) for one in ("market", "window", "fire"))
    number = accepted.part(CHECK)
    write = partial(market.call, "write_note", number)
    write(body=market.make("NoteIn", text="电话核实过字号"), idempotency_key="internal")
    told = write(body=market.make("NoteIn", text="执照信息已核对，不用再交", public=True), idempotency_key="public")
    assert ([one.text for one in told.internal], [one.text for one in told.public]) == (["电话核实过字号"], ["执照信息已核对，不用再交"])
    write(body=market.make("NoteIn", text="执照信息已核对，不用再交", public=True), idempotency_key="public")
    assert len(market.call("notes", number).public) == 1
    seen = window.call("notes", number)
    assert (seen.internal, len(seen.public)) == ([], 1)
    assert [one.text for one in firm.call("case_notes", accepted.number)] == ["执照信息已核对，不用再交"]
    assert fire.ask("notes", number).code == "approval-not-found"
    assert refused(window, "write_note", number, body=window.make("NoteIn", text="好")) == "approval-not-found"
    assert refused(market, "write_note", number, body=market.make("NoteIn", text="  ")) == "note-empty"
    market.call("watch", number)
    market.call("watch", number)
    assert [one.number for one in market.call("work", list_="watched").approvals] == [number]
    market.call("unwatch", number)
    assert market.call("work", list_="watched").approvals == []
    assert fire.ask("watch", number).code == "approval-not-found"


def test_several_are_decided_together_each_for_its_own_reasons(officer: type_officer, accepted: Filed, filed: Callable[[], Filed]) -> None:
    market, other = officer("market"), filed()
    answers = [
        {"approval": accepted.part(CHECK), "opinion": "approve", "note": "一致"},
        {"approval": other.part(CHECK), "opinion": "refuse", "reasons": REASONS},
        {"approval": other.part(FOOD), "opinion": "approve"},
        {"approval": accepted.part(FIRE), "opinion": "approve"},
    ]
    body = market.make("Batch", answers=answers)
    done = market.call("decide_several", body=body, idempotency_key="batch").outcomes
    assert [(one.decided, one.refused and one.refused.code) for one in done] == [
        (True, None), (True, None), (False, "another-item"), (False, "approval-not-found"),
    ]  # fmt: skip
    assert done[2].refused.remedy
    again = market.call("decide_several", body=body, idempotency_key="batch").outcomes
    assert [one.decided for one in again] == [True, True, False, False]
    states = {one.number: one.state for one in market.call("decided").approvals}
    assert states == {accepted.part(CHECK): "approved", other.part(CHECK): "refused"}
    many = market.make("Batch", answers=[{"approval": f"x{place}", "opinion": "approve"} for place in range(100)])
    assert refused(market, "decide_several", body=many) == "too-many"


def test_a_decision_says_on_what_it_turns(officer: type_officer, firm: Caller, filed: Callable[[], Filed]) -> None:
    area = {
        "code": "area", "expression": "premises.area >= 200", "says": {"zh": "场所不小于200平方米"}, "otherwise": {"zh": "换成更大的场所"},
        "source": {"zh": "申请表"}, "reference": "食品安全法 第三十三条",
    }  # fmt: skip
    step = {"code": "small", "facts": {"zh": "小型"}, "outcome": {"zh": "准予三年"}, "reference": "裁量基准 第二项"}
    handled(FOOD, conditions=[area], benchmark=[step])
    case, other, market = filed(), filed(), officer("market")
    laid = [{"text": "从业人员持健康证明上岗", "article": "食品安全法 第四十五条"}]
    for one in (other, case):
        market.call("decide", one.part(CHECK), body=market.make("Decide", opinion="approve"), idempotency_key=f"check-{one.number}")
    give = {"opinion": "approve", "note": "面积已现场核对", "weighed": {"code": "small"}}
    loose = market.make("Decide", **give, conditions=[{"text": "保持整洁", "article": ""}])
    assert refused(market, "decide", other.part(FOOD), body=loose) == "condition-unfounded"
    done = market.call("decide", other.part(FOOD), body=market.make("Decide", **give, conditions=laid), idempotency_key="laid")
    assert [one.text for one in done.conditions] == ["从业人员持健康证明上岗"]
    number = case.part(FOOD)
    held = market.call("grounds", number)
    (condition,) = held.conditions
    assert (condition.met, condition.otherwise.zh, [one.code for one in held.benchmark]) == (False, "换成更大的场所", ["small"])
    approve = {"opinion": "approve", "note": "面积已现场核对"}
    assert refused(market, "decide", number, body=market.make("Decide", **approve)) == "benchmark-unweighed"
    departing = {**approve, "weighed": {"code": "small", "outcome": "准予五年"}}
    assert refused(market, "decide", number, body=market.make("Decide", **departing)) == "departure-unjustified"
    refuse = {"opinion": "refuse", "reasons": REASONS, "weighed": {"code": "small"}}
    assert refused(market, "decide", number, body=market.make("Decide", **refuse, fails_on=["no-such"])) == "unknown-condition"
    said = market.make("Decide", **refuse, fails_on=["area"])
    done = market.call("decide", number, body=said, idempotency_key="fails")
    assert (done.state, done.fails_on, done.weighed.code) == ("refused", ["area"], "small")
    assert market.call("decide", number, body=said, idempotency_key="fails").state == "refused"
    lane = next(one for one in firm.call("follow", case.number).lanes if one.number == number)
    assert (lane.fails_on, lane.reasons.would_pass_if) == (["area"], "按图纸整改")


def test_what_was_approved_on_a_promise_is_checked(officer: type_officer, accepted: Filed) -> None:
    fire, window = officer("fire"), officer("window")
    number = accepted.part(FIRE)
    fire.call("decide", number, body=fire.make("Decide", opinion="approve"), idempotency_key="promise")
    held = fire.call("checks")
    (due,) = held.checks
    assert (due.approval, due.state) == (number, "due")
    found = {"outcome": "to_correct", "found": "一处疏散通道被占用", "officers": [held.checkers[0].account], "correct_by": "2026-08-17"}
    assert refused(fire, "record_check", due.id, body=fire.make("RecordCheck", **found)) == "two-officers"
    two = fire.make("RecordCheck", **{**found, "officers": [one.account for one in fire.call("checks").checkers]})
    assert fire.call("record_check", due.id, body=two, idempotency_key="check").state == "to_correct"
    assert window.ask("checks").code == "not-permitted"
    assert officer("market").call("checks").checks == []


def test_an_item_decides_itself_and_a_person_is_asked_for(officer: type_officer, filed: Callable[..., Filed]) -> None:
    head, market = officer("head"), officer("market")
    owner = officer("zhoumingyuan", firm=True)  # type: ignore[call-arg]
    item = next(one for one in head.call("switches").items if one.item == CHECKED)
    assert (item.on, [bool(one.reference) for one in item.conditions]) == (None, [True] * len(item.conditions))
    assessed = {"pin": item.pin, **dict.fromkeys(("purpose", "necessity", "risks", "measures"), SAID)}
    assert refused(market, "switch_on", CHECKED, body=market.make("SwitchOn", **assessed)) == "not-permitted"
    short = head.make("SwitchOn", **{**assessed, "risks": "无"})
    assert refused(head, "switch_on", CHECKED, body=short) == "assessment-incomplete"
    assert head.call("switch_on", CHECKED, body=head.make("SwitchOn", **assessed), idempotency_key="on").on.pin == item.pin
    asked = filed(matter=Ref("item", CHECKED), answers={})
    (ahead,) = owner.call("case_flow", asked.number)
    assert ahead.automatic_ahead
    person = owner.call("ask_for_a_person", asked.number, CHECKED, idempotency_key="person")
    assert person.lanes[0].human_asked_at
    done = filed(matter=Ref("item", CHECKED), answers={})
    working()
    states = [owner.call("follow", one.number).lanes[0] for one in (asked, done)]
    assert [(one.state, one.automatic) for one in states] == [("open", False), ("approved", True)]
    owner.call("ask_for_a_person", done.number, CHECKED, idempotency_key="person-after")
    assert owner.ask("ask_for_a_person", done.number, "no-such", idempotency_key="x").code == "approval-not-found"
    assert [one.approval for one in market.call("to_explain").approvals] == [done.part(CHECKED)]
    said = market.make("Explain", text="登记信息显示存续，没有异常")
    assert refused(market, "explain", asked.part(CHECKED), body=said) == "nothing-to-explain"
    market.call("explain", done.part(CHECKED), body=said, idempotency_key="explain")
    assert owner.call("follow", done.number).lanes[0].explanation == "登记信息显示存续，没有异常"
    assert market.call("to_explain").approvals == []
    assert head.call("switch_off", CHECKED, idempotency_key="off").on is None


def test_documents_are_handed_over_at_the_window(officer: type_officer, accepted: Filed) -> None:
    working()
    window, market = officer("window"), officer("market")
    waiting = [one.document for one in window.call("deliveries").deliveries if one.case == accepted.number]
    assert waiting == ["acceptance"]
    given = {"way": "window", "on": "2026-08-03", "received_by": "周明远", "receiver": "self", "shown": "居民身份证 …0013"}
    where = (accepted.number, "acceptance")
    for wrong, code in (({"shown": ""}, "receiver-missing"), ({"on": "2020-01-01"}, "delivery-day-impossible")):
        assert refused(window, "record_delivery", *where, body=window.make("Deliver", **{**given, **wrong})) == code
    assert refused(market, "record_delivery", *where, body=market.make("Deliver", **given)) == "not-permitted"
    assert refused(window, "record_delivery", accepted.number, "decision-01", body=window.make("Deliver", **given)) == "not-owed"
    done = window.call("record_delivery", *where, body=window.make("Deliver", **given), idempotency_key="deliver")
    assert (done.way, done.delivered_at is not None) == ("window", True)
    assert refused(window, "record_delivery", *where, body=window.make("Deliver", **given)) == "delivered-before"
    assert {one.name for one in window.call("desk_sealed", accepted.number).documents} >= {"acceptance", "receipt"}
    assert window.call("desk_sealed_document", *where).payload.read().startswith(b"%PDF")
    number = accepted.part(CHECK)
    market.call("decide", number, body=market.make("Decide", opinion="approve"), idempotency_key="decide")
    (decision,) = market.call("approval_sealed", number).documents
    assert market.call("approval_sealed_document", number, decision.name).payload.read().startswith(b"%PDF")
    assert market.ask("approval_sealed_document", number, "receipt").code == "document-not-found"


def test_a_paper_is_put_right_beside_the_clerk(officer: type_officer, firm: Caller) -> None:
    window = officer("window")
    draft = prepared(firm, "mended", MATTER, SITUATION)
    assert firm.call("refresh", draft).number == draft
    number = firm.call("submit", draft, idempotency_key="mended").number
    held = window.call("reception", number)
    assert (held.may_remind, held.arrives, str(held.accepts_on)) == (False, False, "2026-08-10")
    material = next(one for one in held.places if "." not in one)
    better = window.upload("desk_upload", number, material, content=PDF + b"%better\n")
    mend = window.make("Mend", uploads=[better.upload])
    window.call("mend", number, body=mend, idempotency_key="paper")
    file = window.call("desk_case", number)
    assert better.sha256 in [one.sha256 for one in file.files]
    assert material in file.mended.to_dict()
    assert refused(window, "mend", number, body=window.make("Mend", uploads=[better.upload[:-2]])) == "upload-not-known"
    assert window.ask("desk_upload", number, "no-such", body=window.file("desk_upload", PDF)).code == "no-such-material"
    assert firm.ask("reception", number).code == "not-permitted"


def test_due_dates_go_into_a_calendar_of_ones_own(officer: type_officer, firm: Caller, accepted: Filed) -> None:
    for one in (firm, officer("market")):
        assert one.call("calendar").made_at is None
        made = one.call("make_calendar", idempotency_key="make")
        assert one.call("make_calendar", idempotency_key="make").address == ""
        path = "/calendar/" + made.address.rpartition("/calendar/")[2]
        assert accepted.number in Browser().get(path).content.decode()
        assert one.call("calendar").made_at == made.made_at
        one.call("end_calendar")
        one.call("end_calendar")
        assert Browser().get(path).status_code == 404


def test_a_colleague_stands_in(officer: type_officer, accepted: Filed) -> None:
    market, second, fire = officer("market"), officer("market2"), officer("fire")
    market.call("claim", accepted.part(CHECK), body=market.make("Claim"), idempotency_key="claim")
    (colleague,) = market.call("beside", accepted.part(CHECK)).takers
    away = {"substitute": colleague.account, "since": "2026-08-03", "until": "2026-08-07", "reason": "年休假"}
    backwards = market.make("RecordLeave", **{**away, "until": "2026-08-01"})
    assert refused(market, "record_leave", body=backwards) == "leave-term-wrong"
    made = market.call("record_leave", body=market.make("RecordLeave", **away), idempotency_key="leave")
    assert [one.number for one in second.call("leaves").leaves] == [made.number]
    assert fire.call("leaves").leaves == []
    assert refused(fire, "end_leave", made.number) == "leave-not-found"
    assert market.call("end_leave", made.number, idempotency_key="back").ended_at
