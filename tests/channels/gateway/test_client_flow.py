"""The clock and whoever else has a say, through the generated client: stopped, started, lengthened; asked, visited, tested, heard, handed
over, passed up, decided elsewhere; and how each is refused."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest

from tests.channels.gateway.conftest import MONDAY, Filed
from tests.channels.gateway.generated import Caller, Recorder
from tests.channels.gateway.test_client import signed_in
from tests.channels.gateway.test_client_case_life import refused
from tests.channels.gateway.test_client_desk import CHECK, FIRE, type_officer, working
from tests.delivery.approvals.flowing import FIVE, SIGN, TEN, body, handled, republish
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Approval
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Staff
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.kernel.refs import Ref

pytestmark = pytest.mark.django_db
SHOP, REGISTRATION, TAX = Ref("bundle", "CSZT0001"), "000131004000-01", "CSZT0001-03"
EMPLOYER = {
    "operator.status": "mainland", "business.family_run": False, "business.prior_approval": False,
    "seal.wanted": False, "staff.hired": True,
}  # fmt: skip
STOP = {
    "kind": "appraisal", "evidence": "鉴委〔2026〕9号", "reason": "样品送鉴定", "days": 5, "article": "食品安全法 第八十七条",
}  # fmt: skip


@pytest.fixture
def anybody(recorder: Recorder, town: object) -> Caller:
    return Caller(recorder)


@pytest.fixture
def officer(anybody: Caller, recorder: Recorder) -> type_officer:
    return partial(signed_in, anybody, recorder)


@pytest.fixture
def firm(officer: type_officer) -> Caller:
    return officer("zhoumingyuan", firm=True)  # type: ignore[call-arg]


def later(days: int) -> datetime:
    return MONDAY + timedelta(days=days)


def test_a_clock_explains_itself_stops_and_runs_on(officer: type_officer, firm: Caller, filed: Callable[[], Filed]) -> None:
    handled(CHECK)
    accepted = filed()
    reviewer, other, number = officer("market"), officer("fire"), accepted.part(CHECK)
    told = reviewer.call("clock", number)
    assert "promised" in {one.term for one in told.terms}
    assert "appraisal" in [one.kind for one in told.may.pauses]
    ahead = reviewer.call("clock", number, as_of=later(60).date())
    assert str(ahead.as_of) == "2026-10-02"
    assert reviewer.ask("clock", number, as_of=datetime(1999, 1, 1).date()).code == "not-as-described"  # noqa: DTZ001
    assert other.ask("clock", number).code == "approval-not-found"
    wrong = (("kind", "publicity", "publicity-runs"), ("evidence", " ", "evidence-missing"), ("reason", "", "clock-reason-missing"))
    for field, value, code in wrong:
        assert refused(reviewer, "pause", number, body=reviewer.make("PauseIn", **{**STOP, field: value})) == code
    assert refused(other, "pause", number, body=other.make("PauseIn", **STOP)) == "approval-not-found"
    stopped = reviewer.call("pause", number, body=reviewer.make("PauseIn", **STOP), idempotency_key="pause")
    assert (stopped.due_on, str(stopped.paused_on)) == (None, "2026-08-03")
    assert refused(reviewer, "pause", number, body=reviewer.make("PauseIn", **STOP)) == "already-paused"
    assert [one.number for one in reviewer.call("work", list_="still").approvals] == [number]
    assert next(one for one in firm.call("follow", accepted.number).lanes if one.number == number).paused_on
    with clock.standing_at(later(3)):
        assert reviewer.call("clock", number).paused.reference == "食品安全法 第八十七条"
        running = reviewer.call("resume", number, body=reviewer.make("ResumeIn", evidence="鉴定书9号"), idempotency_key="resume")
        assert running.due_on
        assert [one.kind for one in reviewer.call("clock", number).events] == ["pause", "resume"]
        assert refused(reviewer, "resume", number, body=reviewer.make("ResumeIn", evidence="鉴定书9号")) == "not-paused"


def test_only_the_head_lengthens_a_term_and_only_the_government_a_joint_one(officer: type_officer, filed: Callable[[], Filed]) -> None:
    republish("bundle", "43TCN0003", joint_basis="长沙市人民政府关于联合办理的决定（测试）")
    handled(CHECK)
    market, head, mayor, case = officer("market"), officer("head"), officer("mayor"), filed()
    more = head.make("ExtendIn", reason="材料需要进一步核实")
    assert refused(market, "extend", case.part(CHECK), body=more) == "wrong-office"
    before = head.call("clock", case.part(CHECK))
    assert (before.may.may_extend, before.may.most.days) == (True, 10)
    head.call("extend", case.part(CHECK), body=more, idempotency_key="extend")
    assert head.call("clock", case.part(CHECK)).extended.days == 10
    assert refused(head, "extend", case.part(CHECK), body=more) == "extended-already"
    assert [one.case for one in mayor.call("joint_work").cases] == [case.number]
    shown = mayor.call("joint_case", case.number)
    assert shown.may_extend
    assert refused(head, "extend_joint", case.number, body=more) == "not-permitted"
    longer = mayor.call("extend_joint", case.number, body=more, idempotency_key="joint")
    assert longer.joint.on > shown.joint.on
    assert refused(mayor, "extend_joint", case.number, body=more) == "extended-already"
    assert mayor.ask("joint_case", "4301-2026-0000009-X").code == "approval-not-found"


def test_another_body_is_asked_and_answers(officer: type_officer, accepted: Filed) -> None:
    fire, city, market, number = officer("fire"), officer("city"), officer("market"), accepted.part(FIRE)
    question = {"organisation": body("城管执法局"), "question": "招牌挡住登高面吗？", "days": 3}
    asked = fire.call("consult", number, body=fire.make("Consult", **question), idempotency_key="consult")
    assert refused(fire, "consult", number, body=fire.make("Consult", **question)) == "body-asked-already"
    assert refused(market, "consult", number, body=market.make("Consult", **question)) == "approval-not-found"
    assert [one.consultation.id for one in city.call("consultations").questions] == [asked.id]
    held = city.call("consultation", asked.id)
    paper = held.file.files[0]
    assert city.call("consultation_file", asked.id, paper.sha256).payload.read()
    assert market.ask("consultation", asked.id).code == market.ask("consultation_file", asked.id, paper.sha256).code
    assert [one.number for one in fire.call("work", list_="others").approvals] == [number]
    objects = city.make("AnswerConsultation", view="object")
    assert refused(city, "answer_consultation", asked.id, body=objects) == "opinion-missing"
    assert refused(market, "answer_consultation", asked.id, body=objects) == "consultation-not-found"
    because = city.make("AnswerConsultation", view="object", reason="挡住了")
    city.call("answer_consultation", asked.id, body=because, idempotency_key="answer")
    assert city.call("consultations", answered=True).questions[0].consultation.view == "object"
    (told,) = fire.call("flow", number).consultations
    assert (told.view, told.reason) == ("object", "挡住了")
    assert refused(fire, "decide", number, body=fire.make("Decide", opinion="approve")) == "objection-unanswered"


def test_visited_tested_and_handed_over(officer: type_officer, filed: Callable[[], Filed]) -> None:
    handled(SIGN, special=[{"kind": "inspection_test", "reference": "广告法 第四十一条", "days": 5}])
    city, case = officer("city"), filed()
    number = case.part(SIGN)
    visit = {"on": "2026-08-03", "officers": ["周城管"], "found": "与图纸一致"}
    assert refused(city, "verify", number, body=city.make("Visit", **visit)) == "two-officers"
    visited = city.call("verify", number, body=city.make("Visit", **{**visit, "officers": ["周城管", "吴城管"]}), idempotency_key="visit")
    assert (visited.kind, city.call("clock", number).paused) == ("site", None)
    test = {"kind": "inspection_test", "officers": ["周城管", "吴城管"], "evidence": "检委〔2026〕1号", "reason": "结构安全"}
    assert refused(city, "appoint_testers", number, body=city.make("TestIn", **{**test, "kind": "quarantine"})) == "no-test-required"
    assert city.call("appoint_testers", number, body=city.make("TestIn", **test), idempotency_key="test").late is False
    assert city.call("clock", number).paused.pause == "inspection_test"
    assert refused(city, "decide", number, body=city.make("Decide", opinion="approve")) == "awaiting-test"
    result = city.make("TestedIn", standard="GB 50009", found="满足", evidence="检验报告1号")
    assert str(city.call("report_test", number, body=result, idempotency_key="tested").reported_on) == "2026-08-03"
    assert refused(city, "report_test", number, body=result) == "no-test-running"
    police = next(one for one in city.call("flow", number).takers if "公安" in one.name.zh)
    to = {"organisation": police.code, "reason": " "}
    assert refused(city, "transfer", number, body=city.make("Transfer", **to)) == "reason-needed"
    moved = city.call("transfer", number, body=city.make("Transfer", **{**to, "reason": "属于治安"}), idempotency_key="transfer")
    assert (moved.organisation, city.ask("approval", number).code) == (police.code, "approval-not-found")


def test_a_lower_office_examines_and_passes_it_up(officer: type_officer, filed: Callable[[], Filed]) -> None:
    handled(SIGN, lower={"organisation": body("公安局"), "term": TEN, "reference": "行政许可法 第四十三条"})
    upper, case = officer("city"), filed()
    lower = next(one.username for one in identity.demo_sign_ins() if one.organisation and _serves(one.username, body("公安局")))
    below, number = officer(lower), case.part(SIGN)
    assert [one.approval for one in upper.call("consultations").below] == [number]
    silent = below.make("PassUp", view="object", reason="")
    assert refused(below, "pass_up", number, body=silent) == "opinion-missing"
    assert refused(upper, "pass_up", number, body=silent) == "approval-not-found"
    up = below.make("PassUp", view="agree", reason="与规划相符")
    assert below.call("pass_up", number, body=up, idempotency_key="up").organisation == body("城管执法局")
    assert upper.call("flow", number).examination.view == "agree"
    assert upper.call("decide", number, body=upper.make("Decide", opinion="approve"), idempotency_key="decide").state == "approved"


def test_neighbours_are_heard_and_a_hearing_is_held(
    anybody: Caller, officer: type_officer, firm: Caller, filed: Callable[[], Filed]
) -> None:
    handled(SIGN, interested=[{"who": {"zh": "相邻的业主"}, "term": FIVE, "reference": "行政许可法 第三十六条"}])
    city, window, case = officer("city"), officer("window"), filed()
    number = case.part(SIGN)
    assert refused(city, "decide", number, body=city.make("Decide", opinion="approve")) == "parties-untold"
    neighbour = city.make("TellParty", name="王邻居", contact="样例路 22 号", why="招牌灯光正对卧室")
    told = city.call("tell_party", number, body=neighbour, idempotency_key="party")
    assert refused(window, "tell_party", number, body=neighbour) == "approval-not-found"
    letter = city.call("write_again", number, told.party.id, idempotency_key="letter")
    assert letter.key != told.key
    assert anybody.ask("read_statement", body=anybody.make("HoldKey", key=told.key)).code == "letter-key-unknown"
    shown = anybody.call("read_statement", body=anybody.make("HoldKey", key=letter.key))
    assert (shown.why, shown.decided) == ("招牌灯光正对卧室", False)
    assert case.number not in anybody.answer.content.decode()
    says = anybody.make("State", key=letter.key, view="object", text="晚上睡不着", hearing=True)
    assert anybody.call("state_views", body=says, idempotency_key="state").said == "晚上睡不着"
    assert refused(anybody, "state_views", body=says) == "letter-key-used"
    assert city.call("flow", number).parties[0].said == "晚上睡不着"
    assert window.call("flow", number).parties[0].said == ""
    (part,) = [one for one in firm.call("case_flow", case.number) if one.item == SIGN]
    assert (part.parties[0].name, part.hearing.state) == ("", "asked")
    assert refused(firm, "ask_hearing", case.number, CHECK) == "no-hearing-right"
    chair = colleague(body("城管执法局"))
    call = {"on": "2026-08-17", "at_hour": "09:30", "place": "政务中心 301", "chair": chair}
    assert refused(city, "call_hearing", number, body=city.make("Call", **{**call, "on": "2026-08-05"})) == "hearing-notice-too-short"
    assert chair in [one.account for one in city.call("flow", number).chairs]
    city.call("call_hearing", number, body=city.make("Call", **call), idempotency_key="call")
    assert city.call("clock", number).paused.pause == "hearing"
    (public,) = anybody.call("hearings").hearings
    assert (public.place, case.number in anybody.answer.content.decode()) == ("政务中心 301", False)
    record = city.make("Hold", record="双方陈述后，申请人同意夜间关灯。", signed=["王邻居", "周明远"])
    with clock.standing_at(later(14)):
        assert refused(city, "hold_hearing", number, body=record) == "not-the-chair"
        held = officer("hearing-chair").call("hold_hearing", number, body=record, idempotency_key="record")
        assert (held.state, city.call("clock", number).paused) == ("held", None)


def test_the_applicant_asks_for_a_hearing_alone(officer: type_officer, firm: Caller, filed: Callable[[], Filed]) -> None:
    handled(SIGN, interested=[{"who": {"zh": "相邻的业主"}, "term": FIVE, "reference": "行政许可法 第三十六条"}])
    city, case = officer("city"), filed()
    number = case.part(SIGN)
    assert refused(city, "nobody_interested", number, body=city.make("Nobody", reason=" ")) == "reason-needed"
    city.call("nobody_interested", number, body=city.make("Nobody", reason="单独的店面，没有相邻业主"), idempotency_key="nobody")
    assert city.call("tell_hearing_right", number, idempotency_key="right").state == "told"
    assert firm.call("ask_hearing", case.number, SIGN, idempotency_key="hearing").state == "asked"
    assert refused(city, "tell_hearing_right", number) == "hearing-not-callable"


def test_what_is_decided_in_another_system(officer: type_officer, filed: Callable[..., Filed]) -> None:
    case = filed("yangxiaomei", SHOP, EMPLOYER)
    first = Approval.objects.get(number=case.part(REGISTRATION))
    registrar = next(one.username for one in identity.demo_sign_ins() if one.organisation and _serves(one.username, first.organisation))
    market, operator, number = officer(registrar), officer("operator"), case.part(TAX)
    market.call("decide", first.number, body=market.make("Decide", opinion="approve"), idempotency_key="register")
    working()
    tax = officer(next(one.username for one in identity.demo_sign_ins() if one.organisation and _serves(one.username, holder(number))))
    assert tax.call("outside", number).state == "to_push"
    assert refused(tax, "decide", number, body=tax.make("Decide", opinion="approve")) == "decided-outside"
    pushed = tax.call("ask_outside", number)
    assert (pushed.state, pushed.number != "") == ("pushed", True)
    assert market.ask("outside", first.number).code == "nothing-here"
    (system_,) = operator.call("systems").systems
    assert (system_.pushed, system_.simulated) == (1, True)
    assert operator.call("reconcile", system_.code).checked == 1
    assert operator.ask("reconcile", "no-such").code == "nothing-here"
    assert tax.ask("reconcile", system_.code).code == "not-permitted"
    approvals.switch_there(system=system_.code, off=True, at=MONDAY)
    assert (tax.ask("ask_outside", number).code, tax.answer.status_code) == ("outside-system-down", 503)


def colleague(organisation: str) -> str:
    """Somebody of the body who has no part in the matter."""
    by = system("tests")
    account = identity.open_account(username="hearing-chair", password="zhengtong-demo", by=by, at=MONDAY)
    identity.appoint(account=account, organisation=organisation, name="郑主持", duties=[Duty.REVIEW], by=by, at=MONDAY)
    return f"account:{account}"


def holder(number: str) -> str:
    return str(Approval.objects.get(number=number).organisation)


def _serves(username: str, organisation: str) -> bool:
    return Staff.objects.filter(account__username=username, organisation_id=organisation).exists()
