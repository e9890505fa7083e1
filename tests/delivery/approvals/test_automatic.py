"""秒批: off until the head of the authority has assessed this version; approves on what registers say; all else is left to a person."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.delivery.conftest import MONDAY, Town, fill, officer
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.commands.automatic import AUTOMATON
from zhengtong.delivery.approvals.models import Approval, Automation
from zhengtong.delivery.approvals.queries import automating as why
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Assessment, Opinion
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.models import Case
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.catalogue.terms import Term
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Firm
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

pytestmark = pytest.mark.django_db
NEXT_DAY = MONDAY + timedelta(days=1)
SEALS = "431009085W00-01"
FULL = Assessment(
    purpose="核对登记信息后当即办结公章刻制备案，不作其他用途，依据公开的事项条件",
    necessity="只读名称、代码、法定代表人和证照状态四项，少一项就无法判断条件",
    risks="可能因登记信息滞后而误准，影响轻微，可以由人复核和撤销",
    measures="只准不驳，有不符合或者不明的一律转人工，全程留痕，随时可以关闭",
)


@pytest.fixture
def head() -> Actor:
    return officer(catalogue.guide(SEALS).organisation, Duty.LEAD, account="9100")


@pytest.fixture
def switched(town: Town, head: Actor) -> Town:
    on(head)
    return town


def on(head: Actor, assessment: Assessment = FULL) -> None:
    approvals.switch_on(item=SEALS, pin=catalogue.guide(SEALS).pin.sha256, assessment=assessment, by=head, at=MONDAY)


def filed(town: Town) -> CaseView:
    draft = cases.begin(matter=Ref("item", SEALS), answers={}, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    return cases.submit(draft=draft.number, by=town.firm, at=MONDAY)


def opened(town: Town) -> ApprovalView:
    return cases.accept(case=filed(town).number, by=town.clerk, at=NEXT_DAY).approvals[0]


def worked(number: str, once: str = "row:1") -> bool:
    return approvals.decide_automatically(approval=number, by=AUTOMATON, at=NEXT_DAY, once=Key(once))


def state(one: ApprovalView) -> str:
    return Approval.objects.get(number=one.number).state


def tried(one: ApprovalView) -> str:
    return why.try_automatic(Approval.objects.get(number=one.number)).why_not


def test_with_every_condition_true_the_worker_approves_in_the_name_of_the_authority(switched: Town) -> None:
    one = opened(switched)
    for _ in range(20):
        if not ledger.work_once(20):
            break
    done = cases.case(one.case, switched.firm)
    part = done.approvals[0]
    assert (part.state, part.automatic, part.opinion) == (ApprovalState.APPROVED, True, Opinion.APPROVE)
    assert part.in_name_of == catalogue.guide(SEALS).organisation
    assert part.decided_by == AUTOMATON.name
    assert done.state is CaseState.CLOSED


def test_what_is_recorded_names_conditions_sources_version_and_assessment_and_no_value(switched: Town) -> None:
    one = opened(switched)
    assert worked(one.number)
    row = next(row for row in ledger.facts_about(Ref("case", one.case)) if row.fact == "approvals.ApprovalDecided")
    values = row.values or {}
    assert [line[0] for line in values["automatic"]] == ["standing", "identity", "representative", "licence"]
    assert "市场主体登记信息" in str(values["automatic"])
    assert "电子证照：营业执照" in str(values["automatic"])
    assert (values["pin"], values["automation"]) == (one.pin.sha256, Automation.objects.get().pk)
    for value in ("湘江小馆", "91990100MA0000015X", "陈晓兰"):
        assert value not in str(values)
    kept = Approval.objects.get(number=one.number).automatic
    assert "湘江小馆" not in str(kept)


def test_switching_on_is_recorded_with_a_hash_of_the_assessment(switched: Town, head: Actor) -> None:
    (row,) = ledger.facts_about(Ref("item", SEALS))
    assert (row.fact, row.by.who) == ("approvals.AutomationSwitchedOn", head.who)
    assert len((row.values or {})["assessment"]) == 64


def test_off_by_default(town: Town) -> None:
    one = opened(town)
    assert not worked(one.number)
    assert (state(one), tried(one)) == ("open", why.OFF)


@pytest.mark.parametrize("part", ["purpose", "necessity", "risks", "measures"])
def test_without_a_whole_assessment_nothing_is_switched_on(town: Town, head: Actor, part: str) -> None:
    with pytest.raises(approvals.AssessmentIncomplete):
        on(head, replace(FULL, **{part: "同上"}))
    assert not Automation.objects.exists()


def test_only_the_head_of_that_authority_switches(town: Town) -> None:
    body = catalogue.guide(SEALS).organisation
    for by in (officer(body, Duty.REVIEW), officer(body, Duty.OPERATE), officer("119901000000000355", Duty.LEAD), town.firm):
        with pytest.raises(approvals.NotHead):
            on(by)


def test_an_item_that_is_not_declared_automatic_cannot_be_switched_on(town: Town) -> None:
    guide = catalogue.guide("43TCN0003-02")
    by = officer(guide.organisation, Duty.LEAD)
    with pytest.raises(approvals.NotAutomatable):
        approvals.switch_on(item=guide.code, pin=guide.pin.sha256, assessment=FULL, by=by, at=MONDAY)


def test_another_version_is_off_until_it_is_assessed_again(switched: Town, head: Actor) -> None:
    one = opened(switched)
    Approval.objects.filter(number=one.number).update(pin="0" * 64)
    assert not why.switched_on(Approval.objects.get(number=one.number))
    with pytest.raises(approvals.VersionChanged):
        approvals.switch_on(item=SEALS, pin="0" * 64, assessment=FULL, by=head, at=MONDAY)


def test_switched_off_it_comes_to_a_person(switched: Town, head: Actor) -> None:
    approvals.switch_off(item=SEALS, by=head, at=MONDAY)
    one = opened(switched)
    assert not worked(one.number)
    assert (state(one), Automation.objects.get().until) == ("open", MONDAY)


def test_what_is_false_is_left_to_a_person_and_never_refused(switched: Town) -> None:
    one = opened(switched)
    Firm.objects.update(status="revoked")
    assert not worked(one.number)
    assert (state(one), tried(one)) == ("open", why.UNMET)
    assert [fact.fact for fact in ledger.facts_about(Ref("case", one.case))][-1] != "approvals.ApprovalDecided"


def test_what_is_not_known_is_left_to_a_person(switched: Town) -> None:
    one = opened(switched)
    row = Case.objects.get(number=one.case)
    row.answers = {key: value for key, value in row.answers.items() if key != "firm.representative"}
    row.save()
    assert not worked(one.number)
    assert (state(one), tried(one)) == ("open", why.UNMET)


def test_without_a_valid_licence_it_is_left_to_a_person(switched: Town) -> None:
    from zhengtong.delivery.licences.models import Licence

    one = opened(switched)
    Licence.objects.update(status="03")
    assert not worked(one.number)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("claimed_by", "account:7", why.CLAIMED),
        ("paused_on", NEXT_DAY.date(), why.PAUSED),
        ("lacks", ["floor-plan"], why.LACKING),
        ("committed", True, why.ELSEWHERE),
        ("limited", True, why.ELSEWHERE),
    ],
)
def test_whatever_needs_a_person_goes_to_one(switched: Town, column: str, value: object, reason: str) -> None:
    one = opened(switched)
    Approval.objects.filter(number=one.number).update(**{column: value})
    assert not worked(one.number)
    assert tried(one) == reason
    reviewer = officer(one.organisation, Duty.REVIEW)
    assert approvals.why_not_automatic(one.number, reviewer) == reason


def test_the_same_opening_twice_and_a_worker_killed_in_between_decide_once(switched: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    one = opened(switched)
    record = ledger.record

    def killed(*_: object, **__: object) -> int:
        raise SystemExit

    monkeypatch.setattr(ledger, "record", killed)
    with pytest.raises(SystemExit):
        worked(one.number)
    assert state(one) == "open"
    monkeypatch.setattr(ledger, "record", record)
    assert worked(one.number)
    assert not worked(one.number)
    assert not worked(one.number, "row:2")
    decided = [row for row in ledger.facts_about(Ref("case", one.case)) if row.fact == "approvals.ApprovalDecided"]
    assert len(decided) == 1


def test_an_officer_who_was_quicker_has_decided(switched: Town) -> None:
    one = opened(switched)
    approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=officer(one.organisation, Duty.REVIEW), at=NEXT_DAY)
    assert not worked(one.number)


# the applicant asks for a person (个人信息保护法 art. 24)


def test_asked_before_it_is_opened_or_decided_nothing_is_automatic(switched: Town) -> None:
    case = filed(switched)
    one = case.approvals[0]
    for _ in range(2):
        asked = approvals.ask_for_a_person(approval=one.number, by=switched.firm, at=MONDAY)
        assert asked.human_asked_at == MONDAY
    cases.accept(case=case.number, by=switched.clerk, at=NEXT_DAY)
    assert not worked(one.number)
    assert tried(one) == why.ASKED
    told = [row for row in ledger.facts_about(Ref("case", case.number)) if row.fact == "approvals.PersonAskedFor"]
    assert [(row.values or {})["afterwards"] for row in told] == [False]


def test_asked_afterwards_the_approval_stays_and_a_person_of_the_body_answers(switched: Town) -> None:
    one = opened(switched)
    worked(one.number)
    approvals.ask_for_a_person(approval=one.number, by=switched.firm, at=NEXT_DAY)
    reviewer = officer(one.organisation, Duty.REVIEW)
    assert [task.approval for task in approvals.asked(reviewer)] == [one.number]
    assert not approvals.asked(officer("119901000000000355", Duty.REVIEW))
    told = approvals.explain(approval=one.number, text="四项条件都由登记信息核实，准予有效。", by=reviewer, at=NEXT_DAY, once=Key("e"))
    assert (told.state, told.explained_by) == (ApprovalState.APPROVED, "李审批")
    assert not approvals.asked(reviewer)
    again = approvals.explain(approval=one.number, text="四项条件都由登记信息核实，准予有效。", by=reviewer, at=NEXT_DAY, once=Key("e"))
    assert again.explanation == told.explanation
    with pytest.raises(approvals.NothingToExplain):
        approvals.explain(approval=one.number, text="再说一次", by=reviewer, at=NEXT_DAY)


def test_a_stranger_an_officer_and_whoever_has_a_persons_decision_ask_in_vain(switched: Town) -> None:
    one = opened(switched)
    for by in (switched.stranger, officer(one.organisation, Duty.REVIEW), switched.clerk):
        with pytest.raises(approvals.ApprovalNotFound):
            approvals.ask_for_a_person(approval=one.number, by=by, at=NEXT_DAY)
    approvals.decide(approval=one.number, opinion=Opinion.APPROVE, by=officer(one.organisation, Duty.REVIEW), at=NEXT_DAY)
    with pytest.raises(approvals.PersonNotNeeded):
        approvals.ask_for_a_person(approval=one.number, by=switched.firm, at=NEXT_DAY)


def test_where_all_that_the_law_asks_is_met_a_refusal_needs_another_ground_on_file(switched: Town) -> None:
    from zhengtong.delivery.approvals.terms import Reasons

    one = opened(switched)
    because = Reasons("印章样式不合要求", "印铸刻字业暂行管理规则 第三条", "改用规定的样式")
    by = officer(one.organisation, Duty.REVIEW)
    give = {"approval": one.number, "opinion": Opinion.REFUSE, "reasons": because, "by": by, "at": NEXT_DAY}
    with pytest.raises(approvals.AllMet):
        approvals.decide(**give)
    assert approvals.decide(**give, note="样式是登记信息里没有的一项").state is ApprovalState.REFUSED


def test_in_a_bundle_the_next_part_opens_when_the_first_is_approved_automatically(town: Town) -> None:
    item = "43TCN0002-01"
    guide = catalogue.guide(item)
    by = officer(guide.organisation, Duty.LEAD)
    approvals.switch_on(item=item, pin=guide.pin.sha256, assessment=FULL, by=by, at=MONDAY)
    answers = {"transport.dangerous": False, "transport.kind": "general", "vehicle.class": "heavy"}
    answers |= {"transport.permit_held": False, "vehicle.bought": False}
    draft = cases.begin(matter=Ref("bundle", "43TCN0002"), answers=answers, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    fill(draft.number, town.firm)
    case = cases.submit(draft=draft.number, by=town.firm, at=MONDAY)
    case = cases.accept(case=case.number, by=town.clerk, at=NEXT_DAY)
    first = next(one for one in case.approvals if one.item == item)
    assert worked(first.number)
    shown = cases.case(case.number, town.firm)
    assert any(one.state is ApprovalState.OPEN and item in one.after for one in shown.approvals)


def test_what_somebody_else_has_a_say_in_is_left_to_a_person_without_a_word(switched: Town) -> None:
    """A question asked between the opening and the worker's turn: no refusal, nothing to try again."""
    one = opened(switched)
    other = identity.organisation_by_word("住建局", catalogue.city().division)
    assert other is not None
    by = officer(one.organisation, Duty.REVIEW)
    approvals.consult(approval=one.number, organisation=other.code, question="有无异议？", term=Term(2), by=by, at=NEXT_DAY)
    assert not worked(one.number)
    assert state(one) == ApprovalState.OPEN
    assert tried(one) == why.ELSEWHERE
