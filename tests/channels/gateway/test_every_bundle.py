"""十六件事，各走一遍: each published bundle lives through what its law allows, by programs that know nothing but the interface.

The applicant's program reads the bundle's questions, tries situations until one can be filed with the examples that the form itself gives,
and hands in what the plan asks for. In every one it is asked once for what is missing and answers; where silence accepts, the window keeps
silent once; whoever else has a say has it; where a procedure stops the clock it is stopped and started again; where the term may be
lengthened its head lengthens it; and in every one with more than one part the last part is refused. ``LIVES`` says what that comes to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from django.test import Client

from tests.channels.gateway.conftest import MONDAY, PASSWORD, PDF, Caller, acting, fill
from tests.channels.ui.conftest import add_totp
from tests.support.scenes import scene
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ENDED, Opinion
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Account
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import system
from zhengtong.site import homes

pytestmark = pytest.mark.django_db
BUNDLES = sorted(path.stem for path in (homes.CONTENT / "changsha/imported/bundles").glob("*.yaml"))
TICKS = "matter.items"
SITUATIONS = 16
ASKED, SILENT = "refusal, supplementation", "deemed acceptance, "
LIVES = {
    "43PCN0009": ASKED,  # 新生儿出生: no permit among its parts, so silence accepts nothing, no list of pauses, no extension
    "43PCN0010": ASKED,
    "43PCN0011": ASKED,
    "43PCN0012": ASKED,
    "43PCN0013": ASKED,  # 退休: from receipt (社会保险经办条例 art. 18)
    "43PCP0008": ASKED,
    "43PCP0017": ASKED,  # 社会救助: the street office examines first (社会救助法 art. 44)
    "43TCN0001": ASKED,
    "43TCN0002": SILENT + "extension, pause, " + ASKED,  # 开办运输企业: permits (行政许可法 arts. 32, 42, 45)
    "43TCN0003": SILENT + "extension, pause, " + ASKED,  # 开办餐饮店
    "43TCN0004": ASKED,
    "43TCN0005": ASKED,
    "43TCN0006": ASKED,
    "43TCN0007": ASKED,
    "43TCN0008": ASKED,  # 企业注销: a registration, others may object (市场主体登记管理条例 arts. 19, 33)
    "43TCP0021": SILENT + ASKED,  # 企业购置不动产: no word on the spot is acceptance (不动产登记暂行条例 art. 17)
}
REASONS = {"text": "现场与申报的情况不一致", "article": "行政许可法 第三十八条", "would_pass_if": "按申报的情况整改后重新申请"}
BY = system("tests")


def signed_in(username: str) -> Caller:
    return Caller(Caller().call("POST", "session", {"username": username, "password": PASSWORD})["token"])


def strongly(username: str) -> Caller:
    """With a second factor, for the firm they represent."""
    browser = Client()
    browser.post("/accounts/login/", {"login": username, "password": PASSWORD})
    given = {"username": username, "password": PASSWORD}
    codes = add_totp(browser, username, PASSWORD)
    subjects = Caller().call("POST", "session", {**given, "code": codes[0]})["subjects"]
    (own,) = [one["ref"] for one in subjects if one["ref"].startswith("firm:")]
    session = Caller().call("POST", "session", {**given, "code": codes[1], "acting_for": own})
    assert session["strong"] is True
    return Caller(session["token"])


@scene(at=MONDAY, demo=True)
def desks(town):  # type: ignore[no-untyped-def]
    """Body → who works there: its reviewer (at the window its clerk), and its head; signed in once."""
    held = {name: identity.actor_of(account=Account.objects.get(username=name).pk) for name, one in town.items() if one.organisation}
    bodies = {by.organisation: name for name, by in held.items() if by.has(Duty.REVIEW)} | {catalogue.city().lead_window: "window"}
    heads = {}
    for body, reviewer in bodies.items():
        account = identity.open_account(username=f"head-{reviewer}", password=PASSWORD, by=BY, at=MONDAY)
        identity.appoint(account=account, organisation=body, name="负责人", duties=[Duty.LEAD], by=BY, at=MONDAY)
        heads[body] = signed_in(f"head-{reviewer}")
    return {body: signed_in(reviewer) for body, reviewer in bodies.items()}, heads


def situations(
    caller: Caller, matter: str, questions: Mapping[str, list[object]], answers: dict[str, object]
) -> Iterator[dict[str, object]]:
    """Answers that leave nothing undecided and choose something, first choices first."""
    plan = caller.call("POST", "plan", {"matter": matter, "answers": answers})
    if plan["undecided"]:
        key = plan["undecided"][0]
        for value in questions[key]:
            yield from situations(caller, matter, questions, {**answers, key: value})
    elif plan["ready"]:
        yield answers


def possible(question: Mapping[str, Any]) -> list[object]:
    if question["type"] == "boolean":
        return [True, False]
    return [one["value"] for one in question["choices"]] or [60]


def filed(caller: Caller, bundle: Mapping[str, Any]) -> dict[str, Any]:
    matter, everything = f"bundle:{bundle['code']}", [one["item"] for one in bundle["items"]]
    questions = {TICKS: [everything]} if bundle["ticked"] else {one["element"]: possible(one) for one in bundle["questions"]}
    missing: object = "no situation can be filed"
    for turn, answers in enumerate(islice(situations(caller, matter, questions, {}), SITUATIONS)):
        draft = caller.call("POST", "drafts", {"matter": matter, "answers": answers}, key=f"begin-{turn}")
        fill(caller, draft)
        review = caller.get(f"drafts/{draft['number']}/review")
        if review["ready"]:
            case: dict[str, Any] = caller.call("POST", f"drafts/{draft['number']}/submit", key=f"submit-{turn}")
            assert caller.status == 201
            return case
        missing = review["missing"]                      # the examples of content fit another situation
        caller.call("DELETE", f"drafts/{draft['number']}")
    raise AssertionError(missing)


@dataclass
class Life:
    """One case, who is concerned with it, the time that has passed in it, and what befell it."""

    case: str
    owner: Caller
    window: Caller
    desks: Mapping[str, Caller]
    heads: Mapping[str, Caller]
    now: datetime = MONDAY + timedelta(hours=1)
    befell: set[str] = field(default_factory=set)
    written: int = 0

    def get(self, by: Caller, path: str) -> Any:
        with clock.standing_at(self.now):
            return by.get(path)

    def do(self, by: Caller, path: str, body: object = None) -> Any:
        self.written += 1
        with clock.standing_at(self.now):
            told = by.call("POST", path, body, key=f"life-{self.written}")
        assert by.status < 300, (path, told)
        return told

    def lanes(self, state: str = "") -> list[dict[str, Any]]:
        lanes = self.get(self.owner, f"cases/{self.case}")["lanes"]
        return [one for one in lanes if not state or one["state"] == state]

    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)


def asked_once_and_answered(life: Life) -> None:
    """补正告知, 补正."""
    held = life.get(life.window, f"desk/cases/{life.case}")
    papers = [one["code"] for one in held["materials"] if one["required"] and one["state"] == "bring"]
    at = papers[0] if papers else next(key for key, value in held["answers"].items() if value not in (None, "") and key != TICKS)
    points = [{"at": at, "what": "看不清，请重新提交"}]
    assert life.do(life.window, f"desk/cases/{life.case}/supplementation", {"points": points})["state"] == "supplementing"
    life.wait(1)
    if papers:
        with clock.standing_at(life.now):
            better = life.owner.upload(f"cases/{life.case}/supplement/{at}", PDF + b"%better\n")
        given: dict[str, object] = {"uploads": [better["upload"]]}
    else:
        given = {"answers": {at: held["answers"][at]}}
    assert life.do(life.owner, f"cases/{life.case}/supplement", given)["state"] == "received"
    life.befell.add("supplementation")


def accepted(life: Life) -> None:
    """受理; 视为受理 where the law accepts in silence."""
    due = life.get(life.window, f"desk/cases/{life.case}")["case"]["accept_due"]
    if due is not None:
        life.now = datetime.combine(date.fromisoformat(due["on"]) + timedelta(days=1), life.now.timetz())
    shown = life.do(life.window, f"desk/cases/{life.case}/accept")  # what the law has done already is done first
    assert shown["state"] == "accepted"
    life.befell |= {"deemed acceptance"} if shown["accepted_by_law"] else set()


def others_heard(life: Life, lane: Mapping[str, Any]) -> Caller:
    """初审, 征求意见, 利害关系人: whoever else has a say has it. Who decides then."""
    where = f"desk/approvals/{lane['number']}"
    held = life.get(life.desks[lane["organisation"]], f"{where}/flow")
    body = lane["organisation"]
    if held["examination"] and held["examination"]["view"] is None:
        body = life.do(life.desks[body], f"{where}/up", {"view": "agree", "reason": ""})["organisation"]
        held = life.get(life.desks[body], f"{where}/flow")
    for asked in held["consultations"]:
        if asked["view"] is None:
            life.do(life.desks[asked["organisation"]], f"desk/consultations/{asked['id']}/answer", {"view": "agree"})
    if held["wanted"] and not held["parties"]:
        life.do(life.desks[body], f"{where}/nobody", {"reason": "同一水源没有别的取水户"})
    return life.desks[body]


def stopped_and_started(life: Life, number: str, by: Caller) -> None:
    """特别程序, 恢复计时: only what the regime lists."""
    listed = [one["kind"] for one in life.get(by, f"desk/approvals/{number}/clock")["may"]["pauses"]]
    if "pause" in life.befell or "expert_review" not in listed:  # a hearing and a test are stopped by themselves
        return
    stop = {"kind": "expert_review", "evidence": "委托书〔2026〕3号", "reason": "依法需要", "article": "食品安全法 第八十七条", "days": 5}
    stopped = life.do(by, f"desk/approvals/{number}/pause", stop)
    assert (stopped["due_on"], stopped["paused_on"] is not None) == (None, True), "no date while the clock stands still"
    life.wait(3)
    life.do(by, f"desk/approvals/{number}/resume", {"evidence": "意见书〔2026〕3号"})
    life.befell.add("pause")


def lengthened(life: Life, number: str, head: Caller) -> None:
    """延长, by the office that the regime names; the promise stays what it was."""
    before = life.get(head, f"desk/approvals/{number}/clock")
    if "extension" in life.befell or not before["may"]["may_extend"]:
        return
    life.do(head, f"desk/approvals/{number}/extend", {"reason": "材料需要进一步核实"})
    after = life.get(head, f"desk/approvals/{number}/clock")
    was, now = ({one["term"]: one["due_on"] for one in told["terms"]} for told in (before, after))
    assert now["legal"] > was["legal"]
    assert now.get("promised") == was.get("promised")
    life.befell.add("extension")


def decided(life: Life) -> None:
    """决定: until nothing is open; the last of several parts is refused."""
    while lanes := life.lanes("open"):
        for lane in lanes:
            number, where = lane["number"], f"desk/approvals/{lane['number']}"
            by = others_heard(life, lane)
            if (outside := life.get(by, f"{where}/outside")).get("state"):
                decided_there(life, by, where, outside)
                continue
            stopped_and_started(life, number, by)
            lengthened(life, number, life.heads[life.get(by, where)["approval"]["organisation"]])
            others = [one for one in life.lanes() if one["number"] != number]
            last = bool(others) and all(one["state"] in ENDED for one in others)
            steps = life.get(by, f"{where}/grounds")["benchmark"]
            answer = {"opinion": "refuse", "reasons": REASONS, "note": "已核对"} if last else {"opinion": "approve"}
            life.do(by, f"{where}/decide", {**answer, **({"weighed": {"code": steps[0]["code"]}} if steps else {})})
            life.befell |= {"refusal"} if last else set()


def decided_there(life: Life, by: Caller, where: str, outside: Mapping[str, Any]) -> None:
    """外部系统: handed over, decided by somebody there, taken back."""
    with clock.standing_at(life.now):
        number = outside["number"] or by.call("POST", f"{where}/outside")["number"]
        approvals.answer_there(number=number, opinion=Opinion.APPROVE, at=life.now)
        assert by.call("POST", f"{where}/outside")["state"] == "answered"


@pytest.mark.parametrize("code", BUNDLES)
def test_every_bundle_lives_through_what_its_law_allows(code: str, town: Mapping[str, Any], desks: Any) -> None:
    bundle, (reviewers, heads) = Caller().get(f"bundles/{code}"), desks
    if bundle["assurance"] == "strong":
        owner = strongly("zhoumingyuan")
    else:
        owner = acting(town, "zhoumingyuan") if "firm" in bundle["subjects"] else signed_in("chenxiaolan")
    number, window = filed(owner, bundle)["number"], reviewers[catalogue.city().lead_window]
    assert number in [one["number"] for one in window.get("desk/cases", limit=100)["cases"]]
    life = Life(number, owner, window, reviewers, heads)
    for step in (asked_once_and_answered, accepted, decided):
        step(life)
    done = life.get(owner, f"cases/{number}")
    assert done["state"] == "closed"
    assert all(one["state"] in ENDED for one in done["lanes"])
    said = [one["fact"] for one in life.get(owner, f"cases/{number}/story")]
    assert said[-1] == "cases.CaseClosed"
    assert said.count("approvals.ApprovalDecided") == sum(one["opinion"] is not None for one in done["lanes"])
    assert ", ".join(sorted(life.befell)) == LIVES[code]


def test_between_them_they_live_through_everything() -> None:
    assert len(BUNDLES) == 16
    assert set(LIVES) == set(BUNDLES)
    for what in ("supplementation", "deemed acceptance", "pause", "extension", "refusal"):
        assert any(what in lived for lived in LIVES.values()), what
