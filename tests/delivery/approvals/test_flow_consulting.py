"""征求意见: asked on opening or by hand, answered or silent, contradictions dealt with by name."""

from datetime import date

import pytest

from tests.delivery.approvals.flowing import FIRE, FIVE, SIGN, accepted, approve, body, facts, handled, holder, on, part, reviewer, row_of
from tests.delivery.conftest import MONDAY, Town
from zhengtong.delivery.approvals import api as approvals
from zhengtong.delivery.approvals.commands.consulting import follow_bodies
from zhengtong.delivery.approvals.errors.flow import (
    AskedAlready,
    ConsultationNotFound,
    ConsultationOpen,
    ConsultationOver,
    ObjectionUnanswered,
    OpinionMissing,
    TermTooLong,
)
from zhengtong.delivery.approvals.models import Approval, Consultation
from zhengtong.delivery.approvals.queries import waiting_for_others
from zhengtong.delivery.approvals.terms import ApprovalState, Opinion, Reasons, View
from zhengtong.delivery.approvals.terms.flow import WaitsFor
from zhengtong.delivery.cases.terms import CaseView
from zhengtong.foundation.catalogue.terms import Term, Unit
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.models import Organisation
from zhengtong.kernel import clock
from zhengtong.kernel.refs import Key

pytestmark = pytest.mark.django_db
THREE = Term(3, Unit.WORKING_DAY)


@pytest.fixture
def planning() -> str:
    return body("自然资源")


@pytest.fixture
def case(town: Town, planning: str) -> CaseView:
    """The sign board: two bodies are asked before it is decided; the silence of the second agrees."""
    asked = {"question": {"zh": "是否符合规划？"}, "term": FIVE}
    handled(SIGN, consulted=[{"organisation": planning, **asked}, {"organisation": body("公安"), "silence": "agree", **asked}])
    return accepted(town)


def asked(case: CaseView, organisation: str, item: str = SIGN) -> int:
    return Consultation.objects.get(approval__case=case.number, approval__item=item, organisation=organisation).pk


def say(case: CaseView, organisation: str, view: View, reason: str = "", day: int = 4) -> None:
    approvals.answer_consultation(
        consultation=asked(case, organisation), view=view, reason=reason, by=reviewer(organisation), at=on(day)
    )


def test_bodies_that_the_item_names_are_asked_as_it_opens_each_with_its_own_term(case: CaseView, planning: str) -> None:
    held = approvals.flows([part(case, SIGN).number])[part(case, SIGN).number]
    assert [one.organisation for one in held.consultations] == [planning, body("公安")]
    assert {one.due_on for one in held.consultations} == {date(2026, 3, 9)}
    assert {one.asked_by for one in held.consultations} == {""}
    assert facts(case).count("BodyConsulted") == 2


def test_it_stands_in_the_list_of_the_body_that_was_asked_and_in_nobody_elses(case: CaseView, planning: str) -> None:
    mine = approvals.asked_of_us(reviewer(planning))
    assert [one.approval.item for one in mine] == [SIGN]
    assert approvals.asked_of_us(reviewer(body("卫健委"))) == ()
    with pytest.raises(approvals.ApprovalNotFound):  # being asked opens the question, not the approval
        approvals.approval(part(case, SIGN).number, reviewer(planning))


def test_the_decision_waits_for_the_answers_and_the_clock_does_not(case: CaseView, planning: str) -> None:
    before = row_of(case, SIGN).legal_due_on
    with pytest.raises(ConsultationOpen):
        approve(case, SIGN, on(4))
    say(case, planning, View.AGREE)
    say(case, body("公安"), View.NO_VIEW)
    assert approve(case, SIGN, on(4)).state is ApprovalState.APPROVED
    assert row_of(case, SIGN).legal_due_on == before


def test_silence_counts_as_content_says_from_the_day_after_and_is_a_fact(case: CaseView, planning: str) -> None:
    assert approvals.pass_time(at=on(9)) == 0
    assert approvals.pass_time(at=on(10)) == 2
    said = {one.organisation: one.counts_as for one in approvals.flows([part(case, SIGN).number])[part(case, SIGN).number].consultations}
    assert said == {planning: View.NO_VIEW, body("公安"): View.AGREE}
    assert facts(case).count("ConsultationSilent") == 2
    assert approvals.pass_time(at=on(11)) == 0
    with pytest.raises(ConsultationOver):
        say(case, planning, View.OBJECT, "来不及了", day=11)


def test_a_late_answer_is_refused_even_where_the_worker_has_not_come_round(case: CaseView, planning: str) -> None:
    with pytest.raises(ConsultationOver):
        say(case, planning, View.OBJECT, "超出红线", day=10)
    assert Consultation.objects.get(pk=asked(case, planning)).view == View.SILENT


def test_an_objection_says_why_and_is_answered_once(case: CaseView, planning: str) -> None:
    with pytest.raises(OpinionMissing):
        say(case, planning, View.OBJECT)
    say(case, planning, View.OBJECT, "超出红线")
    with pytest.raises(ConsultationOver):
        say(case, planning, View.AGREE)
    with pytest.raises(ConsultationNotFound):
        approvals.answer_consultation(
            consultation=asked(case, planning), view=View.AGREE, reason="", by=reviewer(body("公安")), at=on(4)
        )


def test_the_same_answer_sent_twice_is_one(case: CaseView, planning: str) -> None:
    for _ in range(2):
        approvals.answer_consultation(
            consultation=asked(case, planning), view=View.AGREE, reason="", by=reviewer(planning), at=on(4), once=Key("k")
        )
    assert facts(case).count("ConsultationAnswered") == 1


def test_an_approval_against_an_objection_deals_with_it_by_name(case: CaseView, planning: str) -> None:
    say(case, planning, View.OBJECT, "超出红线")
    say(case, body("公安"), View.NO_VIEW)
    for note in ("", "已综合考虑。"):
        with pytest.raises(ObjectionUnanswered):
            approve(case, SIGN, on(5), note=note)
    named = identity.organisation(planning)
    assert named is not None
    assert approve(case, SIGN, on(5), note=f"{named.short.zh}所称红线为旧图，新图已核对。").state is ApprovalState.APPROVED


def test_two_bodies_that_contradict_each_other_are_dealt_with_in_a_refusal_too(case: CaseView, planning: str) -> None:
    say(case, planning, View.OBJECT, "超出红线")
    say(case, body("公安"), View.AGREE)
    why = Reasons("超出红线", "城乡规划法 第四十条", "缩进红线以内")
    number, by = row_of(case, SIGN).number, holder(case, SIGN)
    with pytest.raises(ObjectionUnanswered):
        approvals.decide(approval=number, opinion=Opinion.REFUSE, reasons=why, by=by, at=on(5))
    named = identity.organisation(planning)
    assert named is not None
    approvals.decide(approval=number, opinion=Opinion.REFUSE, reasons=why, note=f"采纳{named.short.zh}的意见。", by=by, at=on(5))
    assert row_of(case, SIGN).state == ApprovalState.REFUSED


def test_by_hand_a_reviewer_asks_anybody_once_within_their_own_term(case: CaseView) -> None:
    number, by = part(case, FIRE).number, holder(case, FIRE)
    asks = {"approval": number, "organisation": body("住建局"), "question": "消防验收？", "by": by}
    told = approvals.consult(**asks, term=THREE, at=on(3))
    assert (told.due_on, told.silence) == (date(2026, 3, 6), View.NO_VIEW)
    with pytest.raises(AskedAlready):
        approvals.consult(**asks, term=THREE, at=on(4))
    with pytest.raises(TermTooLong) as refused:
        approvals.consult(**{**asks, "organisation": body("公安")}, term=Term(60, Unit.WORKING_DAY), at=on(4))
    assert refused.value.params["date"] == row_of(case, FIRE).legal_due_on


def test_what_waits_for_others_is_found_among_many(case: CaseView) -> None:
    with clock.standing_at(on(3)):
        waiting = {one.item for one in waiting_for_others(Approval.objects.filter(case=case.number))}
        assert waiting == {SIGN}
        assert [one.what for one in approvals.waits_of([part(case, SIGN).number])[part(case, SIGN).number]] == [WaitsFor.CONSULTATION] * 2
    with clock.standing_at(on(10)):
        assert not waiting_for_others(Approval.objects.filter(case=case.number)).exists()


def test_a_question_to_a_body_that_was_closed_goes_to_whoever_goes_on(case: CaseView, planning: str) -> None:
    heir = body("住建局")
    Organisation.objects.filter(code=planning).update(successor=heir, closed_on=MONDAY.date())
    identity.forget()
    with clock.standing_at(on(4)):
        assert follow_bodies(at=on(4)) == 1
        assert [one.approval.item for one in approvals.asked_of_us(reviewer(heir))] == [SIGN]
    assert "ConsultationMoved" in facts(case)
    assert Consultation.objects.get(pk=asked(case, heir)).due_on == date(2026, 3, 9)
