"""A decision with all that belongs to it, over whole cases: conditions, benchmark, repeats, a clock set back, a failure in between."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.delivery.conftest import MONDAY, Town, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals import queries
from zhengtong.delivery.approvals.models import AfterCheck, Approval
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion, Proviso, Reasons, Weighed
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.delivery.licences import api as licences
from zhengtong.foundation.catalogue.terms import Benchmark
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref
from zhengtong.kernel.words import Words

pytestmark = pytest.mark.django_db
NEXT_DAY = MONDAY + timedelta(days=1)
WHY = Reasons("有人没有健康证明", "食品安全法 第四十五条", "全部取得健康证明")


@pytest.fixture
def food(submitted: CaseView, town: Town) -> ApprovalView:
    case = cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    first, second = case.approvals[:2]
    approvals.decide(approval=first.number, opinion=Opinion.APPROVE, by=reviewer(first), at=NEXT_DAY)
    return second


def reviewer(of: ApprovalView, account: str = "") -> Actor:
    return officer(of.organisation, Duty.REVIEW, account=account)


def row_of(one: ApprovalView) -> Approval:
    return Approval.objects.get(number=one.number)


def answered(case: str, **answers: object) -> None:
    """The case as if the applicant had told this."""
    from zhengtong.delivery.cases.models import Case

    row = Case.objects.get(number=case)
    row.answers = {**row.answers, **{key.replace("__", "."): value for key, value in answers.items()}}
    row.save()


def last(case: str, fact: str) -> ledger.Row:
    return [row for row in ledger.facts_about(Ref("case", case)) if row.fact == fact][-1]


def test_the_officer_sees_each_condition_with_its_source_and_article(food: ApprovalView) -> None:
    answered(food.case, food__health_certificates=False)
    seen = {one.code: one for one in approvals.checked(food.number, reviewer(food))}
    assert {code: one.met for code, one in seen.items()} == {"health": False, "separate": True, "kitchen": True}
    assert seen["health"].reference == "食品安全法 第四十五条"
    assert [source.zh for source in seen["health"].sources] == ["申请人填写"]
    assert "取得证明" in seen["health"].otherwise.zh


def test_what_nobody_told_is_not_known(food: ApprovalView) -> None:
    answered(food.case, food__health_certificates=None)
    health = approvals.checked(food.number, reviewer(food))[0]
    assert (health.met, health.unknown) == (None, ("food.health_certificates",))


def test_a_refusal_names_what_it_rests_on_and_the_record_says_so(food: ApprovalView) -> None:
    answered(food.case, food__health_certificates=False)
    decided = approvals.decide(
        approval=food.number, opinion=Opinion.REFUSE, reasons=WHY, fails_on=["health"], by=reviewer(food), at=NEXT_DAY
    )
    assert (decided.state, decided.fails_on) == (ApprovalState.REFUSED, ("health",))
    values = last(food.case, "approvals.ApprovalDecided").values or {}
    assert (values["fails_on"], values["article"]) == (["health"], "食品安全法 第四十五条")


def test_a_refusal_on_what_is_met_is_refused_and_nothing_is_written(food: ApprovalView) -> None:
    with pytest.raises(approvals.ConditionMet) as refused:
        approvals.decide(approval=food.number, opinion=Opinion.REFUSE, reasons=WHY, fails_on=["health"], by=reviewer(food), at=NEXT_DAY)
    assert "健康证明" in str(refused.value.params["conditions"])
    assert row_of(food).state == ApprovalState.OPEN


def test_conditions_of_an_approval_stand_on_it_and_on_the_record(food: ApprovalView) -> None:
    laid = [Proviso("每年组织从业人员体检", "食品安全法 第四十五条")]
    decided = approvals.decide(approval=food.number, opinion=Opinion.APPROVE, conditions=laid, by=reviewer(food), at=NEXT_DAY)
    assert decided.conditions == tuple(laid)
    assert (last(food.case, "approvals.ApprovalDecided").values or {})["conditions"] == ["食品安全法 第四十五条"]


def test_a_condition_without_an_article_in_force_is_refused(food: ApprovalView) -> None:
    for article, refused in (("", approvals.ConditionUnfounded), ("乡镇企业法 第三条", approvals.ArticleSuperseded)):
        with pytest.raises(refused):
            approvals.decide(
                approval=food.number, opinion=Opinion.APPROVE, conditions=[Proviso("保持整洁", article)], by=reviewer(food), at=NEXT_DAY
            )


def test_the_step_of_the_benchmark_is_chosen_and_a_departure_justified(food: ApprovalView, monkeypatch: pytest.MonkeyPatch) -> None:
    read = queries.guide_of
    steps = (Benchmark("small", Words("小型"), Words("准予三年"), "裁量基准 第二项"),)
    monkeypatch.setattr(queries, "guide_of", lambda row: replace(read(row), handling=replace(read(row).handling, benchmark=steps)))
    give = {"approval": food.number, "opinion": Opinion.APPROVE, "by": reviewer(food), "at": NEXT_DAY}
    with pytest.raises(approvals.BenchmarkUnweighed):
        approvals.decide(**give)
    with pytest.raises(approvals.DepartureUnjustified):
        approvals.decide(**give, weighed=Weighed("small", "准予五年", ""))
    decided = approvals.decide(**give, weighed=Weighed("small", "准予五年", "", "厨房已按大型餐馆建设"))
    assert decided.weighed == Weighed("small", "准予五年", "裁量基准 第二项", "厨房已按大型餐馆建设")
    values = last(food.case, "approvals.ApprovalDecided").values or {}
    assert (values["weighed"], values["departs"]) == ("small", True)


def test_a_paper_that_was_to_follow_bars_the_approval(food: ApprovalView) -> None:
    Approval.objects.filter(number=food.number).update(lacks=["food-layout"])
    with pytest.raises(approvals.PaperLacking) as refused:
        approvals.decide(approval=food.number, opinion=Opinion.APPROVE, by=reviewer(food), at=NEXT_DAY)
    assert "布局" in str(refused.value.params["papers"])


def test_after_withdrawal_nothing_is_decided(food: ApprovalView, town: Town) -> None:
    cases.withdraw(case=food.case, by=town.firm, at=NEXT_DAY)
    with pytest.raises(approvals.NotOpen):
        approvals.decide(approval=food.number, opinion=Opinion.APPROVE, by=reviewer(food), at=NEXT_DAY)


def test_with_the_clock_set_back_nothing_is_decided(food: ApprovalView) -> None:
    with pytest.raises(approvals.TooEarly):
        approvals.decide(approval=food.number, opinion=Opinion.APPROVE, by=reviewer(food), at=MONDAY)
    assert row_of(food).decided_at is None


def test_the_same_key_with_another_condition_is_refused(food: ApprovalView) -> None:
    by, laid = reviewer(food), [Proviso("每年体检", "食品安全法 第四十五条")]
    first = approvals.decide(approval=food.number, opinion=Opinion.APPROVE, conditions=laid, by=by, at=NEXT_DAY, once=Key("d"))
    again = approvals.decide(approval=food.number, opinion=Opinion.APPROVE, conditions=laid, by=by, at=NEXT_DAY, once=Key("d"))
    assert again.conditions == first.conditions
    with pytest.raises(ledger.KeyReused):
        approvals.decide(approval=food.number, opinion=Opinion.APPROVE, by=by, at=NEXT_DAY, once=Key("d"))


def test_killed_between_decision_and_licence_neither_is_there_and_the_repeat_makes_both_once(
    submitted: CaseView, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)
    fire = next(one for one in case.approvals if one.item.endswith("-04"))
    issue = licences.issue

    class Killed(BaseException):
        """As a signal ends a process: nothing catches it."""

    def killed(**_: object) -> None:
        raise Killed

    monkeypatch.setattr(licences, "issue", killed)
    give = {"approval": fire.number, "opinion": Opinion.APPROVE, "by": reviewer(fire), "at": NEXT_DAY, "once": Key("k")}
    with pytest.raises(Killed):
        approvals.decide(**give)
    assert row_of(fire).state == ApprovalState.OPEN
    assert not licences.licences_of_case(case.number, town.firm)
    assert not [row for row in ledger.facts_about(Ref("case", case.number)) if row.fact == "approvals.ApprovalDecided"]
    monkeypatch.setattr(licences, "issue", issue)
    for _ in range(2):
        assert approvals.decide(**give).state is ApprovalState.APPROVED
    assert len(licences.licences_of_case(case.number, town.firm)) == 1


def test_only_what_was_approved_on_a_commitment_is_checked_afterwards(food: ApprovalView) -> None:
    Approval.objects.filter(number=food.number).update(committed=True)
    approvals.decide(approval=food.number, opinion=Opinion.REFUSE, reasons=WHY, by=reviewer(food), at=NEXT_DAY)
    assert not AfterCheck.objects.exists()
