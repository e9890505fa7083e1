"""容缺、告知承诺、异地代收: what may follow, what runs on the applicant's word, and papers taken in for another place."""

from dataclasses import replace
from datetime import date

import pytest

from tests.delivery.cases.test_breadth import person  # noqa: F401  somebody without a business
from tests.delivery.cases.test_receiving import FREIGHT, MONDAY, NEXT_DAY, at_noon, facts, handed_in, tell, told
from tests.delivery.conftest import RESTAURANT, SITUATION, Town, fill, officer, paper
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases import schedule
from zhengtong.delivery.cases.terms import CaseState, CaseView, Channel
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Commitment, Guide, Handling
from zhengtong.foundation.forms import api as forms
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel import clock
from zhengtong.kernel.actors import Actor, system
from zhengtong.kernel.refs import Pin, Ref
from zhengtong.kernel.words import Words

SAFETY_RULES = "m-d513145616"  # 安全生产管理制度文本: 容缺后补 in its guide
DISTRICT = "511602000000"


@pytest.fixture
def submitted(town: Town) -> CaseView:
    return handed_in(RESTAURANT, SITUATION, town.firm)


# 容缺


@pytest.fixture
def freight(town: Town) -> CaseView:
    """The safety rules follow; everything else is handed in."""
    with clock.standing_at(MONDAY):
        draft = cases.begin(matter=FREIGHT, answers={}, by=town.firm, at=MONDAY)
        fill(draft.number, town.firm)
        for one in forms.draft(draft.number, town.firm).files:
            if one.material == SAFETY_RULES:
                forms.detach(draft=draft.number, material=SAFETY_RULES, sha256=one.sha256, by=town.firm, at=MONDAY)
        assert [one.at for one in cases.prepare(draft.number, town.firm).problems] == [SAFETY_RULES]
        ready = cases.choose(draft=draft.number, commit=[], later=[SAFETY_RULES], by=town.firm, at=MONDAY)
    assert ready.problems == ()
    assert [(one.material.code, one.due_on, one.promised) for one in ready.promisable] == [(SAFETY_RULES, date(2026, 8, 17), True)]
    return cases.submit(draft=draft.number, by=town.firm, at=MONDAY)


def transport(case: CaseView) -> Actor:
    return officer(case.approvals[0].organisation, Duty.REVIEW)


def test_a_promised_paper_is_waited_for_and_nothing_is_granted_before(freight: CaseView, town: Town) -> None:
    assert [one["due_on"] for one in facts(freight.number, "PaperDeferred")] == ["2026-08-17"]
    case = cases.accept(case=freight.number, by=town.clerk, at=NEXT_DAY)
    number = case.approvals[0].number
    assert case.approvals[0].lacks == (SAFETY_RULES,)
    with pytest.raises(approvals.PaperLacking):
        approvals.decide(approval=number, opinion=Opinion.APPROVE, by=transport(case), at=NEXT_DAY)
    cases.supply(case=case.number, files=[(SAFETY_RULES, paper("制度.pdf"))], by=town.firm, at=at_noon(2026, 8, 12))
    assert approvals.approval(number, town.firm).lacks == ()
    assert [one["material"] for one in facts(case.number, "PaperSupplied")] == [SAFETY_RULES]
    decided = approvals.decide(approval=number, opinion=Opinion.APPROVE, by=transport(case), at=at_noon(2026, 8, 12))
    assert decided.state is ApprovalState.APPROVED


def test_a_missed_paper_is_told_to_both_and_may_be_the_reason(freight: CaseView, town: Town) -> None:
    case = cases.accept(case=freight.number, by=town.clerk, at=NEXT_DAY)
    with clock.standing_at(at_noon(2026, 8, 17)):
        schedule.note_missing_papers()
    assert facts(case.number, "PaperMissed") == []  # the last day is the applicant's
    with clock.standing_at(at_noon(2026, 8, 18)):
        schedule.note_missing_papers()
        schedule.note_missing_papers()
        tell()
    assert [one["due_on"] for one in facts(case.number, "PaperMissed")] == ["2026-08-17"]
    assert "is not there" in told(town.firm)
    seen = cases.approval_file(case.approvals[0].number, transport(case))
    assert [one.missed_at is not None for one in seen.later] == [True]
    why = Reasons("承诺后补的安全生产管理制度逾期未补交。", "道路运输条例 第二十一条", "补交安全生产管理制度后重新申请。")
    refused = approvals.decide(
        approval=case.approvals[0].number, opinion=Opinion.REFUSE, reasons=why, by=transport(case), at=at_noon(2026, 8, 18)
    )
    assert refused.state is ApprovalState.REFUSED


def test_late_is_better_than_never(freight: CaseView, town: Town) -> None:
    case = cases.accept(case=freight.number, by=town.clerk, at=NEXT_DAY)
    cases.miss(case=case.number, by=system("cases"), at=at_noon(2026, 8, 18))
    cases.supply(case=case.number, files=[(SAFETY_RULES, paper())], by=town.firm, at=at_noon(2026, 8, 19))
    assert approvals.approval(case.approvals[0].number, town.firm).lacks == ()
    with pytest.raises(cases.NotPromised):  # supplied is supplied
        cases.supply(case=case.number, files=[(SAFETY_RULES, paper("又.pdf"))], by=town.firm, at=at_noon(2026, 8, 19))


def test_only_listed_papers_follow(submitted: CaseView, freight: CaseView, town: Town) -> None:
    with pytest.raises(cases.NotDeferrable):
        cases.defer(case=submitted.number, material="floor-plan", by=town.clerk, at=NEXT_DAY)
    with pytest.raises(cases.NotDeferrable):  # it is there already
        cases.defer(case=submitted.number, material="food-rules", by=town.clerk, at=NEXT_DAY)
    with pytest.raises(cases.PromisedBefore):
        cases.defer(case=freight.number, material=SAFETY_RULES, by=town.clerk, at=NEXT_DAY)
    with pytest.raises(cases.NotPromised):
        cases.supply(case=freight.number, files=[("business-licence", paper())], by=town.firm, at=NEXT_DAY)
    draft = cases.begin(matter=FREIGHT, answers={}, by=town.firm, at=MONDAY)
    with pytest.raises(cases.NotDeferrable):
        cases.choose(draft=draft.number, commit=[], later=["no-such"], by=town.firm, at=MONDAY)


# 告知承诺


def test_the_choice_of_commitment_is_the_applicants_and_is_kept_in_the_words_they_were_told(submitted: CaseView, town: Town) -> None:
    """消防法 art. 15: no credit condition; approved when complete; checked afterwards."""
    fire = next(one for one in submitted.approvals if one.item.endswith("-04"))
    assert fire.committed
    assert [one.committed for one in submitted.approvals if one is not fire] == [False, False, False]
    [made] = facts(submitted.number, "CommitmentMade")
    [kept] = cases.file(submitted.number, town.firm).undertaken
    assert (made["item"], made["digest"], made["reference"]) == (fire.item, kept.digest, "消防法 第十五条")
    assert "不看信用" in kept.told.zh


def test_an_item_without_a_commitment_takes_none(town: Town) -> None:
    draft = cases.begin(matter=FREIGHT, answers={}, by=town.firm, at=MONDAY)
    with pytest.raises(cases.NoCommitment):
        cases.choose(draft=draft.number, commit=["43TCN0002-02"], later=[], by=town.firm, at=MONDAY)
    assert cases.prepare(draft.number, town.firm).commitments == ()


def test_a_commitment_replaces_the_papers_its_law_lets_it_replace(town: Town, committable: str) -> None:
    draft = cases.begin(matter=FREIGHT, answers={}, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    for one in forms.draft(draft.number, town.firm).files:
        if one.material == SAFETY_RULES:
            forms.detach(draft=draft.number, material=SAFETY_RULES, sha256=one.sha256, by=town.firm, at=MONDAY)
    ready = cases.choose(draft=draft.number, commit=[committable], later=[], by=town.firm, at=MONDAY)
    assert ready.problems == ()
    assert SAFETY_RULES not in {one.material.code for one in ready.plan.materials}
    back = cases.choose(draft=draft.number, commit=[], later=[], by=town.firm, at=MONDAY)
    assert [one.at for one in back.problems] == [SAFETY_RULES]  # changed their mind: the paper is asked again
    cases.choose(draft=draft.number, commit=[committable], later=[], by=town.firm, at=MONDAY)
    case = cases.submit(draft=draft.number, by=town.firm, at=MONDAY)
    assert case.approvals[0].committed
    assert case.approvals[0].lacks == ()


@pytest.fixture
def committable(monkeypatch: pytest.MonkeyPatch) -> str:
    """An example: the law of one item lets a commitment stand in for its safety rules."""
    real = catalogue.guide
    promise = Handling(commitment=Commitment(Words("我承诺已建立安全生产管理制度。"), "示例 第一条", materials=(SAFETY_RULES,)))

    def guide(code: str, pin: Pin | None = None) -> Guide:
        return replace(real(code, pin=pin), handling=promise) if code == "43TCN0002-02" else real(code, pin=pin)

    monkeypatch.setattr(catalogue, "guide", guide)
    return "43TCN0002-02"


# 异地代收


@pytest.fixture
def away(town: Town) -> str:
    """A window in the neighbouring district."""
    return next(one.code for one in identity.organisations(DISTRICT) if one.kind == "window")


@pytest.fixture
def taken(town: Town, away: str) -> CaseView:
    return handed_in(FREIGHT, {}, town.firm, channel=Channel.WINDOW, window=away)


def test_where_papers_travel_the_term_runs_from_arrival(taken: CaseView, away: str, town: Town) -> None:
    assert taken.channel is Channel.ELSEWHERE
    assert taken.elsewhere is not None
    assert (taken.elsewhere.window, taken.elsewhere.running) == (away, False)
    assert taken.window == catalogue.city().lead_window  # whoever decides
    assert taken.accept_due is None
    assert facts(taken.number, "CaseSubmitted")[0]["taken_in_by"] == away
    with pytest.raises(cases.NotArrived):
        cases.accept(case=taken.number, by=town.clerk, at=NEXT_DAY)
    with clock.standing_at(at_noon(2026, 8, 21)):
        schedule.accept_cases_in_silence()
    assert cases.case(taken.number, town.firm).state is CaseState.RECEIVED  # nothing runs before the papers are there
    arrived = cases.arrive(case=taken.number, by=town.clerk, at=at_noon(2026, 8, 21))
    assert arrived.accept_due is not None
    assert arrived.accept_due.on == date(2026, 8, 28)
    with pytest.raises(cases.ArrivedBefore):
        cases.arrive(case=taken.number, by=town.clerk, at=at_noon(2026, 8, 24))
    assert [one["starts"] for one in facts(taken.number, "PapersArrived")] == ["arrived"]
    cases.accept_by_law(case=taken.number, by=system("cases"), at=at_noon(2026, 8, 29))
    assert [one["accepted_on"] for one in facts(taken.number, "CaseAccepted")] == ["2026-08-21"]


def test_the_deciding_window_records_arrival_and_nobody_else(taken: CaseView, away: str) -> None:
    with pytest.raises(cases.CaseNotFound):
        cases.arrive(case=taken.number, by=officer(away, Duty.INTAKE), at=NEXT_DAY)


def test_what_was_not_taken_in_elsewhere_does_not_arrive(submitted: CaseView, town: Town) -> None:
    with pytest.raises(cases.NotOnTheWay):
        cases.arrive(case=submitted.number, by=town.clerk, at=NEXT_DAY)


def test_a_window_of_another_place_takes_in_only_what_is_arranged(town: Town, away: str) -> None:
    draft = cases.begin(matter=RESTAURANT, answers=SITUATION, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    with pytest.raises(cases.NotTakenElsewhere):
        cases.submit(draft=draft.number, by=town.firm, at=MONDAY, channel=Channel.WINDOW, window=away)
    assert forms.draft(draft.number, town.firm).case == ""


def test_where_the_item_says_so_the_term_runs_from_receipt(town: Town, away: str, person: Actor) -> None:  # noqa: F811
    retire = Ref("item", "43PCN0013-01")
    case = handed_in(retire, {}, person, channel=Channel.WINDOW, window=away)
    assert case.elsewhere is not None
    assert case.elsewhere.running
    assert case.accept_due is not None
    assert case.accept_due.on == date(2026, 8, 10)
    cases.arrive(case=case.number, by=town.clerk, at=at_noon(2026, 8, 6))
    assert cases.case(case.number, person).accept_due == case.accept_due  # arrival moves nothing
