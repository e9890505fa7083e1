"""文书 as a lawyer reads them: what each paper must say, in words and as the sealed sheet (行政许可法 arts. 26, 32, 42, 45, 69)."""

from datetime import date, datetime, timedelta

import pytest

from tests.delivery.approvals.flowing import FIRE, FOOD, SIGN, approve, holder, on, part, republish
from tests.delivery.cases.test_documents import text
from tests.delivery.cases.test_notices import read, written
from tests.delivery.conftest import MONDAY, Town, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import AfterCheckState, Opinion, Proviso
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseView, NoticeKind
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import system
from zhengtong.kernel.documents import api as documents
from zhengtong.kernel.ledger import api as ledger

pytestmark = pytest.mark.django_db
NEXT_DAY = MONDAY + timedelta(days=1)
AGAINST = "Against whom: 长沙市市场监督管理局、长沙市消防救援支队、长沙市城市管理和综合执法局."
BY = system("tests")


def sheet(case: CaseView, name: str, town: Town, at: datetime = NEXT_DAY) -> str:
    made = cases.document(case=case.number, name=name, by=town.firm, at=at)
    assert documents.read_seal(made).state is documents.SealState.INTACT
    return text(made)


# --- 受理 ---

LAWYERS_TABLE = [
    # accepted on: what is told of the term
    (NEXT_DAY, "承诺于2026年3月4日前作出决定；法定最迟于2026年3月31日作出决定"),
    (MONDAY + timedelta(days=8), "承诺时限（2026年3月3日）已过；法定最迟于2026年3月30日作出决定"),  # by silence, from Monday
]


@pytest.mark.parametrize(("at", "said"), LAWYERS_TABLE)
def test_acceptance_tells_the_promise_and_the_day_by_law(submitted: CaseView, town: Town, at: datetime, said: str) -> None:
    if at == NEXT_DAY:
        cases.accept(case=submitted.number, by=town.clerk, at=at)
    else:
        cases.accept_by_law(case=submitted.number, by=system("cases"), at=at)
    assert said in sheet(submitted, "acceptance", town, at)


@pytest.mark.parametrize("name", ["receipt", "acceptance"])
def test_a_paper_of_the_window_says_whose_window_it_is_and_for_whom(submitted: CaseView, town: Town, name: str) -> None:
    cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    said = sheet(submitted, name, town)
    assert "由长沙市政务服务中心综合窗口代长沙市市场监督管理局、长沙市消防救援支队、长沙市城市管理和综合执法局统一受理" in said
    assert "行政许可法第二十六条" in said


def test_the_receipt_cites_no_article_that_orders_another_paper(submitted: CaseView, town: Town) -> None:
    assert "第三十二条" not in sheet(submitted, "receipt", town)


def test_declined_it_says_against_whom(submitted: CaseView, town: Town) -> None:
    cases.decline(case=submitted.number, reason="不属于本级管辖", direction="向区政务服务中心申请", by=town.clerk, at=NEXT_DAY)
    told = [one.message % one.params for one in written(submitted, town)["not-accepted"].remedies]
    assert [one for one in told if one.startswith("Against whom")] == [AGAINST]
    assert sum("长沙市人民政府" in one for one in told) == 1


# --- 延期、特别程序 ---


def test_extension_and_special_procedure_are_sealed_sheets_with_reason_and_days(submitted: CaseView, town: Town) -> None:
    case = cases.accept(case=submitted.number, by=town.clerk, at=MONDAY)
    approve(case, f"{FOOD[:-2]}01", on(2))
    number = part(case, FOOD).number
    approvals.pause(
        approval=number, kind="appraisal", evidence="鉴〔2026〕1号", reason="餐饮具要送去鉴定", days=6, reference="食品安全法 第八十七条",
        by=holder(case, FOOD), at=on(4),
    )  # fmt: skip
    said = sheet(submitted, "pause-02", town, on(4))
    for wanted in ("特别程序告知书", "鉴定", "所需时间预计6个工作日", "餐饮具要送去鉴定。", "食品安全法"):
        assert wanted in said, said
    approvals.resume(approval=number, evidence="鉴定意见1号", by=holder(case, FOOD), at=on(6))
    lead = officer(part(case, FOOD).organisation, Duty.LEAD, account="77")
    approvals.extend(approval=number, reason="需要补充核查", by=lead, at=on(9))
    said = sheet(submitted, "extension-02", town, on(9))
    for wanted in ("延期", "需要补充核查。", "负责人", "个工作日"):
        assert wanted in said, said


# --- 决定 ---


def test_a_conditional_grant_tells_what_may_be_done_against_it_a_plain_one_does_not(submitted: CaseView, town: Town) -> None:
    case = cases.accept(case=submitted.number, by=town.clerk, at=MONDAY)
    laid = [Proviso("每季度检测一次喷淋系统", "消防法 第十六条")]
    approvals.decide(approval=part(case, FIRE).number, opinion=Opinion.APPROVE, conditions=laid, by=holder(case, FIRE), at=on(3))
    approve(case, f"{FOOD[:-2]}01", on(3))
    approve(case, FOOD, on(3))
    fire, food = written(submitted, town)["decision-03"], written(submitted, town)["decision-02"]
    assert "长沙市人民政府" in read(fire.remedies)
    assert "6 months" in read(fire.remedies)
    assert food.remedies == ()


def test_an_annulment_is_a_sealed_decision_of_the_body_that_decided_and_is_owed(submitted: CaseView, town: Town) -> None:
    case = cases.accept(case=submitted.number, by=town.clerk, at=MONDAY)
    body, fire = part(case, FIRE).organisation, part(case, FIRE).number
    for name in ("王核查", "李核查"):
        account = identity.open_account(username=f"checks-{name}", password="long-enough-4", by=BY, at=MONDAY)
        identity.appoint(account=account, organisation=body, name=name, duties=[Duty.REVIEW], by=BY, at=MONDAY)
    approve(case, FIRE, on(3))
    by = holder(case, FIRE)
    two = [who for who, _ in approvals.checkers(by)]
    check = approvals.check_of(fire)
    assert check is not None
    given = {"check": check.id, "officers": two, "by": by}
    approvals.record_check(**given, outcome=AfterCheckState.TO_CORRECT, found="少一个安全出口", correct_by=date(2026, 4, 3), at=on(20))  # type: ignore[arg-type]
    assert not [one for one in written(submitted, town).values() if one.kind is NoticeKind.ANNULLED]
    approvals.record_check(**given, outcome=AfterCheckState.BROKEN, found="仍少一个安全出口", at=on(7, 4))  # type: ignore[arg-type]
    while ledger.work_once(50):
        pass
    (paper,) = (one for one in written(submitted, town).values() if one.kind is NoticeKind.ANNULLED)
    assert paper.issuer.zh == "长沙市消防救援支队"
    assert paper.on == date(2026, 4, 7)
    said = sheet(submitted, paper.name, town, on(7, 4))
    for wanted in (
        "撤销行政许可决定书", "根据你的承诺准予", "经王核查、李核查核查", "2026年4月3日前改正", "2026-04-07仍少一个安全出口",
        "消防法第五十八条、行政许可法第六十九条", "消防安全检查意见书不再有效", "长沙市人民政府", "60日", "6个月", "行政复议法第二十二条",
    ):  # fmt: skip
        assert wanted in said, said
    owed = {one.name: one.delivery for one in cases.documents(submitted.number, town.firm)}[paper.name]
    assert owed is not None
    assert owed.due is not None
    assert owed.due.on == date(2026, 4, 21)


# --- 版本 ---


def test_a_bundle_published_anew_after_submission_changes_nothing_of_what_was_submitted(submitted: CaseView, town: Town) -> None:
    """Its items, its terms and its papers are those of the version that was handed in; who comes later has the new one."""
    before = Case.objects.get(number=submitted.number).pins
    republish("bundle", "43TCN0003", joint_basis="长沙市人民政府关于联合办理的决定（测试）", name={"zh": "新名字", "en": "New name"})
    case = cases.accept(case=submitted.number, by=town.clerk, at=MONDAY)
    assert Case.objects.get(number=submitted.number).pins == before
    assert not Case.objects.get(number=submitted.number).joint
    assert {one.item for one in case.approvals} == {one.item for one in submitted.approvals}
    assert not Approval.objects.filter(case=submitted.number, joint=True).exists()
    assert case.title == submitted.title
    assert "新名字" not in sheet(submitted, "acceptance", town, MONDAY)
    approve(case, SIGN, on(3))  # an answer of its own, not an opinion in a joint one
    assert "decision-04" in written(submitted, town)
