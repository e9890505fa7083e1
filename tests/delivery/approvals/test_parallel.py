"""同时: two reviewers, a reviewer and the applicant, a reviewer and the automaton; real connections. One comes first, all say the same."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.delivery.approvals.test_automatic import FULL, SEALS
from tests.delivery.conftest import MONDAY, Town, fill, officer
from tests.support.at_once import at_once
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.commands.automatic import AUTOMATON
from zhengtong.delivery.approvals.models import Approval
from zhengtong.delivery.approvals.terms import ApprovalState, ApprovalView, Opinion, Reasons
from zhengtong.delivery.cases import api as cases
from zhengtong.delivery.cases.terms import CaseState, CaseView
from zhengtong.delivery.licences.models import Licence
from zhengtong.foundation.catalogue import api as catalogue
from zhengtong.foundation.identity.terms import Duty
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Key, Ref

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shipped")]
NEXT_DAY = MONDAY + timedelta(days=1)
WHY = Reasons("材料与现场不符", "消防法 第十五条", "改正后重新申请")


def accepted(town: Town, submitted: CaseView) -> CaseView:
    return cases.accept(case=submitted.number, by=town.clerk, at=NEXT_DAY)


def part(case: CaseView, end: str) -> ApprovalView:
    return next(one for one in case.approvals if one.item.endswith(end))


def decide(one: ApprovalView, account: str, opinion: Opinion = Opinion.APPROVE, once: str = "") -> Callable[[], object]:
    by = officer(one.organisation, Duty.REVIEW, account=account)
    reasons = WHY if opinion is Opinion.REFUSE else None
    papers = ("floor-plan",) if reasons and one.item.endswith("-04") else ()
    key = Key(once) if once else None
    return lambda: approvals.decide(approval=one.number, opinion=opinion, reasons=reasons, fails_on=papers, by=by, at=NEXT_DAY, once=key)


def facts(case: str, fact: str) -> int:
    return [row.fact for row in ledger.facts_about(Ref("case", case))].count(fact)


def test_two_reviewers_decide_at_the_same_moment_and_one_decision_stands(town: Town, submitted: CaseView) -> None:
    case = accepted(town, submitted)
    fire = part(case, "-04")
    came = at_once(decide(fire, "701"), decide(fire, "702", Opinion.REFUSE), decide(fire, "703"), decide(fire, "704", Opinion.REFUSE))
    assert [one for one in came if isinstance(one, type)] == [approvals.NotOpen] * 3
    assert facts(case.number, "approvals.ApprovalDecided") == 1
    row = Approval.objects.get(number=fire.number)
    assert Licence.objects.filter(approval=fire.number).count() == (row.state == ApprovalState.APPROVED)


def test_one_reviewer_presses_twice_with_the_same_key(town: Town, submitted: CaseView) -> None:
    case = accepted(town, submitted)
    fire = part(case, "-04")
    came = at_once(*(decide(fire, "701", once="d") for _ in range(4)))
    assert not [one for one in came if isinstance(one, type)]
    assert facts(case.number, "approvals.ApprovalDecided") == 1
    assert Licence.objects.filter(approval=fire.number).count() == 1


def test_two_departments_decide_two_parts_of_a_case_and_nobody_waits_for_the_other(town: Town, submitted: CaseView) -> None:
    case = accepted(town, submitted)
    came = at_once(decide(part(case, "-04"), "701"), decide(part(case, "-06"), "702"), decide(part(case, "-01"), "703"))
    assert not [one for one in came if isinstance(one, type)]
    assert facts(case.number, "approvals.ApprovalDecided") == 3
    food = Approval.objects.get(number=part(case, "-02").number)
    assert food.state == ApprovalState.OPEN  # opened once, by whoever decided what it waits for
    assert [row.values["item"] for row in ledger.facts_about(Ref("case", case.number)) if row.fact == "approvals.ApprovalOpened"].count(
        food.item
    ) == 1


def test_the_applicant_withdraws_while_a_reviewer_decides(town: Town, submitted: CaseView) -> None:
    case = accepted(town, submitted)
    fire = part(case, "-04")
    came = at_once(decide(fire, "701"), lambda: cases.withdraw(case=case.number, by=town.firm, at=NEXT_DAY))
    assert cases.case(case.number, town.firm).state is CaseState.WITHDRAWN
    decided = facts(case.number, "approvals.ApprovalDecided")
    assert came[0] is approvals.NotOpen or decided == 1
    assert Approval.objects.get(number=fire.number).state == (ApprovalState.APPROVED if decided else ApprovalState.WITHDRAWN)
    assert Licence.objects.filter(approval=fire.number).count() == decided


def test_an_officer_and_the_automaton_at_the_same_moment(town: Town) -> None:
    body = catalogue.guide(SEALS)
    by = officer(body.organisation, Duty.LEAD, account="9100")
    approvals.switch_on(item=SEALS, pin=body.pin.sha256, assessment=FULL, by=by, at=MONDAY)
    draft = cases.begin(matter=Ref("item", SEALS), answers={}, by=town.firm, at=MONDAY)
    fill(draft.number, town.firm)
    case = accepted(town, cases.submit(draft=draft.number, by=town.firm, at=MONDAY))
    one = case.approvals[0]

    def automatic() -> object:
        return approvals.decide_automatically(approval=one.number, by=AUTOMATON, at=NEXT_DAY, once=Key("row:1"))

    refuse = decide(one, "701")
    came = at_once(automatic, refuse)
    assert facts(case.number, "approvals.ApprovalDecided") == 1
    assert (came[0], came[1]) in {(True, approvals.NotOpen)} or came[0] is False
