"""十六件事，各走一遍: each bundle of the shipped city lives through what its law allows, from plan to final state.

In every one the applicant is asked once for what is missing and answers; where silence accepts, the window keeps silent once; where a
procedure stops the clock it is stopped and started again; where the term may be extended its head extends it; and in every one with more
than one part the last part is refused. ``LIVES`` says what that comes to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from tests.delivery.cases.test_breadth import BUNDLES, person, somebody, submitted
from tests.delivery.conftest import MONDAY, Town, officer, paper
from tests.delivery.others import heard
from tests.delivery.outside import answered
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ENDED, ApprovalState, ApprovalView, Opinion, PauseKind, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView, Point
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

__all__ = ["person"]
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
    "43TCN0008": "extension, pause, " + ASKED,  # 企业注销: a registration; objections of others are waited for (市场主体登记管理条例 arts. 19, 33)
    "43TCP0021": SILENT + ASKED,  # 企业购置不动产: no word on the spot is acceptance (不动产登记暂行条例 art. 17)
}
REASONS = Reasons("现场与申报的情况不一致", "行政许可法 第三十八条", "按申报的情况整改后重新申请")
DAY = timedelta(days=1)


@dataclass
class Life:
    """One case, the time that has passed in it, and what befell it."""

    case: CaseView
    by: Actor
    clerk: Actor
    now: datetime
    befell: set[str] = field(default_factory=set)

    def parts(self) -> list[ApprovalView]:
        return list(approvals.approvals_of([self.case.number])[self.case.number])

    def open(self) -> list[ApprovalView]:
        return [one for one in self.parts() if one.state is ApprovalState.OPEN]

    def reviewer(self, one: ApprovalView, duty: Duty = Duty.REVIEW) -> Actor:
        if one.unpublished and duty is Duty.REVIEW:
            return self.clerk
        return officer(one.organisation, duty, account=f"{duty}-{one.organisation}")


def asked_once_and_answered(life: Life) -> None:
    """补正告知, 补正."""
    held = cases.file(life.case.number, life.clerk)
    at = next((one.material.code for one in held.materials if one.material.required and one.state == "bring"), "")
    at = at or next(one.element.key for one in held.form.fields if one.value not in (None, ""))
    told = Point(at, "看不清，请重新提交")
    cases.require_supplementation(case=life.case.number, points=[told], by=life.clerk, at=life.now)
    life.now += DAY
    is_paper = any(one.material.code == at for one in held.materials)
    given = {} if is_paper else {at: held.answers[at]}
    files = [(at, paper("清楚的.pdf"))] if is_paper else []
    cases.supplement(case=life.case.number, answers=given, files=files, by=life.by, at=life.now)
    life.befell.add("supplementation")


def accepted(life: Life) -> None:
    """受理; 视为受理 where the law accepts in silence."""
    shown = cases.case(life.case.number, life.clerk)
    before = len(life.befell)
    if shown.accept_due is not None:
        life.now = datetime.combine(shown.accept_due.on + DAY, life.now.timetz())
        cases.accept_by_law(case=life.case.number, by=system("cases"), at=life.now)
        if cases.case(life.case.number, life.clerk).accepted_by_law:
            life.befell.add("deemed acceptance")
    if len(life.befell) == before:
        cases.accept(case=life.case.number, by=life.clerk, at=life.now)


def stopped_and_started(life: Life, one: ApprovalView) -> None:
    """特别程序, 恢复计时: only what the regime lists."""
    listed = rule(life, one, "pauses")
    if "pause" in life.befell or not isinstance(listed, tuple):
        return
    kind = PauseKind.EXPERT_REVIEW if PauseKind.EXPERT_REVIEW in listed else PauseKind(listed[0])
    by = life.reviewer(one)
    article = "行政许可法 第四十五条"
    approvals.pause(
        approval=one.number, kind=kind, evidence="委托书〔2026〕3号", reason="依法需要", reference=article, by=by, at=life.now
    )
    assert approvals.approval(one.number, by).due_on is None, "no date while the clock stands still"
    life.now += 3 * DAY
    approvals.resume(approval=one.number, evidence="意见书〔2026〕3号", by=by, at=life.now)
    life.befell.add("pause")


def lengthened(life: Life, one: ApprovalView) -> None:
    """延长, by the office that the regime names; the promise stays what it was."""
    before = approvals.clock(one.number)
    if "extension" in life.befell or rule(life, one, "decision.extension_days") is None or before.legal is None:
        return
    if before.legal.on < life.now.date():
        return
    approvals.extend(approval=one.number, reason="材料需要进一步核实", by=life.reviewer(one, Duty.LEAD), at=life.now)
    after = approvals.clock(one.number)
    assert after.legal is not None
    assert after.legal.on > before.legal.on
    assert after.promised == before.promised
    life.befell.add("extension")


def rule(life: Life, one: ApprovalView, name: str) -> object:
    found = catalogue.regime(one.regime).at(name, life.now.date()) if one.regime else None
    return found.value if found else None


def decided(life: Life) -> None:
    """决定: until nothing is open; the last of several parts is refused."""
    while parts := life.open():
        for open_part in parts:
            if open_part.number in approvals.external_files(open_part.case):
                answered(open_part, life.now)
                continue
            one, weighed = heard(open_part, life.now)
            stopped_and_started(life, one)
            lengthened(life, one)
            others = [part for part in life.parts() if part.number != one.number]
            last = bool(others) and all(part.state in ENDED for part in others)
            approvals.decide(
                approval=one.number,
                opinion=Opinion.REFUSE if last else Opinion.APPROVE,
                reasons=REASONS if last else None,
                note="已核对" if last else "",
                weighed=weighed,
                by=life.reviewer(one),
                at=life.now,
            )
            life.befell |= {"refusal"} if last else set()


STEPS: tuple[Callable[[Life], None], ...] = (asked_once_and_answered, accepted, decided)


@pytest.mark.parametrize("code", BUNDLES)
def test_every_bundle_lives_through_what_its_law_allows(code: str, town: Town, person: Actor) -> None:
    matter = Ref("bundle", code)
    by = somebody(matter, town, person)
    life = Life(submitted(matter, by), by, town.clerk, MONDAY.astimezone(CHINA) + timedelta(hours=1))
    for step in STEPS:
        step(life)
    done = cases.case(life.case.number, by)
    assert done.state is CaseState.CLOSED
    assert all(one.state in ENDED for one in done.approvals)
    said = [row.fact for row in ledger.facts_about(Ref("case", done.number))]
    assert said[-1] == "cases.CaseClosed"
    assert said.count("approvals.ApprovalDecided") == sum(one.opinion is not None for one in done.approvals)
    assert ", ".join(sorted(life.befell)) == LIVES[code]


def test_between_them_they_live_through_everything() -> None:
    assert set(LIVES) == set(BUNDLES)
    for what in ("supplementation", "deemed acceptance", "pause", "extension", "refusal"):
        assert any(what in lived for lived in LIVES.values()), what
